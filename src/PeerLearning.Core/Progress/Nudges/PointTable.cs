namespace PeerLearning.Progress;

/// <summary>A scorecard as flat arrays, for the loops that score millions.</summary>
internal sealed class PointTable
{
    public const int SignalCount = 6;

    private readonly double[] _at;
    private readonly int[] _points;
    private readonly int[] _start = new int[SignalCount + 1];

    public PointTable(IReadOnlyList<SignalPoints> signals)
    {
        var at = new List<double>();
        var points = new List<int>();
        for (int signal = 0; signal < SignalCount; signal++)
        {
            foreach (var entry in signals)
            {
                if ((int)entry.Signal != signal) continue;
                at.AddRange(entry.Knots.Select(knot => knot.At));
                points.AddRange(entry.Knots.Select(knot => knot.Points));
            }

            _start[signal + 1] = at.Count;
        }

        _at = [.. at];
        _points = [.. points];
        for (int signal = 0; signal < SignalCount; signal++)
        {
            Total += Maximum(signal);
            if (Maximum(signal) > 0) Used++;
            if (signal < (int)NudgeSignal.DaysIdle) TotalWithoutActivity += Maximum(signal);
        }
    }

    /// <summary>How many signals give points.</summary>
    public int Used { get; }

    /// <summary>The most points that can come together, with and without activity in the data.</summary>
    public int Total { get; }

    public int TotalWithoutActivity { get; }

    public int Maximum(int signal) => _start[signal + 1] > _start[signal] ? _points[_start[signal + 1] - 1] : 0;

    /// <summary>The points of a value; NaN stands for "not known yet" and gives half of the points, halves up.</summary>
    public int At(int signal, double value)
    {
        int first = _start[signal], end = _start[signal + 1];
        if (first == end) return 0;
        if (double.IsNaN(value)) return (_points[end - 1] + 1) / 2;
        int after = first;
        while (after < end && _at[after] <= value) after++;
        if (after == first) return _points[first];
        if (after == end) return _points[end - 1];
        double left = _at[after - 1], right = _at[after];
        return (int)Math.Floor(_points[after - 1] + ((_points[after] - _points[after - 1]) * ((value - left) / (right - left))) + 0.5);
    }

    /// <summary>The whole score; activity signals count only when the data can show activity.</summary>
    public int Score(in LearnerSignals signals) =>
        At(0, signals.CreditNotEarned) + At(1, signals.MissedInARow) + At(2, signals.HandsInLate) + At(3, signals.MarksBelow)
        + (signals.HasActivity ? At(4, signals.DaysIdle) + At(5, signals.FewActiveDays) : 0);
}
