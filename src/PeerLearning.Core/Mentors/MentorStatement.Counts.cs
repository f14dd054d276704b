using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <content>The counts that decide what a team is worth and whether it keeps the rules.</content>
internal sealed partial class MentorStatement
{
    private readonly Dictionary<string, StatedAxis> _axes = new(StringComparer.Ordinal);
    private readonly List<(HashSet<int> Able, int Members)> _demands = [];
    private readonly SortedDictionary<string, StatedColumn> _columns = new(StringComparer.Ordinal);

    public IReadOnlyCollection<StatedColumn> Columns => _columns.Values;

    /// <summary>Whether enough members of a team have every further skill.</summary>
    public bool IsCovered(int[] team) => _demands.TrueForAll(demand => team.Count(item => demand.Able.Contains(People[item])) >= demand.Members);

    private void StateDifferences()
    {
        int size = _request.Size;
        for (int d = 0; d < _perStep.Length; d++)
        {
            var difference = _request.Differences[d];
            long worth = _perStep[d];
            if (IsLeastDifference && difference is not CoverageDifference) continue;
            var axis = AxisOf(difference.Dimension);
            string name = difference.Dimension.Name;
            var column = ColumnOf(axis, difference is DistanceDifference ? $"distance {name}" : axis.Name);
            switch (difference)
            {
                case CategoryDifference:
                    Constant += worth * Pairs;
                    for (int code = 0; code < axis.Names.Count; code++) column.Add($"{name}={axis.Names[code]}", [code], count => -worth * count * (count - 1) / 2, size);
                    break;
                case BandDifference band:
                    for (int step = 0; step + 1 < band.Bands.Count; step++)
                    {
                        var below = band.Bands.Take(step + 1).ToHashSet(StringComparer.Ordinal);
                        column.Add($"{name} up to {band.Bands[step]}", axis.Having(code => below.Contains(axis.Names[code])), count => worth * count * (size - count), size);
                    }

                    break;
                case SetDifference:
                    foreach (string value in axis.Values) column.Add($"{name} has {value}", axis.Having(code => axis.Sets[code].Contains(value)), count => worth * count * (size - count), size);
                    break;
                case CoverageDifference:
                    foreach (string value in axis.Values) column.Add($"{name} covers {value}", axis.Having(code => axis.Sets[code].Contains(value)), count => count > 0 ? worth * Pairs : 0, size);
                    break;
                case DistanceDifference distance:
                    int[] codes = axis.Having(code => distance.Values.Contains(axis.Names[code], StringComparer.Ordinal));
                    foreach (int code in codes) column.Add($"{name} at {axis.Names[code]}", [code], _ => 0, size);
                    int[] places = Array.ConvertAll(codes, code => distance.IndexOf(axis.Names[code]));
                    column.Distances = Array.ConvertAll(places, a => Array.ConvertAll(places, b => worth * distance.Between(a, b)));
                    break;
            }
        }
    }

    private void StateRules()
    {
        int size = _request.Size;
        foreach (var rule in _request.Rules)
        {
            switch (rule)
            {
                case CountRule count:
                    var counted = AxisOf([.. count.Dimensions]);
                    int[] anybody = counted.Anybody();
                    ColumnOf(counted, counted.Name).Allow(
                        rule.Describe().ToString(), counted.Having(code => count.Matches(_workforce, People[anybody[code]])), number => number >= count.Minimum && !(number > count.Maximum), size);
                    break;
                case PerValueRule perValue:
                    var valued = AxisOf([.. perValue.Dimensions]);
                    foreach (string value in valued.Values)
                    {
                        ColumnOf(valued, valued.Name).Allow(
                            $"each {valued.Name}={value}", valued.Having(code => valued.Sets[code].Contains(value)), number => number == 0 || (number >= perValue.Minimum && !(number > perValue.Maximum)), size);
                    }

                    break;
                case DistinctRule distinct:
                    var axis = AxisOf(distinct.Dimension);
                    var column = ColumnOf(axis, $"distinct {distinct.Dimension.Name}");
                    column.MinimumDistinct = Math.Max(column.MinimumDistinct, distinct.Minimum);
                    foreach (string value in axis.Values) column.AddValue($"distinct {distinct.Dimension.Name}: {value}", axis.Having(code => axis.Sets[code].Contains(value)), size);
                    break;
            }
        }
    }

    private void StateCoverage(SkillProfiles levels, SkillCoverage coverage, int place)
    {
        var able = new HashSet<int>();
        foreach (var row in levels.Of(coverage.Skill))
        {
            if (row.ChanceAtLeast(coverage.MinimumLevel) >= coverage.MinimumChance) able.Add(_workforce.IndexOf(row.Person));
        }

        _demands.Add((able, coverage.Members));
        var axis = new StatedAxis($"coverage {place}", Array.ConvertAll(People, person => able.Contains(person) ? 1 : 0), ["no", "yes"], [[], ["yes"]]);
        ColumnOf(axis, axis.Name).Allow($"coverage {place} of {coverage.Skill}", [1], number => number >= coverage.Members, _request.Size);
    }

    private StatedColumn ColumnOf(StatedAxis axis, string name)
    {
        if (!_columns.TryGetValue(name, out var column)) _columns.Add(name, column = new StatedColumn(axis));
        return column;
    }

    private StatedAxis AxisOf(params Dimension[] dimensions)
    {
        string name = string.Join(" + ", dimensions.Select(dimension => dimension.Name));
        if (_axes.TryGetValue(name, out var axis)) return axis;
        var columns = dimensions.Select(_workforce.Column).ToArray();
        int[] codes = new int[People.Length];
        var names = new List<string>();
        var sets = new List<string[]>();
        if (columns.Length == 1 && columns[0].IsSingleValued)
        {
            names.AddRange(columns[0].Values);
            sets.AddRange(columns[0].Values.Select(value => new[] { value }));
            names.Add("(unknown)");
            sets.Add([]);
            var own = columns[0].Codes;
            for (int i = 0; i < codes.Length; i++) codes[i] = own[People[i]] < 0 ? names.Count - 1 : own[People[i]];
        }
        else
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            var key = new System.Text.StringBuilder();
            for (int i = 0; i < codes.Length; i++)
            {
                key.Clear();
                foreach (var column in columns)
                {
                    foreach (int code in column.Of(People[i])) key.Append(code).Append(',');
                    key.Append(';');
                }

                string text = key.ToString();
                if (!numbers.TryGetValue(text, out codes[i]))
                {
                    numbers.Add(text, codes[i] = names.Count);
                    var parts = columns.Select(column => column.Of(People[i]).ToArray().Select(code => column.Values[code]).ToArray()).ToArray();
                    names.Add(string.Join(" + ", parts.Select(part => part.Length == 0 ? "(unknown)" : string.Join(", ", part))));
                    sets.Add([.. parts.Aggregate<string[], IEnumerable<string>?>(null, (before, part) => before is null ? part : before.SelectMany(_ => part, (head, tail) => $"{head} + {tail}"))!]);
                }
            }
        }

        axis = new StatedAxis(name, codes, names, sets);
        _axes.Add(name, axis);
        return axis;
    }
}
