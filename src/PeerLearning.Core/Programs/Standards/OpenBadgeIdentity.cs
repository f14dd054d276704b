namespace PeerLearning.Programs;

/// <summary>A person's identity in the shape of Open Badges 3.0.</summary>
public sealed record OpenBadgeIdentity
{
    /// <summary>The type.</summary>
    /// <value><c>IdentityObject</c>.</value>
    public string Type { get; init; } = "IdentityObject";

    /// <summary>Whether the id is hashed.</summary>
    /// <value>False: the id is the host's own.</value>
    public bool Hashed { get; init; }

    /// <summary>The id.</summary>
    public required string IdentityHash { get; init; }

    /// <summary>The kind of id.</summary>
    /// <value><c>sourcedId</c>: the id of the person in the system of record.</value>
    public string IdentityType { get; init; } = "sourcedId";
}
