using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>A session that a mentor promised, and whether it took place. A row; <see cref="ProgressFacts"/> judges it.</summary>
public sealed record Session
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The promised day.</summary>
    public required LocalDate PlannedOn { get; init; }

    /// <summary>The day on which it took place; null when it has not.</summary>
    public LocalDate? HeldOn { get; init; }

    /// <summary>The learners who were there.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<PersonId> Attendees { get; init => field = ValueList.Copy(value); } = ValueList<PersonId>.Empty;
}
