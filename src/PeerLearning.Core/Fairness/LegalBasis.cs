using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>The recorded permission to use a protected attribute for a purpose, for a time: a row that accepts anything; <see cref="AttributePolicy"/> judges it.</summary>
/// <remarks>The library records and enforces the permission; whether the law gives it is the host's and its counsel's judgement.</remarks>
public sealed record LegalBasis
{
    /// <summary>The dimension that may be used.</summary>
    public required Dimension Dimension { get; init; }

    /// <summary>What it may be used for.</summary>
    public required IReadOnlyList<AttributeUse> Uses { get; init => field = ValueList.Copy(value); }

    /// <summary>The jurisdiction, such as <c>GB</c>.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The provision, such as <c>Equality Act 2010 s.159</c>.</summary>
    public required string Provision { get; init; }

    /// <summary>The purpose, in a sentence that an auditor understands.</summary>
    public required string Purpose { get; init; }

    /// <summary>Who approved the use.</summary>
    public required PersonId ApprovedBy { get; init; }

    /// <summary>The first date on which the permission holds.</summary>
    public required LocalDate ApprovedOn { get; init; }

    /// <summary>The last date on which the permission holds.</summary>
    public required LocalDate ExpiresOn { get; init; }

    /// <summary>The permission in plain words.</summary>
    /// <returns>A reason whose sentence states it.</returns>
    public Reason Describe() => Reason.Of(
        "fairness.legal-basis",
        "{dimension} may be used in {jurisdiction} under {provision}, approved by {approver}, from {from} to {until}: {purpose}",
        Figure.Of("dimension", Dimension.Name),
        Figure.Of("jurisdiction", Jurisdiction),
        Figure.Of("provision", Provision),
        Figure.Of("approver", ApprovedBy),
        Figure.Of("from", ApprovedOn),
        Figure.Of("until", ExpiresOn),
        Figure.Of("purpose", Purpose));
}
