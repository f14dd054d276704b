using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>What a mentor grew in: leadership exercised in the first and in the second half of the programme.</summary>
/// <remarks>Counts and shares, no score and no ranking: something to talk about with the mentor.</remarks>
[System.Diagnostics.DebuggerDisplay("{Mentor}")]
public sealed record MentorGrowth
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>Obstacles that the mentor took on in the first half.</summary>
    public required int DecisionsBefore { get; init; }

    /// <summary>Obstacles that the mentor took on in the second half.</summary>
    public required int DecisionsAfter { get; init; }

    /// <summary>The share of promises and sessions kept that were due in the first half.</summary>
    public required Measured<double> KeptBefore { get; init; }

    /// <summary>The share of promises and sessions kept that were due in the second half.</summary>
    public required Measured<double> KeptAfter { get; init; }

    /// <summary>Pieces of feedback that the mentor gave in the first half.</summary>
    public required int FeedbackBefore { get; init; }

    /// <summary>Pieces of feedback that the mentor gave in the second half.</summary>
    public required int FeedbackAfter { get; init; }

    /// <summary>Reflections that the mentor wrote.</summary>
    public required int Reflections { get; init; }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }
}
