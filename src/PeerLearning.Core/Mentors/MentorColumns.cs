using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Builds the columns of the selection problem: equal codes are laid out once, and features over the same codes are added up.</summary>
/// <param name="workforce">The workforce.</param>
/// <param name="pool">The candidates.</param>
/// <param name="size">The number of people to choose.</param>
/// <param name="source">The columns of the pool that the candidates were taken from, or of the same one; null if there are none.</param>
internal sealed class MentorColumns(Workforce workforce, MentorPool pool, int size, MentorColumns? source = null)
{
    private readonly SortedDictionary<string, Draft> _drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Coded> _coded = new(StringComparer.Ordinal);
    private readonly int[] _people = pool.People;

    /// <summary>The codes of the candidates in some dimensions: a number per distinct combination of sets of values.</summary>
    /// <param name="dimensions">The dimensions.</param>
    public Coded CodesOf(params IReadOnlyList<Dimension> dimensions)
    {
        string key = string.Join('\u001f', dimensions.Select(dimension => dimension.Name));
        if (_coded.TryGetValue(key, out var coded)) return coded;
        if (source is not null) coded = Taken(source.CodesOf(dimensions));
        else coded = dimensions.Count == 1 ? CodeOne(workforce.Column(dimensions[0])) : CodeMany(dimensions);
        _coded.Add(key, coded);
        return coded;
    }

    /// <summary>Codes of the candidates that are worked out when first asked for.</summary>
    /// <param name="key">What they stand for.</param>
    /// <param name="code">Works them out.</param>
    public Coded CodesOf(string key, Func<Coded> code)
    {
        if (!_coded.TryGetValue(key, out var coded)) _coded.Add(key, coded = source is null ? code() : Taken(source.CodesOf(key, code)));
        return coded;
    }

    /// <summary>Numbers for the combinations of sets of values that people have, in the order of their first appearance.</summary>
    /// <param name="columns">The dimensions.</param>
    /// <param name="people">The positions of the people in the workforce.</param>
    public static (int[] Numbers, int Count) Combinations(IReadOnlyList<DimensionColumn> columns, int[] people)
    {
        int[] numbers = new int[people.Length];
        int count = 1;
        foreach (var column in columns)
        {
            var numbering = new MentorNumbering(count, column.SetCount);
            for (int i = 0; i < people.Length; i++) numbers[i] = numbering.Of(numbers[i], column.SetOf(people[i]));
            count = numbering.Count;
        }

        return (numbers, count);
    }

    private Coded Taken(Coded whole) => pool.Source is { } items ? whole with { Codes = Array.ConvertAll(items, item => whole.Codes[item]) } : whole;

    /// <summary>Adds the worth of every pair with different codes; unknown counts as one more value.</summary>
    public void Different(Dimension dimension, long worth)
    {
        var coded = CodesOf(dimension);
        for (int code = 0; code < coded.Names.Length; code++)
        {
            long[] gain = new long[size + 1];
            for (int c = 0; c <= size; c++) gain[c] = -worth * c * (c - 1) / 2;
            Add(coded, $"{dimension}={coded.Names[code]}", [code], gain);
        }
    }

    /// <summary>Adds the worth of every pair split by a set of codes: one inside, one outside.</summary>
    public void Split(Coded coded, string name, int[] codes, long worth)
    {
        long[] gain = new long[size + 1];
        for (int c = 0; c <= size; c++) gain[c] = worth * c * (size - c);
        Add(coded, name, codes, gain);
    }

    /// <summary>Adds the worth of having a set of codes at all.</summary>
    public void Cover(Coded coded, string name, int[] codes, long worth)
    {
        long[] gain = new long[size + 1];
        Array.Fill(gain, worth, 1, size);
        Add(coded, name, codes, gain);
    }

    /// <summary>Adds the worth of every pair by the distance of their values; every candidate has one of them.</summary>
    public void Apart(DistanceDifference difference, long worth)
    {
        var coded = CodesOf(difference.Dimension);
        var draft = DraftOf(coded, $"distance {difference.Dimension}");
        int[] place = Array.ConvertAll(coded.Names, difference.IndexOf);
        int[] codes = [.. Enumerable.Range(0, place.Length).Where(code => place[code] >= 0)];
        foreach (int code in codes) draft.Add($"{difference.Dimension} at {coded.Names[code]}", [code], new long[size + 1]);
        draft.Distances = Array.ConvertAll(codes, a => Array.ConvertAll(codes, b => worth * difference.Between(place[a], place[b])));
    }

    /// <summary>Allows only some counts of the items that carry one of the codes.</summary>
    public void Allow(Coded coded, string name, int[] codes, Func<int, bool> isAllowed)
    {
        long[] gain = new long[size + 1];
        for (int c = 0; c <= size; c++) gain[c] = isAllowed(c) ? 0 : SelectionFeature.Forbidden;
        Add(coded, name, codes, gain);
    }

    /// <summary>Asks for a number of distinct values.</summary>
    public void Distinct(Dimension dimension, int minimum)
    {
        var coded = CodesOf(dimension);
        var draft = DraftOf(coded, $"distinct {dimension}");
        draft.Minimum = Math.Max(draft.Minimum, minimum);
        for (int value = 0; value < coded.CodesOfValue.Length; value++) draft.AddValue($"distinct {dimension}: {coded.Values[value]}", coded.CodesOfValue[value], new long[size + 1]);
    }

    public SelectionColumn[] Build() => [.. _drafts.Select(pair => pair.Value.Build(pair.Key))];

    private void Add(Coded coded, string name, int[] codes, long[] gain)
    {
        if (codes.Length > 0 || gain[0] == SelectionFeature.Forbidden) DraftOf(coded, coded.Name).Add(name, codes, gain);
    }

    private Draft DraftOf(Coded coded, string name)
    {
        if (!_drafts.TryGetValue(name, out var draft)) _drafts.Add(name, draft = new Draft(coded));
        return draft;
    }

    private Coded CodeOne(DimensionColumn column)
    {
        if (!column.IsSingleValued) return CodeMany([column.Dimension]);
        var codes = new ushort[_people.Length];
        int unknown = column.Values.Length;
        bool hasUnknown = false;
        var known = column.Codes;
        if (column.Values.Length >= ushort.MaxValue) return CodeMany([column.Dimension]);
        for (int i = 0; i < _people.Length; i++)
        {
            int code = known[_people[i]];
            hasUnknown |= code < 0;
            codes[i] = (ushort)(code < 0 ? unknown : code);
        }

        string[] names = hasUnknown ? [.. column.Values, "(unknown)"] : column.Values;
        int[][] ofValue = new int[column.Values.Length][];
        for (int value = 0; value < ofValue.Length; value++) ofValue[value] = [value];
        return new Coded(column.Dimension.Name, codes, names, column.Values, ofValue);
    }

    private Coded CodeMany(IReadOnlyList<Dimension> dimensions)
    {
        var columns = dimensions.Select(workforce.Column).ToArray();
        var (numbers, count) = Combinations(columns, _people);
        if (count > ushort.MaxValue) Overflow(dimensions);
        int[] first = new int[count];
        ushort[] codes = new ushort[_people.Length];
        for (int i = _people.Length - 1; i >= 0; i--)
        {
            first[numbers[i]] = _people[i];
            codes[i] = (ushort)numbers[i];
        }

        string[] names = new string[count];
        var carriers = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (int number = 0; number < count; number++)
        {
            string[][] sets = Array.ConvertAll(columns, column => Array.ConvertAll(column.Of(first[number]).ToArray(), code => column.Values[code]));
            names[number] = string.Join(" + ", sets.Select(set => set.Length == 0 ? "(unknown)" : string.Join(", ", set)));
            foreach (string value in Combine(sets))
            {
                if (!carriers.TryGetValue(value, out var list)) carriers.Add(value, list = []);
                list.Add(number);
            }
        }

        return new Coded(
            string.Join(" + ", dimensions.Select(dimension => dimension.Name)), codes, names, [.. carriers.Keys], [.. carriers.Values.Select(list => list.ToArray())]);
    }

    private static void Overflow(IReadOnlyList<Dimension> dimensions) => throw new ArgumentException(
        $"The candidates have more than {ushort.MaxValue} different values of {string.Join(" and ", dimensions)}.", nameof(dimensions));

    private static IEnumerable<string> Combine(string[][] sets)
    {
        IEnumerable<string> combined = sets[0];
        foreach (string[] set in sets.Skip(1)) combined = combined.SelectMany(head => set, (head, tail) => $"{head} + {tail}");
        return combined;
    }

    /// <summary>Codes of the candidates, what they stand for, and which codes carry which value.</summary>
    internal sealed record Coded(string Name, ushort[] Codes, string[] Names, string[] Values, int[][] CodesOfValue);

    private sealed class Draft(Coded coded)
    {
        private readonly List<(string Name, int[] Codes, long[] Gain)> _features = [];
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

        public int Minimum { get; set; }

        public long[][]? Distances { get; set; }

        public void Add(string name, int[] codes, long[] gain) =>
            Add(codes.Length == 1 ? codes[0].ToString(System.Globalization.CultureInfo.InvariantCulture) : string.Join(',', codes), name, codes, gain);

        /// <summary>Adds a value that counts by itself, even where exactly the same people have another one too.</summary>
        public void AddValue(string name, int[] codes, long[] gain) => Add(name, name, codes, gain);

        private void Add(string key, string name, int[] codes, long[] gain)
        {
            if (!_index.TryGetValue(key, out int at))
            {
                _index.Add(key, _features.Count);
                _features.Add((name, codes, (long[])gain.Clone()));
                return;
            }

            long[] sum = _features[at].Gain;
            for (int c = 0; c < sum.Length; c++)
            {
                sum[c] = sum[c] == SelectionFeature.Forbidden || gain[c] == SelectionFeature.Forbidden ? SelectionFeature.Forbidden : sum[c] + gain[c];
            }
        }

        public SelectionColumn Build(string name) =>
            new(name, coded.Codes, coded.Names.Length, [.. _features.Select(feature => new SelectionFeature(feature.Name, feature.Codes, feature.Gain))], Minimum, Distances);
    }
}
