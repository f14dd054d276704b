using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Somebody who is to be paired with a peer: a row that accepts anything; <see cref="PeerPairer"/> judges it.</summary>
public sealed record Peer
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The peers whom the person would like, with ranks; ties are equal ranks.</summary>
    /// <value>Empty unless said otherwise: the person has no wishes.</value>
    public IReadOnlyList<Preference> Preferences { get; init => field = ValueList.Copy(value); } = ValueList<Preference>.Empty;

    /// <summary>Peers with whom the person was paired before and shall not be again.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<PersonId> EarlierPeers { get; init => field = ValueList.Copy(value); } = ValueList<PersonId>.Empty;
}
