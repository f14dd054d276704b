using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>A request restated for checking: who is a candidate, what a team is worth, and which counts decide that, read from the request and the workforce alone.</summary>
/// <remarks>It shares nothing with the solver or with what prepares its work, so that a mistake there cannot hide here.</remarks>
internal sealed class MentorStatement
{
    private readonly Workforce _workforce;
    private readonly MentorTeamRequest _request;
    private readonly long[] _perStep;
    private readonly double[] _spans;
    private readonly Dictionary<string, Axis> _axes = new(StringComparer.Ordinal);
    private readonly List<int> _untabled = [];
    private List<(long[] Table, Axis Axis, TeamDifference Difference, long Step)>? _tables;
    private readonly List<int> _faces = [];
    private readonly List<(HashSet<int> Able, int Members)> _demands = [];
    private int[]? _profiles;
    private readonly SortedDictionary<string, Column> _columns = new(StringComparer.Ordinal);

    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">The proficiencies.</param>
    /// <param name="request">The request, without problems.</param>
    /// <param name="unit">What a score of 1 is worth in whole numbers, as the certificate says; 0 if only the rules matter.</param>
    public MentorStatement(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, long unit)
    {
        _workforce = workforce;
        _request = request;
        int size = request.Size;
        (People, Points) = Candidates(levels);
        _spans = [.. request.Differences.Select(SpanOf)];
        _perStep = new long[_spans.Length];
        IsExact = unit >= 0;
        if (unit > 0) Price(unit);
        Pairs = (long)size * (size - 1) / 2;
        if (unit > 0 && size > 1) StateDifferences();
        StateRules();
        for (int i = 0; i < request.Coverage.Count; i++) StateCoverage(levels, request.Coverage[i], i);
        foreach (long worth in _perStep) Step = Gcd(Step, worth);
        Step = Math.Max(1, Gcd(Step, PerPoint));
    }

    /// <summary>The candidates' positions in the workforce, ascending.</summary>
    public int[] People { get; }

    /// <summary>The candidates' expertise in thousandths.</summary>
    public int[] Points { get; }

    /// <summary>Whether the unit makes every worth a whole number.</summary>
    public bool IsExact { get; private set; }

    /// <summary>What a thousandth of one member's expertise is worth.</summary>
    public long PerPoint { get; private set; }

    /// <summary>All objectives are multiples of this.</summary>
    public long Step { get; }

    /// <summary>What every team is worth before any count.</summary>
    public long Constant { get; private set; }

    public long Pairs { get; }

    public IReadOnlyCollection<Column> Columns => _columns.Values;

    public bool IsLeastExpertise => _request.ExpertiseMeasure == TeamMeasure.Least;

    public bool IsLeastDifference => _request.DifferenceMeasure == TeamMeasure.Least && _request.Size > 1;

    /// <summary>The totals with limits: their names as in the certificate, the amount of a candidate, and the limits.</summary>
    public IEnumerable<(string Name, long[] Amounts, long Minimum, long Maximum)> Totals()
    {
        if (_request.MinimumMeanExpertise is { } mean)
        {
            yield return ("expertise", Array.ConvertAll(Points, points => (long)points), (long)Math.Ceiling((mean * 1000 * _request.Size) - 1e-6), 1000L * _request.Size);
        }

        if (_request.Budget is { } budget)
        {
            var units = new Dictionary<int, long>();
            foreach (var cost in _request.Costs) units[_workforce.IndexOf(cost.Person)] = cost.Units;
            yield return ("cost", Array.ConvertAll(People, person => units.GetValueOrDefault(person)), 0, budget);
        }
    }

    /// <summary>What a team of candidates is worth, by the definition of the score.</summary>
    /// <param name="team">Indices of candidates.</param>
    public long ValueOf(int[] team)
    {
        long points = IsLeastExpertise ? (long)team.Length * team.Min(one => Points[one]) : team.Sum(one => (long)Points[one]);
        long value = (PerPoint * points) + CoverageOf(team);
        if (team.Length < 2) return value;
        long total = 0, least = long.MaxValue;
        for (int i = 0; i < team.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                long pair = PairOf(team[i], team[j]);
                total += pair;
                least = Math.Min(least, pair);
            }
        }

        return value + (IsLeastDifference ? Pairs * least : total);
    }

    /// <summary>Whether enough members of a team have every further skill.</summary>
    public bool IsCovered(int[] team) => _demands.TrueForAll(demand => team.Count(item => demand.Able.Contains(People[item])) >= demand.Members);

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

    /// <summary>The weighted difference of a team, mean or least, from 0 to 1.</summary>
    public double DifferenceOf(int[] team)
    {
        double weights = _request.Differences.Sum(difference => (double)difference.Weight), total = 0, least = double.PositiveInfinity, covered = 0;
        if (team.Length < 2 || weights == 0) return 0;
        for (int i = 0; i < team.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double pair = 0;
                for (int d = 0; d < _spans.Length; d++) pair += _request.Differences[d].Weight * Apart(_request.Differences[d], People[team[i]], People[team[j]]) / _spans[d];
                total += pair;
                least = Math.Min(least, pair);
            }
        }

        for (int d = 0; d < _spans.Length; d++)
        {
            if (_request.Differences[d] is CoverageDifference difference) covered += difference.Weight * Carriers(difference, team).Count / _spans[d];
        }

        return ((IsLeastDifference ? least : total / Pairs) + covered) / weights;
    }

    /// <summary>What a member's differences from the others are worth, in the unit of the score.</summary>
    public double DifferencePartOf(int[] team, int member)
    {
        double part = 0;
        if (team.Length > 1)
        {
            long own = 0, least = long.MaxValue;
            for (int i = 0; i < team.Length; i++)
            {
                if (i != member) own += PairOf(team[member], team[i]);
                for (int j = 0; j < i; j++) least = Math.Min(least, PairOf(team[i], team[j]));
            }

            part = IsLeastDifference ? Pairs * least / (double)team.Length : own / 2.0;
        }

        for (int d = 0; d < _perStep.Length; d++)
        {
            if (_request.Differences[d] is not CoverageDifference difference) continue;
            foreach (var carriers in Carriers(difference, team).Values)
            {
                if (carriers.Contains(member)) part += _perStep[d] * Pairs / (double)carriers.Count;
            }
        }

        return part;
    }

    /// <summary>What of a proficiency counts as expertise, in thousandths.</summary>
    public static int PointsOf(SkillProfiles levels, MentorTeamRequest request, Proficiency row)
    {
        double OnScale(double level) => levels.Scale.Range > 0 ? (level - levels.Scale.Lowest) / levels.Scale.Range : 0;
        double part = request.Expertise == MentorExpertise.ChanceOfMinimum ? row.ChanceAtLeast(request.MinimumLevel ?? levels.Scale.Highest)
            : OnScale(request.Expertise == MentorExpertise.LowerEnd ? row.Lower : row.Level);
        return (int)Math.Round(1000 * Math.Min(1, Math.Max(0, part)), MidpointRounding.AwayFromZero);
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

    private (int[] People, int[] Points) Candidates(SkillProfiles levels)
    {
        var excluded = _request.Rules.OfType<ExcludeRule>().SelectMany(rule => rule.People).Select(_workforce.IndexOf).ToHashSet();
        var loads = new Dictionary<int, MentorLoad>();
        foreach (var load in _request.Loads) loads[_workforce.IndexOf(load.Person)] = load;
        bool needsHours = _request.Size > 1 && _request.Rules.Any(rule => rule is OverlapRule);
        var scales = new List<(DimensionColumn Column, bool[] Knows)>();
        foreach (var difference in _request.Differences)
        {
            var values = difference is BandDifference band ? band.Bands : (difference as DistanceDifference)?.Values;
            if (values is null) continue;
            var column = _workforce.Column(difference.Dimension);
            scales.Add((column, [.. column.Values.Select(value => values.Contains(value, StringComparer.Ordinal))]));
        }

        var found = new List<(int Person, int Points)>();
        int next = 0;
        foreach (var row in levels.Of(_request.Skill))
        {
            int person = next < _workforce.Count && _workforce.IdAt(next) == row.Person ? next : _workforce.IndexOf(row.Person);
            next = person + 1;
            if (person < 0 || excluded.Contains(person)) continue;
            if (_request.MinimumLevel is { } level && !(row.ChanceAtLeast(level) >= _request.MinimumChance)) continue;
            if (loads.TryGetValue(person, out var load) && (load.Current > _request.MaximumLoad || load.LastEnded > _request.RestedSince)) continue;
            if (needsHours && _workforce.ScheduleOf[person] < 0) continue;
            bool isKnown = true;
            foreach (var (column, knows) in scales)
            {
                var codes = column.Of(person);
                isKnown &= codes.Length == 1 && knows[codes[0]];
            }

            int points = PointsOf(levels, _request, row);
            if (isKnown && points >= (1000 * (_request.MinimumMemberExpertise ?? 0)) - 1e-6) found.Add((person, points));
        }

        found.Sort();
        return ([.. found.Select(one => one.Person)], [.. found.Select(one => one.Points)]);
    }

    private double SpanOf(TeamDifference difference)
    {
        if (difference is BandDifference band) return band.Bands.Count - 1;
        if (difference is DistanceDifference) return 1000;
        if (difference is CategoryDifference) return 1;
        var column = _workforce.Column(difference.Dimension);
        int largest = 1, values = Math.Max(1, column.Values.Length);
        for (int person = 0; person < _workforce.Count && !column.IsSingleValued; person++) largest = Math.Max(largest, column.Of(person).Length);
        return difference is SetDifference ? Math.Min(2 * largest, values) : Math.Min((double)largest * _request.Size, values);
    }

    /// <summary>The worths that follow from what a score of 1 is worth: share / size of it for full expertise of one member, and so on.</summary>
    private void Price(long unit)
    {
        int size = _request.Size;
        Int128 share = (Int128)Math.Round(_request.ExpertiseShare * 1000, MidpointRounding.AwayFromZero), weights = 0;
        foreach (var difference in _request.Differences) weights += difference.Weight;
        Int128 pairs = (Int128)size * (size - 1) / 2;
        if (pairs == 0 || weights == 0)
        {
            PerPoint = Whole(unit, (Int128)1000 * size);
            return;
        }

        PerPoint = Whole(share * unit, (Int128)1_000_000 * size);
        for (int d = 0; d < _perStep.Length; d++) _perStep[d] = Whole((1000 - share) * _request.Differences[d].Weight * unit, 1000 * pairs * weights * (Int128)_spans[d]);
    }

    private long Whole(Int128 dividend, Int128 divisor)
    {
        IsExact &= dividend % divisor == 0;
        return (long)(dividend / divisor);
    }

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
        var axis = new Axis($"coverage {place}", Array.ConvertAll(People, person => able.Contains(person) ? 1 : 0), ["no", "yes"], [[], ["yes"]]);
        ColumnOf(axis, axis.Name).Allow($"coverage {place} of {coverage.Skill}", [1], number => number >= coverage.Members, _request.Size);
    }

    private Column ColumnOf(Axis axis, string name)
    {
        if (!_columns.TryGetValue(name, out var column)) _columns.Add(name, column = new Column(axis));
        return column;
    }

    private Axis AxisOf(params Dimension[] dimensions)
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

        axis = new Axis(name, codes, names, sets);
        _axes.Add(name, axis);
        return axis;
    }

    private long CoverageOf(int[] team)
    {
        long worth = 0;
        for (int d = 0; d < _perStep.Length; d++)
        {
            if (_request.Differences[d] is CoverageDifference difference && _perStep[d] != 0) worth += _perStep[d] * Pairs * Carriers(difference, team).Count;
        }

        return worth;
    }

    private SortedDictionary<int, List<int>> Carriers(TeamDifference difference, int[] team)
    {
        var carriers = new SortedDictionary<int, List<int>>();
        var column = _workforce.Column(difference.Dimension);
        for (int member = 0; member < team.Length; member++)
        {
            foreach (int code in column.Of(People[team[member]])) (carriers.TryGetValue(code, out var own) ? own : carriers[code] = []).Add(member);
        }

        return carriers;
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

    private static long Gcd(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    /// <summary>A number per candidate for the values in some dimensions, and what it stands for.</summary>
    internal sealed class Axis(string name, int[] codes, IReadOnlyList<string> names, IReadOnlyList<string[]> sets)
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

    /// <summary>Counts over one axis.</summary>
    internal sealed class Column(Axis axis)
    {
        public const long Forbidden = long.MinValue;

        private readonly Dictionary<string, Count> _index = new(StringComparer.Ordinal);

        public Axis Axis { get; } = axis;

        public List<Count> Counts { get; } = [];

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
                _index.Add(key, count = new Count(codes, new long[size + 1]));
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
    internal sealed record Count(int[] Codes, long[] Worth)
    {
        public List<string> Names { get; } = [];
    }
}
