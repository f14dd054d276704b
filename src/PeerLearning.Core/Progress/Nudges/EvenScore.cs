namespace PeerLearning.Progress;

/// <summary>The score at which, in one week, as many need help as not, and how fast the odds change around it.</summary>
public readonly record struct EvenScore
{
    /// <summary>Initialises the score of a week.</summary>
    /// <param name="week">The week of the programme, from 1.</param>
    /// <param name="at">The score.</param>
    /// <param name="pointsPerLogit">How many points multiply the odds of needing help by e in this week.</param>
    /// <exception cref="ArgumentException"><paramref name="week"/> or <paramref name="pointsPerLogit"/> is not positive, or <paramref name="at"/> is not finite.</exception>
    public EvenScore(int week, double at, double pointsPerLogit)
    {
        Week = Guard.Against.NegativeOrZero(week);
        At = Guard.Against.NotFinite(at);
        PointsPerLogit = Guard.Against.NotPositive(pointsPerLogit);
    }

    /// <summary>The week of the programme, from 1.</summary>
    public int Week { get; }

    /// <summary>The score.</summary>
    public double At { get; }

    /// <summary>How many points multiply the odds of needing help by e in this week.</summary>
    public double PointsPerLogit { get; }
}
