namespace PeerLearning.Progress;

/// <summary>The points that one signal gives: a monotone line through knots, rounded to whole points.</summary>
public sealed record SignalPoints
{
    /// <summary>The signal.</summary>
    public required NudgeSignal Signal { get; init; }

    /// <summary>The knots, by value; below the first and above the last the line is level.</summary>
    /// <exception cref="ArgumentException">There is no knot, the values do not increase, or the points decrease.</exception>
    public required IReadOnlyList<PointKnot> Knots
    {
        get;
        init
        {
            Guard.Against.NullOrEmpty(value);
            for (int i = 1; i < value.Count; i++)
            {
                if (!(value[i].At > value[i - 1].At)) throw new ArgumentException("The values of the knots increase.", nameof(value));
                if (value[i].Points < value[i - 1].Points) throw new ArgumentException("More of a signal never gives fewer points.", nameof(value));
            }

            field = ValueList.Copy(value);
        }
    }

    /// <summary>The most points that the signal can give.</summary>
    public int Maximum => Knots[^1].Points;

    /// <summary>The points for a value of the signal.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The points on the line, rounded to the nearest whole number, halves up.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not finite.</exception>
    public int At(double value)
    {
        Guard.Against.NotFinite(value);
        int after = 0;
        while (after < Knots.Count && Knots[after].At <= value) after++;
        if (after == 0) return Knots[0].Points;
        if (after == Knots.Count) return Knots[^1].Points;
        var (left, right) = (Knots[after - 1], Knots[after]);
        return (int)Math.Floor(left.Points + ((right.Points - left.Points) * ((value - left.At) / (right.At - left.At))) + 0.5);
    }
}
