namespace PeerLearning.Optimization;

/// <summary>Chooses k of n items to proven optimality: prices from a small pool, one exact bound over everybody, and a search over the few who are left.</summary>
/// <remarks>
/// <para>Lagrangian branch and bound with fixing by reduced profit. The prices come from a working pool that takes in whoever looks too good at the prices
/// of the day; the bound is computed over all items in exact integers, which excludes nearly everybody; what is left is priced again and searched.</para>
/// <para>Geoffrion, Mathematical Programming Study 2, 1974 (Lagrangian bounds); Beasley, Operations Research 38(1), 1990 (fixing).</para>
/// </remarks>
internal sealed class SelectionSolver
{
    private const int PoolSize = 3000;
    private const int Steps = 300;
    private const int Patience = 12;
    private const int ManyLeft = 100;
    private const long TieNodes = 50_000;
    private const long AnyTeamNodes = 1_000_000;

    private readonly SelectionModel _model;
    private readonly SelectionOptions _options;
    private readonly SelectionKeeper _keeper;
    private readonly double[] _prices;
    private readonly CancellationToken _cancellationToken;
    private long[] _best;
    private long _bound = long.MaxValue;

    private SelectionSolver(SelectionModel model, SelectionOptions options, CancellationToken cancellationToken)
    {
        _model = model;
        _options = options;
        _cancellationToken = cancellationToken;
        _keeper = new SelectionKeeper(model.Problem, options);
        _prices = new double[model.PriceCount];
        _best = new long[model.PriceCount];
    }

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
        var solver = new SelectionSolver(model, options, cancellationToken);
        if (problem.Size < 1 || problem.Count < problem.Size || problem.Required.Length > problem.Size || model.IsRequirementBroken || model.IsPlainlyImpossible())
        {
            return solver.Impossible(0);
        }

        return solver.Run(progress);
    }

    /// <summary>One of all teams with the best objective, each with the same chance.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">As for <see cref="Solve"/>; one team is enough.</param>
    /// <param name="best">The best objective, proven.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>The team and, where they could be counted, how many teams there are; null if neither counting nor trying came to an end within the budget.</returns>
    public static SelectionDraw? Draw(SelectionProblem problem, SelectionOptions options, long best, ulong seed, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return null;
        var model = new SelectionModel(problem);
        var solver = new SelectionSolver(model, options with { Keep = 1, AtLeast = best }, cancellationToken);
        var scan = solver.PriceEverybody();
        int[] rest = solver.Shrink(model.Compatible(scan.Survivors(best)), out long[] prices);
        return SelectionDraw.Among(model, solver._keeper, rest, prices, best, seed, options.Nodes, cancellationToken);
    }

    private SelectionAnswer Run(IProgress<WorkProgress>? progress)
    {
        var scan = PriceEverybody();
        if (_keeper.Count == 0 && _options.AtLeast is { } floor && _bound < floor) return Impossible(0);
        bool isCut = _cancellationToken.IsCancellationRequested;
        if (IsStopped || (_options.OnlyBound && !isCut)) return Stopped();
        if (_keeper.Count == 0 && !_options.AnyTeam && _options.AtLeast is null && FindAnyTeam() == Proof.Impossible) return Impossible(0);
        progress?.Report(new WorkProgress { Done = 0, Budget = _options.Nodes, Objective = _keeper.Best, Bound = _bound });
        if (IsStopped || _options.OnlyBound) return Stopped();
        int[] rest = new SelectionLikes(_model.Problem, _keeper).Undominated(scan.Survivors(_keeper.Threshold), _options.Keep, _model.Free, _cancellationToken);
        rest = Shrink(rest, out long[] searchPrices);
        if (IsStopped) return Stopped();

        var search = new SelectionSearch(_model, _keeper, rest, searchPrices, _options.Nodes, _cancellationToken);
        search.Run();
        if (!_cancellationToken.IsCancellationRequested && !searchPrices.AsSpan().SequenceEqual(_best)) KeepIfTighter(scan, searchPrices);
        if (_keeper.Count == 0 && search.IsComplete) return Impossible(search.Visited);

        long nodes = search.Visited;
        if (search.IsComplete && _keeper.IsFull && !_options.AnyTeam && !_cancellationToken.IsCancellationRequested) nodes += SettleTies(rest, searchPrices, nodes);
        var teams = _keeper.Teams;
        long open = Math.Min(_bound, Math.Max(search.OpenBound, _keeper.Best ?? long.MinValue));
        bool isProven = teams.Count > 0 && (search.IsComplete || (_options.Keep == 1 && open - Remainder(open, _model.Problem.Step) <= teams[0].Objective));
        return new SelectionAnswer
        {
            Proof = teams.Count == 0 ? Proof.None : isProven ? Proof.Optimal : Proof.Bounded,
            Teams = teams,

            // What the prices give, so that whoever checks the bound of a stopped search need not search.
            Bound = isProven ? teams[0].Objective : Math.Max(_bound - Remainder(_bound, _model.Problem.Step), _keeper.Best ?? long.MinValue),
            IsComplete = search.IsComplete,
            Prices = _best,
            PriceBound = _bound,
            Survivors = rest.Length,
            Nodes = nodes,
        };
    }

    private bool HasTeam => _keeper.Count > 0 || _options.StopsAtOnce;

    /// <summary>Whether to answer at once with what there is.</summary>
    private bool IsStopped => HasTeam && _cancellationToken.IsCancellationRequested;

    private SelectionAnswer Stopped()
    {
        var teams = _keeper.Teams;
        long bound = Math.Max(_bound - Remainder(_bound, _model.Problem.Step), _keeper.Best ?? long.MinValue);
        return new SelectionAnswer
        {
            Proof = teams.Count == 0 ? Proof.None : bound == teams[0].Objective && _options.Keep == 1 ? Proof.Optimal : Proof.Bounded,
            Teams = teams,
            Bound = bound,
            IsComplete = false,
            Prices = _best,
            PriceBound = _bound,
            Survivors = 0,
            Nodes = 0,
        };
    }

    /// <summary>Of the teams as good as the last one kept, puts in the first ones by their tie keys; whatever was met first stays if the budget ends before.</summary>
    private long SettleTies(int[] rest, long[] prices, long spent)
    {
        var teams = _keeper.Teams;
        long last = teams[^1].Objective;
        var scan = new SelectionScan(_model, rest);
        scan.Read(prices, _model.Free);
        var ties = new SelectionTies(
            _model, _keeper.InTieOrder(scan.Survivors(last)), null, prices, last, teams.Count(team => team.Objective == last), Math.Min(_options.Nodes - spent, TieNodes), _cancellationToken);
        var first = ties.Run();
        if (ties.IsComplete) _keeper.ReplaceLast(first);
        return ties.Visited;
    }

    /// <summary>Without a team nothing is excluded, so look for any: the same problem without profits, whose prices can also prove that there is none.</summary>
    private Proof FindAnyTeam()
    {
        var problem = _model.Problem;
        var bare = new SelectionProblem
        {
            Size = problem.Size,
            Profits = new long[problem.Count],
            Columns = Array.ConvertAll(problem.Columns, column => new SelectionColumn(
                column.Name, column.Codes, column.CodeCount,
                Array.ConvertAll(column.Features, feature => new SelectionFeature(
                    feature.Name, feature.Codes, Array.ConvertAll(feature.Gain, worth => worth == SelectionFeature.Forbidden ? worth : 0))),
                column.MinimumDistinct)),
            Sums = problem.Sums,
            Conflicts = problem.Conflicts,
            Required = problem.Required,
            Rules = problem.Rules,
        };
        var answer = Solve(bare, new SelectionOptions { AnyTeam = true, AtLeast = 0, Nodes = Math.Min(_options.Nodes, AnyTeamNodes), TieKey = _options.TieKey, StopsAtOnce = _options.StopsAtOnce }, null, _cancellationToken);
        if (answer.Teams.Count > 0) _keeper.Offer(answer.Teams[0].Items);
        return answer.Proof;
    }

    /// <summary>Prices a pool, reads everybody, takes in who looks too good, and so on until nobody does.</summary>
    private SelectionScan PriceEverybody()
    {
        var problem = _model.Problem;
        int[] pool = SelectionWorkingPool.Initial(_model, PoolSize);
        bool isAll = pool.Length + problem.Required.Length == problem.Count;
        var scan = new SelectionScan(_model, null);
        int newcomers = isAll ? 0 : Math.Max(256, 16 * problem.Size);
        for (int round = 0; round < 12; round++)
        {
            double poolBound = Improve(pool, round, isAll || round > 0 ? Steps : Steps / 2);
            if (round > 0 && _cancellationToken.IsCancellationRequested) return scan;
            long[] rounded = Round(_prices);
            scan.Read(rounded, newcomers);
            bool isBetter = scan.Bound < _bound;
            if (isBetter) (_bound, _best) = (scan.Bound, rounded);
            if (isAll || _cancellationToken.IsCancellationRequested) return scan;

            double open = Math.Max(1, poolBound - (_keeper.Threshold == long.MinValue ? poolBound - Math.Abs(poolBound * 0.01) : _keeper.Threshold));
            if (round > 0 && scan.Bound - poolBound <= Math.Max(problem.Size * 4, 0.05 * open)) break;
            int[] best = scan.Best.ToArray();
            int[] joined = [.. pool.Union(best).Order()];
            if (joined.Length == pool.Length) break;
            pool = joined.Length > PoolSize ? Trim(joined, best) : joined;
        }

        if (!_cancellationToken.IsCancellationRequested && !Round(_prices).AsSpan().SequenceEqual(_best)) scan.Read(_best, _model.Free);
        return scan;
    }

    /// <summary>The newcomers and the best of the others at the prices of the day.</summary>
    private int[] Trim(int[] joined, int[] newcomers)
    {
        var scan = new SelectionScan(_model, joined);
        scan.Read(Round(_prices), PoolSize - newcomers.Length);
        return [.. scan.Best.ToArray().Union(newcomers).Order()];
    }

    /// <summary>Prices those who are left again and again, as long as that excludes more of them.</summary>
    private int[] Shrink(int[] rest, out long[] prices)
    {
        prices = _best;
        for (int round = 0; round < 8 && rest.Length > 3 * _model.Free && rest.Length <= 4 * PoolSize && !_cancellationToken.IsCancellationRequested; round++)
        {
            for (int f = 0; f < _prices.Length; f++) _prices[f] = prices[f];
            Improve(rest, 1 + round, Steps);
            long[] rounded = Round(_prices);
            var scan = new SelectionScan(_model, rest);
            scan.Read(rounded, _model.Free);
            int[] left = scan.Survivors(_keeper.Threshold);
            bool isShrinking = left.Length < 0.7 * rest.Length;
            if (left.Length < rest.Length || round == 0) prices = rounded;
            rest = left.Length < rest.Length ? left : rest;
            if (!isShrinking || rest.Length < _model.Free) break;
        }

        return rest.Length > Math.Max(ManyLeft, 3 * _model.Free) && rest.Length <= 4 * PoolSize ? Polish(rest, ref prices) : rest;
    }

    /// <summary>Many items left mean many that are equally good, or a bound that the quick steps left a little too high: exact prices over those left make up for that.</summary>
    /// <remarks>Exact prices stand in a corner of the best ones, where more ways stay open to the search than in their middle: they are taken only if they at least halve the gap.</remarks>
    private int[] Polish(int[] rest, ref long[] prices)
    {
        var scan = new SelectionScan(_model, rest);
        scan.Read(prices, _model.Free);
        for (int round = 0; round < 4; round++)
        {
            if (_keeper.Count > 0 && scan.Bound < _keeper.Wanted) return Centre(rest, scan, ref prices);
            if (_cancellationToken.IsCancellationRequested) return rest;
            long before = scan.Bound;
            long threshold = _keeper.Threshold;
            for (int f = 0; f < _prices.Length; f++) _prices[f] = prices[f];
            int[] items = _model.Compatible(rest);
            if (SelectionDual.Improve(_model, items, _prices, _cancellationToken) is not { } taken) return rest;
            if (items.Length >= _model.Free) OfferAround(new SelectionPool(_model, items), taken);
            long[] rounded = Round(_prices);
            scan.Read(rounded, _model.Free);
            long floor = threshold == long.MinValue ? 0 : threshold;
            if (scan.Bound < before && scan.Bound - floor < (before - floor) / 2) prices = rounded;
            else scan.Read(prices, _model.Free);
            rest = scan.Survivors(_keeper.Threshold);

            // Too few for a team: none of those left is worth what is wanted.
            if (rest.Length < _model.Free || (scan.Bound == before && threshold == _keeper.Threshold)) return rest;
            scan = new SelectionScan(_model, rest);
            scan.Read(prices, _model.Free);
        }

        return rest;
    }

    /// <summary>Of the prices that prove the best team the best, takes those in the middle, if they are among them: they leave fewer ways open that end nowhere.</summary>
    private int[] Centre(int[] rest, SelectionScan scan, ref long[] prices)
    {
        StartingPrices(_keeper.Teams[0].Items);
        long[] middle = Round(_prices);
        scan.Read(middle, _model.Free);
        if (scan.Bound >= _keeper.Wanted) return rest;
        prices = middle;
        return scan.Survivors(_keeper.Threshold);
    }

    /// <summary>Looks for teams near what the relaxation takes: with free counts, then with the counts that its prices choose.</summary>
    private void OfferAround(SelectionPool pool, int[] taken)
    {
        var search = new SelectionLocalSearch(_model, pool, SelectionConflicts.Among(_model.Problem, pool.Items));
        int[] start = [.. taken.Select(item => Array.BinarySearch(pool.Items, item))];
        Offer(search.Run(start, HasTeam, _cancellationToken), search);
        for (int c = 0; c < _model.Joints.Length; c++)
        {
            double[] counts = new double[_model.PriceCount];
            if (_model.Joints[c] is null || _model.BestCounts(c, _prices, counts) is null) continue;
            search.Aim(c, counts);
            Offer(search.Run([], HasTeam, _cancellationToken), search);
            Offer(search.Run(start, HasTeam, _cancellationToken), search);
        }
    }

    private void KeepIfTighter(SelectionScan everybody, long[] prices)
    {
        everybody.Read(prices, _model.Free);
        if (everybody.Bound < _bound) (_bound, _best) = (everybody.Bound, prices);
    }

    /// <summary>One round: teams by local search, then prices that aim at the best of them, then teams around the prices. Returns the bound over the pool.</summary>
    private double Improve(int[] items, int round, int steps)
    {
        items = _model.Compatible(items);
        if (items.Length < _model.Free) return long.MinValue;
        var pool = new SelectionPool(_model, items);
        var search = new SelectionLocalSearch(_model, pool, SelectionConflicts.Among(_model.Problem, items));
        if (round == 0)
        {
            int[] team = search.Run([], HasTeam, _cancellationToken);
            Offer(team, search);
            if (team.Length == _model.Problem.Size) StartingPrices(team);
        }

        double target = _keeper.Count > 0 ? _keeper.Threshold == long.MinValue ? _keeper.Best!.Value : _keeper.Threshold : _options.AtLeast ?? Guess(pool);
        double bound = new SelectionPricer(_model).Improve(pool, _prices, target, steps, Patience, _cancellationToken);
        if (IsStopped) return bound;
        pool.Price(_prices, new int[_model.Free]);
        int[] order = new int[items.Length];
        double[] keys = new double[items.Length];
        for (int i = 0; i < order.Length; i++) (order[i], keys[i]) = (i, -pool.Values[i]);
        Array.Sort(keys, order);
        Offer(search.Run(order.AsSpan(0, Math.Min(order.Length, 4 * _model.Free)), HasTeam, _cancellationToken), search);
        return bound;
    }

    private void Offer(int[] team, SelectionLocalSearch search)
    {
        long? before = _keeper.Best;
        if (!IsSound(team)) return;
        _keeper.Offer(team);
        if (_options.Keep == 1 || _keeper.Best == before || _cancellationToken.IsCancellationRequested) return;
        foreach (int[] neighbour in search.Neighbours(_options.Keep, _cancellationToken))
        {
            if (_cancellationToken.IsCancellationRequested) return;
            if (IsSound(neighbour)) _keeper.Offer(neighbour);
        }
    }

    // The local search keeps free of conflicts inside its pool, so the long list of pairs need not be read.
    private bool IsSound(int[] team) => team.Length == _model.Problem.Size && _model.Problem.Evaluate(team, isKnownFree: true) is not null;

    /// <summary>Prices at which the counts of a known team are the best counts: the middle of the worth of one more and one less.</summary>
    private void StartingPrices(int[] team)
    {
        int[] counts = new int[_model.Features.Length];
        for (int c = 0; c < _model.Problem.Columns.Length; c++)
        {
            foreach (int item in team)
            {
                foreach (int f in _model.FeaturesOfCode[c][_model.Problem.Columns[c].Codes[item]]) counts[f]++;
            }
        }

        for (int f = 0; f < counts.Length; f++)
        {
            long[] gain = _model.Features[f].Gain;
            int at = counts[f];
            long? Step(int from) => from >= 0 && from + 1 < gain.Length && gain[from] != SelectionFeature.Forbidden && gain[from + 1] != SelectionFeature.Forbidden
                ? gain[from + 1] - gain[from]
                : null;
            long? up = Step(at), down = Step(at - 1);
            _prices[f] = at == 0 ? Math.Min(0, -(up ?? 0)) : -((up ?? down ?? 0) + (down ?? up ?? 0)) / 2.0;
        }
    }

    /// <summary>Without any team known, aim a little below the bound.</summary>
    private double Guess(SelectionPool pool)
    {
        double bound = pool.Price(_prices, new int[_model.Free]) + _model.CountPart<double>(_prices, default);
        return bound - (0.05 * Math.Abs(bound)) - 1;
    }

    private static long Remainder(long value, long step) => ((value % step) + step) % step;

    private static long[] Round(double[] prices) => Array.ConvertAll(prices, price => (long)Math.Round(price));

    private SelectionAnswer Impossible(long nodes) => new()
    {
        Proof = Proof.Impossible,
        Teams = [],
        Bound = 0,
        IsComplete = true,
        Prices = _best,
        PriceBound = _bound == long.MaxValue ? 0 : _bound,
        Survivors = 0,
        Nodes = nodes,
    };
}
