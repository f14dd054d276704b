namespace PeerLearning.Optimization;

/// <summary>Gains of squared distances from sums over groups: O(columns) a question and a move, without any matrix.</summary>
internal sealed class FeatureGains : UnitGains
{
    private readonly GroupingModel _model;
    private readonly int[] _sizes;
    private readonly int[] _size;
    private readonly Part[] _parts;

    public FeatureGains(GroupingUnits units)
    {
        _model = units.Model;
        _sizes = Array.ConvertAll(units.Members, members => members.Length);
        _size = new int[_model.Groups];
        var parts = new List<Part>();
        if (_model.Features is { } plain) parts.Add(new Part(units, plain, false));
        if (_model.FeaturesPerSize is { } perSize) parts.Add(new Part(units, perSize, true));
        _parts = [.. parts];
    }

    public override double Objective
    {
        get
        {
            double sum = 0;
            for (int g = 0; g < _size.Length; g++)
            {
                foreach (var part in _parts) sum += part.Value(g, _size[g]);
            }

            return sum;
        }
    }

    public override void Load(int[] group)
    {
        Array.Clear(_size);
        foreach (var part in _parts) part.Clear();
        for (int u = 0; u < group.Length; u++)
        {
            _size[group[u]] += _sizes[u];
            foreach (var part in _parts) part.Add(u, group[u], 1);
        }
    }

    public override double Move(int unit, int from, int to)
    {
        double change = 0;
        foreach (var part in _parts)
        {
            change += part.With(from, _size[from] - _sizes[unit], unit, -1) - part.Value(from, _size[from]);
            change += part.With(to, _size[to] + _sizes[unit], unit, 1) - part.Value(to, _size[to]);
        }

        return change;
    }

    public override double Swap(int first, int second, int a, int b)
    {
        double change = 0;
        int shift = _sizes[second] - _sizes[first];
        foreach (var part in _parts)
        {
            change += part.With(a, _size[a] + shift, first, -1, second) - part.Value(a, _size[a]);
            change += part.With(b, _size[b] - shift, first, 1, second) - part.Value(b, _size[b]);
        }

        return change;
    }

    public override void Apply(int unit, int from, int to)
    {
        _size[from] -= _sizes[unit];
        _size[to] += _sizes[unit];
        foreach (var part in _parts)
        {
            part.Add(unit, from, -1);
            part.Add(unit, to, 1);
        }
    }

    private sealed class Part
    {
        private readonly int _width;
        private readonly bool _isPerSize;
        private readonly double[] _values;
        private readonly double[] _squares;
        private readonly double[] _signs;
        private readonly double[] _sums;
        private readonly double[] _squareOf;

        public Part(GroupingUnits units, FeatureTable features, bool isPerSize)
        {
            _width = features.Columns;
            _isPerSize = isPerSize;
            _signs = features.Signs ?? [.. Enumerable.Repeat(1.0, _width)];
            _values = new double[units.Count * _width];
            _squares = new double[units.Count];
            _sums = new double[units.Model.Groups * _width];
            _squareOf = new double[units.Model.Groups];
            for (int u = 0; u < units.Count; u++)
            {
                foreach (int element in units.Members[u])
                {
                    var row = features.Row(element);
                    for (int c = 0; c < _width; c++)
                    {
                        _values[(u * _width) + c] += row[c];
                        _squares[u] += _signs[c] * row[c] * row[c];
                    }
                }
            }
        }

        public void Clear()
        {
            Array.Clear(_sums);
            Array.Clear(_squareOf);
        }

        public void Add(int unit, int group, int sign)
        {
            _squareOf[group] += sign * _squares[unit];
            for (int c = 0; c < _width; c++) _sums[(group * _width) + c] += sign * _values[(unit * _width) + c];
        }

        public double Value(int group, int size)
        {
            double mean = 0;
            for (int c = 0; c < _width; c++)
            {
                double sum = _sums[(group * _width) + c];
                mean += _signs[c] * sum * sum;
            }

            return Combine(_squareOf[group], mean, size);
        }

        /// <summary>The value when a unit comes or goes, and another goes or comes.</summary>
        public double With(int group, int size, int unit, int sign, int other = -1)
        {
            double mean = 0;
            double squares = _squareOf[group] + (sign * _squares[unit]) - (other < 0 ? 0 : sign * _squares[other]);
            for (int c = 0; c < _width; c++)
            {
                double sum = _sums[(group * _width) + c] + (sign * _values[(unit * _width) + c]);
                if (other >= 0) sum -= sign * _values[(other * _width) + c];
                mean += _signs[c] * sum * sum;
            }

            return Combine(squares, mean, size);
        }

        private double Combine(double squares, double mean, int size) => size == 0 ? 0 : _isPerSize ? squares - (mean / size) : (size * squares) - mean;
    }
}
