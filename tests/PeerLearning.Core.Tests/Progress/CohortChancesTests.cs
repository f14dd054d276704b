using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

/// <summary>Chances of a whole cohort, drawn to past programmes.</summary>
public class CohortChancesTests
{
    /// <summary>In week 8 as many need help as not at 50 points; of past programmes 30 % did, and 20 % had left.</summary>
    private static readonly NudgePoints Card = NudgePoints.BuiltIn with { EvenAtWeeks = [new EvenScore(4, 40, 10, 0.4, 0.1), new EvenScore(8, 50, 10, 0.3, 0.2)] };

    [Fact]
    public void A_card_that_knows_nothing_of_past_programmes_takes_each_learner_alone()
    {
        int[] scores = [10, 40, 80];
        Assert.Equal(scores.Select(score => NudgePoints.BuiltIn.ChanceOf(score, week: 8)), NudgePoints.BuiltIn.ChancesOf(scores, 5, 8));
        var half = NudgePoints.BuiltIn with { EvenAtWeeks = [new EvenScore(4, 40, 10, 0.4, 0.1), new EvenScore(8, 50, 10)] };
        Assert.Equal(scores.Select(score => half.ChanceOf(score, week: 6)), half.ChancesOf(scores, 5, 6));
        Assert.Empty(Card.ChancesOf([], 0, 8));
    }

    [Fact]
    public void Chances_go_half_of_the_way_to_the_past_and_the_past_weighs_ten_learners()
    {
        // All at even odds: the way to 30 % is the log odds of 0.3; with ten learners half of a half of it is gone.
        double expected = 0.5 * 0.5 * Math.Log(0.3 / 0.7);
        var chances = Card.ChancesOf([.. Enumerable.Repeat(50, 10)], 0, 8);
        double leaving = 0.3 * (CohortChances.LogOdds(2.0 / 20) - CohortChances.LogOdds(0.2));
        Assert.All(chances, chance => Assert.Equal(1 / (1 + Math.Exp(-expected - leaving)), chance, 1e-9));
    }

    [Fact]
    public void As_many_having_left_as_in_the_past_changes_nothing_and_more_raise_the_chances()
    {
        int[] scores = [.. Enumerable.Repeat(50, 20), .. Enumerable.Repeat(20, 20)];
        double Of(int left) => Card.ChancesOf(scores, left, 8)[0];
        double drawn = CohortChances.Offset([.. scores.Select(score => (score - 50) / 10.0)], 10, 0.3, null);
        Assert.Equal(1 / (1 + Math.Exp(-drawn)), Of(10), 1e-12);
        Assert.True(Of(0) < Of(10) && Of(10) < Of(30));
    }

    [Fact]
    public void Between_weeks_the_past_is_read_between()
    {
        int[] scores = [.. Enumerable.Repeat(45, 1000)];
        double drawn = CohortChances.Offset(new double[1000], 200, 0.35, 0.15);
        Assert.Equal(1 / (1 + Math.Exp(-drawn)), Card.ChancesOf(scores, 200, 6)[0], 1e-12);
    }

    [Property(MaxTest = 200)]
    public void Whoever_has_more_points_never_has_the_lower_chance_and_the_mean_moves_towards_the_past(ushort seed)
    {
        var random = new SeededRandom(seed);
        int n = 1 + random.Next(60);
        int[] scores = [.. Enumerable.Range(0, n).Select(_ => random.Next(101))];
        double needed = 0.02 + (0.96 * random.NextDouble());
        double[] logits = [.. scores.Select(score => (score - 50) / 10.0)];
        double offset = CohortChances.Offset(logits, 0, needed, null);
        double Mean(double by) => logits.Average(logit => 1 / (1 + Math.Exp(-logit - by)));
        double before = Mean(0), whole = Mean(offset * 2 * (n + 10) / n);
        Assert.Equal(needed, whole, 1e-7);
        Assert.InRange(Mean(offset), Math.Min(before, needed) - 1e-12, Math.Max(before, needed) + 1e-12);
        var card = NudgePoints.BuiltIn with { EvenAtWeeks = [new EvenScore(1, 50, 10, needed, 0.2)] };
        var chances = card.ChancesOf(scores, random.Next(40), 1);
        Assert.All(chances, chance => Assert.InRange(chance, 0, 1));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) Assert.False(scores[i] > scores[j] && chances[i] < chances[j]);
        }
    }

    [Fact]
    public void A_fit_keeps_how_many_needed_help_and_how_many_had_left()
    {
        var past = NudgeEvaluatorTests.Past(60, 1);
        var rows = Programmes.Rows(60, 1) with { Enrolments = [.. Enumerable.Range(0, 6).Select(i => new Enrolment { Learner = Programmes.Learner(i), LeftOn = Programmes.Start.PlusDays(40) })] };
        var fit = new NudgePointsFitter(new NudgeFitterOptions { Weeks = [4, 8] }).Fit([past with { Facts = ProgressFacts.Create(rows) }]);
        var weeks = fit.Points.EvenAtWeeks;
        Assert.Equal((past.Outcomes.Count(outcome => outcome.NeededHelp) + 0.5) / 61, weeks[0].NeededHelp!.Value, 1e-12);
        Assert.Equal((past.Outcomes.Skip(6).Count(outcome => outcome.NeededHelp) + 0.5) / 55, weeks[1].NeededHelp!.Value, 1e-12);
        Assert.Equal(0.5 / 61, weeks[0].Left!.Value, 1e-12);
        Assert.Equal(6.5 / 61, weeks[1].Left!.Value, 1e-12);
    }

    [Fact]
    public void Where_milestones_are_worth_less_the_chances_of_the_cohort_are_nearer_to_the_outcomes()
    {
        // The same learners with the same outcomes, but harder marks: every credit is three fifths of what it was.
        var past = Enumerable.Range(1, 4).Select(seed => NudgeEvaluatorTests.Past(80, (ulong)seed)).ToList();
        var card = new NudgePointsFitter(new NudgeFitterOptions { Weeks = [6] }).Fit(past).Points;
        var later = Enumerable.Range(5, 4).Select(seed => NudgeEvaluatorTests.Past(80, (ulong)seed)).Select((programme, i) => programme with
        {
            Facts = ProgressFacts.Create(Harder(Programmes.Rows(80, (ulong)(5 + i)))),
        }).ToList();
        NudgeAccuracy Of(NudgePoints points) => new NudgeEvaluator(new NudgeEvaluatorOptions { Weeks = [6], Points = points, BurdenWeeks = 6 }).Evaluate(later).Weeks[0];
        var drawn = Of(card);
        var alone = Of(card with { EvenAtWeeks = [.. card.EvenAtWeeks.Select(week => new EvenScore(week.Week, week.At, week.PointsPerLogit))] });
        Assert.Equal(alone.Auc, drawn.Auc);
        Assert.True(drawn.Brier.Value < alone.Brier.Value);
        Assert.True(drawn.CalibrationError.Value < alone.CalibrationError.Value);
    }

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(1.0, 0.5)]
    [InlineData(0.5, 0.0)]
    [InlineData(0.5, double.NaN)]
    public void A_share_without_finite_odds_is_misuse(double needed, double left) =>
        Assert.ThrowsAny<ArgumentException>(() => new EvenScore(1, 50, 10, needed, left));

    [Fact]
    public void A_negative_count_or_week_is_misuse()
    {
        Assert.ThrowsAny<ArgumentException>(() => Card.ChancesOf([1], -1, 8));
        Assert.ThrowsAny<ArgumentException>(() => Card.ChancesOf([1], 0, 0));
        Assert.Throws<ArgumentNullException>(() => Card.ChancesOf(null!, 0, 8));
    }

    private static ProgressRows Harder(ProgressRows rows) => rows with { Submissions = [.. rows.Submissions.Select(row => row with { Mark = 0.6 * row.Mark })] };
}
