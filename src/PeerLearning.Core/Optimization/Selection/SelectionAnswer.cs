namespace PeerLearning.Optimization;

/// <summary>How a selection is to be solved.</summary>
internal sealed record SelectionOptions
{
    /// <summary>How many best teams are kept, in order.</summary>
    public int Keep { get; init; } = 1;

    /// <summary>The number of search nodes that may be visited.</summary>
    public long Nodes { get; init; } = long.MaxValue;

    /// <summary>Only teams at least as good as this are of interest.</summary>
    public long? AtLeast { get; init; }

    /// <summary>Whether any team that keeps the rules will do: the search stops at the first.</summary>
    public bool AnyTeam { get; init; }

    /// <summary>Whether the token stops the work even while no team is known: the caller has one.</summary>
    public bool StopsAtOnce { get; init; }

    /// <summary>Whether the bound by prices is enough, and a team if one was met on the way: nothing is searched then.</summary>
    public bool OnlyBound { get; init; }

    /// <summary>A number below 2^20 for an item: of teams with equal objective, the one with the smallest number among its items comes first, then the next smallest tells;
    /// null: a frozen hash of the index. It is asked only for the few items that the prices leave.</summary>
    public Func<int, int>? TieKey { get; init; }
}

/// <summary>One team of a selection: its items in ascending order and its objective.</summary>
internal sealed record SelectionTeam(int[] Items, long Objective);

/// <summary>What a selection found and what it proved.</summary>
internal sealed class SelectionAnswer
{
    public required Proof Proof { get; init; }

    /// <summary>The teams found, best first; empty if there is none.</summary>
    public required IReadOnlyList<SelectionTeam> Teams { get; init; }

    /// <summary>No team is better than this; meaningless if the selection is impossible.</summary>
    public required long Bound { get; init; }

    /// <summary>Whether the teams are complete: every team that is not listed is no better than the last one.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The prices of the features, column by column, then of the sums.</summary>
    public required long[] Prices { get; init; }

    /// <summary>The bound that the prices give over all items before any search.</summary>
    public required long PriceBound { get; init; }

    /// <summary>Where the least counts: what shows the bound, floor by floor; empty otherwise.</summary>
    public IReadOnlyList<SelectionRegion> Regions { get; init; } = [];

    /// <summary>The number of items that the prices could not exclude.</summary>
    public required int Survivors { get; init; }

    /// <summary>The number of search nodes visited.</summary>
    public required long Nodes { get; init; }
}
