namespace PeerLearning.Cohorts;

/// <summary>One level of the lottery: these applicants cannot have a better chance unless somebody of this or a lower level has a worse one.</summary>
[System.Diagnostics.DebuggerDisplay("{Applicants} applicants at {Chance}")]
public sealed record ChanceLevel
{
    /// <summary>The chance of everybody on the level, past chances included.</summary>
    public required double Chance { get; init; }

    /// <summary>How many applicants the level settles.</summary>
    public required int Applicants { get; init; }

    /// <summary>The nodes of the search that proves the level; 1 when row prices alone do.</summary>
    public required int ProofNodes { get; init; }
}
