namespace PeerLearning.Mentors;

/// <summary>A number per candidate for the values in some dimensions, and what it stands for.</summary>
internal sealed class StatedAxis(string name, int[] codes, IReadOnlyList<string> names, IReadOnlyList<string[]> sets)
{
    public string Name { get; } = name;

    public int[] Codes { get; } = codes;

    public IReadOnlyList<string> Names { get; } = names;

    public IReadOnlyList<string[]> Sets { get; } = sets;

    public string[] Values { get; } = [.. sets.SelectMany(set => set).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The codes that somebody has and that fulfil a condition.</summary>
    public int[] Having(Func<int, bool> condition)
    {
        int[] anybody = Anybody();
        return [.. Enumerable.Range(0, Names.Count).Where(code => anybody[code] >= 0 && condition(code))];
    }

    /// <summary>A candidate with each code; -1 where there is none.</summary>
    public int[] Anybody()
    {
        if (_anybody is not null) return _anybody;
        _anybody = new int[Names.Count];
        Array.Fill(_anybody, -1);
        for (int i = Codes.Length - 1; i >= 0; i--) _anybody[Codes[i]] = i;
        return _anybody;
    }

    private int[]? _anybody;
}
