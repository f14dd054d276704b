namespace PeerLearning.Progress;

/// <summary>A knot of a signal's points: from this value of the signal on, this many points; between knots in a straight line.</summary>
public readonly record struct PointKnot
{
    /// <summary>Initialises a knot.</summary>
    /// <param name="at">The value of the signal.</param>
    /// <param name="points">The points there, at least 0.</param>
    /// <exception cref="ArgumentException"><paramref name="at"/> is not finite, or <paramref name="points"/> is negative.</exception>
    public PointKnot(double at, int points)
    {
        At = Guard.Against.NotFinite(at);
        Points = Guard.Against.Negative(points);
    }

    /// <summary>The value of the signal.</summary>
    public double At { get; }

    /// <summary>The points at that value.</summary>
    public int Points { get; }
}
