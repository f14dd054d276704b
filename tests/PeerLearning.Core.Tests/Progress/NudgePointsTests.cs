using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

public class NudgePointsTests
{
    [Theory]
    [InlineData(48, true, true, false)]
    [InlineData(47, true, false, false)]
    [InlineData(21, true, false, false)]
    [InlineData(20, true, false, true)]
    [InlineData(36, false, true, false)]
    [InlineData(35, false, false, false)]
    [InlineData(16, false, false, false)]
    [InlineData(15, false, false, true)]
    public void Thresholds_are_met_exactly_and_keep_their_share_without_activity(int score, bool withActivity, bool raises, bool clears)
    {
        Assert.Equal(raises, NudgePoints.BuiltIn.Raises(score, withActivity));
        Assert.Equal(clears, NudgePoints.BuiltIn.Clears(score, withActivity));
    }

    [Fact]
    public void A_card_of_activity_alone_nudges_nobody_where_there_is_none()
    {
        var card = NudgePoints.BuiltIn with { Signals = [new SignalPoints { Signal = NudgeSignal.DaysIdle, Knots = [new PointKnot(0, 0), new PointKnot(28, 100)] }] };
        Assert.False(card.Raises(0, withActivity: false));
        Assert.True(card.Raises(48, withActivity: true));
    }

    [Theory]
    [InlineData(1, 40, 10)]
    [InlineData(4, 40, 10)]
    [InlineData(5, 45, 12.5)]
    [InlineData(6, 50, 15)]
    [InlineData(8, 60, 20)]
    [InlineData(30, 60, 20)]
    public void Chances_follow_the_line_of_the_week_and_between_weeks_one_between(int week, double even, double pointsPerLogit)
    {
        var card = NudgePoints.BuiltIn with { EvenAtWeeks = [new EvenScore(8, 60, 20), new EvenScore(4, 40, 10)] };
        Assert.Equal(1 / (1 + Math.Exp((even - 70) / pointsPerLogit)), card.ChanceOf(70, week: week), 1e-12);
        Assert.Equal(1 / (1 + Math.Exp((45 - 70) / 12.0)), card.ChanceOf(70), 1e-12);
    }

    [Fact]
    public void Calibration_finds_the_line_that_made_the_outcomes()
    {
        // At each score the share that needed help is what the line from 40 points on with 8 points a logit says, to one in a thousand.
        var scores = new List<double>();
        var labels = new List<bool>();
        for (int score = 10; score <= 70; score += 5)
        {
            int needed = (int)Math.Round(1000 / (1 + Math.Exp((40 - score) / 8.0)));
            for (int i = 0; i < 1000; i++)
            {
                scores.Add(score);
                labels.Add(i < needed);
            }
        }

        var (even, pointsPerLogit) = ChanceCalibration.Fit(scores.ToArray(), labels.ToArray(), 50, 12, 1e-6);
        Assert.Equal(40, even, 0.02);
        Assert.Equal(8, pointsPerLogit, 0.02);
        // A strong prior keeps the common slope and moves the line only.
        var (moved, kept) = ChanceCalibration.Fit(scores.ToArray(), labels.ToArray(), 50, 12, 1e9);
        Assert.Equal(12, kept, 1e-3);
        Assert.Equal(40, moved, 0.5);
    }

    [Fact]
    public void Weeks_in_which_all_or_none_needed_help_keep_finite_lines()
    {
        var (even, pointsPerLogit) = ChanceCalibration.Fit([10, 20, 30], [true, true, true], 45, 12, 10);
        Assert.True(double.IsFinite(even) && pointsPerLogit > 0);
        var (high, slope) = ChanceCalibration.Fit([10, 10, 10], [false, false, false], 45, 12, 10);
        Assert.True(double.IsFinite(high) && slope > 0);
        // Outcomes that run against the points never turn the line around.
        var (_, against) = ChanceCalibration.Fit([10, 20, 30, 40], [true, true, false, false], 25, 2, 1e-3);
        Assert.True(against > 0);
    }
}
