using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The chance of one applicant.</summary>
[System.Diagnostics.DebuggerDisplay("{ToString(),nq}")]
public readonly record struct ApplicantChance
{
    /// <summary>The applicant.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The probability of a place, from 0 to 1.</summary>
    public required double Chance { get; init; }

    /// <summary>The profile: the place in <see cref="AdmissionChances.Profiles"/>.</summary>
    public required int Profile { get; init; }

    /// <summary>The applicant and the chance.</summary>
    /// <returns>For example <c>p-17: 0.0653</c>.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Person}: {Chance:0.0000}");
}
