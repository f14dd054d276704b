namespace PeerLearning.Cohorts;

/// <summary>Applicants whom no rule tells apart: they have the same chance.</summary>
[System.Diagnostics.DebuggerDisplay("{Applicants} applicants, chance {Chance}, level {Level}")]
public sealed record ApplicantProfile
{
    /// <summary>How many applicants have the profile.</summary>
    public required int Applicants { get; init; }

    /// <summary>The chance of each of them.</summary>
    public required double Chance { get; init; }

    /// <summary>The sum of the chances of each of them in earlier rounds.</summary>
    /// <value>0 without a ledger.</value>
    public double PastChance { get; init; }

    /// <summary>The level that settled the chance, in <see cref="AdmissionChances.Levels"/>; -1 when the work ran out before.</summary>
    public required int Level { get; init; }

    /// <summary>The most of them that any rule could allow in one cohort.</summary>
    public required int Most { get; init; }
}
