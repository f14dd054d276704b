using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>How one learner stands: measured, and as the learner and the mentor see it.</summary>
[System.Diagnostics.DebuggerDisplay("{Learner} {Score}")]
public sealed record LearnerProgress
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The learner's mentor; null when nobody is assigned.</summary>
    public PersonId? Mentor { get; init; }

    /// <summary>The share of the whole plan, by weight, that the learner has handed in.</summary>
    public required Measured<double> Done { get; init; }

    /// <summary>The number of milestones due since the learner joined and not handed in.</summary>
    public required int Missing { get; init; }

    /// <summary>The mean mark, from 0 to 1.</summary>
    public required Measured<double> MeanMark { get; init; }

    /// <summary>The full days without activity up to yesterday.</summary>
    public required Measured<int> DaysIdle { get; init; }

    /// <summary>The share of the plan that the learner last said was done.</summary>
    public required Measured<double> OwnView { get; init; }

    /// <summary>The share of the plan that the mentor last said was done.</summary>
    public required Measured<double> MentorsView { get; init; }

    /// <summary>The learner's last confidence to reach the next milestone, from 1 to 5.</summary>
    public required Measured<int> Confidence { get; init; }

    /// <summary>The nudge score.</summary>
    public required int Score { get; init; }

    /// <summary>What becomes of it.</summary>
    public required NudgeState State { get; init; }
}
