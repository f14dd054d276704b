namespace PeerLearning.Optimization;

/// <summary>Choose exactly k of n items: the profits of the items plus the worth of the counts of their features, as large as possible.</summary>
/// <remarks>All figures are integers, so that optimal values compare exactly. Items are indices; their order is the canonical order that breaks ties.</remarks>
internal sealed class SelectionProblem
{
    /// <summary>The number of items to choose.</summary>
    public required int Size { get; init; }

    /// <summary>All objectives are multiples of this: prices may be finer, and a bound that is less than a step above a team proves it the best.</summary>
    public long Step { get; init; } = 1;

    /// <summary>The profit of every item.</summary>
    public required long[] Profits { get; init; }

    public SelectionColumn[] Columns { get; init; } = [];

    public SelectionSum[] Sums { get; init; } = [];

    /// <summary>Pairs that must not be chosen together.</summary>
    public (int First, int Second)[] Conflicts { get; init; } = [];

    /// <summary>Items that must be chosen, each once.</summary>
    public int[] Required { get; init; } = [];

    public ISelectionRule[] Rules { get; init; } = [];

    public int Count => Profits.Length;

    /// <summary>The same limits with other profits.</summary>
    public SelectionProblem WithProfits(long[] profits) => new()
    {
        Size = Size,
        Profits = profits,
        Columns = Columns,
        Sums = Sums,
        Conflicts = Conflicts,
        Required = Required,
        Rules = Rules,
    };

    /// <summary>The objective of a team: its profits and the worth of its counts; null if it breaks a rule.</summary>
    /// <param name="team">The items, each once, in any order.</param>
    /// <param name="isKnownFree">Whether the team is known to be free of conflicts, so that the long list of pairs need not be read.</param>
    public long? Evaluate(ReadOnlySpan<int> team, bool isKnownFree = false)
    {
        if (team.Length != Size) return null;
        long value = 0;
        foreach (int item in team) value += Profits[item];
        foreach (var column in Columns)
        {
            int met = 0;
            int[] counts = new int[column.Features.Length];
            foreach (int item in team)
            {
                foreach (int feature in column.FeaturesOfCode[column.Codes[item]])
                {
                    if (counts[feature]++ == 0) met++;
                }
            }

            if (met < column.MinimumDistinct) return null;
            value += column.PairsWorth(counts);
            for (int f = 0; f < counts.Length; f++)
            {
                long worth = column.Features[f].Gain[counts[f]];
                if (worth == SelectionFeature.Forbidden) return null;
                value += worth;
            }
        }

        foreach (var sum in Sums)
        {
            long total = 0;
            foreach (int item in team) total += sum.Amounts[item];
            if (total < sum.Minimum || total > sum.Maximum) return null;
        }

        foreach (int item in Required)
        {
            if (!team.Contains(item)) return null;
        }

        if (!isKnownFree)
        {
            foreach (var (first, second) in Conflicts)
            {
                if (team.Contains(first) && team.Contains(second)) return null;
            }
        }

        foreach (var rule in Rules)
        {
            if (!rule.Holds(team)) return null;
        }

        return value;
    }
}
