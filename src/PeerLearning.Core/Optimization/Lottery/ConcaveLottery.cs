namespace PeerLearning.Optimization;

/// <summary>
/// Lotteries that optimise a concave function of the shares: simplicial decomposition (von Hohenbalken, Mathematical Programming 1977). The best
/// weights over the points known, by a linear programme over tangents or by multiplicative steps, then the point that the gradient likes best, until
/// the gradient proves that none is left.
/// </summary>
internal sealed class ConcaveLottery
{
    private readonly QuotaProgram _program;
    private readonly int[] _members;
    private readonly int _groups;
    private readonly double _people;
    private readonly double _even;
    private readonly QuotaOptimizer _optimizer;
    private readonly LotteryAim _aim;
    private readonly double _gamma;
    private readonly long _budget;
    private readonly CancellationToken _cancellation;
    private readonly List<int[]> _points = [];
    private readonly HashSet<string> _known = [];
    private readonly double[] _gradient;
    private long _pivots;

    public ConcaveLottery(QuotaProgram program, int[] members, LotteryAim aim, double gamma, double even, long budget, CancellationToken cancellation)
    {
        _program = program;
        _members = members;
        _groups = members.Length;
        _people = members.Sum(count => (double)count);
        _even = even;
        _aim = aim;
        _gamma = gamma;
        _budget = budget;
        _cancellation = cancellation;
        _optimizer = new QuotaOptimizer(program);
        _gradient = new double[program.Variables];
    }

    /// <summary>The objective of the lottery found: a share, the mean logarithm of the shares, or the Goldilocks sum.</summary>
    public double Objective { get; private set; }

    /// <summary>What no lottery can beat.</summary>
    public double Bound { get; private set; }

    private long Work => _optimizer.Nodes + _pivots;

    private bool IsStopped => Work >= _budget || _cancellation.IsCancellationRequested;

    /// <summary>Improves on a first lottery, usually the leximin one, whose points it starts from.</summary>
    public LotterySolution Solve(LotterySolution start)
    {
        foreach (int[] point in start.Points) Add(point);
        double[] weights = [.. start.Weights];
        double[] share = Shares(weights);
        if (_aim != LotteryAim.Maximin && _aim != LotteryAim.Minimax && share.Min() <= 0) return Answer(start, weights, share, Proof.Bounded, null);
        BranchingProof? proof = null;
        bool isProven = false;
        while (!IsStopped)
        {
            weights = _aim == LotteryAim.Nash ? BestProduct(weights) : BestLinear(share);
            share = Shares(weights);
            double earned = 0;
            if (_aim == LotteryAim.Nash)
            {
                for (int g = 0; g < _groups; g++) _gradient[g] = 1 / (share[g] * _people);
            }

            for (int g = 0; g < _groups; g++) earned += _gradient[g] * _members[g] * share[g];
            Objective = Value(share);
            double sliver = _aim == LotteryAim.Nash ? 1e-5 : 1e-9 * Math.Max(1, Math.Abs(earned));
            proof = new BranchingProof(_program.Rows);
            int before = _points.Count;
            var answer = _optimizer.Maximise(_gradient, earned + sliver, Math.Min(60, Remaining()), found: point => Add(point), proof: proof);
            if (_points.Count == before && !answer.IsComplete)
            {
                answer = _optimizer.Maximise(_gradient, earned + sliver, Remaining(), stopAtFirst: true, found: point => Add(point), proof: proof);
            }

            if (_points.Count > before)
            {
                Array.Resize(ref weights, _points.Count);
                continue;
            }

            isProven = answer.IsComplete;
            Bound = IsMinimised ? Objective - sliver : Objective + sliver;
            break;
        }

        if (!isProven) Bound = IsMinimised ? 0 : _aim == LotteryAim.Nash ? 0 : 1;
        return Answer(start, weights, share, isProven ? Proof.Optimal : Proof.Bounded, isProven ? proof : null);
    }

    public bool IsMinimised => _aim is LotteryAim.Minimax or LotteryAim.Goldilocks;

    /// <summary>The objective at given shares.</summary>
    public double Value(double[] share) => Value(_aim, share, _members, _gamma, _even);

    /// <summary>The objective of an aim at given shares.</summary>
    public static double Value(LotteryAim aim, double[] share, int[] members, double gamma, double even)
    {
        double sum = 0, people = 0;
        switch (aim)
        {
            case LotteryAim.Maximin:
                return share.Min();
            case LotteryAim.Minimax:
                return share.Max();
            case LotteryAim.Goldilocks:
                return (share.Max() / even) + (gamma * even / share.Min());
            default:
                for (int g = 0; g < share.Length; g++)
                {
                    sum += members[g] * Math.Log(share[g]);
                    people += members[g];
                }

                return sum / people;
        }
    }

    private long Remaining() => Math.Max(1, _budget - Work);

    private LotterySolution Answer(LotterySolution start, double[] weights, double[] share, Proof proof, BranchingProof? search)
    {
        var points = new List<int[]>();
        var kept = new List<double>();
        for (int c = 0; c < weights.Length; c++)
        {
            if (weights[c] <= 1e-12) continue;
            points.Add(_points[c]);
            kept.Add(weights[c]);
        }

        double sum = kept.Sum();
        return new LotterySolution
        {
            Proof = proof,
            Points = points,
            Weights = [.. kept.Select(weight => weight / sum)],
            Share = share,
            Levels = search is null ? [] : [new LotteryLevel(Objective, [], [.. _gradient], search)],
            Work = start.Work + Work,
        };
    }

    private double[] Shares(double[] weights)
    {
        double[] share = new double[_groups];
        for (int c = 0; c < weights.Length; c++)
        {
            if (weights[c] == 0) continue;
            for (int g = 0; g < _groups; g++) share[g] += weights[c] * _points[c][g];
        }

        for (int g = 0; g < _groups; g++) share[g] /= _members[g];
        return share;
    }

    /// <summary>
    /// The weights that make the product largest: multiplicative steps (expectation maximisation for mixtures), accelerated by squaring the step while
    /// it helps; they end when no known point would gain more than a sliver.
    /// </summary>
    private double[] BestProduct(double[] weights)
    {
        for (int c = 0; c < weights.Length; c++) weights[c] = Math.Max(weights[c], 1e-7);
        double sum = weights.Sum();
        for (int c = 0; c < weights.Length; c++) weights[c] /= sum;
        double[] gain = new double[weights.Length];
        double power = 1;
        double[] share = Shares(weights);
        double value = Value(share);
        for (int round = 0; round < 3000 && !_cancellation.IsCancellationRequested; round++)
        {
            double most = 0;
            for (int c = 0; c < weights.Length; c++)
            {
                double earns = 0;
                for (int g = 0; g < _groups; g++)
                {
                    if (_points[c][g] > 0) earns += _points[c][g] / share[g];
                }

                gain[c] = earns / _people;
                if (weights[c] > 0) most = Math.Max(most, gain[c]);
            }

            _pivots++;
            if (most <= 1 + 2e-6) break;
            double[] next = new double[weights.Length];
            for (int c = 0; c < next.Length; c++) next[c] = weights[c] * Math.Pow(gain[c], power);
            sum = next.Sum();
            for (int c = 0; c < next.Length; c++) next[c] /= sum;
            double[] nextShare = Shares(next);
            double nextValue = Value(nextShare);
            if (nextValue < value && power > 1)
            {
                power = 1;
                continue;
            }

            (weights, share, value) = (next, nextShare, nextValue);
            power = Math.Min(power * 1.5, 64);
        }

        return weights;
    }

    /// <summary>
    /// The weights of a linear programme: z below every share, t above every share, and for Goldilocks tangents of even/z, around the smallest share
    /// of the last round; its row prices are the gradient.
    /// </summary>
    private double[] BestLinear(double[] last)
    {
        bool below = _aim is LotteryAim.Maximin or LotteryAim.Goldilocks, above = _aim is LotteryAim.Minimax or LotteryAim.Goldilocks;
        double around = Math.Max(last.Min(), 1e-9);
        double[] weights = [];
        for (int pass = 0; pass < (_aim == LotteryAim.Goldilocks ? 4 : 1); pass++)
        {
            // Tangents of 1/z where the answer may lie, denser in every pass.
            double spread = pass switch { 0 => 2, 1 => 1.1, 2 => 1.005, _ => 1.0002 };
            double[] tangents = _aim == LotteryAim.Goldilocks ? [.. Enumerable.Range(-8, 17).Select(i => around * Math.Pow(spread, i))] : [];
            int lows = below ? _groups : 0, highs = above ? _groups : 0;
            var simplex = new BoundedSimplex(lows + highs + tangents.Length + 1);
            int ones = lows + highs + tangents.Length;
            for (int r = 0; r < lows + highs; r++) simplex.SetRow(r, 0, 2);
            for (int i = 0; i < tangents.Length; i++) simplex.SetRow(lows + highs + i, 2 * _even / tangents[i], 1e12);
            simplex.SetRow(ones, 1, 1);
            AddExtremes(simplex, lows, highs, tangents);
            foreach (int[] point in _points) AddPoint(simplex, point, below, above, lows, ones);
            var status = simplex.SolveDual(double.NegativeInfinity, 200_000);
            if (status == SimplexStatus.Optimal) status = simplex.SolvePrimal(200_000);
            _pivots += simplex.Iterations;
            if (status != SimplexStatus.Optimal) break;
            weights = [.. Enumerable.Range(0, _points.Count).Select(c => Math.Max(0, simplex.ValueOf(c + 3)))];
            double sum = weights.Sum();
            for (int c = 0; c < weights.Length; c++) weights[c] /= sum;
            for (int g = 0; g < _groups; g++)
            {
                double price = (below ? Math.Max(0, -simplex.Prices[g]) : 0) - (above ? Math.Max(0, -simplex.Prices[lows + g]) : 0);
                _gradient[g] = price / _members[g];
            }

            double[] share = Shares(weights);
            around = Math.Max(share.Min(), 1e-9);
        }

        if (weights.Length == 0)
        {
            weights = new double[_points.Count];
            weights[0] = 1;
        }

        return weights;
    }

    /// <summary>Columns 0, 1, 2: z, t and the stand-in for even/z.</summary>
    private void AddExtremes(BoundedSimplex simplex, int lows, int highs, double[] tangents)
    {
        var rows = new List<int>();
        var values = new List<double>();
        for (int g = 0; g < lows; g++)
        {
            rows.Add(g);
            values.Add(-1);
        }

        for (int i = 0; i < tangents.Length; i++)
        {
            rows.Add(lows + highs + i);
            values.Add(_even / (tangents[i] * tangents[i]));
        }

        simplex.AddColumn([.. rows], [.. values], _aim == LotteryAim.Maximin ? 1 : 0, 0, 1);
        int[] top = [.. Enumerable.Range(lows, highs)];
        double[] plus = new double[highs];
        Array.Fill(plus, 1);
        simplex.AddColumn(top, plus, _aim switch { LotteryAim.Minimax => -1, LotteryAim.Goldilocks => -1 / _even, _ => 0 }, 0, 1);
        int[] tangentRows = [.. Enumerable.Range(lows + highs, tangents.Length)];
        double[] once = new double[tangents.Length];
        Array.Fill(once, 1);
        simplex.AddColumn(tangentRows, once, _aim == LotteryAim.Goldilocks ? -_gamma : 0, 0, 1e9);
    }

    private void AddPoint(BoundedSimplex simplex, int[] point, bool below, bool above, int lows, int ones)
    {
        var rows = new List<int>();
        var values = new List<double>();
        for (int g = 0; g < _groups; g++)
        {
            if (point[g] == 0) continue;
            double share = (double)point[g] / _members[g];
            if (below)
            {
                rows.Add(g);
                values.Add(share);
            }

            if (above)
            {
                rows.Add(lows + g);
                values.Add(-share);
            }
        }

        rows.Add(ones);
        values.Add(1);
        simplex.AddColumn([.. rows], [.. values], 0, 0, 1);
    }

    private bool Add(int[] point)
    {
        if (!_known.Add(string.Join(',', point))) return false;
        _points.Add([.. point]);
        return true;
    }
}
