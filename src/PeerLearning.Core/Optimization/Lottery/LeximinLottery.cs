using PeerLearning.Internal;

namespace PeerLearning.Optimization;

/// <summary>
/// The leximin lottery over the points of a <see cref="QuotaProgram"/>: column generation, level by level (Flanigan, Goelz, Gupta, Hennig and
/// Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 2021), with groups of interchangeable candidates as rows.
/// </summary>
internal sealed class LeximinLottery
{
    private readonly QuotaProgram _program;
    private readonly int[] _members;
    private readonly int _groups;
    private readonly QuotaOptimizer _optimizer;
    private readonly BoundedSimplex _master;
    private readonly List<int[]> _columns = [];
    private readonly HashSet<string> _seen = [];
    private readonly double[] _floor;
    private readonly bool[] _fixed;
    private int _level;
    private double _base;

    public LeximinLottery(QuotaProgram program, int[] members)
    {
        _program = program;
        _members = members;
        _groups = members.Length;
        _optimizer = new QuotaOptimizer(program);
        _master = new BoundedSimplex(_groups + 1);
        _floor = new double[_groups];
        _fixed = new bool[_groups];
    }

    public long Pricings, Exact, Heur; public int Levels => _level;
    public long Nodes => _optimizer.Nodes;
    public long MasterIterations => _master.Iterations;
    public int ColumnCount => _columns.Count;
    public double[] Floors => _floor;
    public System.Diagnostics.Stopwatch TMaster = new(), TPrice = new();
    public Action<string>? Log;
    public int HeurNodes = 30;
    public double Smooth = 0.0;

    private bool Add(int[] x)
    {
        var key = string.Join(',', x);
        if (!_seen.Add(key)) return false;
        var point = (int[])x.Clone();
        _columns.Add(point);
        var rows = new List<int>(); var vals = new List<double>();
        for (int p = 0; p < _groups; p++) if (point[p] > 0) { rows.Add(p); vals.Add((double)point[p] / _members[p]); }
        rows.Add(_groups); vals.Add(1);
        _master.AddColumn(rows.ToArray(), vals.ToArray(), 0, 0, 1);
        return true;
    }

    private static int _z = 0;

    public void Solve()
    {
        // z is column 0
        var zr = Enumerable.Range(0, _groups).ToArray();
        var zv = new double[_groups];
        Array.Fill(zv, -1.0);
        _master.AddColumn(zr, zv, 1, 0, 1);
        for (int p = 0; p < _groups; p++) _master.SetRow(p, 0, 2);
        _master.SetRow(_groups, 1, 1);
        var random = new SeededRandom(1);
        // coverage
        TPrice.Start();
        var covered = new int[_groups];
        var w = new double[_groups];
        for (int round = 0; round < 4 * _groups; round++)
        {
            bool all = true;
            for (int p = 0; p < _groups; p++)
            {
                if (covered[p] == 0) all = false;
                w[p] = (covered[p] < 0 ? 0 : 1.0 / Math.Pow(4, Math.Min(covered[p], 8))) * (0.8 + 0.4 * random.NextDouble()) / _members[p];
            }
            if (all) break;
            var o = _optimizer.Maximise(w, 0, 200, false);
            if (!o.HasPoint)
            {
               o = _optimizer.Maximise(w, 0, 100000, true);
               if (!o.HasPoint) throw new InvalidOperationException("infeasible " + o);
            }
            if (!Add(_optimizer.Point.ToArray()))
            {
                // target one
                for (int p = 0; p < _groups; p++)
                {
                    if (covered[p] != 0) continue;
                    Array.Clear(w); w[p] = 1;
                    o = _optimizer.Maximise(w, 0.5, 1000000, true);
                    if (!o.HasPoint) { covered[p] = -1; continue; }
                    Add(_optimizer.Point.ToArray());
                    break;
                }
            }
            if (o.HasPoint)
            for (int p = 0; p < _groups; p++) if (covered[p] >= 0 && _optimizer.Point[p] > 0) covered[p]++;
        }
        TPrice.Stop();
        Log?.Invoke($"covered with {_columns.Count} columns {TPrice.Elapsed.TotalSeconds:0.00}s");

        int unfixed = _groups;
        double[]? center = null;
        while (unfixed > 0)
        {
            _level++;
            int inner = 0;
            center = null;
            double lastBound = 1;
            while (true)
            {
                TMaster.Start();
                var st = _master.SolvePrimal(200000);
                TMaster.Stop();
                if (st != SimplexStatus.Optimal) throw new InvalidOperationException("master " + st);
                double z = _master.ValueOf(_z);
                double mu = _master.Prices[_groups];
                inner++;
                TPrice.Start();
                // profit
                double max = 0;
                for (int p = 0; p < _groups; p++) { w[p] = Math.Max(0, -_master.Prices[p]) / _members[p]; max = Math.Max(max, w[p]); }
                Pricings++;
                int added = 0;
                double eps = 1e-11 * Math.Max(1, mu);
                if (Smooth > 0 && center != null)
                {
                    var ws = new double[_groups];
                    for (int p = 0; p < _groups; p++) ws[p] = Smooth * center[p] + (1 - Smooth) * w[p];
                    double dot = double.NegativeInfinity;
                    var o1 = _optimizer.Maximise(ws, -1, HeurNodes, false, x => { double d = 0; for (int p = 0; p < _groups; p++) d += w[p] * x[p]; if (d > mu + 1e-9 && Add(x)) added++; });
                    Heur++;
                }
                if (added == 0)
                {
                    var o2 = _optimizer.Maximise(w, mu + eps, HeurNodes, false, x => { if (Add(x)) added++; });
                    Heur++;
                    if (added == 0 && !o2.IsComplete)
                    {
                        Exact++;
                        o2 = _optimizer.Maximise(w, mu + eps, 20_000, true, x => { if (Add(x)) added++; });
                    }
                    if (Log != null && (inner % 200 == 0 || o2.Nodes>2000)) Log($"  level {_level} it {inner} z={z:0.00000000} root={o2.Bound:0.000000} mu={mu:0.0000000} nodes={o2.Nodes} cols={_columns.Count} tm={TMaster.Elapsed.TotalSeconds:0.00} tp={TPrice.Elapsed.TotalSeconds:0.00} it={_master.Iterations}");
                    if (added == 0)
                    {
                        TPrice.Stop();
                        break;
                    }
                }
                center = center == null ? w.ToArray() : center.Select((c, i) => 0.5 * c + 0.5 * w[i]).ToArray();
                TPrice.Stop();
            }
            // fix
            double zz = _master.ValueOf(_z);
            int star = -1; double ymax = 0; int n = 0;
            var keep = new List<int>();
            for (int p = 0; p < _groups; p++)
            {
                if (_fixed[p]) continue;
                double y = -_master.Prices[p];
                if (y > ymax) { ymax = y; star = p; }
            }
            for (int p = 0; p < _groups; p++)
            {
                if (_fixed[p]) continue;
                double y = -_master.Prices[p];
                if (y > 1e-6 || zz > 1 - 1e-9) { _fixed[p] = true; _floor[p] = zz; n++; } else keep.Add(p);
            }
            unfixed -= n;
            Log?.Invoke($"level {_level}: z={zz:0.0000000000} fixed {n}, left {unfixed}, inner {inner} cols={_columns.Count} nodes={Nodes} tm={TMaster.Elapsed.TotalSeconds:0.00} tp={TPrice.Elapsed.TotalSeconds:0.00} mit={_master.Iterations}");
            if (unfixed == 0) break;
            if (!_master.TrySwapOut(_z, star)) throw new InvalidOperationException("swap");
            _master.ReplaceColumn(_z, keep.ToArray(), Enumerable.Repeat(-1.0, keep.Count).ToArray());
            for (int p = 0; p < _groups; p++) if (_fixed[p] && _floor[p] == zz) _master.SetRow(p, zz - 1e-12, 2);
            _master.SetColumn(_z, zz, 1);
        }
    }
}
