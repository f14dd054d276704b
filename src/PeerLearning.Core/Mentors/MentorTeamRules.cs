using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>These people all or none.</summary>
internal sealed class TogetherTeamRule(int[] items, int outside, int size) : ISelectionRule
{
    // Somebody of the group is no candidate, so nobody of it may come in.
    private readonly bool _isBroken = outside > 0;

    public bool Allows(ReadOnlySpan<int> chosen, int candidate)
    {
        int present = 0;
        foreach (int item in items)
        {
            if (item == candidate || chosen.Contains(item)) present++;
        }

        if (present == 0) return true;
        return !_isBroken && items.Length - present <= size - chosen.Length - 1;
    }

    public int? ClassOf(int item) => items.Contains(item) ? null : 0;

    public bool Holds(ReadOnlySpan<int> team)
    {
        int present = 0;
        foreach (int item in items) present += team.Contains(item) ? 1 : 0;
        return present == 0 || (!_isBroken && present == items.Length);
    }
}

/// <summary>Nobody with somebody above them, and nobody of the same team if that is asked.</summary>
internal sealed class ReportingLineTeamRule(ReportingLineRule rule, Workforce workforce, int[] people) : ISelectionRule
{
    public bool Allows(ReadOnlySpan<int> chosen, int candidate)
    {
        foreach (int item in chosen)
        {
            if (rule.Separates(workforce, people[item], people[candidate])) return false;
        }

        return true;
    }

    // Nobody reports to either of two people with the same manager: whoever is above one of them is above the other.
    public int? ClassOf(int item) => workforce.HasReports(people[item]) ? null : workforce.Managers[people[item]];

    public bool Holds(ReadOnlySpan<int> team)
    {
        for (int i = 1; i < team.Length; i++)
        {
            if (!Allows(team[..i], team[i])) return false;
        }

        return true;
    }
}

/// <summary>Enough common working time of the whole team over the real dates.</summary>
internal sealed class OverlapTeamRule(OverlapRule rule, Workforce workforce, int[] people) : ISelectionRule
{
    private readonly Dictionary<int, List<(long Start, long End)>> _stretches = [];
    private readonly List<(int Item, List<(long Start, long End)> Common)> _path = [];

    public bool Allows(ReadOnlySpan<int> chosen, int candidate)
    {
        var common = CommonOf(chosen);
        var own = StretchesOf(candidate);
        return IsEnough(common is null ? own : Availability.Intersect(common, own));
    }

    public int? ClassOf(int item) => workforce.HasAbsences(people[item]) ? null : workforce.ScheduleOf[people[item]];

    public bool Holds(ReadOnlySpan<int> team) => team.Length < 2 || IsEnough(CommonOf(team)!);

    private bool IsEnough(List<(long Start, long End)> common)
    {
        long seconds = 0;
        foreach (var (start, end) in common) seconds += end - start;
        return Availability.PerWeek(Duration.FromSeconds(seconds), rule.Dates) >= rule.MinimumPerWeek;
    }

    // The search asks for the same chosen people again and again, so the common time along its path is remembered.
    private List<(long Start, long End)>? CommonOf(ReadOnlySpan<int> chosen)
    {
        int same = 0;
        while (same < chosen.Length && same < _path.Count && _path[same].Item == chosen[same]) same++;
        _path.RemoveRange(same, _path.Count - same);
        for (int i = same; i < chosen.Length; i++)
        {
            var own = StretchesOf(chosen[i]);
            _path.Add((chosen[i], i == 0 ? own : Availability.Intersect(_path[i - 1].Common, own)));
        }

        return chosen.Length == 0 ? null : _path[chosen.Length - 1].Common;
    }

    private List<(long Start, long End)> StretchesOf(int item)
    {
        int person = people[item];
        int key = workforce.HasAbsences(person) ? -1 - person : workforce.ScheduleOf[person];
        if (!_stretches.TryGetValue(key, out var stretches))
        {
            stretches = workforce.AvailabilityAt(person)?.Stretches(rule.Dates) ?? [];
            _stretches.Add(key, stretches);
        }

        return stretches;
    }
}
