using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>What a person contributed, counted from the events, and how it was recognised.</summary>
public sealed record PersonContribution
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The person's role.</summary>
    public required ProgramRole Role { get; init; }

    /// <summary>The sessions that a mentor held, or a learner came to.</summary>
    public int Sessions { get; init; }

    /// <summary>The milestones that the person reached.</summary>
    public int Milestones { get; init; }

    /// <summary>The obstacles that the person removed.</summary>
    public int ObstaclesRemoved { get; init; }

    /// <summary>The requests for help that the person answered.</summary>
    public int HelpGiven { get; init; }

    /// <summary>The person's proposals that the team accepted.</summary>
    public int ProposalsAccepted { get; init; }

    /// <summary>The promises that the person kept.</summary>
    public int PromisesKept { get; init; }

    /// <summary>The recognitions that the person received.</summary>
    public int Recognitions { get; init; }

    /// <summary>The recognitions that the person gave.</summary>
    public int RecognitionsGiven { get; init; }

    /// <summary>The full weeks since the last recognition, or since the person came, not before the start, when there was none.</summary>
    public int WeeksSinceRecognised { get; init; }

    /// <summary>The full weeks since the person last recorded anything, or since the person came.</summary>
    public int WeeksSinceHeard { get; init; }

    /// <summary>The numbers of the events behind the contributions that no recognition points to yet, in their order.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<long> UnrecognisedEvidence { get; init => field = ValueList.Copy(value); } = ValueList<long>.Empty;
}
