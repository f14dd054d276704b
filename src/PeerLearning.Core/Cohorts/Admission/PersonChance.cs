using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A chance that belongs to a person: a row of <see cref="AdmissionRequest.PastChances"/> or of <see cref="AdmissionRequest.DropOutChances"/>.</summary>
[System.Diagnostics.DebuggerDisplay("{Person}: {Chance}")]
public readonly record struct PersonChance
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The chance, or the sum of several.</summary>
    public required double Chance { get; init; }
}
