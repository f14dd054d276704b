using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A rule in the terms of the search, with the place and the words of the rule for explanations.</summary>
internal sealed record GroupingConstraint
{
    /// <summary>The rule; null for the sizes of the cohorts.</summary>
    public required Rule Rule { get; init; }

    /// <summary>The cohort that the rule binds; -1 for every cohort.</summary>
    public required int Group { get; init; }

    public IReadOnlyList<int[]> Together { get; init; } = [];

    public IReadOnlyList<(int First, int Second)> Apart { get; init; } = [];

    public IReadOnlyList<(int Element, int Group)> Homes { get; init; } = [];

    public IReadOnlyList<(int Element, int Group)> Barred { get; init; } = [];

    public IReadOnlyList<CountLimit> Counts { get; init; } = [];

    public DistinctLimit? Distinct { get; init; }

    public OverlapLimit? Overlap { get; init; }

    /// <summary>Puts constraints into a model.</summary>
    public static GroupingModel Constrain(GroupingModel free, IEnumerable<GroupingConstraint> constraints)
    {
        var together = new List<int[]>(free.Together);
        var apart = new List<(int, int)>(free.Apart);
        var barred = new List<(int, int)>(free.Barred);
        var counts = new List<CountLimit>(free.Counts);
        var distincts = new List<DistinctLimit>(free.Distincts);
        var overlaps = new List<OverlapLimit>(free.Overlaps);
        int[]? home = free.Home;
        foreach (var constraint in constraints)
        {
            together.AddRange(constraint.Together);
            apart.AddRange(constraint.Apart);
            barred.AddRange(constraint.Barred);
            counts.AddRange(constraint.Counts);
            if (constraint.Distinct is { } distinct) distincts.Add(distinct);
            if (constraint.Overlap is { } overlap) overlaps.Add(overlap);
            foreach (var (element, group) in constraint.Homes)
            {
                if (home is null)
                {
                    home = new int[free.Count];
                    Array.Fill(home, -1);
                }

                // Two homes cannot both be: the second bars the first.
                if (home[element] >= 0 && home[element] != group) barred.Add((element, home[element]));
                else home[element] = group;
            }
        }

        return free with { Together = together, Apart = apart, Barred = barred, Counts = counts, Distincts = distincts, Overlaps = overlaps, Home = home };
    }
}
