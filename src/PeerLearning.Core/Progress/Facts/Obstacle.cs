using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Something that is in the way: raised, owned, removed. A row; <see cref="ProgressFacts"/> judges it.</summary>
public sealed record Obstacle
{
    /// <summary>The id, unique within the facts.</summary>
    public required ObstacleId Id { get; init; }

    /// <summary>The kind, in the team's own words (<c>time</c>, <c>access</c>, <c>tools</c>): what recurrence is counted by.</summary>
    public required string Kind { get; init => field = Guard.Against.Null(value); }

    /// <summary>Who raised it.</summary>
    public required PersonId RaisedBy { get; init; }

    /// <summary>The day on which it was raised.</summary>
    public required LocalDate RaisedOn { get; init; }

    /// <summary>The learners who are held up by it, beside the one who raised it.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<PersonId> Affected { get; init => field = ValueList.Copy(value); } = ValueList<PersonId>.Empty;

    /// <summary>Who is to remove it; null when nobody took it yet.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>The day on which the owner took it; null when unknown.</summary>
    public LocalDate? OwnedOn { get; init; }

    /// <summary>The day on which it was out of the way; null while it is not.</summary>
    public LocalDate? RemovedOn { get; init; }

    /// <summary>What was done about it; null when nothing was recorded.</summary>
    public string? Action { get; init; }

    /// <summary>What came of it; null when nothing was recorded.</summary>
    public string? Outcome { get; init; }

    /// <summary>What others could use again; null when nothing was recorded.</summary>
    public string? Reusable { get; init; }
}
