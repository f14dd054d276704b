namespace PeerLearning.Programs;

/// <summary>Whom and what a badge is about, in the shape of Open Badges 3.0.</summary>
public sealed record OpenBadgeSubject
{
    /// <summary>The types.</summary>
    public required IReadOnlyList<string> Type { get; init => field = ValueList.Copy(value); }

    /// <summary>The person, as identities of the host's system.</summary>
    public required IReadOnlyList<OpenBadgeIdentity> Identifier { get; init => field = ValueList.Copy(value); }

    /// <summary>The achievement.</summary>
    public required OpenBadgeAchievement Achievement { get; init; }
}
