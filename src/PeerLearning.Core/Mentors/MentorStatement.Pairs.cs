namespace PeerLearning.Mentors;

/// <content>What two candidates are worth together.</content>
internal sealed partial class MentorStatement
{
    private readonly List<int> _untabled = [];
    private List<(long[] Table, StatedAxis Axis, TeamDifference Difference, long Step)>? _tables;
    private readonly List<int> _faces = [];
    private int[]? _profiles;

    /// <summary>What the differences of two candidates are worth.</summary>
    public long PairOf(int first, int second)
    {
        long worth = 0;
        for (int d = 0; d < _perStep.Length; d++)
        {
            if (_perStep[d] != 0) worth += _perStep[d] * Apart(_request.Differences[d], People[first], People[second]);
        }

        return worth;
    }

    /// <summary>The same number for candidates with the same values in all that is compared.</summary>
    public int[] Profiles => _profiles ??= FindProfiles();

    /// <summary>What the differences of two profiles are worth.</summary>
    public long ProfilePair(int a, int b)
    {
        if (a == b) return 0;
        if (_tables is null) LayTables();
        long worth = 0;
        foreach (var (table, axis, difference, step) in _tables!)
        {
            int first = axis.Codes[_faces[a]], at = (first * axis.Names.Count) + axis.Codes[_faces[b]];
            if (table[at] < 0) table[at] = step * Apart(difference, People[_faces[a]], People[_faces[b]]);
            worth += table[at];
        }

        foreach (int d in _untabled) worth += _perStep[d] * Apart(_request.Differences[d], People[_faces[a]], People[_faces[b]]);
        return worth;
    }

    /// <summary>Everything that a pair of candidates could be worth, ascending.</summary>
    public long[] PairLevels()
    {
        var levels = new SortedSet<long> { 0 };
        for (int d = 0; d < _perStep.Length; d++)
        {
            var difference = _request.Differences[d];
            if (difference is CoverageDifference || _perStep[d] == 0) continue;
            int[] people = [.. AxisOf(difference.Dimension).Anybody().Where(item => item >= 0).Select(item => People[item])];
            var steps = new SortedSet<long> { 0 };
            if (difference is CategoryDifference) steps.Add(1);
            else if (people.Length > 1500) steps.UnionWith(Enumerable.Range(0, (int)_spans[d] + 1).Select(step => (long)step));
            else
            {
                for (int i = 0; i < people.Length; i++)
                {
                    for (int j = 0; j < i; j++) steps.Add(Apart(difference, people[i], people[j]));
                }
            }

            levels = [.. levels.SelectMany(level => steps, (level, step) => level + (_perStep[d] * step))];
        }

        return [.. levels];
    }

    /// <summary>Room for what every two values of a difference are worth, filled as they are asked for.</summary>
    private void LayTables()
    {
        _tables = [];
        for (int d = 0; d < _perStep.Length; d++)
        {
            if (_request.Differences[d] is CoverageDifference || _perStep[d] == 0) continue;
            var axis = AxisOf(_request.Differences[d].Dimension);
            if (axis.Names.Count > 1500)
            {
                _untabled.Add(d);
                continue;
            }

            long[] table = new long[axis.Names.Count * axis.Names.Count];
            Array.Fill(table, -1);
            _tables.Add((table, axis, _request.Differences[d], _perStep[d]));
        }
    }

    private int[] FindProfiles()
    {
        int[] profiles = new int[People.Length];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var columns = _request.Differences.Where(difference => difference is not CoverageDifference).Select(difference => _workforce.Column(difference.Dimension)).ToArray();
        var key = new System.Text.StringBuilder();
        for (int item = 0; item < profiles.Length; item++)
        {
            key.Clear();
            foreach (var column in columns)
            {
                foreach (int code in column.Of(People[item])) key.Append(code).Append(',');
                key.Append(';');
            }

            string text = key.ToString();
            if (numbers.TryGetValue(text, out profiles[item])) continue;
            numbers.Add(text, profiles[item] = numbers.Count);
            _faces.Add(item);
        }

        return profiles;
    }

    private long Apart(TeamDifference difference, int first, int second)
    {
        if (difference is CoverageDifference) return 0;
        var column = _workforce.Column(difference.Dimension);
        string[] a = [.. column.Of(first).ToArray().Select(code => column.Values[code])], b = [.. column.Of(second).ToArray().Select(code => column.Values[code])];
        return difference switch
        {
            BandDifference band => Math.Abs(Array.IndexOf([.. band.Bands], a[0]) - Array.IndexOf([.. band.Bands], b[0])),
            SetDifference => a.Except(b, StringComparer.Ordinal).Count() + b.Except(a, StringComparer.Ordinal).Count(),
            DistanceDifference distance => distance.Between(distance.IndexOf(a[0]), distance.IndexOf(b[0])),
            _ => a.SequenceEqual(b, StringComparer.Ordinal) ? 0 : 1,
        };
    }
}
