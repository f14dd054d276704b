using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>A figure about a group that was, or is to be, published: a row that accepts anything.</summary>
public sealed record Publication
{
    /// <summary>What the figure is about, such as <c>climate</c>; figures about different topics do not give each other away.</summary>
    public required string Topic { get; init; }

    /// <summary>The name of the group, for messages, such as <c>Sales, March</c>.</summary>
    public required string Group { get; init; }

    /// <summary>Everybody whom the figure counts.</summary>
    public required IReadOnlyList<PersonId> People { get; init => field = ValueList.Copy(value); }
}
