using System.Text.Json.Serialization;

namespace PeerLearning.Programs;

/// <summary>An achievement credential in the shape of Open Badges 3.0, unsigned.</summary>
/// <remarks>
/// Plain data with the fields that 1EdTech's schema of an AchievementCredential requires. Signing, storing and handing over are the host's. The person is
/// given by id, as an identity of the host's system, never by name.
/// </remarks>
public sealed record OpenBadge
{
    /// <summary>The contexts in which the terms are defined.</summary>
    [JsonPropertyName("@context")]
    public required IReadOnlyList<string> Context { get; init => field = ValueList.Copy(value); }

    /// <summary>The address of the credential.</summary>
    public required string Id { get; init; }

    /// <summary>The types: a verifiable credential that is an open badge.</summary>
    public required IReadOnlyList<string> Type { get; init => field = ValueList.Copy(value); }

    /// <summary>The name of the credential.</summary>
    public required string Name { get; init; }

    /// <summary>The issuer.</summary>
    public required OpenBadgeProfile Issuer { get; init; }

    /// <summary>From when it is valid.</summary>
    public required Instant ValidFrom { get; init; }

    /// <summary>Whom and what it is about.</summary>
    public required OpenBadgeSubject CredentialSubject { get; init; }

    /// <summary>What shows the achievement.</summary>
    public required IReadOnlyList<OpenBadgeEvidence> Evidence { get; init => field = ValueList.Copy(value); }
}
