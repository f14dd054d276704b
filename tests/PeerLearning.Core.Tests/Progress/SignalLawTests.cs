using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

/// <summary>What must hold for signals in any programme: late joiners, carried-over work, milestones without weight, activity before the start, other lengths.</summary>
public class SignalLawTests
{
    private static readonly ProgressMonitor Monitor = new();

    [Property(MaxTest = 60)]
    public void Any_programme_has_scores_on_the_card_and_a_brief_that_verifies(ushort seed, byte size, byte day)
    {
        int learners = 1 + (size % 14), weeks = 3 + (seed % 30);
        var cohort = Programmes.Cohort(learners, weeks: weeks);
        var facts = ProgressFacts.Create(Unruly(learners, seed, weeks));
        var brief = Monitor.Brief(cohort, facts, Programmes.At(day - 20));
        Assert.Empty(brief.Verify(cohort, facts));
        Assert.All(brief.Learners, learner => Assert.InRange(learner.Score, 0, NudgePoints.BuiltIn.Maximum));
        Assert.All(brief.Learners, learner => Assert.True(!learner.DaysIdle.TryGet(out int idle) || idle >= 0));
        Assert.All(brief.Progress.Periods, period => Assert.InRange(period.Active.TryGet(out int active) ? active : 0, 0, period.Learners));
        Assert.All(brief.Progress.Periods, period => Assert.InRange(period.CheckedIn, 0, period.Learners));
        Assert.All(brief.Progress.Periods, period => Assert.InRange(period.DueInTime, 0, period.Due));
        Assert.True(!brief.Progress.HandedInOfDue.TryGet(out double share) || share is >= 0 and <= 1);
    }

    [Property(MaxTest = 40)]
    public void Handing_in_what_is_missing_never_raises_a_score(ushort seed, byte day)
    {
        var cohort = Programmes.Cohort(12);
        var rows = Unruly(12, seed, 12);
        var facts = ProgressFacts.Create(rows);
        var asOf = Programmes.At(day % 100);
        var brief = Monitor.Brief(cohort, facts, asOf);
        foreach (var nudge in brief.Nudges.Concat(brief.HeldBack))
        {
            Assert.All(nudge.Remedies, remedy => Assert.True(remedy.ScoreAfter < nudge.Score));
            Assert.Equal(nudge.Remedies.OrderByDescending(remedy => remedy.ScoreAfter), nudge.Remedies);
        }

        var random = new SeededRandom(seed);
        var learner = brief.Learners[random.Next(brief.Learners.Count)];
        var done = rows.Submissions.Where(row => row.Learner == learner.Learner).ToList();
        var joined = rows.Enrolments.FirstOrDefault(row => row.Learner == learner.Learner).JoinedOn ?? LocalDate.MinIsoValue;
        var missing = facts.Milestones.Where(milestone => milestone.Due < brief.Today && milestone.Due >= joined && !done.Exists(row => row.Milestone == milestone.Id)).ToList();
        // Whoever has handed in nothing in time is not known to be late; the first hand-in tells.
        if (missing.Count == 0 || !done.Exists(row => !row.IsCarriedOver && row.On <= brief.Today && facts.Milestones.First(milestone => milestone.Id == row.Milestone).Due >= joined)) return;
        var handedIn = new Submission { Learner = learner.Learner, Milestone = missing[random.Next(missing.Count)].Id, On = brief.Today };
        var after = Monitor.Brief(cohort, ProgressFacts.Create(rows with { Submissions = [.. rows.Submissions, handedIn] }), asOf);
        Assert.True(after.Learners.Single(entry => entry.Learner == learner.Learner).Score <= learner.Score);
    }

    [Property(MaxTest = 30)]
    public void Moving_all_days_and_scaling_all_weights_changes_no_score(ushort seed, byte day, byte by)
    {
        var cohort = Programmes.Cohort(11);
        var rows = Unruly(11, seed, 12);
        var moved = new ProgressRows
        {
            Milestones = [.. rows.Milestones.Select(row => row with { Due = row.Due.PlusDays(by), Weight = 4 * row.Weight })],
            Submissions = [.. rows.Submissions.Select(row => row with { On = row.On.PlusDays(by) })],
            Activity = [.. rows.Activity.Select(row => row with { On = row.On.PlusDays(by) })],
            CheckIns = [.. rows.CheckIns.Select(row => row with { On = row.On.PlusDays(by) })],
            Enrolments = [.. rows.Enrolments.Select(row => row with { JoinedOn = row.JoinedOn?.PlusDays(by), LeftOn = row.LeftOn?.PlusDays(by) })],
        };
        var later = cohort with { Dates = new DateInterval(cohort.Dates.Start.PlusDays(by), cohort.Dates.End.PlusDays(by)) };
        var brief = Monitor.Brief(cohort, ProgressFacts.Create(rows), Programmes.At(day));
        var again = Monitor.Brief(later, ProgressFacts.Create(moved), Programmes.At(day + by));
        Assert.Equal(brief.Learners, again.Learners);
    }

    [Property(MaxTest = 30)]
    public void What_was_due_before_somebody_joined_is_not_asked_of_them(ushort seed, byte joinedOn, byte day)
    {
        var cohort = Programmes.Cohort(10);
        var rows = Programmes.Rows(10, seed);
        var late = Programmes.Learner(3);
        var joined = Programmes.Start.PlusDays(joinedOn % 80);
        rows = rows with { Submissions = [.. rows.Submissions.Where(row => row.Learner != late || row.On >= joined)], Enrolments = [new Enrolment { Learner = late, JoinedOn = joined }] };
        var facts = ProgressFacts.Create(rows);
        var brief = Monitor.Brief(cohort, facts, Programmes.At((joinedOn % 80) + (day % 30)));
        Assert.Empty(brief.Verify(cohort, facts));
        int asked = facts.Milestones.Count(milestone => milestone.Due >= joined && milestone.Due < brief.Today);
        int missing = brief.Learners.Single(entry => entry.Learner == late).Missing;
        Assert.InRange(missing, 0, asked);
        // Without the milestones before the day the learner joined, nothing about them is different.
        var fewer = rows with
        {
            Milestones = [.. rows.Milestones.Where(milestone => milestone.Due >= joined)],
            Submissions = [.. rows.Submissions.Where(row => facts.Milestones.First(milestone => milestone.Id == row.Milestone).Due >= joined)],
        };
        Assert.Equal(missing, Monitor.Brief(cohort, ProgressFacts.Create(fewer), brief.AsOf).Learners.Single(entry => entry.Learner == late).Missing);
    }

    [Fact]
    public void Whoever_joins_in_week_six_starts_without_a_missed_milestone()
    {
        var rows = Programmes.Rows(10, 5) with { Enrolments = [new Enrolment { Learner = Programmes.Learner(0), JoinedOn = Programmes.Start.PlusDays(40) }] };
        rows = rows with { Submissions = [.. rows.Submissions.Where(row => row.Learner != Programmes.Learner(0))], Activity = [.. rows.Activity.Where(row => row.Learner != Programmes.Learner(0))] };
        var cohort = Programmes.Cohort(10);
        var facts = ProgressFacts.Create(rows);
        var before = Monitor.Brief(cohort, facts, Programmes.At(42)).Learners[0];
        Assert.Equal((0, NudgeState.None), (before.Missing, before.State));
        // The milestone of day 53 is theirs.
        Assert.Equal(1, Monitor.Brief(cohort, facts, Programmes.At(54)).Learners[0].Missing);
    }

    [Fact]
    public void One_stray_day_long_before_the_start_makes_nobody_else_idle()
    {
        var cohort = Programmes.Cohort(12);
        var rows = Programmes.Rows(12, 8) with { CheckIns = [] };
        ProgressRows Without(ProgressRows all) => all with { Activity = [.. all.Activity.Where(row => row.Learner != Programmes.Learner(5))] };
        CohortBrief With(params int[] strays) => Monitor.Brief(
            cohort,
            ProgressFacts.Create(Without(rows) with { Activity = [.. Without(rows).Activity, .. strays.Select((day, i) => new ActivityDay { Learner = Programmes.Learner(i), On = Programmes.Start.PlusDays(day) })] }),
            Programmes.At(7));
        Assert.Equal(7, With().Learners[5].DaysIdle.Value);
        Assert.Equal(7, With(-300).Learners[5].DaysIdle.Value);
        // Where a tenth of the learners, and at least two, could work before the start, silence counts from there; never more than four weeks.
        Assert.Equal(17, With(-300, -10).Learners[5].DaysIdle.Value);
        Assert.Equal(35, With(-300, -200).Learners[5].DaysIdle.Value);
    }

    [Fact]
    public void Work_carried_over_earns_its_credit_and_says_nothing_about_being_late()
    {
        var step = Programmes.Step(0);
        LearnerProgress After(bool carried) => Monitor.Brief(
            Programmes.Cohort(3),
            ProgressFacts.Create(new ProgressRows
            {
                Milestones = [new Milestone { Id = step, Due = Programmes.Start.PlusDays(10) }],
                Submissions = [new Submission { Learner = Programmes.Learner(0), Milestone = step, On = Programmes.Start.PlusDays(17), Mark = 1, IsCarriedOver = carried }],
            }),
            Programmes.At(20)).Learners[0];
        // Nothing is missing and the mark is full: late is all that differs (15 of 15 points against half of them).
        Assert.Equal((15, 8), (After(false).Score, After(true).Score));
    }

    /// <summary>A programme as they come: some join late, some leave, work is carried over, milestones without weight, activity and work before the start, dates outside the programme.</summary>
    private static ProgressRows Unruly(int learners, ulong seed, int weeks)
    {
        var random = new SeededRandom(seed + 7);
        var rows = Programmes.Rows(learners, seed, weeks, activity: random.Next(4) > 0);
        int weightless = random.Next(4);
        var milestones = rows.Milestones.Select((row, i) => row with
        {
            Weight = weightless == 0 || random.Next(5) == 0 ? 0 : row.Weight,
            Due = row.Due.PlusDays(random.Next(8) == 0 ? 7 * random.Next(5) : 0).PlusDays(random.Next(12) == 0 ? -40 : 0),
        }).ToList();
        var enrolments = new List<Enrolment>();
        for (int i = 0; i < learners; i++)
        {
            int kind = random.Next(5), joined = random.Next(70) - 30;
            if (kind == 0) enrolments.Add(new Enrolment { Learner = Programmes.Learner(i), JoinedOn = Programmes.Start.PlusDays(joined) });
            else if (kind == 1) enrolments.Add(new Enrolment { Learner = Programmes.Learner(i), LeftOn = Programmes.Start.PlusDays(30 + random.Next(60)), Ending = (Ending)random.Next(3) });
        }

        var early = Enumerable.Range(0, random.Next(5)).Select(_ => new ActivityDay { Learner = Programmes.Learner(random.Next(learners)), On = Programmes.Start.PlusDays(-1 - random.Next(60)) }).DistinctBy(row => (row.Learner, row.On));
        return rows with
        {
            Milestones = milestones,
            Submissions = [.. rows.Submissions.Select(row => row with { IsCarriedOver = random.Next(9) == 0, On = row.On.PlusDays(random.Next(10) == 0 ? -30 : 0), Mark = random.Next(6) == 0 ? null : row.Mark })],
            Activity = [.. rows.Activity, .. early],
            Enrolments = enrolments,
        };
    }
}
