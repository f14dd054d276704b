namespace PeerLearning.Programs;

/// <summary>What the programme brought and cost, with how much of it is its doing and how sure the estimate is.</summary>
public sealed record ReturnOutcome : CriterionOutcome
{
    /// <summary>The benefit of one year, in money.</summary>
    public required double AnnualBenefit { get; init; }

    /// <summary>The share of the benefit that is the programme's doing, from 0 to 1.</summary>
    public required double Attribution { get; init; }

    /// <summary>How sure those are who estimated it, from 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The full cost, working time included, in the same money.</summary>
    public required double Cost { get; init; }
}
