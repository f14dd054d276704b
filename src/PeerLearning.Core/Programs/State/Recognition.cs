using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A contribution that was recognised: who, for what, by whom, on what evidence, and which managers were invited.</summary>
public sealed record Recognition
{
    /// <summary>The id.</summary>
    public required EntryId Id { get; init; }

    /// <summary>Who is recognised.</summary>
    public required PersonId Recognised { get; init; }

    /// <summary>The role of the one who is recognised.</summary>
    public required ProgramRole Role { get; init; }

    /// <summary>For what, in words.</summary>
    public required string For { get; init; }

    /// <summary>By whom.</summary>
    public required PersonId GivenBy { get; init; }

    /// <summary>When.</summary>
    public required Instant GivenAt { get; init; }

    /// <summary>The numbers of the events that show the contribution.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<long> Evidence { get; init => field = Carried.List(value); } = ValueList<long>.Empty;

    /// <summary>The direct manager who is invited to celebrate it; null when nobody is.</summary>
    public PersonId? Manager { get; init; }

    /// <summary>Whether the manager comes; null while the answer is open.</summary>
    public bool? ManagerComes { get; init; }
}
