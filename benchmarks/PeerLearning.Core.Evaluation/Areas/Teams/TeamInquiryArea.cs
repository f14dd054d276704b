using System.Diagnostics;
using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;
using PeerLearning.Tests.Mentors;

namespace PeerLearning.Evaluation.Areas.Teams;

/// <summary>What a host asks after the team, at full counts: why not somebody, a fair draw, the whole front, an answer when stopped, crowds of equals, a million people.</summary>
internal sealed class TeamInquiryArea : IArea
{
    private static readonly SkillId Skill = MentorWorld.Rust;

    public string Name => "teams";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("why-not-1000", () => WhyNot(1000));
        yield return new Case("draw-100000", () => Draw(100_000));
        yield return new Case("front-10000", () => Front(10_000));
        foreach (int people in new[] { 10_000, 100_000, 1_000_000 })
        {
            yield return new Case($"stopped-within-50-ms-n{people}", () => Stopped(people));
            foreach (var (expertise, difference) in new[] { (TeamMeasure.Least, TeamMeasure.Mean), (TeamMeasure.Mean, TeamMeasure.Least), (TeamMeasure.Least, TeamMeasure.Least) })
            {
                yield return new Case($"least-n{people}-{expertise}-{difference}", () => Least(people, expertise, difference));
            }
        }

        yield return new Case("memory-n1000000", () => Memory(1_000_000));
        foreach (int people in new[] { 10_000, 1_000_000 })
        {
            foreach (int size in new[] { 4, 8, 12 })
            {
                yield return new Case($"equals-n{people}-k{size}-distinct", () => Equals(people, size, new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }));
                yield return new Case(
                    $"equals-n{people}-k{size}-unit-distinct",
                    () => Equals(people, size, new PerValueRule(Dimension.BusinessUnit) { Maximum = size <= 8 ? 1 : 2 }, new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }));
            }
        }
    }

    /// <summary>With the stated expertise selected, with a thousandth less not: solved again for every case.</summary>
    private static CaseOutcome WhyNot(int cases)
    {
        var selector = new MentorTeamSelector();
        var random = new SeededRandom(11);
        int confirmed = 0, never = 0, members = 0, wrong = 0;
        for (ulong seed = 1; confirmed < cases; seed++)
        {
            var world = MentorWorld.Generate(12 + random.Next(28), seed);
            var request = world.AnyRequest(ref random) with { RunnersUp = 0 };
            if (selector.Select(world.Workforce, world.Levels, request).Team is null) continue;
            foreach (var person in world.People.Select(person => person.Id).Where((_, i) => i % 3 == 0))
            {
                var why = selector.WhyNot(world.Workforce, world.Levels, request, person);
                if (why.IsMember) members++;
                else if (why.NeededExpertise is null) never++;
                else if (why.IsConfirmed) confirmed++;
                else wrong++;
                if (why.Reasons.Count == 0) wrong++;
            }
        }

        return new CaseOutcome { Ok = wrong == 0, Value = confirmed, Reference = cases, Proven = true, Verified = wrong == 0, Detail = $"{confirmed} confirmed both ways, {wrong} not; {never} whom no expertise helps, {members} members" };
    }

    /// <summary>The weakest member or the most similar pair as the objective, with and without rules, proven and verified by code of its own.</summary>
    private static CaseOutcome Least(int people, TeamMeasure expertise, TeamMeasure difference)
    {
        var (workforce, levels) = Crowd(people, 0.5, 7);
        var selector = new MentorTeamSelector();
        double slowest = 0, checking = 0;
        bool isProven = true, isVerified = true;
        foreach (int size in new[] { 4, 8, 12 })
        {
            foreach (var rules in new Rule[][] { [], [new DistinctRule { Dimension = MentorWorld.Function, Minimum = 3 }, new ReportingLineRule()] })
            {
                var request = new MentorTeamRequest { Skill = Skill, Size = size, ExpertiseMeasure = expertise, DifferenceMeasure = difference, Rules = rules };
                selector.Select(workforce, levels, request);
                var start = CpuTime();
                var answer = selector.Select(workforce, levels, request);
                slowest = Math.Max(slowest, (CpuTime() - start).TotalSeconds);
                start = CpuTime();
                isVerified &= answer.Verify(workforce, levels, request).Count == 0;
                checking = Math.Max(checking, (CpuTime() - start).TotalSeconds);
                isProven &= answer.Certificate.Proof == Proof.Optimal;
            }
        }

        return new CaseOutcome
        {
            Ok = isProven && isVerified,
            Value = slowest,
            Seconds = slowest,
            Proven = isProven,
            Verified = isVerified,
            Detail = $"teams of 4, 8 and 12, with and without rules: slowest {slowest:0.000} CPU s, its check {checking:0.000}",
        };
    }

    private static CaseOutcome Draw(int draws)
    {
        var people = Enumerable.Range(0, 12).Select(i => new Person { Id = new PersonId($"p{i:00}"), BusinessUnit = $"U{i % 3}", Geography = $"G{i % 4}" }).ToList();
        var workforce = Workforce.Create(people);
        var levels = SkillProfiles.Create(people.Select(person => new Proficiency { Person = person.Id, Skill = Skill, Level = 4, StandardError = 0.2 }));
        var selector = new MentorTeamSelector();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int draw = 0; draw < draws; draw++)
        {
            string key = string.Join('+', selector.Select(workforce, levels, new MentorTeamRequest { Skill = Skill, Size = 3, TieSeed = (ulong)draw }).Team!.Members.Select(member => member.Person));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        double expected = draws / (double)counts.Count, statistic = counts.Values.Sum(count => (count - expected) * (count - expected) / expected);

        // Wilson and Hilferty: the 99.9 % point of chi-square.
        double freedom = counts.Count - 1, limit = freedom * Math.Pow(1 - (2 / (9 * freedom)) + (3.0902 * Math.Sqrt(2 / (9 * freedom))), 3);
        return new CaseOutcome { Ok = statistic < limit, Value = statistic, Reference = limit, Detail = $"{counts.Count} best teams, {draws} draws" };
    }

    private static CaseOutcome Front(int people)
    {
        // The best experts sit in few units and lands, so that every step of difference costs expertise.
        var (workforce, crowd) = Crowd(people, 0.4, 3);
        var levels = SkillProfiles.Create(crowd.Of(Skill).Select(row => row with
        {
            Level = Math.Clamp(
                row.Level + (workforce.ValuesOf(row.Person, Dimension.BusinessUnit)[0] == "U0" ? 0.6 : 0) + (workforce.ValuesOf(row.Person, Dimension.Geography)[0] == "G1" ? 0.5 : 0), 1, 5),
        }));
        var request = new MentorTeamRequest
        {
            Skill = Skill,
            Size = 4,
            Differences = [new CategoryDifference(Dimension.BusinessUnit) { Weight = 3 }, new CategoryDifference(Dimension.Geography) { Weight = 2 }, new CategoryDifference(MentorWorld.Function)],
        };
        var watch = Stopwatch.StartNew();
        var front = new MentorTeamSelector().Front(workforce, levels, request);
        return new CaseOutcome { Ok = front.IsComplete, Value = front.Teams.Count, Seconds = watch.Elapsed.TotalSeconds, Proven = front.IsComplete, Detail = $"{front.Teams.Count} teams on the front" };
    }

    /// <summary>What one selection allocates above its input, with rules and 20 runners-up, by every measure; whatever takes long is stopped after 1.5 seconds.</summary>
    private static CaseOutcome Memory(int people)
    {
        var (workforce, levels) = Crowd(people, 0.8, 5);
        var selector = new MentorTeamSelector(new MentorTeamOptions { Budget = new WorkBudget(long.MaxValue / 4) });
        var lines = new List<string>();
        long most = 0;
        foreach (int size in new[] { 4, 12, 30, 50 })
        {
            long mostOfSize = 0;
            foreach (var (expertise, difference) in new[]
            {
                (TeamMeasure.Mean, TeamMeasure.Mean), (TeamMeasure.Least, TeamMeasure.Mean), (TeamMeasure.Mean, TeamMeasure.Least), (TeamMeasure.Least, TeamMeasure.Least),
            })
            {
                var request = RuledRequest(size, expertise, difference);
                StopAfter(1500, workforce, levels, request, selector);
                long before = GC.GetTotalAllocatedBytes(precise: true);
                StopAfter(1500, workforce, levels, request, selector);
                mostOfSize = Math.Max(mostOfSize, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            most = Math.Max(most, mostOfSize);
            lines.Add($"a team of {size} {mostOfSize / 1e6:0} MB");
        }

        return new CaseOutcome { Ok = most <= 150_000_000, Value = most / 1e6, Reference = 150, AllocatedBytes = most, Detail = $"most of four measures: {string.Join(", ", lines)}" };
    }

    private static MentorTeamRequest RuledRequest(int size, TeamMeasure expertise, TeamMeasure difference) => new()
    {
        Skill = Skill,
        Size = size,
        RunnersUp = 20,
        ExpertiseMeasure = expertise,
        DifferenceMeasure = difference,
        Rules = [new PerValueRule(MentorWorld.Function) { Maximum = (size / 3) + 1 }, new ReportingLineRule()],
    };

    /// <summary>How much longer the work goes on after the token, at random moments of the whole run from its first line on.</summary>
    /// <remarks>The smaller of the wall clock and the CPU time of the process counts: the one holds the work of others on the machine, the other that of the collector and the compiler beside the selection.</remarks>
    private static CaseOutcome Stopped(int people)
    {
        const int Moments = 16;
        var (workforce, levels) = Crowd(people, 0.8, 5);
        var selector = new MentorTeamSelector(new MentorTeamOptions { Budget = new WorkBudget(long.MaxValue / 4) });
        var random = new SeededRandom(17);
        var late = new List<(double Milliseconds, string What)>();
        int withTeam = 0;
        foreach (int size in new[] { 4, 12, 30, 50 })
        {
            foreach (var expertise in new[] { TeamMeasure.Mean, TeamMeasure.Least })
            {
                foreach (var difference in new[] { TeamMeasure.Mean, TeamMeasure.Least })
                {
                    var request = RuledRequest(size, expertise, difference);

                    // The first runs are compiled on the way, and the last of them tells how long the work takes; an end after two seconds is stopped, too.
                    double whole = 0;
                    for (int run = 0; run < 3; run++) whole = StopAfter(2000, workforce, levels, request, selector).Whole;
                    for (int moment = 0; moment < Moments; moment++)
                    {
                        // Every other one at the beginning, before there is a team.
                        double due = whole * random.NextDouble() * (moment % 2 == 0 ? 1 : 0.25);
                        var (answer, after, _) = StopAfter(moment == 0 ? 0 : due, workforce, levels, request, selector);
                        if (after is not { } milliseconds) continue;
                        late.Add((milliseconds, $"a team of {size} by {expertise} and {difference} stopped after {due:0} of {whole:0} ms"));
                        if (answer.Team is not null && answer.Certificate.Bound >= answer.Certificate.Objective) withTeam++;
                    }
                }
            }
        }

        late.Sort((a, b) => b.Milliseconds.CompareTo(a.Milliseconds));
        var (worst, slowest) = late[0];
        return new CaseOutcome
        {
            Ok = worst <= 50 && withTeam == late.Count,
            Value = worst,
            Reference = 50,
            Detail = $"{people} people: {late.Count} stopped, {withTeam} with a team and its gap; worst {worst:0} ms ({slowest}), 99th percentile {late[late.Count / 100].Milliseconds:0} ms, median {late[late.Count / 2].Milliseconds:0} ms",
        };
    }

    /// <summary>Selects and stops after some time; the milliseconds from then to the answer, null if it was there before.</summary>
    private static (MentorSelection Answer, double? Late, double Whole) StopAfter(
        double milliseconds, Workforce workforce, SkillProfiles levels, MentorTeamRequest request, MentorTeamSelector selector)
    {
        using var source = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        (TimeSpan Wall, TimeSpan Cpu)? stop = null;
        using var registration = source.Token.Register(() => stop = (watch.Elapsed, Environment.CpuUsage.TotalTime));
        if (milliseconds < 1) source.Cancel();
        else source.CancelAfter(TimeSpan.FromMilliseconds(milliseconds));
        var answer = selector.Select(workforce, levels, request, null, source.Token);
        var (wall, cpu) = (watch.Elapsed, Environment.CpuUsage.TotalTime);
        double? late = stop is { } at && at.Wall <= wall ? Math.Min((wall - at.Wall).TotalMilliseconds, (cpu - at.Cpu).TotalMilliseconds) : null;
        return (answer, late, wall.TotalMilliseconds);
    }

    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static CaseOutcome Equals(int people, int size, params Rule[] rules)
    {
        var (workforce, levels) = Crowd(people, 1.4, 5);
        var request = new MentorTeamRequest { Skill = Skill, Size = size, Rules = rules };
        var selector = new MentorTeamSelector();
        selector.Select(workforce, levels, request);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var answer = selector.Select(workforce, levels, request);
        double seconds = watch.Elapsed.TotalSeconds;
        long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        bool isVerified = people > 10_000 || answer.Verify(workforce, levels, request).Count == 0;
        return new CaseOutcome
        {
            Ok = answer.Certificate.Proof == Proof.Optimal && isVerified,
            Value = answer.Team?.Score ?? 0,
            Seconds = seconds,
            AllocatedBytes = bytes,
            Proven = answer.Certificate.Proof == Proof.Optimal,
            Verified = isVerified,
            Detail = $"{answer.Certificate.WorkSpent} nodes",
        };
    }

    private static (Workforce Workforce, SkillProfiles Levels) Crowd(int people, double spread, ulong seed)
    {
        var random = new SeededRandom(seed);
        var rows = new List<Person>(people);
        var levels = new List<Proficiency>(people);
        for (int i = 0; i < people; i++)
        {
            var id = new PersonId($"p{i:0000000}");
            rows.Add(new Person
            {
                Id = id,
                BusinessUnit = $"U{random.Next(8)}",
                Geography = $"G{random.Next(12)}",
                Manager = i == 0 ? null : new PersonId($"p{(i - 1) / 8:0000000}"),
                Values = [new DimensionValue(MentorWorld.Function, $"F{random.Next(5)}")],
            });
            levels.Add(new Proficiency { Person = id, Skill = Skill, Level = Math.Clamp(3 + (spread * random.NextNormal()), 1, 5), StandardError = 0.3 });
        }

        return (Workforce.Create(rows), SkillProfiles.Create(levels));
    }
}
