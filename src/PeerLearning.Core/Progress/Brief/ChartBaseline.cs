namespace PeerLearning.Progress;

/// <summary>What the control chart of a cohort compares with, where the host says so instead of taking all weeks so far.</summary>
/// <remarks>
/// A chart whose limits move whenever something happens detects nothing, and one that compares with another time detects everything. So a baseline may be
/// frozen, and may begin anew (rebase) only for a reason: an event of the programme's life, such as a new cadence, that changed what is usual.
/// </remarks>
public sealed record ChartBaseline
{
    /// <summary>The fewest complete weeks that limits may be frozen on.</summary>
    public const int FewestFrozenWeeks = 12;

    /// <summary>The first day that counts; weeks of the programme that began before it are left out of the chart.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The last day of the weeks that the limits rest on; null for all weeks before the last one.</summary>
    /// <value>Null unless said otherwise. With fewer than <see cref="FewestFrozenWeeks"/> complete weeks up to it the chart cannot say yet.</value>
    public LocalDate? Until { get; init; }

    /// <summary>The reason, for the brief.</summary>
    /// <exception cref="ArgumentException">The reason is blank.</exception>
    public required string Because { get; init => field = Guard.Against.NullOrWhiteSpace(value); }
}
