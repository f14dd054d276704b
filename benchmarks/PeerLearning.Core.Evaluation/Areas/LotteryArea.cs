using System.Diagnostics;
using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Leximin lotteries: published pools, and twins of the pools that are withheld.</summary>
internal sealed class LotteryArea : IArea
{
    /// <summary>Name, people, places, categories, widest quota as share of the places, seconds that Gurobi needed as published, seconds to reach.</summary>
    private static readonly (string Name, int People, int Places, int Categories, double Slack, double Published, double Target)[] Twins =
    [
        ("cca", 825, 75, 4, 0.1, 433.5, 43.3),
        ("hd", 239, 30, 7, 0.1, 37.2, 3.7),
        ("sf_a", 312, 35, 6, 0.1, 19.6, 2.0),
        ("sf_d", 404, 40, 6, 0.1, 46.2, 4.6),
        ("sf_e", 1727, 110, 7, 0.1, 4011.6, 400),
    ];

    public string Name => "lottery";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        bool any = false;
        foreach (string file in options.Files("categories.csv"))
        {
            any = true;
            yield return new Case(options.NameOf(Path.GetDirectoryName(file)!), () => Published(file, options));
        }

        if (!any) yield return Case.Skipped("selection/sortition", "there is no categories.csv in the data folder");
        for (int seed = 1; seed <= options.Seeds; seed++)
        {
            ulong own = (ulong)seed;
            yield return new Case($"twins/assembly_30/{seed}", () => Twin(360, 30, [2, 4, 4, 3, 5, 4, 3], 0, own, 0.25, 42.3, 40));
        }

        foreach (var twin in Twins)
        {
            for (int seed = 1; seed <= options.Seeds; seed++)
            {
                ulong own = (ulong)seed;
                yield return new Case(
                    $"twins/{twin.Name}_{twin.Places}/{seed}",
                    () => Twin(twin.People, twin.Places, LotteryTwin.Values(twin.Categories, own), twin.Slack, own, 0.5, twin.Published, twin.Target));
                yield return new Case(
                    $"twins/{twin.Name}_{twin.Places}_exact/{seed}",
                    () => Twin(twin.People, twin.Places, LotteryTwin.Values(twin.Categories, own), 0, own, 0.5, twin.Published, twin.Target));
            }
        }

        // The hardest of more than a thousand pools: prices of a level 400,000 times those of the one before, and relaxations that promise far too much.
        yield return new Case("twins/hard/large-prices", () => Twin(161, 44, LotteryTwin.Values(7, 51), 0, 51, 0.5, null, 10));
        yield return new Case("twins/hard/hd_30_2_percent", () => Twin(239, 30, LotteryTwin.Values(7, 6), 0.02, 6, 0.5, 37.2, 3.7));
        yield return new Case("twins/hard/hd_30_5_percent", () => Twin(239, 30, LotteryTwin.Values(7, 1), 0.05, 1, 0.5, 37.2, 3.7));
        foreach (var one in Cancellations()) yield return one;
        foreach (int people in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            yield return new Case($"scale/{people}-equal-profiles", () => EqualProfiles(people));
            yield return new Case($"scale/{people}", () => Twin(people, people < 5_000 ? people / 10 : 500, [2, 4, 4, 3, 5, 2], 0.02, 7, 0.5, null, 10));
        }
    }

    /// <summary>Pools on which the work is stopped at random moments.</summary>
    private static IEnumerable<Case> Cancellations()
    {
        Case Of(string name, int people, int places, int[] values, double slack, LotteryFairness fairness = LotteryFairness.Leximin, bool hasLedger = false) =>
            new($"cancellation/{name}", () => LotteryCancellation.Run(people, places, values, slack, fairness, hasLedger));

        yield return Of("assembly_30", 360, 30, [2, 4, 4, 3, 5, 4, 3], 0);
        yield return Of("hd_30", 239, 30, LotteryTwin.Values(7, 1), 0.1);
        yield return Of("sf_a_35", 312, 35, LotteryTwin.Values(6, 1), 0.1);
        yield return Of("sf_e_110", 1727, 110, LotteryTwin.Values(7, 1), 0.1);
        yield return Of("3000-profiles", 20_000, 200, [4, 4, 5, 4, 5, 3], 0.02);
        yield return Of("1000000", 1_000_000, 500, [2, 4, 4, 3, 5, 2], 0.02);
        yield return Of("nash", 239, 30, LotteryTwin.Values(7, 2), 0.1, LotteryFairness.Nash);
        yield return Of("goldilocks", 239, 30, LotteryTwin.Values(7, 2), 0.1, LotteryFairness.Goldilocks);
        yield return Of("ledger", 239, 30, LotteryTwin.Values(7, 2), 0.1, hasLedger: true);
    }

    private static CaseOutcome Published(string file, EvaluationOptions options)
    {
        var pool = SortitionPool.Read(file, options);
        var (chances, first, bytes) = Solve(pool.Workforce, pool.Request);

        // The figure is the second run, without compilation, where a first one was short.
        double seconds = first < 1 ? Solve(pool.Workforce, pool.Request).Seconds : first;
        bool verified = chances.Verify(pool.Workforce, pool.Request).Count == 0;
        double[] sorted = [.. chances.Applicants.Select(one => one.Chance).Order()];
        double gap = 0;
        bool within = true;
        void Compare(double value, double reference, double tolerance)
        {
            double distance = Math.Abs(value - reference);
            gap = Math.Max(gap, distance);
            within &= distance <= tolerance;
        }

        if (pool.Reference.TryGetValue("leximin_min", out double least)) Compare(chances.Minimum, least, 5e-4);
        if (pool.Reference.TryGetValue("leximin_max", out double most)) Compare(chances.Maximum, most, 5e-4);
        if (pool.Reference.TryGetValue("gini", out double gini)) Compare(chances.Gini.Value, gini, 5e-4);
        if (pool.Reference.TryGetValue("geometric_mean", out double mean)) Compare(chances.GeometricMean.Value, mean, 5e-4);
        foreach (var (_, vector, tolerance) in pool.Vectors)
        {
            if (vector.Length != sorted.Length)
            {
                within = false;
                continue;
            }

            for (int i = 0; i < vector.Length; i++) Compare(sorted[i], vector[i], tolerance);
        }

        return new CaseOutcome
        {
            Ok = within && verified && chances.Certificate.Proof == Proof.Optimal,
            Value = chances.Minimum,
            Reference = pool.Reference.TryGetValue("leximin_min", out double reference) ? reference : null,
            Gap = gap,
            Seconds = seconds,
            AllocatedBytes = bytes,
            Proven = chances.Certificate.Proof == Proof.Optimal,
            Verified = verified,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{Describe(chances)}, first run {first:0.000} s") + (pool.Reference.TryGetValue("gurobi_median_runtime_s", out double gurobi) ? $", Gurobi {gurobi.ToString(CultureInfo.InvariantCulture)} s" : ""),
        };
    }

    private static CaseOutcome Twin(int people, int places, int[] values, double slack, ulong seed, double skew, double? published, double target)
    {
        var (workforce, request, redrawn) = LotteryTwin.Make(people, places, values, slack, seed, skew);
        var (chances, seconds, bytes) = Solve(workforce, request);
        var watch = Stopwatch.StartNew();
        var problems = chances.Verify(workforce, request);
        double verifySeconds = watch.Elapsed.TotalSeconds;
        bool proven = chances.Certificate.Proof == Proof.Optimal;
        return new CaseOutcome
        {
            Ok = proven && problems.Count == 0,
            Value = chances.Minimum,
            Gap = chances.Certificate.Gap,
            Seconds = seconds,
            AllocatedBytes = bytes,
            Proven = proven,
            Verified = problems.Count == 0,
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"{Describe(chances)}, pool drawn {redrawn + 1} times, verified in {verifySeconds:0.00} s, target {target} s {(seconds <= target ? "met" : "MISSED")}{(published is { } p ? $", Gurobi {p} s on the original" : "")}{(problems.Count > 0 ? "; " + problems[0] : "")}"),
        };
    }

    /// <summary>The same 960 profiles with ever more people in each: the time after loading must not grow.</summary>
    private static CaseOutcome EqualProfiles(int people)
    {
        int[] values = [2, 4, 4, 3, 5, 2];
        const int Places = 100;
        var dimensions = values.Select((_, c) => new Dimension($"Category{c}", DimensionClass.Organisational)).ToArray();
        var rows = new Person[people];
        for (int p = 0; p < people; p++)
        {
            // Mixed radix: everybody with the same remainder has the same profile; 7 is prime to 960, so small pools spread over all values.
            int rest = (int)(p * 7L % 960);
            var own = new DimensionValue[values.Length];
            for (int c = 0; c < own.Length; c++)
            {
                own[c] = new DimensionValue(dimensions[c], $"v{rest % values[c]}");
                rest /= values[c];
            }

            rows[p] = new Person { Id = new PersonId(p.ToString("D7", CultureInfo.InvariantCulture)), Values = own };
        }

        var workforce = Workforce.Create(rows);
        var rules = new List<Rule>();
        for (int c = 0; c < values.Length; c++)
        {
            // Quotas that ask for more of each value the higher its number, so that chances are unequal.
            double sum = values[c] * (values[c] + 3) / 2.0;
            for (int v = 0; v < values[c]; v++)
            {
                int quota = (int)(Places * (v + 2) / sum);
                rules.Add(new CountRule { Values = [new DimensionValue(dimensions[c], $"v{v}")], Minimum = quota - 1, Maximum = quota + 2 });
            }
        }

        var request = new AdmissionRequest { Places = Places, Rules = rules };
        var watch = Stopwatch.StartNew();
        var model = AdmissionModel.Build(workforce, request);
        double loading = watch.Elapsed.TotalSeconds;
        var (chances, seconds, bytes) = Solve(workforce, request);
        bool proven = chances.Certificate.Proof == Proof.Optimal, verified = chances.Verify(workforce, request).Count == 0;
        return new CaseOutcome
        {
            Ok = proven && verified,
            Value = chances.Minimum,
            Gap = chances.Certificate.Gap,
            Seconds = seconds,
            AllocatedBytes = bytes,
            Proven = proven,
            Verified = verified,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{Describe(chances)}, grouping {model.GroupCount} profiles takes {loading:0.000} s of it, {chances.Certificate.WorkSpent} nodes and pivots"),
        };
    }

    private static (AdmissionChances Chances, double Seconds, long Bytes) Solve(Workforce workforce, AdmissionRequest request)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var chances = new AdmissionLottery().FindChances(workforce, request);
        return (chances, watch.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static string Describe(AdmissionChances chances) => string.Create(
        CultureInfo.InvariantCulture,
        $"{chances.Applicants.Count} people, {chances.Profiles.Count} profiles, {chances.Levels.Count} levels, {chances.Cohorts.Count} cohorts, max {chances.Maximum:0.######}, gini {Show(chances.Gini)}, geometric mean {Show(chances.GeometricMean)}, proof nodes {chances.Levels.Sum(level => level.ProofNodes)}");

    private static string Show(Measured<double> value) => value.IsDefined ? value.Value.ToString("0.######", CultureInfo.InvariantCulture) : "undefined";
}
