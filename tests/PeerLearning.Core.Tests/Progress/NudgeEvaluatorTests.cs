using FsCheck.Xunit;
using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

public class NudgeEvaluatorTests
{
    private static readonly NudgeEvaluator Evaluator = new(new NudgeEvaluatorOptions { Weeks = [2, 6, 10], BurdenWeeks = 10 });

    [Property(MaxTest = 15)]
    public void What_happens_on_the_day_of_the_decision_or_later_is_not_seen(ushort seed)
    {
        var whole = Evaluator.Evaluate([Past(30, seed)]);
        var cut = Evaluator.Evaluate([Past(30, seed, until: (7 * 6) - 1)]);
        Assert.Equal(At(whole, 2), At(cut, 2));
        Assert.Equal(At(whole, 6), At(cut, 6));
    }

    [Property(MaxTest = 20)]
    public void The_area_is_the_share_of_pairs_in_the_right_order(ushort seed)
    {
        var past = Past(25, seed);
        var points = At(Evaluator.Evaluate([past]), 6).First(entry => entry.Rule == "missed-count");
        var missing = past.Outcomes.ToDictionary(outcome => outcome.Learner, outcome => past.Facts.Milestones.Count(milestone =>
            milestone.Due < Programmes.Start.PlusDays(42) && !HandedIn(past, outcome.Learner, milestone.Id)));
        double right = 0, pairs = 0;
        foreach (var needed in past.Outcomes.Where(outcome => outcome.NeededHelp))
        {
            foreach (var other in past.Outcomes.Where(outcome => !outcome.NeededHelp))
            {
                pairs++;
                int compared = missing[needed.Learner].CompareTo(missing[other.Learner]);
                right += compared > 0 ? 1 : compared == 0 ? 0.5 : 0;
            }
        }

        if (pairs == 0) Assert.False(points.Auc.IsDefined);
        else Assert.Equal(right / pairs, points.Auc.Value, 1e-12);
    }

    [Fact]
    public void Those_who_left_before_are_not_scored()
    {
        var past = Past(20, 1);
        var gone = past with { Facts = ProgressFacts.Create(Programmes.Rows(20, 1) with { Enrolments = [new Enrolment { Learner = Programmes.Learner(0), LeftOn = Programmes.Start.PlusDays(30) }] }) };
        var weeks = Evaluator.Evaluate([gone]).Weeks.Where(week => week.Rule == "points").Select(week => week.Learners);
        Assert.Equal([20, 19, 19], weeks);
    }

    [Fact]
    public void A_lower_mark_to_clear_at_keeps_alerts_up_longer_and_raises_fewer()
    {
        var past = Enumerable.Range(1, 4).Select(seed => Past(30, (ulong)seed)).ToList();
        AlertBurden With(int clearAt) => new NudgeEvaluator(new NudgeEvaluatorOptions { Weeks = [2], BurdenWeeks = 12, Points = NudgePoints.BuiltIn with { ClearAt = clearAt } }).Evaluate(past).Burden[0];
        var (steady, nervous) = (With(15), With(46));
        Assert.True(steady.FlaggedShare.Value > nervous.FlaggedShare.Value);
        Assert.True(steady.AlertsPerLearner.Value < nervous.AlertsPerLearner.Value);
        Assert.Equal((nervous.Recall.Value, nervous.Precision.Value), (steady.Recall.Value, steady.Precision.Value));
    }

    [Fact]
    public void Burden_counts_rising_edges_and_lead_time()
    {
        var rows = new ProgressRows
        {
            Milestones = [new Milestone { Id = Programmes.Step(0), Due = Programmes.Start.PlusDays(10) }],
            Activity = [.. Enumerable.Range(0, 70).Select(day => new ActivityDay { Learner = Programmes.Learner(1), On = Programmes.Start.PlusDays(day) })],
            Enrolments = [new Enrolment { Learner = Programmes.Learner(0), LeftOn = Programmes.Start.PlusDays(60) }],
        };
        var past = new PastProgram
        {
            Cohort = Programmes.Cohort(2),
            Facts = ProgressFacts.Create(rows),
            Outcomes = [new LearnerOutcome { Learner = Programmes.Learner(0), NeededHelp = true }, new LearnerOutcome { Learner = Programmes.Learner(1), NeededHelp = false }],
        };
        var idle = Evaluator.Evaluate([past]).Burden.Single(entry => entry.Rule == "idle-7-days");
        Assert.Equal(0.5, idle.AlertsPerLearner.Value);
        Assert.Equal(1, idle.Precision.Value);
        Assert.Equal(1, idle.Recall.Value);
        Assert.Equal(53, idle.MedianLeadDays.Value);
        Assert.Equal(1, idle.LeaversFlagged14DaysBefore.Value);
    }

    [Fact]
    public void Small_groups_are_withheld_and_cannot_be_had_by_subtraction()
    {
        var past = Past(240, 5);
        string[] names = ["a", "b", "c"];
        var outcomes = past.Outcomes.Select((outcome, i) => outcome with { NeededHelp = i % 2 == 0, Group = names[i < 3 ? 0 : i % 4 < 2 ? 1 : 2] }).ToList();
        var groups = Evaluator.Evaluate([past with { Outcomes = outcomes }]).Groups;
        Assert.Equal(UndefinedCause.Withheld, groups[0].FlagRate.Undefined!.Cause);
        Assert.True(groups.Count(group => group.FlagRate.IsDefined) <= 1);
        var large = Evaluator.Evaluate([past with { Outcomes = [.. outcomes.Select(outcome => outcome.Group == "a" ? outcome with { Group = "b" } : outcome)] }]).Groups;
        Assert.All(large, group => Assert.InRange(group.RatioToLowest.Value, 1, 3));
    }

    [Fact]
    public void An_outcome_of_a_stranger_is_a_problem()
    {
        var past = Past(5, 1);
        var problems = Evaluator.Evaluate([past with { Outcomes = [.. past.Outcomes, past.Outcomes[0], new LearnerOutcome { Learner = new PersonId("nobody"), NeededHelp = true }] }]).Problems;
        Assert.Equal(["progress.outcome.duplicate", "progress.outcome.learner.unknown"], problems.Select(problem => problem.Code));
    }

    [Property(MaxTest = 30)]
    public void A_worse_signal_never_lowers_the_score(ushort seed, byte signal, double step)
    {
        double more = double.IsFinite(step) ? Math.Abs(step) % 30 : 1;
        var line = NudgePoints.BuiltIn.Signals[signal % 6];
        double from = (seed % 100) / 10.0;
        Assert.True(line.At(from + more) >= line.At(from));
    }

    [Fact]
    public void Each_week_with_an_area_has_its_sentence_and_no_rule_has_one()
    {
        var whole = Evaluator.Evaluate([Past(30, 3)]);
        Assert.Equal([2, 6, 10], whole.Reasons.Select(reason => (int)reason.Figures.Single(figure => figure.Name == "week").Number!.Value));
        var points = At(whole, 6)[0];
        Assert.Equal(points.Auc.Value, whole.Reasons[1].Figures.Single(figure => figure.Name == "auc").Number);
        Assert.Equal(
            FormattableString.Invariant($"Week 6, {points.Learners} learners: of one who needed help and one who did not, the one who did had more points in {points.Auc.Value:P1} of all pairs ({points.AucLower.Value:P1} to {points.AucUpper.Value:P1} with 95 % confidence)."),
            whole.Reasons[1].ToString());
        var past = Past(30, 3);
        Assert.Empty(Evaluator.Evaluate([past with { Outcomes = [.. past.Outcomes.Select(outcome => outcome with { NeededHelp = false })] }]).Reasons);
    }

    [Fact]
    public void Few_learners_in_perfect_order_have_an_area_and_no_interval_without_width()
    {
        var step = Programmes.Step(0);
        var past = new PastProgram
        {
            Cohort = Programmes.Cohort(6),
            Facts = ProgressFacts.Create(new ProgressRows
            {
                Milestones = [new Milestone { Id = step, Due = Programmes.Start.PlusDays(5) }],
                Submissions = [.. Enumerable.Range(0, 3).Select(i => new Submission { Learner = Programmes.Learner(i), Milestone = step, On = Programmes.Start })],
            }),
            Outcomes = [.. Enumerable.Range(0, 6).Select(i => new LearnerOutcome { Learner = Programmes.Learner(i), NeededHelp = i > 2 })],
        };
        var evaluation = Evaluator.Evaluate([past]);
        var points = At(evaluation, 6)[0];
        Assert.Equal(1.0, points.Auc.Value);
        Assert.Equal((UndefinedCause.NoVariation, UndefinedCause.NoVariation), (points.AucLower.Undefined!.Cause, points.AucUpper.Undefined!.Cause));
        Assert.EndsWith(" in 100.0 % of all pairs.", evaluation.Reasons[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_joins_on_the_day_of_the_decision_is_not_scored_yet()
    {
        var past = Past(12, 4);
        NudgeAccuracy Joined(int day) => At(
            Evaluator.Evaluate([past with { Facts = ProgressFacts.Create(Programmes.Rows(12, 4) with { Enrolments = [new Enrolment { Learner = Programmes.Learner(0), JoinedOn = Programmes.Start.PlusDays(day) }] }) }]), 6)[0];
        Assert.Equal((12, 11), (Joined(41).Learners, Joined(42).Learners));
    }

    [Fact]
    public void Without_activity_no_rule_that_needs_it_is_compared_with()
    {
        var past = Past(30, 3);
        string[] Rules(PastProgram programme) => [.. At(Evaluator.Evaluate([programme]), 6).Select(entry => entry.Rule)];
        Assert.Equal(["points", "missed-count", "missed-share", "three-signals", "missed-share-then-marks"], Rules(past with { Facts = ProgressFacts.Create(Programmes.Rows(30, 3, activity: false)) }));
        Assert.Equal(11, Rules(past).Length);
    }

    [Fact]
    public void Weeks_of_options_come_once_and_in_order_and_count_from_one()
    {
        Assert.Equal([2, 4, 9], new NudgeEvaluatorOptions { Weeks = [9, 2, 4, 2] }.Weeks);
        Assert.Equal([2, 4, 9], new NudgeFitterOptions { Weeks = [9, 2, 4, 2] }.Weeks);
        Assert.ThrowsAny<ArgumentException>(() => new NudgeEvaluatorOptions { Weeks = [] });
        Assert.ThrowsAny<ArgumentException>(() => new NudgeEvaluatorOptions { Weeks = [3, 0] });
        Assert.ThrowsAny<ArgumentException>(() => new NudgeFitterOptions { Weeks = [-1] });
        Assert.Throws<ArgumentNullException>(() => new NudgeFitterOptions { Weeks = null! });
    }

    [Fact]
    public void Whoever_missed_the_previous_milestone_handed_in_nothing_since_three_weeks_before_it()
    {
        // Due on days 10, 40 and 70. A handed in on day 19, 21 days before the second was due; B a day earlier.
        int[] due = [10, 40, 70];
        ProgressRows Rows(int first) => new()
        {
            Milestones = [.. due.Select((day, i) => new Milestone { Id = Programmes.Step(i), Due = Programmes.Start.PlusDays(day) })],
            Submissions =
            [
                new Submission { Learner = Programmes.Learner(0), Milestone = Programmes.Step(0), On = Programmes.Start.PlusDays(first) },
                new Submission { Learner = Programmes.Learner(0), Milestone = Programmes.Step(2), On = Programmes.Start.PlusDays(77) },
                new Submission { Learner = Programmes.Learner(1), Milestone = Programmes.Step(0), On = Programmes.Start.PlusDays(18) },
            ],
        };
        double Area(int first)
        {
            var past = new PastProgram
            {
                Cohort = Programmes.Cohort(2),
                Facts = ProgressFacts.Create(Rows(first)),
                Outcomes = [new LearnerOutcome { Learner = Programmes.Learner(0), NeededHelp = false }, new LearnerOutcome { Learner = Programmes.Learner(1), NeededHelp = true }],
            };
            return MilestoneAhead.Measure([past], 7, NudgePoints.NextMilestone, 0.1).Single(entry => entry.Rule == NudgeRule.MissedPrevious).Auc.Value;
        }

        // Seven days before the second nobody is silent, and both miss it; before the third B is silent, and only B misses it: A comes on the last day of grace.
        Assert.Equal(2.0 / 3, Area(19), 1e-12);
        // A day earlier A would be as silent as B.
        Assert.Equal(1.0 / 6, Area(18), 1e-12);
    }

    [Fact]
    public void Marks_decide_only_where_the_share_of_missed_milestones_is_equal_and_nobody_is_without_one()
    {
        LearnerSignals Signals(int missing, double mark) => new() { AllDue = 4, AllMissing = missing, Marks = double.IsNaN(mark) ? 0 : 2, MeanMark = mark };
        var scores = NudgeRule.MissedThenMarksOf([Signals(1, 0.9), Signals(1, 0.3), Signals(1, double.NaN), Signals(2, 0.9), Signals(0, 0), Signals(1, 0.5)]).ToArray();
        // The middle mark is that of 90, 30, 90, 0 and 50.
        Assert.Equal([0.25 + 0.01, 0.25 + 0.07, 0.25 + 0.05, 0.5 + 0.01, 0.1, 0.25 + 0.05], scores.Select(score => Math.Round(score, 12)));
        Assert.Equal(0.05, NudgeRule.MissedThenMarksOf([Signals(0, double.NaN)]).Single(), 1e-12);
    }

    internal static PastProgram Past(int learners, ulong seed, int until = int.MaxValue)
    {
        var facts = ProgressFacts.Create(Programmes.Rows(learners, seed, until: until));
        var full = ProgressFacts.Create(Programmes.Rows(learners, seed));
        var past = new PastProgram { Cohort = Programmes.Cohort(learners), Facts = full, Outcomes = [] };
        return past with
        {
            Facts = facts,
            Outcomes = [.. Enumerable.Range(0, learners).Select(i => new LearnerOutcome { Learner = Programmes.Learner(i), NeededHelp = full.Milestones.Count(milestone => HandedIn(past, Programmes.Learner(i), milestone.Id, int.MaxValue)) < 5 })],
        };
    }

    private static bool HandedIn(PastProgram past, PersonId learner, MilestoneId milestone, int before = 42)
    {
        var columns = past.Facts.Columns;
        int person = past.Facts.IndexOf(learner);
        if (person < 0) return false;
        int limit = before == int.MaxValue ? int.MaxValue : Days.Of(Programmes.Start) + before;
        return Enumerable.Range(columns.SubmissionStart[person], columns.SubmissionStart[person + 1] - columns.SubmissionStart[person])
            .Any(s => past.Facts.Milestones[columns.SubmissionMilestone[s]].Id == milestone && columns.SubmissionDay[s] < limit);
    }

    private static List<NudgeAccuracy> At(NudgeEvaluation evaluation, int week) => [.. evaluation.Weeks.Where(entry => entry.Week == week)];
}
