using System.Diagnostics;
using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Tests.Cohorts;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Diverse grouping: MDGPLIB and generated instances against the literature, small budgets, and all rules together against brute force.</summary>
internal sealed class GroupingArea : IArea
{
    private readonly Dictionary<string, GroupingRuns> _runs = new(StringComparer.Ordinal);

    public string Name => "grouping";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("generated/checksums", Checksums);
        var library = new MdgpLibrary(options);
        bool any = false;
        foreach (var (name, path) in library.Names)
        {
            any = true;
            string folder = path[..(path.LastIndexOf('/') + 1)];
            int size = library.Size(name);
            yield return new Case(folder + name, () => Judge(library, name, options.Seeds, FullBudget(size)));

            if (size == 120) yield return new Case($"{folder}{name}/0.1s", () => JudgeSmall(library, name, options.Seeds, 0.1, 0.002));
            if (size == 120) yield return new Case($"{folder}{name}/1s", () => JudgeSmall(library, name, options.Seeds, 1, 0.00035));
            if (size == 480) yield return new Case($"{folder}{name}/1s", () => JudgeSmall(library, name, options.Seeds, 1, 0.0075));
        }

        foreach (var size in library.Names.Where(pair => library.Reference(pair.Name, "best_of_20") is not null).GroupBy(pair => library.Size(pair.Name)))
        {
            yield return new Case($"mdgplib/share-that-reach-the-published-best/n{size.Key:000}", () => ReachedShare(library, [.. size.Select(pair => pair.Name)], options.Seeds, FullBudget(size.Key)));
        }

        if (!any) yield return Case.Skipped("mdgplib", "No file of the format of MDGPLIB in the data folder.");
        yield return new Case("generated/mdgp-real-480-20-1/1s", () => Generated(480, 20, options.Seeds, 1, 377_523.605 * (1 - 0.0075)));
        yield return new Case("generated/mdgp-real-960-24-1/4s", () => Generated(960, 24, options.Seeds, 4, 1_212_000));
        for (int part = 0; part < 10; part++)
        {
            int first = part * 1000;
            yield return new Case($"generated/constraints-together/{first:00000}-{first + 999:00000}", () => Together(first, first + 1000));
        }

        for (int learners = 8; learners <= 12; learners++)
        {
            int count = learners;
            yield return new Case($"generated/feasibility-by-brute-force/{count:00}-learners", () => BruteForce(count, 300));
        }
    }

    /// <summary>Half of the literature's seconds: 1.5, 10 and 60 for 120, 240 and 480 elements; the stated targets for smaller ones.</summary>
    private static double FullBudget(int size) => size switch
    {
        <= 12 => 0.05,
        <= 30 => 0.4,
        <= 60 => 0.65,
        <= 120 => 1.5,
        <= 240 => 10,
        <= 480 => 60,
        _ => 300,
    };

    private CaseOutcome Judge(MdgpLibrary library, string name, int seeds, double seconds)
    {
        var run = RunOnce(library, name, seeds, seconds);
        double? optimum = library.Reference(name, "optimum");
        double? found = library.Reference(name, "best_found");
        double? mean = library.Reference(name, "mean_of_20");
        double? reference = optimum ?? found ?? mean;
        double value = found is not null ? run.Worst : run.Mean;
        bool isEqual = optimum is { } proven && Math.Abs(run.Worst - proven) < 5e-4 && run.IsProven;
        bool ok = run.IsVerified && (reference is null || (optimum is not null ? isEqual : value >= reference - 5e-4));
        string best = library.Reference(name, "best_of_20") is { } published ? $", published best {published.ToString("F3", CultureInfo.InvariantCulture)}, best {(run.Best >= published - 5e-4 ? "reached" : "missed")}" : "";
        return run.Outcome(value, reference, ok, best);
    }

    /// <summary>On how many instances the best of the seeds reaches the best of the literature's twenty runs.</summary>
    private CaseOutcome ReachedShare(MdgpLibrary library, List<string> names, int seeds, double seconds)
    {
        var runs = names.ConvertAll(name => (Name: name, Run: RunOnce(library, name, seeds, seconds)));
        var missed = runs.Where(pair => pair.Run.Best < library.Reference(pair.Name, "best_of_20") - 5e-4).Select(pair => pair.Name).ToList();
        double share = 1 - (missed.Count / (double)names.Count);
        return new CaseOutcome
        {
            Ok = share >= 0.8 && runs.TrueForAll(pair => pair.Run.IsVerified),
            Value = share,
            Reference = 0.8,
            Verified = runs.TrueForAll(pair => pair.Run.IsVerified),
            Detail = $"best of {seeds} reaches it on {names.Count - missed.Count} of {names.Count}; missed: {(missed.Count == 0 ? "none" : string.Join(", ", missed))}",
        };
    }

    /// <summary>The runs of an instance with its full budget, made once and used by all cases that need them.</summary>
    private GroupingRuns RunOnce(MdgpLibrary library, string name, int seeds, double seconds)
    {
        if (!_runs.TryGetValue(name, out var run)) _runs[name] = run = Run(library.Load(name), seeds, seconds);
        return run;
    }

    private static CaseOutcome JudgeSmall(MdgpLibrary library, string name, int seeds, double seconds, double gap)
    {
        var run = Run(library.Load(name), seeds, seconds);
        double? best = library.Reference(name, "best_of_20");
        return run.Outcome(run.Mean, best, run.IsVerified && (best is null || run.Mean >= best * (1 - gap)), $", allowed gap {gap.ToString("P3", CultureInfo.InvariantCulture)}");
    }

    private static CaseOutcome Generated(int count, int groups, int seeds, double seconds, double target)
    {
        int[] sizes = [.. Enumerable.Repeat(count / groups, groups)];
        var run = Run((count, Matrix(count), sizes, sizes), seeds, seconds);
        return run.Outcome(run.Mean, target, run.IsVerified && run.Mean >= target, "");
    }

    private static GroupingRuns Run((int Count, double[] Matrix, int[] Lower, int[] Upper) instance, int seeds, double seconds)
    {
        var people = Enumerable.Range(0, instance.Count).Select(i => new Person { Id = new PersonId($"p{i:0000}") }).ToList();
        var workforce = Workforce.Create(people);
        int n = instance.Count;
        var request = new GroupingRequest
        {
            Learners = [.. people.Select(person => person.Id)],
            Cohorts = [.. instance.Lower.Select((low, g) => new CohortFrame { Id = new CohortId($"c{g}"), MinimumSize = low, MaximumSize = instance.Upper[g] })],
            Criteria = [new GroupingCriterion { Measure = GroupingMeasure.Diversity, Distances = PairDistances.Create(n, (i, j) => instance.Matrix[(i * n) + j]) }],
        };
        var grouper = new CohortGrouper(new CohortGrouperOptions { Budget = new WorkBudget((long)(seconds * CohortGrouperOptions.WorkOfOneSecond.Units)) });
        var runs = new GroupingRuns();
        for (int seed = 1; seed <= seeds; seed++)
        {
            var watch = Stopwatch.StartNew();
            var answer = grouper.Group(workforce, request with { Seed = (ulong)seed });
            watch.Stop();
            runs.Add(answer, watch.Elapsed.TotalSeconds, answer.Verify(workforce, request).Count == 0);
        }

        return runs;
    }

    private static CaseOutcome Together(int first, int end)
    {
        var grouper = new CohortGrouper(new CohortGrouperOptions { Budget = new WorkBudget(6_000_000) });
        int answered = 0, impossible = 0, open = 0, refused = 0, violations = 0;
        string example = "";
        string unanswered = "";
        for (int seed = first; seed < end; seed++)
        {
            var (workforce, request) = GroupingCases.Draw(seed, 8, 40);
            var answer = grouper.Group(workforce, request);
            if (answer.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)) refused++;
            else if (answer.HasCohorts) answered++;
            else if (answer.Certificate.Proof == Proof.Impossible) impossible++;
            else unanswered += $"{(open++ == 0 ? ", unanswered: " : " ")}{seed}";
            if (!answer.HasCohorts || answer.Verify(workforce, request) is not { Count: > 0 } broken) continue;
            violations++;
            if (example.Length == 0) example = $", seed {seed}: {broken[0]}";
        }

        return new CaseOutcome
        {
            Ok = violations == 0 && answered > 0,
            Value = violations,
            Reference = 0,
            Verified = violations == 0,
            Detail = $"{answered} grouped, {impossible} proven impossible, {open} without an answer, {refused} refused{example}{unanswered}",
        };
    }

    private static CaseOutcome BruteForce(int learners, int requests)
    {
        var grouper = new CohortGrouper();
        int wrong = 0, possible = 0, impossible = 0;
        for (int seed = 0; seed < requests; seed++)
        {
            var (workforce, request) = GroupingCases.Draw(50_000 + seed, learners, learners);
            if (Math.Pow(request.Cohorts.Count, learners) > 600_000) request = request with { Cohorts = [.. request.Cohorts.Take(learners > 10 ? 2 : 3)] };
            var answer = grouper.Group(workforce, request);
            if (answer.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)) continue;
            bool isPossible = GroupingVerifier.Enumerate(workforce, request).Any();
            if (TreeDecides(workforce, request) != isPossible) wrong++;
            if (isPossible != answer.HasCohorts || (!isPossible && answer.Certificate.Proof != Proof.Impossible)) wrong++;
            if (isPossible) possible++;
            else impossible++;
        }

        return new CaseOutcome { Ok = wrong == 0 && possible > 0 && impossible > 0, Value = wrong, Reference = 0, Verified = wrong == 0, Detail = $"{possible} possible, {impossible} impossible" };
    }

    /// <summary>The verdict of the tree of placements, which decides where the dynamic program of small requests does not reach.</summary>
    private static bool? TreeDecides(Workforce workforce, GroupingRequest request)
    {
        var task = GroupingDoor.Judge(workforce, request, new ProblemList())!;
        var model = GroupingConstraint.Constrain(new GroupingModel { Count = task.Count, Lower = task.Lower, Upper = task.Upper }, task.Constraints);
        return PlacementTree.Decide(new GroupingUnits(model), long.MaxValue, out _, out _);
    }

    private static double[] Matrix(int count)
    {
        double[] matrix = new double[count * count];
        ulong t = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++) matrix[(i * count) + j] = matrix[(j * count) + i] = MatchingInstances.Random(1, t++) % 100_001 / 1000.0;
        }

        return matrix;
    }

    private static CaseOutcome Checksums()
    {
        static double Sum(int count) => Math.Round(Matrix(count).Sum() / 2 * 1000);
        bool ok = Sum(120) == 357_474_138 && Sum(960) == 23_054_145_719 && MatchingInstances.Pairs(120, 1).Sum(weight => (long)weight) / 2 == 359_598;
        double features = 0;
        for (ulong t = 0; t < 8000; t++) features += MatchingInstances.Random(1, t) % 10_001;
        return new CaseOutcome { Ok = ok && features == 39_897_345, Value = features, Reference = 39_897_345, Detail = "mdgp-real 120 and 960, mdgp-int 120, feat 1000 8" };
    }

    private sealed class GroupingRuns
    {
        private readonly List<double> _values = [];
        private double _seconds;

        public bool IsProven { get; private set; } = true;

        public bool IsVerified { get; private set; } = true;

        public double Mean => _values.Average();

        public double Best => _values.Max();

        public double Worst => _values.Min();

        public void Add(CohortGrouping answer, double seconds, bool isVerified)
        {
            _values.Add(answer.Certificate.Objective);
            _seconds += seconds;
            IsProven &= answer.Certificate.Proof == Proof.Optimal;
            IsVerified &= isVerified && answer.HasCohorts;
        }

        public CaseOutcome Outcome(double value, double? reference, bool ok, string detail) => new()
        {
            Ok = ok,
            Value = value,
            Reference = reference,
            Gap = reference is { } r && r != 0 ? (r - value) / r : null,
            Seconds = _seconds / _values.Count,
            Proven = IsProven,
            Verified = IsVerified,
            Detail = string.Create(CultureInfo.InvariantCulture, $"mean {Mean:F3}, best {Best:F3}, worst {Worst:F3}, seconds a run{detail}"),
        };
    }
}
