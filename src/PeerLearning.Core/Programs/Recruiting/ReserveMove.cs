using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A free place and the one from the reserve who could take it.</summary>
public sealed record ReserveMove
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The mentor with the free place.</summary>
    public required PersonId Mentor { get; init; }
}
