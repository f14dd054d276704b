namespace PeerLearning.Optimization;

/// <summary>A rule that counts and sums cannot express.</summary>
/// <remarks>It may only shrink what is possible: the bound of the solver ignores it, the search obeys it.</remarks>
internal interface ISelectionRule
{
    /// <summary>Whether the candidate may join the items chosen so far; false only if no complete team with them can keep the rule.</summary>
    bool Allows(ReadOnlySpan<int> chosen, int candidate);

    /// <summary>Whether a complete team keeps the rule.</summary>
    bool Holds(ReadOnlySpan<int> team);

    /// <summary>A number that is the same for items that can take each other's place in any team without breaking the rule; null if nobody can take the item's place.</summary>
    int? ClassOf(int item);
}
