using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Something that a member of the programme said they would do by a day. A row; <see cref="ProgressFacts"/> judges it.</summary>
public sealed record Promise
{
    /// <summary>Who promised.</summary>
    public required PersonId By { get; init; }

    /// <summary>To whom; null when to all.</summary>
    public PersonId? To { get; init; }

    /// <summary>What was promised.</summary>
    public required string What { get; init => field = Guard.Against.Null(value); }

    /// <summary>The day of the promise.</summary>
    public required LocalDate MadeOn { get; init; }

    /// <summary>The last day on which keeping it is in time.</summary>
    public required LocalDate DueOn { get; init; }

    /// <summary>The day on which it was kept; null when it has not been.</summary>
    public LocalDate? KeptOn { get; init; }
}
