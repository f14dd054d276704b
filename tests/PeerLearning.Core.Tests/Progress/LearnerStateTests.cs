using System.Runtime.CompilerServices;
using FsCheck.Xunit;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

public class LearnerStateTests
{
    [Property(MaxTest = 60)]
    public void The_streamed_state_equals_the_batch_result(ushort seed, byte day, bool weightless, byte came)
    {
        int today = day % 90;
        LocalDate? joined = came % 3 == 0 ? null : Programmes.Start.PlusDays((came % 60) - 10);
        var rows = Programmes.Rows(3, seed, until: today);
        if (weightless) rows = rows with { Milestones = [.. rows.Milestones.Select(milestone => milestone with { Weight = 0 })] };
        var facts = ProgressFacts.Create(rows);
        var columns = facts.Columns;
        var engine = new SignalEngine(columns);
        int now = Days.Of(Programmes.Start) + today;
        engine.LookForMarks(now);
        int due = columns.MilestoneDue.Count(date => date < now);
        var plan = new LearnerPlan(facts.Milestones, Programmes.Start, joined);
        for (int i = 0; i < 3; i++)
        {
            int person = facts.IndexOf(Programmes.Learner(i));
            if (person < 0) continue;
            var batch = engine.Raw(person, now, now, Days.Of(Programmes.Start), joined is { } from ? Days.Of(from) : int.MinValue, [], due);
            var streamed = Stream(rows, plan, i).Signals(plan, now, columns.HasActivity, columns.SubmissionMark.Any(double.IsFinite));
            Assert.Equal(batch.CreditNotEarned, streamed.CreditNotEarned, 1e-12);
            Assert.Equal(batch.MeanMark, streamed.MeanMark, 1e-12);
            Assert.Equal(batch.MeanLead, streamed.MeanLead, 1e-12);
            Assert.Equal((batch.MissedInARow, batch.DaysIdle, batch.ActiveLast28, batch.ActiveLast7, batch.ActivePrevious7), (streamed.MissedInARow, streamed.DaysIdle, streamed.ActiveLast28, streamed.ActiveLast7, streamed.ActivePrevious7));
            Assert.Equal((batch.Due, batch.DaysSeen), (streamed.Due, streamed.DaysSeen));
            Assert.Equal((batch.Missing, batch.HandedIn, batch.Late, batch.LastActive), (streamed.Missing, streamed.HandedIn, streamed.Late, streamed.LastActive));
            Assert.Equal(NudgePoints.BuiltIn.Table.Score(batch), NudgePoints.BuiltIn.Table.Score(streamed));
        }
    }

    [Property(MaxTest = 30)]
    public void Counts_are_those_of_the_rows(ushort seed)
    {
        var rows = Programmes.Rows(1, seed);
        var state = Stream(rows, new LearnerPlan(rows.Milestones, Programmes.Start), 0);
        Assert.Equal(rows.CheckIns.Count, state.CheckIns);
        Assert.Equal(rows.Submissions.Count, state.HandedIn);
        Assert.Equal(rows.Activity.Sum(row => row.Amount), state.Amount);
        Assert.Equal(rows.Activity.Select(row => row.On).Union(rows.CheckIns.Select(row => row.On)).Count(), state.ActiveDays);
    }

    [Property(MaxTest = 60)]
    public void States_of_disjoint_days_merge_in_any_order(ushort seed, byte cut)
    {
        var rows = Programmes.Rows(1, seed);
        var plan = new LearnerPlan(ProgressFacts.Create(rows).Milestones, Programmes.Start);
        var at = Programmes.Start.PlusDays(cut % 84);
        ProgressRows Part(Func<LocalDate, bool> inside) => rows with
        {
            Submissions = [.. rows.Submissions.Where(row => inside(row.On))],
            Activity = [.. rows.Activity.Where(row => inside(row.On))],
            CheckIns = [.. rows.CheckIns.Where(row => inside(row.On))],
        };
        var whole = Stream(rows, plan, 0);
        var early = Stream(Part(day => day < at), plan, 0);
        var late = Stream(Part(day => day >= at), plan, 0);
        foreach (var merged in new[] { early.Merge(late), late.Merge(early) })
        {
            Assert.Equal((whole.ActiveDays, whole.HandedIn, whole.Late, whole.CheckIns, whole.Amount), (merged.ActiveDays, merged.HandedIn, merged.Late, merged.CheckIns, merged.Amount));
            Assert.Equal(whole.LastActive.ToString(), merged.LastActive.ToString());
            var end = Programmes.Start.PlusDays(90);
            Assert.Equal(whole.ActivityAverage(end), merged.ActivityAverage(end), 1e-12);
            Assert.Equal(whole.Score(plan, NudgePoints.BuiltIn, end), merged.Score(plan, NudgePoints.BuiltIn, end));
        }
    }

    [Fact]
    public void A_state_takes_at_most_96_bytes_and_updates_without_allocating()
    {
        Assert.True(Unsafe.SizeOf<LearnerState>() <= 96);
        var rows = Programmes.Rows(1, 1);
        var plan = new LearnerPlan(rows.Milestones, Programmes.Start);
        var state = default(LearnerState);
        int Run()
        {
            int sum = 0;
            for (int day = 0; day < 50; day++)
            {
                var date = Programmes.Start.PlusDays(day);
                state = state.WithActivity(date);
                if (day % 10 == 0) state = state.WithSubmission(plan, day / 10, date, 0.5).Merge(default);
                sum += state.Score(plan, NudgePoints.BuiltIn, date);
            }

            return sum;
        }

        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_moving_average_of_somebody_active_every_day_nears_one()
    {
        var state = default(LearnerState);
        for (int day = 0; day < 100; day++) state = state.WithActivity(Programmes.Start.PlusDays(day));
        Assert.Equal(1, state.ActivityAverage(Programmes.Start.PlusDays(99)), 1e-6);
        Assert.Equal(0.85, state.ActivityAverage(Programmes.Start.PlusDays(100)), 1e-6);
    }

    /// <summary>The events of one learner, week by week; within a week activity comes first, so that days come out of order.</summary>
    private static LearnerState Stream(ProgressRows rows, LearnerPlan plan, int learner)
    {
        var id = Programmes.Learner(learner);
        var events = new List<(LocalDate On, Func<LearnerState, LearnerState> Happens)>();
        events.AddRange(rows.Activity.Where(row => row.Learner == id).Select(row => (row.On, (Func<LearnerState, LearnerState>)(state => state.WithActivity(row.On, row.Amount)))));
        events.AddRange(rows.CheckIns.Where(row => row.By == id).Select(row => (row.On, (Func<LearnerState, LearnerState>)(state => state.WithCheckIn(row.On)))));
        events.AddRange(rows.Submissions.Where(row => row.Learner == id).Select(row => (row.On, (Func<LearnerState, LearnerState>)(state => state.WithSubmission(plan, plan.PlaceOf(row.Milestone), row.On, row.Mark, row.IsCarriedOver)))));
        return events.OrderBy(entry => Period.DaysBetween(Programmes.Start, entry.On) / 7).Aggregate(default(LearnerState), (state, entry) => entry.Happens(state));
    }
}
