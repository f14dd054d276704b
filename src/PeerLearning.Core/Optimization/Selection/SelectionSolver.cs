namespace PeerLearning.Optimization;

/// <summary>Chooses k of n items to proven optimality: prices from a small pool, one exact bound over everybody, and a search over the few who are left.</summary>
/// <remarks>
/// <para>Lagrangian branch and bound with fixing by reduced profit. The prices come from a working pool of the best items per code; the bound is then
/// computed over all items in exact integers, which excludes nearly everybody; what is left is priced again and searched.</para>
/// <para>Geoffrion, Mathematical Programming Study 2, 1974 (Lagrangian bounds); Beasley, Operations Research 38(1), 1990 (fixing).</para>
/// </remarks>
internal static class SelectionSolver
{
    private const int PoolSize = 4000;
    private const int Steps = 400;

    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Receives reports; null for none.</param>
    /// <param name="cancellationToken">Stops early with the best team so far.</param>
    public static SelectionAnswer Solve(
        SelectionProblem problem, SelectionOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var model = new SelectionModel(problem);
        model.Magnitude();
        if (problem.Size < 1 || problem.Count < problem.Size || problem.Required.Length > problem.Size || model.IsRequirementBroken || model.FindEmptyFeature() >= 0) return Impossible(model, 0);
        var keeper = new SelectionKeeper(problem, options);
        int[] pool = SelectionWorkingPool.Initial(model, PoolSize);
        double[] prices = new double[model.PriceCount];
        long[] best = new long[model.PriceCount];
        long bound = long.MaxValue;
        int[]? alive = null;
        int survivors = problem.Count;

        for (int round = 0; round < 6; round++)
        {
            Improve(model, keeper, options, pool, prices, round, cancellationToken);
            long[] rounded = Array.ConvertAll(prices, price => (long)Math.Round(price));
            var scan = SelectionScan.Run(model, alive, rounded);
            if (alive is null)
            {
                if (scan.Bound < bound) (bound, best) = (scan.Bound, rounded);
                if (bound < keeper.Threshold && keeper.Count == 0) return Impossible(model, 0, best, bound, options.AtLeast);
            }

            int[] left = keeper.Count < options.Keep && !options.AllOptimal && options.AtLeast is null ? scan.Survivors(long.MinValue) : scan.Survivors(keeper.Threshold);
            progress?.Report(new WorkProgress { Done = 0, Budget = options.Nodes, Objective = keeper.Best, Bound = bound });
            bool isSmall = left.Length <= PoolSize;
            bool isShrinking = left.Length < 0.8 * survivors;
            survivors = left.Length;
            if (cancellationToken.IsCancellationRequested) break;
            alive = isSmall || alive is not null ? left : alive;
            if (isSmall && (left.Length <= 40 || !isShrinking)) break;
            if (!isSmall && !isShrinking && round > 1)
            {
                alive = left;
                break;
            }

            pool = isSmall ? left : scan.Best(PoolSize);
        }

        int[] rest = alive ?? SelectionScan.Run(model, null, best).Survivors(keeper.Threshold);
        long[] searchPrices = Array.ConvertAll(prices, price => (long)Math.Round(price));
        var search = new SelectionSearch(model, keeper, rest, searchPrices, options.Nodes, cancellationToken);
        search.Run();

        // The certificate wants prices that hold for everybody: those of the last round may be better than the first.
        if (alive is not null)
        {
            var last = SelectionScan.Run(model, null, searchPrices);
            if (last.Bound < bound) (bound, best) = (last.Bound, searchPrices);
        }

        var teams = keeper.Teams;
        bool isComplete = search.IsComplete && !keeper.Overflowed;
        if (teams.Count == 0 && search.IsComplete) return Impossible(model, search.Visited, best, bound, options.AtLeast);
        long proven = search.IsComplete && teams.Count > 0 ? teams[0].Objective : Math.Min(bound, Math.Max(search.OpenBound, keeper.Best ?? long.MinValue));
        return new SelectionAnswer
        {
            Proof = teams.Count == 0 ? Proof.None : proven <= teams[0].Objective ? Proof.Optimal : Proof.Bounded,
            Teams = teams,
            Bound = proven,
            IsComplete = isComplete,
            Prices = best,
            PriceBound = bound,
            Survivors = rest.Length,
            Nodes = search.Visited,
        };
    }

    /// <summary>One round: teams by local search, then prices that aim at the best of them, then teams around the prices.</summary>
    private static void Improve(
        SelectionModel model, SelectionKeeper keeper, SelectionOptions options, int[] items, double[] prices, int round, CancellationToken cancellationToken)
    {
        items = model.Compatible(items);
        var pool = new SelectionPool(model, items);
        if (items.Length < model.Free) return;
        var search = new SelectionLocalSearch(model, pool, SelectionConflicts.Among(model.Problem, items));
        if (round == 0)
        {
            int[] team = search.Run([], cancellationToken);
            Offer(model, keeper, team);
            if (options.Keep > 1 && !options.AllOptimal) OfferAll(model, keeper, search.Neighbours(options.Keep));
            if (team.Length == model.Problem.Size) StartingPrices(model, team, prices);
        }

        var pricer = new SelectionPricer(model);
        double target = keeper.Count > 0 ? keeper.Threshold == long.MinValue ? keeper.Best!.Value : keeper.Threshold : options.AtLeast ?? Guess(model, pool, prices);
        pricer.Improve(pool, prices, target, Steps, cancellationToken);
        pool.Price(prices, new int[model.Free]);
        int[] order = new int[items.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        double[] keys = new double[items.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = -pool.Values[i];
        Array.Sort(keys, order);
        long? before = keeper.Best;
        Offer(model, keeper, search.Run(order.AsSpan(0, Math.Min(order.Length, 4 * model.Free)), cancellationToken));
        if (keeper.Best != before && options.Keep > 1 && !options.AllOptimal) OfferAll(model, keeper, search.Neighbours(options.Keep));
    }

    private static void Offer(SelectionModel model, SelectionKeeper keeper, int[] team)
    {
        if (team.Length == model.Problem.Size && model.Problem.Evaluate(team) is not null) keeper.Offer(team);
    }

    private static void OfferAll(SelectionModel model, SelectionKeeper keeper, List<int[]> teams)
    {
        foreach (int[] team in teams) Offer(model, keeper, team);
    }

    /// <summary>Prices at which the counts of a known team are the best counts: the middle of the worth of one more and one less.</summary>
    private static void StartingPrices(SelectionModel model, int[] team, double[] prices)
    {
        int[] counts = new int[model.Features.Length];
        for (int c = 0; c < model.Problem.Columns.Length; c++)
        {
            foreach (int item in team)
            {
                foreach (int f in model.FeaturesOfCode[c][model.Problem.Columns[c].Codes[item]]) counts[f]++;
            }
        }

        for (int f = 0; f < counts.Length; f++)
        {
            long[] gain = model.Features[f].Gain;
            int at = counts[f];
            long? Step(int from) => from >= 0 && from + 1 < gain.Length && gain[from] != SelectionFeature.Forbidden && gain[from + 1] != SelectionFeature.Forbidden
                ? gain[from + 1] - gain[from]
                : null;
            long? up = Step(at), down = Step(at - 1);
            prices[f] = at == 0 ? Math.Min(0, -(up ?? 0)) : -((up ?? down ?? 0) + (down ?? up ?? 0)) / 2.0;
        }
    }

    /// <summary>Without any team known, aim a little below the bound.</summary>
    private static double Guess(SelectionModel model, SelectionPool pool, double[] prices)
    {
        double bound = pool.Price(prices, new int[model.Free]) + model.CountPart(prices, default);
        return bound - (0.05 * Math.Abs(bound)) - 1;
    }

    private static SelectionAnswer Impossible(SelectionModel model, long nodes, long[]? prices = null, long bound = 0, long? atLeast = null) => new()
    {
        Proof = Proof.Impossible,
        Teams = [],
        Bound = atLeast is null ? 0 : bound,
        IsComplete = true,
        Prices = prices ?? new long[model.PriceCount],
        PriceBound = bound,
        Survivors = 0,
        Nodes = nodes,
    };
}
