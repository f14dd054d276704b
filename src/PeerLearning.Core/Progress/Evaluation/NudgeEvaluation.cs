namespace PeerLearning.Progress;

/// <summary>What nudges are worth on past programmes, under a protocol that does not flatter.</summary>
/// <remarks>
/// No event of the day of the decision or later is seen; those who had left are not scored; the points were fixed before, or fitted on other
/// programmes only (<see cref="Split"/>).
/// </remarks>
public sealed record NudgeEvaluation
{
    /// <summary>How fitted points were kept apart from the programmes they are judged on; null for fixed points.</summary>
    public EvaluationSplit? Split { get; init; }

    /// <summary>The accuracy by week, the points first and then the fixed rules.</summary>
    public required IReadOnlyList<NudgeAccuracy> Weeks { get; init => field = ValueList.Copy(value); }

    /// <summary>The burden of the points and of fixed rules.</summary>
    public required IReadOnlyList<AlertBurden> Burden { get; init => field = ValueList.Copy(value); }

    /// <summary>The audit by group, by name of the group; empty when the outcomes name no groups.</summary>
    public required IReadOnlyList<GroupFlagRate> Groups { get; init => field = ValueList.Copy(value); }

    /// <summary>What is wrong with the outcomes.</summary>
    public required IReadOnlyList<Problem> Problems { get; init => field = ValueList.Copy(value); }

    /// <summary>The evaluation in sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }
}
