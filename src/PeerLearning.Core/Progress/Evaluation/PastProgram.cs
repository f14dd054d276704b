using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>A programme that is over: its cohort, its facts, and how it ended for each learner.</summary>
public sealed record PastProgram
{
    /// <summary>The cohort.</summary>
    public required Cohort Cohort { get; init => field = Guard.Against.Null(value); }

    /// <summary>The facts.</summary>
    public required ProgressFacts Facts { get; init => field = Guard.Against.Null(value); }

    /// <summary>The outcomes, one row a learner of the cohort; learners without one are left out.</summary>
    public required IReadOnlyList<LearnerOutcome> Outcomes { get; init => field = Guard.Against.Null(value); }
}
