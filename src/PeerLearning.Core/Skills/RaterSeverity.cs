using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>How severe or lenient one rater is in one skill, against the other raters of the same kind.</summary>
[System.Diagnostics.DebuggerDisplay("{Rater} {Kind} {Leniency} ± {StandardError}")]
public readonly record struct RaterSeverity
{
    private const double NinetyPercent = 1.6448536269514722;

    /// <summary>The rater.</summary>
    public required PersonId Rater { get; init; }

    /// <summary>The kind of rating.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>How many levels too high the rater rates; negative for a severe one.</summary>
    public required double Leniency { get; init; }

    /// <summary>The standard error of <see cref="Leniency"/>.</summary>
    public required double StandardError { get; init; }

    /// <summary>The number of ratings.</summary>
    public required int Ratings { get; init; }

    /// <summary>The lower end of the 90% interval.</summary>
    public double Lower => Leniency - (NinetyPercent * StandardError);

    /// <summary>The upper end of the 90% interval.</summary>
    public double Upper => Leniency + (NinetyPercent * StandardError);

    /// <summary>Whether the interval leaves 0 out: the rater is severe or lenient beyond doubt.</summary>
    public bool IsSure => Lower > 0 || Upper < 0;
}
