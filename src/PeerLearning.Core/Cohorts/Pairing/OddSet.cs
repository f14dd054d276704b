using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A set of an odd number of people: within it, one must always stay without a peer of the set.</summary>
public sealed record OddSet
{
    /// <summary>The people, in ordinal order; in the proof that no stable pairing exists, in the order of the circle: everybody prefers the next to the one before.</summary>
    public required IReadOnlyList<PersonId> People { get; init => field = ValueList.Copy(value); }

    /// <summary>The price of the set in the proof of a highest total; 0 in the proof that no stable pairing exists.</summary>
    public double Price { get; init; }
}
