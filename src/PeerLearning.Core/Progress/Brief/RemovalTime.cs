namespace PeerLearning.Progress;

/// <summary>The time from raising to removing an obstacle, open ones counted as still waiting (Kaplan and Meier, 1958).</summary>
public sealed record RemovalTime
{
    /// <summary>The obstacles.</summary>
    public required int Raised { get; init; }

    /// <summary>Those removed.</summary>
    public required int Removed { get; init; }

    /// <summary>The median in days; not reached while too few are out of the way.</summary>
    public required Measured<double> MedianDays { get; init; }

    /// <summary>The lower 95 % limit of the median.</summary>
    public required Measured<double> LowerDays { get; init; }

    /// <summary>The upper 95 % limit of the median.</summary>
    public required Measured<double> UpperDays { get; init; }

    /// <summary>The share expected to be still open after 14 days.</summary>
    public required double OpenAfter14Days { get; init; }
}
