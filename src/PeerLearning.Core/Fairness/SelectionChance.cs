using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>The exact chance with which a lottery selects a person: a row that accepts anything.</summary>
public readonly record struct SelectionChance
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The chance, from 0 to 1.</summary>
    public required double Chance { get; init; }
}
