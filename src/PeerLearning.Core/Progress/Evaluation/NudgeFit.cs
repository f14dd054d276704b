using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Points fitted on past programmes.</summary>
public sealed record NudgeFit
{
    /// <summary>The card.</summary>
    public required NudgePoints Points { get; init; }

    /// <summary>The programmes it was fitted on.</summary>
    public required IReadOnlyList<CohortId> Programmes { get; init => field = ValueList.Copy(value); }

    /// <summary>The scores that were learned from: learners times weeks.</summary>
    public required int LearnerWeeks { get; init; }

    /// <summary>How close the fit is to the best one: its objective is the penalised log-likelihood loss before rounding to whole points.</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>What is wrong with the outcomes.</summary>
    public required IReadOnlyList<Problem> Problems { get; init => field = ValueList.Copy(value); }
}
