namespace PeerLearning.Mentors;

/// <summary>Counts over one axis.</summary>
internal sealed class StatedColumn(StatedAxis axis)
{
    public const long Forbidden = long.MinValue;

    private readonly Dictionary<string, StatedCount> _index = new(StringComparer.Ordinal);

    public StatedAxis Axis { get; } = axis;

    public List<StatedCount> Counts { get; } = [];

    public int MinimumDistinct { get; set; }

    public long[][]? Distances { get; set; }

    /// <summary>Adds the worth of so many members with one of the codes.</summary>
    public void Add(string name, int[] codes, Func<int, long> worth, int size) => Add(string.Join(',', codes), name, codes, worth, size);

    /// <summary>Adds a value that counts by itself, even where exactly the same people have another one too.</summary>
    public void AddValue(string name, int[] codes, int size) => Add(name, name, codes, _ => 0, size);

    private void Add(string key, string name, int[] codes, Func<int, long> worth, int size)
    {
        if (!_index.TryGetValue(key, out var count))
        {
            _index.Add(key, count = new StatedCount(codes, new long[size + 1]));
            Counts.Add(count);
        }

        count.Names.Add(name);
        for (int number = 0; number <= size; number++)
        {
            long own = worth(number);
            count.Worth[number] = own == Forbidden || count.Worth[number] == Forbidden ? Forbidden : count.Worth[number] + own;
        }
    }

    public void Allow(string name, int[] codes, Func<int, bool> isAllowed, int size) => Add(name, codes, number => isAllowed(number) ? 0 : Forbidden, size);
}

/// <summary>The worth of so many members with one of some codes, and the names under which its price may stand.</summary>
internal sealed record StatedCount(int[] Codes, long[] Worth)
{
    public List<string> Names { get; } = [];
}
