namespace PeerLearning.Skills;

/// <summary>How far two sources agree on the order of the skills.</summary>
public sealed record PairAgreement
{
    /// <summary>One source.</summary>
    public required NeedSource First { get; init; }

    /// <summary>The other source.</summary>
    public required NeedSource Second { get; init; }

    /// <summary>Spearman's rank correlation.</summary>
    public required Measured<double> Spearman { get; init; }

    /// <summary>Kendall's tau-b.</summary>
    public required Measured<double> TauB { get; init; }
}
