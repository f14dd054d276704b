namespace PeerLearning.Skills;

/// <summary>What is assumed about a source of evidence where the data is too thin to tell, in shares of the scale's range.</summary>
/// <remarks>
/// Published reliabilities are the defaults of <see cref="ProficiencyEstimatorOptions.Assumptions"/>: supervisors agree with each other .52 (Viswesvaran, Ones and
/// Schmidt 1996), peers .42 (same), self-ratings correlate .35 with others (Harris and Schaubroeck 1988) and stand 0.32 standard deviations too high (Heidemeier
/// and Moser 2009).
/// </remarks>
public sealed record SourceAssumption
{
    /// <summary>The source.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>How much too high the source stands on average, as a share of the scale's range.</summary>
    /// <value>0 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public double Bias { get; init => field = Guard.Against.NotFinite(value); }

    /// <summary>Whether the bias is estimated where the data can tell it from the other sources; otherwise <see cref="Bias"/> holds.</summary>
    /// <value>False unless said otherwise: the source anchors the scale.</value>
    public bool EstimateBias { get; init; }

    /// <summary>The standard deviation of one rating's error, as a share of the scale's range.</summary>
    /// <exception cref="ArgumentException">The value is not positive.</exception>
    public required double ErrorDeviation { get; init => field = Guard.Against.NotPositive(value); }

    /// <summary>The standard deviation of the raters' severities, as a share of the scale's range; 0 for a source without raters.</summary>
    /// <value>0 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is negative or not finite.</exception>
    public double RaterDeviation { get; init => field = Guard.Against.Negative(Guard.Against.NotFinite(value)); }
}
