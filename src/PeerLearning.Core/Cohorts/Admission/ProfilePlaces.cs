namespace PeerLearning.Cohorts;

/// <summary>How many places a profile has in a cohort.</summary>
[System.Diagnostics.DebuggerDisplay("profile {Profile}: {Places}")]
public readonly record struct ProfilePlaces
{
    /// <summary>The profile: the place in <see cref="AdmissionChances.Profiles"/>.</summary>
    public required int Profile { get; init; }

    /// <summary>The number of places.</summary>
    public required int Places { get; init; }
}
