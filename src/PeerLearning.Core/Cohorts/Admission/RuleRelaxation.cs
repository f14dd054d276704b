namespace PeerLearning.Cohorts;

/// <summary>One limit that gives way.</summary>
[System.Diagnostics.DebuggerDisplay("{What,nq}: {From} -> {To}")]
public sealed record RuleRelaxation
{
    /// <summary>The place of the rule in the request; -1 for the number of places.</summary>
    public required int Rule { get; init; }

    /// <summary>The limit in words.</summary>
    public required string What { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The limit as it is.</summary>
    public required int From { get; init; }

    /// <summary>The limit that makes a cohort possible.</summary>
    public required int To { get; init; }
}
