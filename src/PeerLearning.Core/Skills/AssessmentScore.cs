using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>One score of an ordinal assessment with several criteria: a row that accepts anything; <see cref="AssessmentAnalysis"/> judges it.</summary>
public readonly record struct AssessmentScore
{
    /// <summary>The person assessed.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The criterion.</summary>
    public required string Criterion { get; init; }

    /// <summary>The assessor.</summary>
    public required PersonId By { get; init; }

    /// <summary>The score, a whole number from 0.</summary>
    public required int Score { get; init; }
}
