using System.Runtime.InteropServices;

namespace PeerLearning.Statistics;

/// <summary>A half-plane of weightings: a w1 + b w2 + c w3 >= 0, for weights that sum to 1.</summary>
internal readonly record struct WeightConstraint(double A, double B, double C);

/// <summary>
/// How often every alternative takes every rank when all admissible weightings are equally likely, exactly, for up to three criteria.
/// </summary>
/// <remarks>
/// <para>Stochastic multicriteria acceptability analysis (Lahdelma, Hokkanen and Salminen 1998) without sampling: the rank of an alternative changes only on
/// the lines where it ties with another; the weight triangle is clipped along them and the areas are added. O(m³) in all.</para>
/// <para>Alternatives that tie everywhere share their ranks equally, so that every row and every column sums to 1.</para>
/// </remarks>
internal sealed record RankAcceptability(double[][] Acceptability, double[]?[] CentralWeights, double[][] PairwiseWinning)
{
    public static Measured<RankAcceptability> Of(double[][] scores, IReadOnlyList<WeightConstraint>? constraints = null)
    {
        var table = DecisionTable.Create(scores);
        if (!table.TryGet(out var checkedTable)) return table.Undefined!;
        int criteria = checkedTable.Criteria, m = checkedTable.Alternatives;
        if (criteria > 3) return Undefined.OutOfRange($"Exact acceptability needs at most 3 criteria; there are {criteria}.");

        double magnitude = 0;
        foreach (double[] row in scores)
        {
            foreach (double value in row) magnitude = Math.Max(magnitude, Math.Abs(value));
        }

        double[][] unit = new double[m][];
        for (int i = 0; i < m; i++)
        {
            unit[i] = new double[3];
            for (int j = 0; j < criteria; j++) unit[i][j] = magnitude > 0 ? scores[i][j] / magnitude : 0;
        }

        return criteria switch
        {
            1 => OneCriterion(unit),
            2 => TwoCriteria(unit, constraints ?? []),
            _ => ThreeCriteria(unit, constraints ?? []),
        };
    }

    private static RankAcceptability OneCriterion(double[][] unit)
    {
        int m = unit.Length;
        var sums = new Sums(m);
        for (int i = 0; i < m; i++)
        {
            int above = 0, tied = 0;
            for (int j = 0; j < m; j++)
            {
                if (j == i) continue;
                double difference = unit[i][0] - unit[j][0];
                if (Math.Abs(difference) <= Ranking.TieTolerance) tied++;
                else if (difference < 0) above++;
                else sums.Wins[i][j] = 1;
            }

            sums.Add(i, above, tied, 1, 1, 0);
        }

        return sums.Finish(1, 1, unit);
    }

    private static Measured<RankAcceptability> TwoCriteria(double[][] unit, IReadOnlyList<WeightConstraint> constraints)
    {
        double low = 0, high = 1;
        foreach (var constraint in constraints)
        {
            // a w + b (1 - w) >= 0
            double slope = constraint.A - constraint.B, start = constraint.B + constraint.C;
            if (slope > 0) low = Math.Max(low, -start / slope);
            else if (slope < 0) high = Math.Min(high, -start / slope);
            else if (start < 0) high = -1;
        }

        if (!(high > low)) return Undefined.OutOfRange("No weighting keeps all bounds.");
        int m = unit.Length;
        var sums = new Sums(m);
        var cuts = new List<double>();
        for (int i = 0; i < m; i++)
        {
            cuts.Clear();
            cuts.Add(low);
            cuts.Add(high);
            for (int j = 0; j < m; j++)
            {
                double atZero = unit[i][1] - unit[j][1], slope = unit[i][0] - unit[j][0] - atZero;
                double root = slope == 0 ? double.NaN : -atZero / slope;
                if (root > low && root < high) cuts.Add(root);
            }

            cuts.Sort();
            for (int k = 0; k + 1 < cuts.Count; k++)
            {
                double length = cuts[k + 1] - cuts[k], mid = (cuts[k] + cuts[k + 1]) / 2;
                if (length <= 0) continue;
                int above = 0, tied = 0;
                for (int j = 0; j < m; j++)
                {
                    if (j == i) continue;
                    double atZero = unit[i][1] - unit[j][1], atOne = unit[i][0] - unit[j][0];
                    double difference = (mid * atOne) + ((1 - mid) * atZero);
                    if (Math.Abs(atZero) <= Ranking.TieTolerance && Math.Abs(atOne) <= Ranking.TieTolerance) tied++;
                    else if (difference < 0) above++;
                    else sums.Wins[i][j] += length;
                }

                sums.Add(i, above, tied, length, length * mid, length * (1 - mid));
            }
        }

        return sums.Finish(high - low, 2, unit);
    }

    private static Measured<RankAcceptability> ThreeCriteria(double[][] unit, IReadOnlyList<WeightConstraint> constraints)
    {
        var cells = new CellPool();
        cells.Start([(0, 0), (1, 0), (0, 1)]);
        foreach (var constraint in constraints)
        {
            cells.Split(constraint.A - constraint.C, constraint.B - constraint.C, constraint.C);
            cells.KeepPositive();
            if (cells.Count == 0) break;
        }

        double total = cells.TotalArea();
        if (!(total > 1e-15)) return Undefined.OutOfRange("No weighting keeps all bounds, or only a line of them does.");
        var region = cells.Snapshot();
        int m = unit.Length;
        var sums = new Sums(m);
        for (int i = 0; i < m; i++)
        {
            cells.Restore(region);
            int tied = 0;
            for (int j = 0; j < m; j++)
            {
                if (j == i) continue;
                double a = unit[i][0] - unit[j][0], b = unit[i][1] - unit[j][1], c = unit[i][2] - unit[j][2];
                if (Math.Abs(a) <= Ranking.TieTolerance && Math.Abs(b) <= Ranking.TieTolerance && Math.Abs(c) <= Ranking.TieTolerance)
                {
                    tied++;
                    continue;
                }

                cells.Split(a - c, b - c, c);
                if (j > i)
                {
                    double positive = cells.PositiveArea();
                    sums.Wins[i][j] = positive;
                    sums.Wins[j][i] = total - positive;
                }

                cells.CountNegative();
            }

            cells.AddTo(sums, i, tied);
        }

        return sums.Finish(total, 3, unit);
    }

    /// <summary>What has been added up so far, in area.</summary>
    private sealed class Sums
    {
        private readonly double[] _centreX;
        private readonly double[] _centreY;
        private readonly double[][] _areas;

        public Sums(int m)
        {
            _areas = new double[m][];
            Wins = new double[m][];
            _centreX = new double[m];
            _centreY = new double[m];
            for (int i = 0; i < m; i++)
            {
                _areas[i] = new double[m];
                Wins[i] = new double[m];
            }
        }

        public double[][] Wins { get; }

        public void Add(int i, int above, int tied, double area, double momentX, double momentY)
        {
            for (int t = 0; t <= tied; t++) _areas[i][above + t] += area / (tied + 1);
            if (above > 0) return;
            _centreX[i] += momentX / (tied + 1);
            _centreY[i] += momentY / (tied + 1);
        }

        public RankAcceptability Finish(double total, int criteria, double[][] unit)
        {
            int m = _areas.Length;
            double[]?[] central = new double[]?[m];
            for (int i = 0; i < m; i++)
            {
                double first = _areas[i][0];
                if (first > 0)
                {
                    double x = _centreX[i] / first, y = _centreY[i] / first;
                    central[i] = criteria switch
                    {
                        1 => [1],
                        2 => [x, 1 - x],
                        _ => [x, y, Math.Max(0, 1 - x - y)],
                    };
                }

                for (int r = 0; r < m; r++)
                {
                    _areas[i][r] /= total;
                    Wins[i][r] = Math.Clamp(Wins[i][r] / total, 0, 1);
                    if (i != r && SameRow(unit[i], unit[r])) Wins[i][r] = 0.5;
                }
            }

            return new RankAcceptability(_areas, central, Wins);
        }

        private static bool SameRow(double[] a, double[] b) =>
            Math.Abs(a[0] - b[0]) <= Ranking.TieTolerance && Math.Abs(a[1] - b[1]) <= Ranking.TieTolerance && Math.Abs(a[2] - b[2]) <= Ranking.TieTolerance;
    }

    /// <summary>Convex cells of the weight triangle, in one growing buffer that is used again for every alternative.</summary>
    private sealed class CellPool
    {
        private const double OnTheLine = 1e-15;

        private List<Cell> _cells = [];
        private List<Cell> _spare = [];
        private (double X, double Y)[] _points = new (double X, double Y)[4096];
        private (double X, double Y)[] _otherPoints = new (double X, double Y)[4096];
        private int _used;
        private double[] _values = new double[64];

        public int Count => _cells.Count;

        public void Start(ReadOnlySpan<(double X, double Y)> polygon)
        {
            _cells.Clear();
            polygon.CopyTo(_points);
            _used = polygon.Length;
            _cells.Add(new Cell(0, polygon.Length, 0, 0));
        }

        public (double X, double Y)[][] Snapshot() => [.. _cells.Select(cell => _points.AsSpan(cell.Start, cell.Length).ToArray())];

        public void Restore((double X, double Y)[][] polygons)
        {
            _cells.Clear();
            _used = 0;
            foreach (var polygon in polygons)
            {
                polygon.CopyTo(_points.AsSpan(_used));
                _cells.Add(new Cell(_used, polygon.Length, 0, 0));
                _used += polygon.Length;
            }
        }

        public double TotalArea()
        {
            double sum = 0;
            foreach (var cell in _cells) sum += Moments(cell).Area;
            return sum;
        }

        /// <summary>Splits every cell along a x + b y + c = 0 and marks the side of each part.</summary>
        public void Split(double a, double b, double c)
        {
            _spare.Clear();
            int used = 0;
            foreach (ref readonly var cell in CollectionsMarshal.AsSpan(_cells))
            {
                EnsureRoom(used + (2 * cell.Length) + 4, cell.Length);
                var points = _points.AsSpan(cell.Start, cell.Length);
                bool anyPositive = false, anyNegative = false;
                double extreme = 0;
                for (int k = 0; k < points.Length; k++)
                {
                    double value = (a * points[k].X) + (b * points[k].Y) + c;
                    _values[k] = value;
                    if (value > OnTheLine) anyPositive = true;
                    else if (value < -OnTheLine) anyNegative = true;
                    if (Math.Abs(value) > Math.Abs(extreme)) extreme = value;
                }

                if (!(anyPositive && anyNegative))
                {
                    points.CopyTo(_otherPoints.AsSpan(used));
                    _spare.Add(new Cell(used, points.Length, cell.Above, extreme >= 0 ? 1 : -1));
                    used += points.Length;
                    continue;
                }

                used = Clip(points, used, cell.Above, 1);
                used = Clip(points, used, cell.Above, -1);
            }

            (_cells, _spare) = (_spare, _cells);
            (_points, _otherPoints) = (_otherPoints, _points);
            _used = used;
        }

        public void KeepPositive() => _cells.RemoveAll(static cell => cell.Side < 0);

        public double PositiveArea()
        {
            double sum = 0;
            foreach (var cell in _cells)
            {
                if (cell.Side > 0) sum += Moments(cell).Area;
            }

            return sum;
        }

        /// <summary>On the negative side of the last line the other alternative is ahead.</summary>
        public void CountNegative()
        {
            foreach (ref var cell in CollectionsMarshal.AsSpan(_cells))
            {
                if (cell.Side < 0) cell = cell with { Above = cell.Above + 1 };
            }
        }

        public void AddTo(Sums sums, int alternative, int tied)
        {
            foreach (var cell in _cells)
            {
                var (area, x, y) = Moments(cell);
                sums.Add(alternative, cell.Above, tied, area, x, y);
            }
        }

        private int Clip(ReadOnlySpan<(double X, double Y)> points, int used, int above, int side)
        {
            int start = used;
            for (int k = 0; k < points.Length; k++)
            {
                int next = k + 1 == points.Length ? 0 : k + 1;
                double here = side * _values[k], there = side * _values[next];
                if (here >= -OnTheLine) _otherPoints[used++] = points[k];
                if ((here > OnTheLine && there < -OnTheLine) || (here < -OnTheLine && there > OnTheLine))
                {
                    double t = here / (here - there);
                    _otherPoints[used++] = (points[k].X + (t * (points[next].X - points[k].X)), points[k].Y + (t * (points[next].Y - points[k].Y)));
                }
            }

            if (used - start < 3) return start;
            _spare.Add(new Cell(start, used - start, above, side));
            return used;
        }

        private (double Area, double X, double Y) Moments(Cell cell)
        {
            var points = _points.AsSpan(cell.Start, cell.Length);
            var origin = points[0];
            double area = 0, x = 0, y = 0;
            for (int k = 1; k + 1 < points.Length; k++)
            {
                double ax = points[k].X - origin.X, ay = points[k].Y - origin.Y, bx = points[k + 1].X - origin.X, by = points[k + 1].Y - origin.Y;
                double cross = ((ax * by) - (bx * ay)) / 2;
                area += cross;
                x += cross * (ax + bx) / 3;
                y += cross * (ay + by) / 3;
            }

            return (area, x + (area * origin.X), y + (area * origin.Y));
        }

        private void EnsureRoom(int needed, int length)
        {
            if (needed > _otherPoints.Length) Array.Resize(ref _otherPoints, needed * 2);
            if (_points.Length < _otherPoints.Length) Array.Resize(ref _points, _otherPoints.Length);
            if (length > _values.Length) Array.Resize(ref _values, length * 2);
        }

        private readonly record struct Cell(int Start, int Length, int Above, int Side);
    }
}
