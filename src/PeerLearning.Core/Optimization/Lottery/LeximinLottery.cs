namespace PeerLearning.Optimization;

/// <summary>
/// The leximin lottery over the points of a <see cref="QuotaProgram"/>: nobody's chance can be raised without lowering that of somebody whose chance
/// is no larger (Flanigan, Goelz, Gupta, Hennig and Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 2021).
/// </summary>
/// <remarks>
/// <para>Groups of interchangeable candidates are the rows, so the work does not grow with the number of candidates. Three stages, each of which
/// may settle everything: (1) leximin over the linear relaxation gives chances that no lottery can beat, with row prices as proof
/// (<see cref="RelaxedLeximin"/>); (2) a walk over faces writes them as a lottery (<see cref="FaceWalk"/>), and the nearest lottery to them closes what is
/// left open (<see cref="LotteryProjection"/>); (3) where the relaxation promises too much, the levels that it got wrong are solved by column generation with exact pricing.</para>
/// </remarks>
internal sealed class LeximinLottery
{
    /// <summary>A chance is met within this, and within this share of the even chance: chances in large pools are small.</summary>
    private const double Absolute = 1e-9;
    private const double Relative = 1e-6;
    private const double Least = 1e-10;
    private const double Rounding = 10;
    private const double LeastGive = 1e-12;
    private const double MostGive = 1e-8;
    private const double PriceTolerance = 1e-6;

    /// <summary>Prices below this are rounding: with them a level would be proven a second time without them.</summary>
    private const double NoPrice = 1e-13;
    private const double OnFace = 1e-10;

    /// <summary>A share may be off by this part of the even chance, or of 0.001: less than half of what the check allows.</summary>
    private const double MostRoom = 4e-5;
    private const int WalkNodes = 10;
    private const long Patience = 2;
    private const long ReportEvery = 256;

    private readonly QuotaProgram _program;
    private readonly int[] _members;
    private readonly double[] _past;
    private readonly double _most;
    private readonly int _groups;
    private readonly long _budget;
    private readonly CancellationToken _cancellation;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly List<int[]> _points = [];
    private readonly HashSet<PointKey> _known = [];
    private readonly List<LotteryLevel> _levels = [];
    private readonly QuotaOptimizer _optimizer;
    private readonly BranchingProof _search = new(0);
    private readonly double[] _share;
    private readonly double[] _profit;
    private BoundedSimplex _master;
    private int _masterColumns;
    private double _bound = double.PositiveInfinity;
    private long _otherWork;
    private long _reported;

    /// <param name="program">The points.</param>
    /// <param name="members">How many candidates share each group's count.</param>
    /// <param name="past">What each candidate of a group has had before: sums of past and present shares are made leximin.</param>
    /// <param name="budget">The most nodes and pivots.</param>
    /// <param name="progress">Told now and then how far the work is.</param>
    /// <param name="cancellation">Ends the work with the best lottery so far.</param>
    public LeximinLottery(
        QuotaProgram program, int[] members, double[]? past = null, long budget = long.MaxValue, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        _program = program.Copy();
        _members = members;
        _past = past ?? new double[members.Length];
        _most = 2 + (_past.Length == 0 ? 0 : _past.Max());
        _groups = members.Length;
        _optimizer = new QuotaOptimizer(_program);
        _budget = budget;
        _progress = progress;
        _cancellation = cancellation;
        _share = new double[_groups];
        _profit = new double[program.Variables];
        _master = new BoundedSimplex(_groups + 1) { Cancellation = cancellation };
    }

    private long Work => _optimizer.Nodes + _otherWork + _master.Iterations;

    private long Remaining => Math.Max(1, _budget - Work);

    private double EvenChance => _points[0].Take(_groups).Sum() / _members.Sum(count => (double)count);

    private bool IsStopped => Work >= _budget || _cancellation.IsCancellationRequested;

    public LotterySolution Solve()
    {
        var any = _optimizer.Maximise(_profit, -1, Remaining, stopAtFirst: true, proof: _search, cancellation: _cancellation);
        if (!any.HasPoint)
        {
            return any.IsComplete
                ? new LotterySolution { Proof = Proof.Impossible, Levels = [new LotteryLevel(0, [], [.. _profit], _search.Clone())], Work = Work }
                : new LotterySolution { Proof = Proof.None, Work = Work };
        }

        Add(_optimizer.Point);
        if (_past.Any(share => share > 0)) return SolveByLevels();
        return TryWrite() ?? (TryExclude() ? TryWrite() : null) ?? SolveByLevels();
    }

    /// <summary>Closes groups that no point holds: the relaxation promises them something.</summary>
    /// <returns>Whether there are any.</returns>
    private bool TryExclude()
    {
        var found = new List<int[]>(_points);
        var unreachable = UnreachableGroups.Find(_program, _groups, found, Remaining, _cancellation);
        foreach (int[] point in found) Add(point);
        if (unreachable is null) return false;
        _otherWork += unreachable.Work;
        if (unreachable.Groups.Count == 0) return false;
        double[] profit = new double[_program.Variables];
        foreach (int g in unreachable.Groups)
        {
            profit[g] = 1;
            _program.Upper[g] = 0;
        }

        _levels.Add(new LotteryLevel(0, [.. unreachable.Groups], profit, unreachable.Proof));
        return true;
    }

    /// <summary>Writes the chances of the relaxation as a lottery; null when no lottery gives them, or the work ran out.</summary>
    private LotterySolution? TryWrite()
    {
        double[] settled = new double[_groups];
        Array.Fill(settled, double.NaN);
        foreach (int g in _levels.SelectMany(level => level.Groups)) settled[g] = 0;
        var relaxed = new RelaxedLeximin(_program, _members, settled, _cancellation);
        bool isSound = relaxed.Solve();
        _otherWork += relaxed.Work;
        if (_levels.Count == 0 && relaxed.Levels.Count > 0) _bound = relaxed.Levels[0].Share;
        if (!isSound) return null;
        double close = Math.Min(Absolute, Relative * EvenChance);
        double[] tolerance = Array.ConvertAll(_members, members => Math.Max(Least, members * close));
        var walk = new FaceWalk(_program, relaxed.Point);
        walk.Walk(WalkNodes, _cancellation);
        _otherWork += walk.Nodes;
        var points = walk.Parts.Select(part => part.Point).ToList();
        double[] weights = [.. walk.Parts.Select(part => part.Weight / (1 - walk.Mass))];
        if (!Gives(points, weights, relaxed.Point, tolerance))
        {
            var projection = new LotteryProjection(_program, relaxed.Point, tolerance, _points, Report);
            projection.Start(points, weights);
            bool? isMet = projection.Run(Remaining, _cancellation);
            _otherWork += projection.Work;
            foreach (int[] point in projection.Found) Add(point);
            foreach (int[] point in points) Add(point);

            // Out of reach by no more than what rounding did to the target is met.
            bool isWithin = isMet == true || projection.IsWithin(Rounding);
            if (!isWithin && !_cancellation.IsCancellationRequested) return null;
            if (projection.Points.Count > 0) (points, weights) = ([.. projection.Points], [.. projection.Weights]);
            if (!isWithin) return points.Count > 0 ? Finish(points, weights, Proof.Bounded) : null;
        }

        int before = _levels.Count;
        for (int l = 0; l < relaxed.Levels.Count; l++) _levels.Add(relaxed.Prove(l, _levels.GetRange(0, before)));
        return Finish(points, weights, Proof.Optimal);
    }

    private bool Gives(List<int[]> points, double[] weights, double[] target, double[] tolerance)
    {
        for (int g = 0; g < _groups; g++)
        {
            double expected = 0;
            for (int c = 0; c < points.Count; c++) expected += weights[c] * points[c][g];
            if (Math.Abs(expected - target[g]) > tolerance[g]) return false;
        }

        return points.Count > 0;
    }

    private LotterySolution SolveByLevels()
    {
        Cover();
        if (_cancellation.IsCancellationRequested) return Finish(_points, [.. _points.Select(_ => 1.0)], Proof.Bounded);
        StartMaster();
        var isFixed = new bool[_groups];
        foreach (int g in _levels.SelectMany(level => level.Groups)) isFixed[g] = true;
        int[] free = [.. Enumerable.Range(0, _groups).Where(g => !isFixed[g])];
        _master.AddColumn(free, MinusOnes(free.Length), 1, 0, _most);
        for (int g = 0; g < _groups; g++) _master.SetRow(g, -_past[g], 4);
        FeedMaster();
        double give = LeastGive;
        while (free.Length > 0)
        {
            while (true)
            {
                var status = _master.SolvePrimal();
                if (status == SimplexStatus.Infeasible && give < MostGive)
                {
                    // Rounding alone makes the settled levels clash: as much more room for all of them as takes the clash away.
                    give += Math.Clamp(2 * Clash(isFixed), LeastGive / 10, 9 * give);
                    for (int g = 0; g < _groups; g++)
                    {
                        if (isFixed[g]) _master.SetRow(g, Math.Max(0, _share[g] - _past[g] - give), 4);
                    }

                    continue;
                }

                if (status != SimplexStatus.Optimal || IsStopped) return FromMaster(Proof.Bounded);
                if (!Generate(TakePrices())) break;
                FeedMaster();
            }

            if (IsStopped) return FromMaster(Proof.Bounded);
            double share = _master.ValueOf(0);
            var settled = free.Where(g => -_master.Prices[g] > PriceTolerance).ToArray();
            if (settled.Length == 0) return FromMaster(Proof.Bounded);
            _levels.Add(Certify(share, settled, isFixed).Normalised());
            foreach (int g in settled)
            {
                isFixed[g] = true;
                _share[g] = share;
            }

            free = [.. free.Where(g => !isFixed[g])];
            if (free.Length == 0) break;
            int standIn = settled.MinBy(g => _master.Prices[g]);
            if (!_master.TrySwapOut(0, standIn)) return FromMaster(Proof.Bounded);
            _master.ReplaceColumn(0, free, MinusOnes(free.Length));
            foreach (int g in settled) _master.SetRow(g, Math.Max(0, share - _past[g] - give), 4);
            _master.SetColumn(0, share, _most);
        }

        double[] weights = MasterWeights();
        return TryKeepToFaces(give) ? FromMaster(Proof.Optimal) : FromMaster(Proof.Bounded, weights);
    }

    /// <summary>
    /// Takes out the points that earn less than the most at the prices of some level: a leximin lottery has none of them (complementary slackness), but the
    /// room that settled levels are given lets them in with slivers of weight, which large prices magnify. Of the others each lottery earns the most at
    /// every level, so the shares may differ a little from those found.
    /// </summary>
    /// <param name="room">How much the shares may differ at least.</param>
    /// <returns>Whether there is such a lottery, now that of the master programme.</returns>
    private bool TryKeepToFaces(double room)
    {
        double most = MostRoom * Math.Min(0.001, EvenChance);
        foreach (var level in _levels)
        {
            if (IsStopped) return false;
            double[] earns = [.. _points.Take(_masterColumns).Select(point => Earned(level.Profit, point))];
            double least = earns.Max() - OnFace;
            for (int c = 0; c < earns.Length; c++)
            {
                if (earns[c] < least) _master.SetColumn(c + 1, 0, 0);
            }
        }

        double share = _master.ValueOf(0);
        do
        {
            for (int g = 0; g < _groups; g++)
            {
                double own = Math.Max(0, _share[g] - _past[g]);
                _master.SetRow(g, own - room, own + room);
            }

            foreach (int g in _levels[^1].Groups) _master.SetRow(g, -_past[g], (2 * room) - _past[g]);
            _master.SetColumn(0, share - room, share);
            if (_master.SolveDual(double.NegativeInfinity) == SimplexStatus.Optimal) return true;
            room *= 4;
        }
        while (room < most && !IsStopped);

        return false;
    }

    private double Earned(double[] profit, int[] point)
    {
        double earned = 0;
        for (int g = 0; g < _groups; g++) earned += profit[g] * point[g];
        return earned;
    }

    /// <summary>By how much every settled share would have to come down for the master programme, found empty, to have a point again.</summary>
    private double Clash(bool[] isFixed)
    {
        double pull = 0;
        for (int g = 0; g < _groups; g++) pull += isFixed[g] ? Math.Abs(_master.Prices[g]) : 0;
        return pull > 0 ? -_master.FarkasBound(_master.Prices) / pull : double.PositiveInfinity;
    }

    /// <summary>
    /// The level with its proof: prices of groups that it does not settle are dropped, and the bound is searched again without them.
    /// </summary>
    private LotteryLevel Certify(double share, int[] settled, bool[] isFixed)
    {
        var own = new HashSet<int>(settled);
        double[] full = [.. _profit];
        bool isChanged = false;
        double earned = 0;
        for (int g = 0; g < _groups; g++)
        {
            if (!isFixed[g] && !own.Contains(g))
            {
                isChanged |= _profit[g] != 0;
                _profit[g] = 0;
            }

            earned += _profit[g] * _members[g] * Math.Max(0, (isFixed[g] ? _share[g] : share) - _past[g]);
        }

        if (isChanged)
        {
            var answer = _optimizer.Maximise(_profit, earned + (1e-9 * Math.Max(1, earned)), Remaining, stopAtFirst: true, proof: _search, cancellation: _cancellation);
            if (answer.HasPoint || !answer.IsComplete) full.CopyTo(_profit, 0);
        }

        return new LotteryLevel(share, settled, [.. _profit], _search.Clone());
    }

    /// <summary>Points that together hold every group which any point holds.</summary>
    private void Cover()
    {
        var times = new int[_groups];
        foreach (int g in _levels.SelectMany(level => level.Groups)) times[g] = -1;
        foreach (int[] point in _points)
        {
            for (int g = 0; g < _groups; g++) times[g] += point[g] > 0 && times[g] >= 0 ? 1 : 0;
        }

        var random = new SeededRandom(0xC0FE);
        while (!IsStopped && times.Contains(0))
        {
            Array.Clear(_profit);
            for (int g = 0; g < _groups; g++) _profit[g] = times[g] < 0 ? 0 : Math.Pow(4, -Math.Min(times[g], 8)) * (0.8 + (0.4 * random.NextDouble())) / _members[g];
            var found = _optimizer.Maximise(_profit, 0, Math.Min(200, Remaining), cancellation: _cancellation);
            bool isNew = found.HasPoint && Add(_optimizer.Point);
            if (!isNew)
            {
                int missing = Array.IndexOf(times, 0);
                Array.Clear(_profit);
                _profit[missing] = 1;
                found = _optimizer.Maximise(_profit, 0.5, Remaining, stopAtFirst: true, cancellation: _cancellation);
                if (!found.HasPoint)
                {
                    times[missing] = -1;
                    continue;
                }

                Add(_optimizer.Point);
            }

            var latest = _points[^1];
            for (int g = 0; g < _groups; g++) times[g] += latest[g] > 0 && times[g] >= 0 ? 1 : 0;
        }
    }

    /// <summary>Adds points that earn more than the threshold at the current prices; false when it is proven that there is none.</summary>
    private bool Generate(double threshold)
    {
        int before = _points.Count;
        double cutoff = threshold + (1e-11 * Math.Max(1, Math.Abs(threshold)));
        var answer = _optimizer.Maximise(
            _profit, cutoff, Remaining, found: point => Add(point), proof: _search, patience: Patience, cancellation: _cancellation);
        Report(0);
        return _points.Count > before || !answer.IsComplete;
    }

    /// <summary>Reads the prices of the groups as profits; returns what the lottery earns at them.</summary>
    private double TakePrices()
    {
        Array.Clear(_profit);
        for (int g = 0; g < _groups; g++) _profit[g] = -_master.Prices[g] > NoPrice ? -_master.Prices[g] / _members[g] : 0;
        return _master.Prices[_groups];
    }

    private void StartMaster()
    {
        _otherWork += _master.Iterations;
        _master = new BoundedSimplex(_groups + 1) { Cancellation = _cancellation };
        _master.SetRow(_groups, 1, 1);
        _masterColumns = 0;
    }

    private void FeedMaster()
    {
        var rows = new int[_groups + 1];
        var values = new double[_groups + 1];
        for (; _masterColumns < _points.Count; _masterColumns++)
        {
            int[] point = _points[_masterColumns];
            int count = 0;
            for (int g = 0; g < _groups; g++)
            {
                if (point[g] == 0) continue;
                rows[count] = g;
                values[count++] = (double)point[g] / _members[g];
            }

            rows[count] = _groups;
            values[count++] = 1;
            _master.AddColumn(rows.AsSpan(0, count), values.AsSpan(0, count), 0, 0, 1);
        }
    }

    private bool Add(ReadOnlySpan<int> point)
    {
        int[] copy = point.ToArray();
        if (!_known.Add(new PointKey(copy))) return false;
        _points.Add(copy);
        return true;
    }

    private static double[] MinusOnes(int count)
    {
        var values = new double[count];
        Array.Fill(values, -1);
        return values;
    }

    /// <summary>The weights of the points; of those taken out, rounding may have left slivers.</summary>
    private double[] MasterWeights() => [.. Enumerable.Range(1, _masterColumns).Select(c => _master.UpperOf(c) > 0 ? _master.ValueOf(c) : 0)];

    private LotterySolution FromMaster(Proof proof, double[]? known = null)
    {
        known ??= MasterWeights();
        var points = new List<int[]>();
        var weights = new List<double>();
        for (int c = 0; c < known.Length; c++)
        {
            if (known[c] <= 1e-13) continue;
            points.Add(_points[c]);
            weights.Add(known[c]);
        }

        if (points.Count == 0)
        {
            points.Add(_points[0]);
            weights.Add(1);
        }

        return Finish(points, [.. weights], proof);
    }

    private LotterySolution Finish(List<int[]> points, double[] weights, Proof proof)
    {
        double sum = weights.Sum();
        for (int c = 0; c < weights.Length; c++) weights[c] /= sum;
        Array.Clear(_share);
        for (int c = 0; c < weights.Length; c++)
        {
            for (int g = 0; g < _groups; g++) _share[g] += weights[c] * points[c][g];
        }

        for (int g = 0; g < _groups; g++) _share[g] /= _members[g];
        return new LotterySolution { Proof = proof, Points = points, Weights = weights, Share = _share, Levels = _levels, Bound = _levels.Count > 0 ? _levels[0].Share : _bound, Work = Work };
    }

    /// <summary>A point with value equality.</summary>
    private readonly struct PointKey(int[] point) : IEquatable<PointKey>
    {
        private readonly int[] _point = point;

        public bool Equals(PointKey other) => _point.AsSpan().SequenceEqual(other._point);

        public override bool Equals(object? obj) => obj is PointKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_point.AsSpan()));
            return hash.ToHashCode();
        }
    }

    private void Report(long work)
    {
        if (_progress is null || Work + work < _reported + ReportEvery) return;
        _reported = Work + work;
        _progress.Report(new WorkProgress { Done = Math.Min(_reported, _budget), Budget = _budget });
    }
}
