namespace PeerLearning.Skills;

/// <summary>What another method of the literature says about the same scores.</summary>
[System.Diagnostics.DebuggerDisplay("{Method}")]
public sealed record SecondOpinion
{
    /// <summary>The method and its variant.</summary>
    public required string Method { get; init; }

    /// <summary>The first skill by this method; several when they tie; undefined when the method cannot tell the skills apart.</summary>
    public required Measured<IReadOnlyList<SkillId>> First { get; init; }

    /// <summary>Whether the method puts the same skill first, alone or among those that tie.</summary>
    public required bool Agrees { get; init; }

    /// <summary>What is known about the method's own answer.</summary>
    /// <value><see cref="Proof.Optimal"/> unless said otherwise; a Kemeny order of many skills may be only bounded.</value>
    public Proof Proof { get; init; } = Proof.Optimal;
}
