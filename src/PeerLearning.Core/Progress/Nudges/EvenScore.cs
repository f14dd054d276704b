namespace PeerLearning.Progress;

/// <summary>The score at which, in one week, as many need help as not.</summary>
public readonly record struct EvenScore
{
    /// <summary>Initialises the score of a week.</summary>
    /// <param name="week">The week of the programme, from 1.</param>
    /// <param name="at">The score.</param>
    /// <exception cref="ArgumentException"><paramref name="week"/> is not positive, or <paramref name="at"/> is not finite.</exception>
    public EvenScore(int week, double at)
    {
        Week = Guard.Against.NegativeOrZero(week);
        At = Guard.Against.NotFinite(at);
    }

    /// <summary>The week of the programme, from 1.</summary>
    public int Week { get; }

    /// <summary>The score.</summary>
    public double At { get; }
}
