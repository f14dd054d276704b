using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A sound request, brought into the order and the units of the search: learners by ordinal id, cohorts as asked.</summary>
internal sealed class GroupingTask
{
    public required Workforce Workforce { get; init; }

    public required GroupingRequest Request { get; init; }

    /// <summary>The position of each learner in the workforce, ascending: the order of everything here.</summary>
    public required int[] Learners { get; init; }

    /// <summary>The position of each learner, in the order here, in the request's list.</summary>
    public required int[] Places { get; init; }

    public required int[] Lower { get; init; }

    public required int[] Upper { get; init; }

    public required IReadOnlyList<CriterionTask> Criteria { get; init; }

    public required IReadOnlyList<GroupingConstraint> Constraints { get; init; }

    public int Count => Learners.Length;

    public int Groups => Lower.Length;

    public PersonId IdOf(int learner) => Workforce.IdAt(Learners[learner]);

    /// <summary>The position of a learner in the order here, or a negative number.</summary>
    public int IndexOf(PersonId learner) => Workforce.IndexOf(learner) is >= 0 and var position ? Array.BinarySearch(Learners, position) : -1;

    /// <summary>The members of each group, as positions in the order here.</summary>
    public int[][] MembersOf(ReadOnlySpan<int> group)
    {
        int[] size = new int[Groups];
        foreach (int g in group) size[g]++;
        int[][] members = Array.ConvertAll(size, count => new int[count]);
        Array.Clear(size);
        for (int i = 0; i < group.Length; i++) members[group[i]][size[group[i]]++] = i;
        return members;
    }

    /// <summary>Whether the least distance within cohorts is decided before everything else.</summary>
    public bool HasDispersion => Criteria.Any(criterion => criterion.Measure == GroupingMeasure.Dispersion);

    /// <summary>The criteria that add up to the objective: all but dispersion, unless there is nothing else.</summary>
    public IEnumerable<CriterionTask> Summed =>
        Criteria.All(criterion => criterion.Measure == GroupingMeasure.Dispersion) ? Criteria : Criteria.Where(criterion => criterion.Measure != GroupingMeasure.Dispersion);

    /// <summary>The objective of all groups.</summary>
    public double Objective(IReadOnlyList<int[]> members)
    {
        double sum = 0;
        foreach (var criterion in Summed) sum += criterion.Factor * criterion.Value(members);
        return sum;
    }

    /// <summary>The part of one group in the objective.</summary>
    public double ObjectiveOf(ReadOnlySpan<int> members)
    {
        double sum = 0;
        foreach (var criterion in Criteria)
        {
            if (criterion.Measure != GroupingMeasure.Dispersion) sum += criterion.Factor * criterion.ValueOf(members);
        }

        return sum;
    }

    /// <summary>What no grouping of these sizes can exceed.</summary>
    public double Bound()
    {
        double sum = 0;
        foreach (var criterion in Summed) sum += criterion.Factor > 0 ? criterion.Factor * criterion.UpperBound(Lower, Upper) : 0;
        return sum;
    }
}
