namespace PeerLearning.Optimization;

/// <summary>The units that a search moves: elements that must stay together as one, everybody else alone.</summary>
internal sealed class GroupingUnits
{
    public GroupingUnits(GroupingModel model)
    {
        Model = model;
        var sets = new UnionFind(model.Count);
        foreach (int[] set in model.Together)
        {
            for (int k = 1; k < set.Length; k++) sets.Join(set[0], set[k]);
        }

        UnitOf = new int[model.Count];
        int[] unitOfRoot = new int[model.Count];
        Array.Fill(unitOfRoot, -1);
        var members = new List<List<int>>();
        for (int i = 0; i < model.Count; i++)
        {
            int top = sets.Find(i);
            if (unitOfRoot[top] < 0)
            {
                unitOfRoot[top] = members.Count;
                members.Add([]);
            }

            UnitOf[i] = unitOfRoot[top];
            members[UnitOf[i]].Add(i);
        }

        Members = members.ConvertAll(list => list.ToArray()).ToArray();
        Home = new int[Count];
        Array.Fill(Home, -1);
        var barred = new List<int>[Count];
        foreach (var (element, group) in model.Barred) (barred[UnitOf[element]] ??= []).Add(group);
        for (int i = 0; i < model.Count; i++)
        {
            int home = model.Home?[i] ?? -1;
            if (home < 0) continue;
            int unit = UnitOf[i];
            if (Home[unit] >= 0 && Home[unit] != home) IsContradictory = true;
            Home[unit] = home;
        }

        Barred = Array.ConvertAll(barred, list => list?.Distinct().Order().ToArray() ?? []);
        var enemies = new List<int>[Count];
        foreach (var (first, second) in model.Apart)
        {
            int a = UnitOf[first];
            int b = UnitOf[second];
            if (a == b)
            {
                IsContradictory = true;
                continue;
            }

            (enemies[a] ??= []).Add(b);
            (enemies[b] ??= []).Add(a);
        }

        Enemies = Array.ConvertAll(enemies, list => list?.Distinct().Order().ToArray() ?? []);
        for (int unit = 0; unit < Count; unit++)
        {
            if (Home[unit] >= 0 && Array.IndexOf(Barred[unit], Home[unit]) >= 0) IsContradictory = true;
        }
    }

    public GroupingModel Model { get; }

    public int Count => Members.Length;

    public int[] UnitOf { get; }

    public int[][] Members { get; }

    /// <summary>The group where a unit must be; -1 for any.</summary>
    public int[] Home { get; }

    public int[][] Barred { get; }

    public int[][] Enemies { get; }

    /// <summary>Whether links contradict each other, so that there is no grouping at all.</summary>
    public bool IsContradictory { get; }

    public bool MayEnter(int unit, int group) => (Home[unit] < 0 || Home[unit] == group) && (Barred[unit].Length == 0 || Array.IndexOf(Barred[unit], group) < 0);

    public int[] Spread(ReadOnlySpan<int> unitGroup)
    {
        int[] group = new int[Model.Count];
        for (int i = 0; i < group.Length; i++) group[i] = unitGroup[UnitOf[i]];
        return group;
    }
}
