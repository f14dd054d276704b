namespace PeerLearning.Skills;

/// <summary>How far the sources agree on the order of the skills.</summary>
public sealed record SourceAgreement
{
    /// <summary>Kendall's coefficient of concordance with ties, from 0 to 1; undefined with fewer than two sources or skills.</summary>
    public required Measured<double> Concordance { get; init; }

    /// <summary>The probability of at least this concordance if the sources had nothing in common.</summary>
    public required Measured<double> PermutationP { get; init; }

    /// <summary>The standard error of <see cref="PermutationP"/>; 0 when all permutations were enumerated.</summary>
    public required double PermutationError { get; init; }

    /// <summary>The agreement of each pair of sources.</summary>
    public required IReadOnlyList<PairAgreement> Pairs { get; init => field = ValueList.Copy(value); }

    /// <summary>The first skill when one source is left out, by source; several when they tie.</summary>
    public required IReadOnlyList<LeaveOneOut> WithoutOne { get; init => field = ValueList.Copy(value); }
}
