using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

public class NudgePointsFitterTests
{
    private static readonly NudgePointsFitter Fitter = new(new NudgeFitterOptions { Weeks = [4, 8] });

    [Fact]
    public void The_fit_is_the_best_one_and_stays_monotone()
    {
        var fit = Fitter.Fit([NudgeEvaluatorTests.Past(60, 1), NudgeEvaluatorTests.Past(60, 2)]);
        Assert.Equal(Proof.Optimal, fit.Certificate.Proof);
        Assert.True(fit.Certificate.Bound <= fit.Certificate.Objective);
        Assert.Equal(240, fit.LearnerWeeks);
        Assert.InRange(fit.Points.Maximum, 97, 103);
        Assert.All(fit.Points.Signals, line => Assert.True(line.Knots.Zip(line.Knots.Skip(1)).All(pair => pair.First.Points <= pair.Second.Points)));
        Assert.True(fit.Points.ClearAt < fit.Points.RaiseAt);
    }

    [Fact]
    public void The_order_of_programmes_changes_nothing_and_chances_are_calibrated()
    {
        var past = Enumerable.Range(1, 4).Select(seed => NudgeEvaluatorTests.Past(80, (ulong)seed)).ToList();
        var points = Fitter.Fit(past).Points;
        Assert.Equal(points.Signals, Fitter.Fit([.. past.AsEnumerable().Reverse()]).Points.Signals);
        var evaluation = new NudgeEvaluator(new NudgeEvaluatorOptions { Weeks = [4, 8], Points = points, BurdenWeeks = 8 }).Evaluate(past);
        Assert.All(evaluation.Weeks.Where(week => week.Rule == "points"), week => Assert.True(week.CalibrationError.Value < 0.1));
    }

    [Fact]
    public void Fitting_by_time_never_looks_at_the_same_or_a_later_programme()
    {
        var first = NudgeEvaluatorTests.Past(40, 1);
        var evaluation = new NudgeEvaluator(new NudgeEvaluatorOptions { Weeks = [6], BurdenWeeks = 6 }).EvaluateFit([first, NudgeEvaluatorTests.Past(40, 2)], EvaluationSplit.ByTime, Fitter);
        Assert.Equal(2, evaluation.Problems.Count);
        var across = new NudgeEvaluator(new NudgeEvaluatorOptions { Weeks = [6], BurdenWeeks = 6 }).EvaluateFit([first, NudgeEvaluatorTests.Past(40, 2)], EvaluationSplit.ByProgramme, Fitter);
        Assert.Empty(across.Problems);
        Assert.Equal(80, across.Weeks.First(week => week.Rule == "points").Learners);
    }

    [Fact]
    public void Without_different_outcomes_there_is_nothing_to_learn()
    {
        var past = NudgeEvaluatorTests.Past(10, 1);
        var fit = Fitter.Fit([past with { Outcomes = [.. past.Outcomes.Select(outcome => outcome with { NeededHelp = false })] }]);
        Assert.Equal(NudgePoints.BuiltIn, fit.Points);
        Assert.Equal(Proof.None, fit.Certificate.Proof);
    }
}
