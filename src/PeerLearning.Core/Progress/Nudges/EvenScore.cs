namespace PeerLearning.Progress;

/// <summary>The score at which, in one week, as many need help as not, how fast the odds change around it, and what past programmes looked like in that week.</summary>
public readonly record struct EvenScore
{
    /// <summary>Initialises the score of a week.</summary>
    /// <param name="week">The week of the programme, from 1.</param>
    /// <param name="at">The score.</param>
    /// <param name="pointsPerLogit">How many points multiply the odds of needing help by e in this week.</param>
    /// <param name="neededHelp">The share of the learners of past programmes who were there in this week and needed help in the end; null when not known.</param>
    /// <param name="left">The share of the learners of past programmes who had left by this week; null when not known.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="week"/> or <paramref name="pointsPerLogit"/> is not positive, <paramref name="at"/> is not finite, or a share does not lie between 0 and 1.
    /// </exception>
    public EvenScore(int week, double at, double pointsPerLogit, double? neededHelp = null, double? left = null)
    {
        Week = Guard.Against.NegativeOrZero(week);
        At = Guard.Against.NotFinite(at);
        PointsPerLogit = Guard.Against.NotPositive(pointsPerLogit);
        if (neededHelp is { } needed) NeededHelp = Guard.Against.OutsideUnitInterval(needed, nameof(neededHelp));
        if (left is { } gone) Left = Guard.Against.OutsideUnitInterval(gone, nameof(left));
    }

    /// <summary>The week of the programme, from 1.</summary>
    public int Week { get; }

    /// <summary>The score.</summary>
    public double At { get; }

    /// <summary>How many points multiply the odds of needing help by e in this week.</summary>
    public double PointsPerLogit { get; }

    /// <summary>The share, above 0 and below 1, of the learners of past programmes who were there in this week and needed help in the end; null when not known.</summary>
    public double? NeededHelp { get; }

    /// <summary>The share, above 0 and below 1, of the learners of past programmes who had left by this week; null when not known.</summary>
    public double? Left { get; }
}
