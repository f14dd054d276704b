using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Somebody from the reserve and the mentor with whom a place is free.</summary>
[System.Diagnostics.DebuggerDisplay("{Learner} to {Mentor}")]
public sealed record ReserveMove
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>Who comes earlier in the line and fits no place that is free; empty for the first in line.</summary>
    public required IReadOnlyList<PersonId> PassesOver { get; init => field = ValueList.Copy(value); }
}
