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
    private readonly List<int[]> _held = [];
    private readonly HashSet<string> _known = [];
    private readonly double[] _gradient;
    private BoundedSimplex? _simplex;
    private int _fed;
    private long _pivots;
    private double _lastGain = 1;

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

    private bool Below => _aim is LotteryAim.Maximin or LotteryAim.Goldilocks;

    private bool Above => _aim is LotteryAim.Minimax or LotteryAim.Goldilocks;

    private long Work => _optimizer.Nodes + _pivots + (_simplex?.Iterations ?? 0);

    private bool IsStopped => Work >= _budget || _cancellation.IsCancellationRequested;

    /// <summary>Improves on a first lottery, usually the leximin one, whose points it starts from.</summary>
    public LotterySolution Solve(LotterySolution start)
    {
        foreach (int[] point in start.Points) Add(point);
        double[] weights = [.. start.Weights];
        double[] share = Shares(weights);
        if (_aim != LotteryAim.Maximin && _aim != LotteryAim.Minimax && share.Min() <= 0)
        {
            (Objective, Bound) = _aim == LotteryAim.Nash ? (double.MinValue, 0) : (double.MaxValue, 1 + _gamma);
            return Answer(start, weights, share, Proof.Bounded, null);
        }

        BranchingProof? proof = null;
        bool isProven = false;
        int phase = 0, settling = 0;
        double known = _aim switch { LotteryAim.Minimax => _even, LotteryAim.Goldilocks => 1 + _gamma, LotteryAim.Nash => 0, _ => 1 };
        if (_aim != LotteryAim.Nash) StartLinear(Tangents(phase, share.Min()));
        while (!IsStopped)
        {
            if ((_aim == LotteryAim.Nash ? BestProduct(weights) : BestLinear()) is not { } best) break;
            weights = best;
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
            var answer = _optimizer.Maximise(_gradient, earned + sliver, Math.Min(60, Remaining()), found: point => Add(point), proof: proof, cancellation: _cancellation);
            if (_points.Count == before && !answer.IsComplete)
            {
                answer = _optimizer.Maximise(_gradient, earned + sliver, Remaining(), stopAtFirst: true, found: point => Add(point), proof: proof, cancellation: _cancellation);
            }

            // A concave function lies below its tangent.
            if (_aim == LotteryAim.Nash) known = Math.Min(known, Objective + Math.Max(0, answer.Bound - earned));
            _lastGain = Math.Max(0, answer.Value - earned);
            if (_points.Count > before)
            {
                Array.Resize(ref weights, _points.Count);
                continue;
            }

            if (answer.HasPoint)
            {
                // A known point earns more: the weights are not settled yet.
                if (_aim != LotteryAim.Nash || settling++ > 20) break;
                _lastGain = 0;
                continue;
            }

            if (_aim == LotteryAim.Goldilocks && answer.IsComplete && phase < 2)
            {
                StartLinear(Tangents(++phase, share.Min()));
                continue;
            }

            isProven = answer.IsComplete;
            Bound = IsMinimised ? Objective - sliver : Objective + sliver;
            break;
        }

        if (!isProven) (Objective, Bound) = (Value(share), known);
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
            foreach (int g in _held[c]) share[g] += weights[c] * _points[c][g];
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
        for (int round = 0; round < 2000 && !_cancellation.IsCancellationRequested; round++)
        {
            double most = 0;
            for (int c = 0; c < weights.Length; c++)
            {
                double earns = 0;
                foreach (int g in _held[c]) earns += _points[c][g] / share[g];
                gain[c] = earns / _people;
                most = Math.Max(most, gain[c]);
            }

            _pivots++;
            if (most <= 1 + Math.Max(2e-6, _lastGain / 10)) break;
            double[] next = new double[weights.Length];
            for (int c = 0; c < next.Length; c++) next[c] = Math.Max(1e-14, weights[c] * Math.Pow(gain[c], power));
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
    /// The linear programme of the weights: z below every share, t above every share, and for Goldilocks tangents of even/z. It grows by the points
    /// found, and starts from a feasible basis, so the primal method goes on from round to round.
    /// </summary>
    private void StartLinear(double[] tangents)
    {
        _pivots += _simplex?.Iterations ?? 0;
        int lows = Below ? _groups : 0, highs = Above ? _groups : 0;
        int ones = lows + highs + tangents.Length;
        _simplex = new BoundedSimplex(ones + 1) { Cancellation = _cancellation };
        for (int r = 0; r < lows + highs; r++) _simplex.SetRow(r, 0, 2);
        double steepest = 0;
        for (int i = 0; i < tangents.Length; i++)
        {
            double height = 2 * _even / tangents[i];
            steepest = Math.Max(steepest, height);
        }

        for (int i = 0; i < tangents.Length; i++) _simplex.SetRow(lows + highs + i, 2 * _even / tangents[i], 4 * steepest * steepest / _even);
        _simplex.SetRow(ones, 1, 1);
        AddExtremes(_simplex, lows, highs, tangents, steepest);
        AddPoint(_simplex, _points[0], lows, ones);
        _simplex.PutAtUpper(1);
        _simplex.PutAtUpper(2);
        _simplex.PutAtUpper(3);
        _fed = 1;
    }

    /// <summary>The best weights over the points known; the row prices are the gradient. Null when the numbers do not hold.</summary>
    private double[]? BestLinear()
    {
        int lows = Below ? _groups : 0;
        for (; _fed < _points.Count; _fed++) AddPoint(_simplex!, _points[_fed], lows, _simplex!.Rows - 1);
        if (_simplex!.SolvePrimal(200_000) != SimplexStatus.Optimal) return null;
        double[] weights = [.. Enumerable.Range(0, _points.Count).Select(c => Math.Max(0, _simplex.ValueOf(c + 3)))];
        double sum = weights.Sum();
        for (int c = 0; c < weights.Length; c++) weights[c] /= sum;
        for (int g = 0; g < _groups; g++)
        {
            double price = (Below ? Math.Max(0, -_simplex.Prices[g]) : 0) - (Above ? Math.Max(0, -_simplex.Prices[lows + g]) : 0);
            _gradient[g] = price / _members[g];
        }

        return weights;
    }

    /// <summary>Where tangents of 1/z touch: everywhere at first, then ever closer to the smallest share.</summary>
    private double[] Tangents(int phase, double around)
    {
        if (_aim != LotteryAim.Goldilocks) return [];
        return phase == 0
            ? [.. Enumerable.Range(0, 60).Select(i => _even * Math.Pow(1e-3, i / 59.0))]
            : [.. Enumerable.Range(-10, 21).Select(i => around * Math.Pow(phase == 1 ? 1.004 : 1.0001, i))];
    }

    /// <summary>Columns 0, 1, 2: z, t and the stand-in for even/z.</summary>
    private void AddExtremes(BoundedSimplex simplex, int lows, int highs, double[] tangents, double steepest)
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
        simplex.AddColumn(tangentRows, once, _aim == LotteryAim.Goldilocks ? -_gamma : 0, 0, steepest);
    }

    private void AddPoint(BoundedSimplex simplex, int[] point, int lows, int ones)
    {
        var rows = new List<int>();
        var values = new List<double>();
        for (int g = 0; g < _groups; g++)
        {
            if (point[g] == 0) continue;
            double share = (double)point[g] / _members[g];
            if (Below)
            {
                rows.Add(g);
                values.Add(share);
            }

            if (Above)
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
        _held.Add([.. Enumerable.Range(0, _groups).Where(g => point[g] > 0)]);
        return true;
    }
}
