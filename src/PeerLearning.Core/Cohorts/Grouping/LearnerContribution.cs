using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>What a learner adds to the objective where they are.</summary>
[System.Diagnostics.DebuggerDisplay("{Learner} in {Cohort}: {Contribution}")]
public sealed record LearnerContribution
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>Their cohort.</summary>
    public required CohortId Cohort { get; init; }

    /// <summary>By how much the objective would fall if the learner left and nobody came.</summary>
    public required double Contribution { get; init; }
}
