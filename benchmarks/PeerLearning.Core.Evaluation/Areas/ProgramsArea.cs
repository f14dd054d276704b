using System.Globalization;
using PeerLearning.Evaluation.Generators;
using PeerLearning.Internal;
using PeerLearning.Programs;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Programmes at scale: replay, one event, memory; damage; and verdicts that keep what they promise.</summary>
internal sealed class ProgramsArea : IArea
{
    public string Name => "programs";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("programs/replay/10000x500", Replay);
        yield return new Case("programs/apply/one-event", Apply);
        yield return new Case("programs/state/40-learners", State);
        yield return new Case("programs/json/round-trip", RoundTrip);
        yield return new Case("programs/damage/lines", () => Damage(400 * options.Seeds));
        int pilots = 4_000 * options.Seeds;
        yield return new Case("programs/verdict/error-rate/rate", () => ErrorRate(pilots, Rate));
        yield return new Case("programs/verdict/error-rate/mean", () => ErrorRate(pilots, Mean));
        yield return new Case("programs/verdict/error-rate/difference", () => ErrorRate(pilots, Difference));
        yield return new Case("programs/verdict/error-rate/equivalence", () => ErrorRate(pilots, Equivalence));
        yield return new Case("programs/verdict/chance-80/true-rate", () => Chances(60_000 * options.Seeds, isPlanned: false));
        yield return new Case("programs/verdict/chance-80/next-round", () => Chances(60_000 * options.Seeds, isPlanned: true));
    }

    /// <summary>Full replay with every guard, on one thread, in processor time.</summary>
    private static CaseOutcome Replay()
    {
        const int Programmes = 10_000, Distinct = 40;
        var histories = Enumerable.Range(0, Distinct).Select(i => ProgramHistories.Make((ulong)i)).ToList();
        for (int i = 0; i < 3_000; i++) LearningProgram.Replay(histories[i % Distinct]);
        var before = ProcessorTime();
        long versions = 0;
        for (int i = 0; i < Programmes; i++) versions += LearningProgram.Replay(histories[i % Distinct]).Version;
        double seconds = (ProcessorTime() - before).TotalSeconds;
        return new CaseOutcome
        {
            Ok = seconds <= 2 && versions == Programmes * 500L,
            Value = seconds,
            Reference = 2,
            Seconds = seconds,
            Detail = Text($"{seconds / versions * 1e9:0} ns of processor time per event, guards included"),
        };
    }

    private static CaseOutcome Apply()
    {
        const int Rounds = 2_000;
        var program = LearningProgram.Replay(ProgramHistories.Make(1));
        var tail = ProgramHistories.Make(1, 600).Skip(500).Select(one => one with { Number = 0 }).ToList();
        long accepted = 0;
        for (int i = 0; i < Rounds / 4; i++) accepted += Continue(program, tail);
        accepted = 0;
        var before = ProcessorTime();
        for (int i = 0; i < Rounds; i++) accepted += Continue(program, tail);
        double micros = (ProcessorTime() - before).TotalMicroseconds / (Rounds * tail.Count);
        return new CaseOutcome
        {
            Ok = micros <= 5 && accepted == Rounds * tail.Count,
            Value = micros,
            Reference = 5,
            Detail = "microseconds of processor time, one event after the other on a programme of 500 to 600 events",
        };
    }

    private static int Continue(LearningProgram program, List<ProgramEvent> tail)
    {
        int accepted = 0;
        foreach (var happening in tail)
        {
            var update = program.TryApply(happening, program.Version);
            program = update.Program;
            accepted += update.IsAccepted ? 1 : 0;
        }

        return accepted;
    }

    private static CaseOutcome State()
    {
        const int Programmes = 200;
        var shared = ProgramHistories.Make(1);
        string json = ProgramJson.Write(shared);
        double state = Retained(Programmes, () => LearningProgram.Replay(shared));
        double whole = Retained(Programmes, () => LearningProgram.Replay(ProgramJson.Read(json).Events));
        return new CaseOutcome
        {
            Ok = state <= 64 * 1024,
            Value = state / 1024,
            Reference = 64,
            Detail = Text($"KB kept per programme with its list of 500 events; with the 500 events themselves {whole / 1024:0} KB; as JSON {json.Length / 1024:0} KB"),
        };
    }

    private static CaseOutcome RoundTrip()
    {
        bool isSame = true;
        double seconds = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            var events = ProgramHistories.Make(seed);
            var before = ProcessorTime();
            var reading = ProgramJson.Read(ProgramJson.Write(events));
            seconds += (ProcessorTime() - before).TotalSeconds;
            isSame &= reading.Problems.Count == 0 && LearningProgram.Replay(reading.Events).Equals(LearningProgram.Replay(events));
        }

        return new CaseOutcome { Ok = isSame, Value = seconds / 40 / 500 * 1e6, Detail = "microseconds per event to write and read; first runs included" };
    }

    /// <summary>A line cut, a line doubled, lines shuffled: every problem named, every other event kept.</summary>
    private static CaseOutcome Damage(int histories)
    {
        int wrong = 0;
        for (int i = 0; i < histories; i++)
        {
            var random = new SeededRandom((ulong)i);
            var events = ProgramHistories.Make((ulong)(i % 20), 120);
            var lines = events.Select(ProgramJson.Write).ToList();
            int damaged = 1 + random.Next(lines.Count - 2), doubled = random.Next(lines.Count);
            string text = lines[damaged];
            lines[damaged] = text[..random.Next(text.Length)] + "\u0000";
            if (doubled != damaged) lines.Add(lines[doubled]);
            random.Shuffle<string>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines));
            var reading = ProgramJson.Read(string.Join('\n', lines));
            bool isWhole = LearningProgram.TryReplay(reading.Events, out var program, out var problems);
            int refused = problems.Where(problem => problem.Severity == ProblemSeverity.Error && problem.Code != "event.missing").Select(problem => problem.Where.Split('.')[0]).Distinct().Count();
            bool isRight = !isWhole && reading.Rejected.Count == 1 && reading.Problems.Count == 1 && program is not null
                && program.Events.Count + refused == events.Count - 1
                && problems.Any(problem => problem.Code == "event.missing")
                && (doubled == damaged || problems.Any(problem => problem.Code == "event.duplicate"));
            if (!isRight) wrong++;
        }

        return new CaseOutcome { Ok = wrong == 0, Value = wrong, Reference = 0, Detail = Text($"{histories} damaged histories") };
    }

    /// <summary>The truth lies exactly at the bar: how often is scaling advised?</summary>
    private static CaseOutcome ErrorRate(int pilots, Func<int, ulong, (ProgramCriteria, ProgramOutcomes)> pilot)
    {
        var decision = new ScaleDecision(new ScaleDecisionOptions { MostLearners = 8 });
        int scaled = 0;
        for (int i = 0; i < pilots; i++)
        {
            var (criteria, outcomes) = pilot(10 + (i % 40), (ulong)i);
            if (decision.Decide(criteria, outcomes).Choice == ScaleChoice.Scale) scaled++;
        }

        double share = scaled / (double)pilots, margin = 3 * Math.Sqrt(0.05 * 0.95 / pilots);
        return new CaseOutcome { Ok = share <= 0.05 + margin, Value = share, Reference = 0.05, Detail = Text($"{pilots} pilots of 10 to 49 people, three standard errors are {margin:0.0000}") };
    }

    private static (ProgramCriteria Criteria, ProgramOutcomes Outcomes) Rate(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        double bar = 0.3 + (0.1 * random.Next(7));
        return (One(new RateCriterion { Id = "c", Measure = "m", Bar = bar }), Of(new RateOutcome { Criterion = "c", Successes = Successes(n, bar, ref random), Of = n }));
    }

    private static (ProgramCriteria Criteria, ProgramOutcomes Outcomes) Mean(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        return (One(new MeanCriterion { Id = "c", Measure = "m", Bar = 0.5 }), Of(new MeanOutcome { Criterion = "c", Values = Values(n, 0.5, 0.8, ref random) }));
    }

    private static (ProgramCriteria Criteria, ProgramOutcomes Outcomes) Difference(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        return (
            One(new DifferenceCriterion { Id = "c", Measure = "m", Bar = 0.3 }),
            Of(new DifferenceOutcome { Criterion = "c", PilotGains = Values(n, 0.5, 0.8, ref random), ComparisonGains = Values(n, 0.2, 0.8, ref random) }));
    }

    private static (ProgramCriteria Criteria, ProgramOutcomes Outcomes) Equivalence(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        return (One(new EquivalenceCriterion { Id = "c", Measure = "m", Low = -0.5, High = 0.5 }), Of(new MeanOutcome { Criterion = "c", Values = Values(n, 0.5, 0.8, ref random) }));
    }

    /// <summary>Of all chances between 78 and 82 percent, how many come true? The truth is drawn from the prior, the next round from the truth.</summary>
    private static CaseOutcome Chances(int pilots, bool isPlanned)
    {
        const int Planned = 40;
        var decision = new ScaleDecision(new ScaleDecisionOptions { MostLearners = 8 });
        var random = new SeededRandom(isPlanned ? 2UL : 1UL);
        int said = 0, came = 0;
        double total = 0;
        for (int i = 0; i < pilots; i++)
        {
            double truth = random.NextDouble(), bar = 0.2 + (0.6 * random.NextDouble());
            int n = 10 + random.Next(50);
            var outcome = new RateOutcome { Criterion = "c", Successes = Successes(n, truth, ref random), Of = n };
            var finding = decision.Decide(One(new RateCriterion { Id = "c", Measure = "m", Bar = bar }) with { PlannedLearners = Planned }, Of(outcome)).Findings[0];
            double chance = isPlanned ? finding.PlannedChance.Value : finding.Chance.Value;
            bool isTrue = isPlanned ? Successes(Planned, truth, ref random) >= Math.Ceiling((bar * Planned) - 1e-9) : truth >= bar;
            if (chance is < 0.78 or > 0.82) continue;
            said++;
            total += chance;
            came += isTrue ? 1 : 0;
        }

        double share = came / (double)said;
        return new CaseOutcome { Ok = share is >= 0.78 and <= 0.82, Value = share, Reference = total / said, Detail = Text($"{said} chances between 78 and 82 %") };
    }

    private static int Successes(int n, double rate, ref SeededRandom random)
    {
        int successes = 0;
        for (int k = 0; k < n; k++) successes += random.NextDouble() < rate ? 1 : 0;
        return successes;
    }

    private static double[] Values(int n, double mean, double spread, ref SeededRandom random)
    {
        double[] values = new double[n];
        for (int k = 0; k < n; k++) values[k] = mean + (spread * random.NextNormal());
        return values;
    }

    private static ProgramCriteria One(Criterion criterion) => new() { Success = [criterion], PlannedLearners = 10 };

    private static ProgramOutcomes Of(CriterionOutcome outcome) => new() { Items = [outcome] };

    private static double Retained(int count, Func<LearningProgram> make)
    {
        var kept = new LearningProgram[count];
        make();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < count; i++) kept[i] = make();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return (after - before) / (double)count;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
