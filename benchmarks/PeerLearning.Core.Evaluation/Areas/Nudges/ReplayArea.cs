using System.Diagnostics;
using System.Runtime.CompilerServices;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Evaluation.Areas.Nudges;

/// <summary>Streams generated programmes event by event, and rewrites briefs: fast, without allocation, and equal to the batch result.</summary>
internal sealed class ReplayArea : IArea
{
    private const int Programmes = 10_000, Learners = 40, Weeks = 52, Milestones = 13;
    private const double MostSeconds = 3, MostNanoseconds = 150;
    private const int MostBytes = 96;

    /// <summary>As many as OULAD has enrolments.</summary>
    private const int Enrolments = 32_593;
    private const double MostMilliseconds = 10;

    private static readonly LocalDate Start = new(2026, 1, 5);

    public string Name => "replay";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case($"learners/{Programmes}x{Learners}x{Weeks}", Stream);
        yield return new Case("learners/equal-to-batch", EqualToBatch);
        yield return new Case("brief/40-learners", () => Brief(refresh: false));
        yield return new Case("brief/one-check-in", () => Brief(refresh: true));
        yield return new Case($"survival/{Enrolments}-rows", GeneratedSurvival);
        if (OuladReader.IsThere(options.Data)) yield return new Case("survival/enrolments", () => Survival(options.Data!));
        else yield return Case.Skipped("survival/enrolments", "There are no OULAD tables in the data folder.");
    }

    private static LearnerPlan Plan() => new(Enumerable.Range(0, Milestones).Select(PlanMilestone), Start);

    private static Milestone PlanMilestone(int i) => new() { Id = new MilestoneId($"S{i:00}"), Due = Start.PlusDays((28 * i) + 25) };

    /// <summary>What a learner does in a week, from the generator alone.</summary>
    private static (int Day, int Amount, int HandsIn, double Mark) Week(ref SeededRandom random, int week)
    {
        ulong bits = random.Next();
        int day = (bits & 7) < 7 ? (int)(bits & 7) : -1;
        int handsIn = week % 4 == 3 && ((bits >> 3) & 3) != 0 ? week / 4 : -1;
        return (day, (int)((bits >> 8) & 31), handsIn, ((bits >> 16) & 127) / 127.0);
    }

    private static CaseOutcome Stream()
    {
        var plan = Plan();
        var card = NudgePoints.BuiltIn;
        var dates = Enumerable.Range(0, (7 * Weeks) + 8).Select(Start.PlusDays).ToArray();
        var states = new LearnerState[Learners];
        long Run(int programmes)
        {
            long sum = 0;
            for (int programme = 0; programme < programmes; programme++)
            {
                Array.Clear(states);
                var random = new SeededRandom((ulong)programme);
                for (int week = 0; week < Weeks; week++)
                {
                    for (int learner = 0; learner < Learners; learner++)
                    {
                        var (day, amount, handsIn, mark) = Week(ref random, week);
                        ref var state = ref states[learner];
                        if (day >= 0) state = state.WithActivity(dates[(7 * week) + day], amount);
                        if (handsIn >= 0) state = state.WithSubmission(plan, handsIn, dates[(7 * week) + 2], mark);
                        sum += state.Score(plan, card, dates[(7 * week) + 7]);
                    }
                }
            }

            return sum;
        }

        Run(200);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        long sum = Run(Programmes);
        double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes - ProcessOverhead();
        double updates = (double)Programmes * Learners * Weeks;
        double nanoseconds = seconds / updates * 1e9;
        int size = Unsafe.SizeOf<LearnerState>();
        return new CaseOutcome
        {
            Ok = seconds <= MostSeconds && nanoseconds <= MostNanoseconds && bytes <= 0 && size <= MostBytes,
            Value = nanoseconds,
            Reference = MostNanoseconds,
            Seconds = seconds,
            AllocatedBytes = Math.Max(0, bytes),
            Detail = $"ns of processor time per update with score; {size} bytes of state; checksum {sum}",
        };
    }

    /// <summary>What asking for the processor time allocates by itself.</summary>
    private static long ProcessOverhead()
    {
        _ = Process.GetCurrentProcess().TotalProcessorTime;
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = Process.GetCurrentProcess().TotalProcessorTime;
        _ = Process.GetCurrentProcess().TotalProcessorTime;
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static CaseOutcome EqualToBatch()
    {
        var plan = Plan();
        int compared = 0, different = 0;
        double largest = 0;
        for (int programme = 0; programme < 200; programme++)
        {
            var random = new SeededRandom((ulong)programme);
            var states = new LearnerState[Learners];
            var activity = new List<ActivityDay>();
            var submissions = new List<Submission>();
            for (int week = 0; week < Weeks; week++)
            {
                for (int learner = 0; learner < Learners; learner++)
                {
                    var (day, amount, handsIn, mark) = Week(ref random, week);
                    var id = new PersonId($"L{learner:00}");
                    if (day >= 0)
                    {
                        states[learner] = states[learner].WithActivity(Start.PlusDays((7 * week) + day), amount);
                        activity.Add(new ActivityDay { Learner = id, On = Start.PlusDays((7 * week) + day), Amount = amount });
                    }

                    if (handsIn < 0) continue;
                    states[learner] = states[learner].WithSubmission(plan, handsIn, Start.PlusDays((7 * week) + 2), mark);
                    submissions.Add(new Submission { Learner = id, Milestone = new MilestoneId($"S{handsIn:00}"), On = Start.PlusDays((7 * week) + 2), Mark = mark });
                }
            }

            var facts = ProgressFacts.Create(new ProgressRows { Milestones = [.. Enumerable.Range(0, Milestones).Select(PlanMilestone)], Activity = activity, Submissions = submissions });
            var engine = new SignalEngine(facts.Columns);
            int today = Days.Of(Start) + (7 * Weeks);
            engine.LookForMarks(today);
            int due = facts.Columns.MilestoneDue.Count(day => day < today);
            for (int learner = 0; learner < Learners; learner++)
            {
                var batch = engine.Raw(facts.IndexOf(new PersonId($"L{learner:00}")), today, today, Days.Of(Start), int.MinValue, [], due);
                var streamed = states[learner].Signals(plan, today);
                compared++;
                largest = Math.Max(largest, Math.Max(Math.Abs(batch.CreditNotEarned - streamed.CreditNotEarned), Math.Abs(batch.MeanMark - streamed.MeanMark)));
                if (NudgePoints.BuiltIn.Table.Score(batch) != NudgePoints.BuiltIn.Table.Score(streamed) || batch.ActiveLast28 != streamed.ActiveLast28 || batch.DaysIdle != streamed.DaysIdle) different++;
            }
        }

        return new CaseOutcome { Ok = different == 0 && largest <= 1e-12, Verified = different == 0, Value = largest, Reference = 1e-12, Detail = $"{compared} learners, {different} differ" };
    }

    /// <summary>The best of some batches, in microseconds of processor time: the machine may have other work, and the compiler its own before all is compiled for good.</summary>
    private static double Microseconds(Action work, int repeats)
    {
        const int WarmUps = 3, Batches = 25;
        int batch = Math.Max(1, repeats / 5);
        for (int i = 0; i < WarmUps * repeats; i++) work();
        double best = double.MaxValue;
        using var process = Process.GetCurrentProcess();
        for (int b = 0; b < Batches; b++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            for (int i = 0; i < batch; i++) work();
            process.Refresh();
            best = Math.Min(best, (process.TotalProcessorTime - before).TotalMicroseconds / batch);
        }

        return best;
    }

    private static CaseOutcome Brief(bool refresh)
    {
        var (cohort, facts) = Running();
        var monitor = new ProgressMonitor();
        var asOf = Start.PlusDays(100).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var brief = monitor.Brief(cohort, facts, asOf);
        var checkIn = new CheckIn { By = new PersonId("L07"), On = brief.Today, OwnProgress = 0.5, Confidence = 3 };
        double limit = refresh ? 20 : 200;
        var verified = refresh ? monitor.Refresh(brief, cohort, facts.With(checkIn), checkIn) : brief;
        bool holds = verified.Verify(cohort, refresh ? facts.With(checkIn) : facts).Count == 0;
        if (refresh)
        {
            var whole = monitor.Brief(cohort, facts.With(checkIn), asOf);
            holds &= whole.Learners.SequenceEqual(verified.Learners) && whole.Nudges.SequenceEqual(verified.Nudges) && whole.Reasons.SequenceEqual(verified.Reasons) && whole.Progress == verified.Progress;
        }

        double microseconds = refresh
            ? Microseconds(() => monitor.Refresh(brief, cohort, facts.With(checkIn), checkIn), 10_000)
            : Microseconds(() => monitor.Brief(cohort, facts, asOf), 1_000);
        return new CaseOutcome { Ok = holds && microseconds <= limit, Verified = holds, Value = microseconds, Reference = limit, Detail = "microseconds of processor time, best of 25 batches" };
    }

    /// <summary>A cohort of 40 in week 15 of 26, with everything that a host can bring.</summary>
    private static (Cohort Cohort, ProgressFacts Facts) Running()
    {
        var random = new SeededRandom(7);
        var activity = new List<ActivityDay>();
        var submissions = new List<Submission>();
        var checkIns = new List<CheckIn>();
        var milestones = Enumerable.Range(0, 12).Select(i => new Milestone { Id = new MilestoneId($"S{i:00}"), Due = Start.PlusDays((14 * i) + 11) }).ToList();
        for (int learner = 0; learner < Learners; learner++)
        {
            var id = new PersonId($"L{learner:00}");
            double zeal = random.NextDouble();
            for (int day = 0; day < 100; day++)
            {
                if (random.NextDouble() < 0.6 * zeal) activity.Add(new ActivityDay { Learner = id, On = Start.PlusDays(day), Amount = 1 + random.Next(20) });
                if (day % 14 == 13 && random.NextDouble() < zeal) checkIns.Add(new CheckIn { By = id, On = Start.PlusDays(day), OwnProgress = Math.Round(zeal, 2), Confidence = 1 + random.Next(5) });
                if (day % 14 == 10 && random.NextDouble() < 0.3 + (0.7 * zeal)) submissions.Add(new Submission { Learner = id, Milestone = milestones[day / 14].Id, On = Start.PlusDays(day), Mark = Math.Round(random.NextDouble(), 2) });
            }
        }

        var sessions = Enumerable.Range(0, 42).Select(i => new Session { Mentor = new PersonId($"M{i % 3}"), PlannedOn = Start.PlusDays(7 * (i / 3)), HeldOn = random.Next(5) > 0 ? Start.PlusDays(7 * (i / 3)) : null }).ToList();
        var obstacles = Enumerable.Range(0, 10).Select(i => new Obstacle { Id = new ObstacleId($"O{i}"), Kind = $"kind {i % 3}", RaisedBy = new PersonId($"L{i:00}"), RaisedOn = Start.PlusDays(9 * i), RemovedOn = i % 2 == 0 ? Start.PlusDays((9 * i) + 6) : null }).ToList();
        var feedback = Enumerable.Range(0, 20).Select(i => new Feedback { From = new PersonId($"L{i:00}"), On = Start.PlusDays(4 * i), Rating = 1 + (i % 5) }).ToList();
        var cohort = new Cohort
        {
            Id = new CohortId("C"),
            Members = [.. Enumerable.Range(0, Learners).Select(i => new CohortMember { Learner = new PersonId($"L{i:00}"), Mentor = new PersonId($"M{i % 3}") })],
            Mentors = [.. Enumerable.Range(0, 3).Select(i => new PersonId($"M{i}"))],
            Dates = new DateInterval(Start, Start.PlusDays(181)),
        };
        return (cohort, ProgressFacts.Create(new ProgressRows { Milestones = milestones, Submissions = submissions, Activity = activity, CheckIns = checkIns, Sessions = sessions, Obstacles = obstacles, Feedback = feedback }));
    }

    private static CaseOutcome Survival(string folder)
    {
        var times = new List<double>();
        var events = new List<bool>();
        var groups = new List<int>();
        foreach (var presentation in OuladReader.Read(folder))
        {
            int start = Days.Of(presentation.Programme.Cohort.Dates.Start), end = Days.Of(presentation.Programme.Cohort.Dates.End);
            foreach (var enrolment in presentation.Programme.Facts.Enrolments)
            {
                bool left = enrolment.LeftOn is not null;
                times.Add(Math.Max(0, (left ? Days.Of(enrolment.LeftOn!.Value) : end) - start));
                events.Add(left);
                groups.Add(presentation.Module[0] % 2);
            }
        }

        return Survival(times.ToArray(), events.ToArray(), groups.ToArray());
    }

    /// <summary>Days of leaving in 22 groups, a third of them events, the rest censored at the end.</summary>
    private static CaseOutcome GeneratedSurvival()
    {
        var random = new SeededRandom(11);
        var (times, events, groups) = (new double[Enrolments], new bool[Enrolments], new int[Enrolments]);
        for (int i = 0; i < Enrolments; i++)
        {
            double day = Math.Floor(-600 * Math.Log(1 - random.NextDouble()));
            (times[i], events[i], groups[i]) = (Math.Min(day, 268), day < 268, random.Next(22));
        }

        return Survival(times, events, groups);
    }

    private static CaseOutcome Survival(double[] t, bool[] e, int[] g)
    {
        double milliseconds = Microseconds(() =>
        {
            _ = Statistics.KaplanMeier.Fit(t, e);
            _ = Statistics.LogRank.Test(t, e, g);
        }, 20) / 1000;
        return new CaseOutcome { Ok = milliseconds <= MostMilliseconds, Value = milliseconds, Reference = MostMilliseconds, Detail = $"milliseconds for Kaplan-Meier and log-rank on {t.Length} rows" };
    }
}
