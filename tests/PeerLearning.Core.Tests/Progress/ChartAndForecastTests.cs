using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Progress;
using PeerLearning.Statistics;

namespace PeerLearning.Tests.Progress;

public class ChartAndForecastTests
{
    private const int Learners = 20;

    [Fact]
    public void A_week_below_all_others_is_a_change_for_the_worse()
    {
        Assert.Equal(ProgressState.Worse, State([16, 15, 17, 16, 15, 4]));
        Assert.Equal(ProgressState.Better, State([5, 4, 5, 6, 5, 17]));
        Assert.Equal(ProgressState.Steady, State([16, 15, 17, 16, 15, 14]));
        Assert.Equal(ProgressState.CannotSayYet, State([16, 15, 4]));
    }

    [Fact]
    public void The_last_week_is_not_among_those_it_is_judged_against()
    {
        var reason = Brief([16, 12, 8, 20], null).Progress.Reasons.Single(entry => entry.Code.StartsWith("progress.state.", StringComparison.Ordinal));
        Assert.Contains(reason.Figures, figure => figure.Equals(Figure.Of("centre", 36 / 60.0)));
    }

    [Fact]
    public void A_slow_slide_is_seen_only_against_frozen_limits()
    {
        int[] slide = [.. Enumerable.Repeat(16, 12), 14, 13, 12, 11, 10, 10];
        var frozen = new ChartBaseline { From = Programmes.Start, Until = Programmes.Start.PlusDays((7 * 12) - 1), Because = "the first twelve weeks" };
        Assert.Equal(ProgressState.Worse, State(slide, frozen));
        var brief = Brief(slide, frozen);
        Assert.Contains(brief.Progress.Reasons, reason => reason.Code == "progress.baseline.frozen" && reason.ToString().Contains("the first twelve weeks", StringComparison.Ordinal));
        // The same last week against itself: limits that slide along say nothing.
        Assert.Equal(ProgressState.Steady, State([.. slide.Skip(12)]));
    }

    [Fact]
    public void Fewer_than_twelve_weeks_cannot_be_frozen()
    {
        var tooShort = new ChartBaseline { From = Programmes.Start, Until = Programmes.Start.PlusDays((7 * 11) - 1), Because = "too early" };
        var brief = Brief([.. Enumerable.Repeat(16, 14)], tooShort);
        Assert.Equal(ProgressState.CannotSayYet, brief.Progress.State);
        Assert.Equal(UndefinedCause.TooFew, brief.Progress.Trend.Undefined!.Cause);
    }

    [Fact]
    public void A_rebased_chart_forgets_what_was_before()
    {
        int[] moved = [16, 17, 16, 15, 16, 16, 6, 7, 6, 6, 7, 6];
        Assert.Equal(ProgressState.Worse, State(moved));
        Assert.Equal(ProgressState.Steady, State(moved, new ChartBaseline { From = Programmes.Start.PlusDays(42), Because = "meetings every second week from now on" }));
    }

    [Fact]
    public void A_baseline_has_a_reason() => Assert.Throws<ArgumentException>(() => new ChartBaseline { From = Programmes.Start, Because = " " });

    [Fact]
    public void A_closed_week_is_neither_a_change_nor_a_pace()
    {
        var closed = new ProgressMonitorOptions { Holidays = [.. Enumerable.Range(35, 5).Select(Programmes.Start.PlusDays)] };
        int[] weeks = [16, 15, 17, 16, 15, 0];
        Assert.Equal(ProgressState.Worse, State(weeks));
        var brief = new ProgressMonitor(closed).Brief(Programmes.Cohort(Learners, weeks: 24), Facts(weeks), Programmes.At(42));
        Assert.Equal(ProgressState.Steady, brief.Progress.State);
        Assert.Equal(5, brief.Progress.Forecast.Value.WeeksOfHistory);
    }

    [Fact]
    public void Past_forecasts_are_counted_by_hand()
    {
        // Two pieces every week: four weeks do exactly eight, by week 4 with certainty and never before.
        Assert.Equal((5, 5, 5), Held([.. Enumerable.Repeat(2, 12)]));
        // The pace triples after twelve weeks: all work is done sooner than forecast, so all forecasts hold.
        Assert.Equal((5, 5, 5), Held([1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3]));
        // The pace collapses to one piece in four weeks, due at week 4, 3, 2, 1 and 4 after the five forecasts. By the week before, the chance was
        // 1, 1 - 1/25, 2/3, 0 and 1 - (3/8)^3: only the fourth forecast of 50 % holds, and the third and fourth of 85 %.
        Assert.Equal((5, 1, 2), Held([4, 4, 4, 4, 0, 0, 0, 1, 0, 0, 0, 1]));
    }

    [Fact]
    public void Weeks_without_any_work_after_them_are_no_forecasts() => Assert.Equal((0, 0, 0), Held([4, 4, 4, 4, 0, 0, 0, 0]));

    [Property(MaxTest = 30)]
    public void Forecasts_of_a_steady_pace_hold_about_as_often_as_they_say(ushort seed)
    {
        var random = new SeededRandom(seed);
        var (forecasts, half, most) = Held([.. Enumerable.Range(0, 400).Select(_ => random.Next(9))]);
        Assert.InRange(half / (double)forecasts, 0.45, 0.85);
        Assert.InRange(most / (double)forecasts, 0.78, 1);
        Assert.True(most >= half);
    }

    [Property(MaxTest = 30)]
    public void The_days_of_a_forecast_are_in_the_order_of_their_chances(ushort seed, byte day)
    {
        var brief = new ProgressMonitor().Brief(Programmes.Cohort(12), ProgressFacts.Create(Programmes.Rows(12, seed)), Programmes.At(30 + (day % 54)));
        if (!brief.Progress.Forecast.TryGet(out var forecast)) return;
        if (forecast.P85.TryGet(out var later)) Assert.True(forecast.P50.Value <= later);
        if (forecast.P95.TryGet(out var latest)) Assert.True(forecast.P85.Value <= latest);
        Assert.Equal(forecast.PastForecasts >= 5, forecast.P85Held.IsDefined);
        if (forecast.P85Held.TryGet(out double held)) Assert.True(held >= forecast.P50Held.Value);
    }

    private static (int Forecasts, int Half, int Most) Held(int[] history)
    {
        var (forecasts, held) = ForecastBackTest.Run(history, [0.5, 0.85]);
        return (forecasts, held[0], held[1]);
    }

    private static ProgressState State(int[] active, ChartBaseline? baseline = null) => Brief(active, baseline).Progress.State;

    private static CohortBrief Brief(int[] active, ChartBaseline? baseline) =>
        new ProgressMonitor(new ProgressMonitorOptions { Baseline = baseline }).Brief(Programmes.Cohort(Learners, weeks: 24), Facts(active), Programmes.At(7 * active.Length));

    /// <summary>So many learners active on the Wednesday of each week.</summary>
    private static ProgressFacts Facts(int[] active) => ProgressFacts.Create(new ProgressRows
    {
        Milestones = [new Milestone { Id = Programmes.Step(0), Due = Programmes.Start.PlusDays(150) }],
        Activity = [.. active.SelectMany((count, week) => Enumerable.Range(0, count).Select(i => new ActivityDay { Learner = Programmes.Learner(i), On = Programmes.Start.PlusDays((7 * week) + 2) }))],
    });
}
