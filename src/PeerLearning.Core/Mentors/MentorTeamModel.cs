using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>A request as a selection problem.</summary>
internal sealed partial class MentorTeamModel
{
    private readonly Workforce _workforce;
    private readonly SkillProfiles _levels;
    private readonly MentorTeamRequest _request;
    private readonly MentorColumns _columns;
    private readonly List<(int First, int Second)> _conflicts = [];
    private readonly SortedSet<int> _required = [];
    private readonly List<ISelectionRule> _rules = [];
    private readonly HashSet<string> _dropped;

    /// <summary>Builds the problem.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">The proficiencies.</param>
    /// <param name="request">The request, without problems.</param>
    /// <param name="dropped">The places of demands to ignore.</param>
    /// <param name="isOnlyPossible">Whether the score does not matter: the question is only whether there is a team.</param>
    /// <param name="scale">Other worths than those of the score.</param>
    /// <param name="instead">Another expertise for one person.</param>
    public MentorTeamModel(
        Workforce workforce, SkillProfiles levels, MentorTeamRequest request, IEnumerable<string>? dropped = null, bool isOnlyPossible = false, MentorScale? scale = null,
        (int Person, int Points)? instead = null)
        : this(workforce, levels, request, dropped, isOnlyPossible, scale ?? new MentorScale(workforce, request), PoolOf(workforce, levels, request, dropped, instead), null, null, 0)
    {
    }

    private MentorTeamModel(
        Workforce workforce, SkillProfiles levels, MentorTeamRequest request, IEnumerable<string>? dropped, bool isOnlyPossible, MentorScale scale, MentorPool pool, MentorColumns? columns,
        MentorPairs? pairs, long floor)
    {
        _workforce = workforce;
        _levels = levels;
        _request = request;
        _dropped = [.. dropped ?? []];
        Scale = scale;
        Pool = pool;
        _columns = new MentorColumns(workforce, Pool, request.Size, columns);
        HasLeastExpertise = !isOnlyPossible && request.ExpertiseMeasure == TeamMeasure.Least && scale.PerPoint > 0;
        for (int d = 0; d < request.Differences.Count && !isOnlyPossible && request.Size > 1; d++)
        {
            bool isLeast = request.DifferenceMeasure == TeamMeasure.Least && request.Differences[d] is not CoverageDifference;
            HasLeastDifference |= isLeast && scale.StepWorth[d] > 0;
            if (!isLeast) AddDifference(request.Differences[d], scale.StepWorth[d]);
        }

        for (int r = 0; r < request.Rules.Count; r++)
        {
            if (!_dropped.Contains($"Rules[{r}]")) AddRule(request.Rules[r]);
        }

        AddCoverage(levels);
        if (floor > 0) _rules.Add(pairs!.Separate(Pool, floor, _columns));
        Problem = new SelectionProblem
        {
            Size = request.Size,
            Step = isOnlyPossible ? 1 : Scale.Step,
            Profits = isOnlyPossible || HasLeastExpertise ? new long[Pool.Count] : Array.ConvertAll(Pool.Points, points => Scale.PerPoint * points),
            Columns = _columns.Build(),
            Sums = [.. Sums()],
            Conflicts = [.. _conflicts],
            Required = [.. _required],
            Rules = [.. _rules],
        };
    }

    /// <summary>Whether the weakest member's expertise counts, which the problem leaves out.</summary>
    public bool HasLeastExpertise { get; }

    /// <summary>Whether the least different pair counts, which the problem leaves out.</summary>
    public bool HasLeastDifference { get; }

    public MentorScale Scale { get; }

    public MentorPool Pool { get; }

    public SelectionProblem Problem { get; }

    /// <summary>What the objective of the problem lacks to that of the team.</summary>
    public long Constant { get; private set; }

    /// <summary>Whether somebody must be included who is no candidate.</summary>
    public bool LacksRequired { get; private set; }

    /// <summary>A number below 2^20 for every candidate that does not depend on anybody else.</summary>
    public int TieKey(int item) => (int)(MentorHash.Of(_workforce.IdAt(Pool.People[item]).Value, 0) >> 44);

    /// <summary>The level of a candidate.</summary>
    public double LevelOf(int item) => _levels.Find(_workforce.IdAt(Pool.People[item]), _request.Skill)!.Value.Level;

    /// <summary>What every candidate costs.</summary>
    public long[] Costs()
    {
        long[] costs = new long[Pool.Count];
        var cursor = new MentorCursor(_workforce);
        foreach (var cost in _request.Costs)
        {
            if (ItemOf(cursor.IndexOf(cost.Person.Value)) is >= 0 and var item) costs[item] = cost.Units;
        }

        return costs;
    }

    public int ItemOf(int person) => Math.Max(-1, Array.BinarySearch(Pool.People, person));

    private static MentorPool PoolOf(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, IEnumerable<string>? dropped, (int Person, int Points)? instead)
    {
        var pool = MentorPool.Collect(workforce, levels, request, new HashSet<string>(dropped ?? []));
        if (instead is { } other && Array.BinarySearch(pool.People, other.Person) is >= 0 and var item) pool.Points[item] = other.Points;
        return pool;
    }

    private void AddCoverage(SkillProfiles levels)
    {
        for (int i = 0; i < _request.Coverage.Count; i++)
        {
            if (_dropped.Contains($"Coverage[{i}]")) continue;
            var one = _request.Coverage[i];
            var coded = _columns.CodesOf($"coverage {i}", () => new MentorColumns.Coded($"coverage {i}", Reached(levels, one), ["no", "yes"], ["yes"], [[1]]));
            _columns.Allow(coded, $"coverage {i} of {one.Skill}", [1], count => count >= one.Members);
        }
    }

    /// <summary>For every candidate 1 if they reach the level of a coverage with its chance, else 0.</summary>
    private ushort[] Reached(SkillProfiles levels, SkillCoverage coverage)
    {
        ushort[] codes = new ushort[Pool.Count];
        if (levels.ColumnOf(coverage.Skill) is not { } column) return codes;
        var bar = new MentorBar(coverage.MinimumLevel, coverage.MinimumChance);
        var cursor = new MentorCursor(_workforce);
        int item = 0;
        for (int i = 0; i < column.People.Length; i++)
        {
            string id = levels.Ids[column.People[i]];
            int person = cursor.IndexOf(id);
            while (item < codes.Length && Pool.People[item] < person) item++;
            if (item == codes.Length) break;
            if (Pool.People[item] != person) continue;
            var row = new Proficiency { Person = new PersonId(id), Skill = column.Skill, Level = column.Levels[i], StandardError = column.Errors[i], Items = column.Items[i] };
            if (bar.IsReached(row)) codes[item] = 1;
        }

        return codes;
    }

    private IEnumerable<SelectionSum> Sums()
    {
        if (_request.MinimumMeanExpertise is { } mean && !_dropped.Contains(MentorDemand.Mean))
        {
            long floor = (long)Math.Ceiling((mean * MentorPool.FullExpertise * _request.Size) - 1e-6);
            yield return new SelectionSum("expertise", Array.ConvertAll(Pool.Points, points => (long)points), floor, (long)MentorPool.FullExpertise * _request.Size);
        }

        if (_request.Budget is { } budget && !_dropped.Contains(MentorDemand.Budget))
        {
            yield return new SelectionSum("cost", Costs(), 0, budget);
        }
    }

    private void AddDifference(TeamDifference difference, long worth)
    {
        switch (difference)
        {
            case CategoryDifference:
                _columns.Different(difference.Dimension, worth);
                Constant += worth * _request.Size * (_request.Size - 1) / 2;
                break;
            case BandDifference band:
                var column = _workforce.Column(band.Dimension);
                var coded = _columns.CodesOf(band.Dimension);
                int[] rank = Array.ConvertAll(coded.Names, name => IndexOf(band.Bands, name));
                for (int step = 0; step + 1 < band.Bands.Count; step++)
                {
                    int[] below = [.. Enumerable.Range(0, rank.Length).Where(code => rank[code] >= 0 && rank[code] <= step)];
                    _columns.Split(coded, $"{band.Dimension} up to {band.Bands[step]}", below, worth);
                }

                break;
            case CoverageDifference:
                var covered = _columns.CodesOf(difference.Dimension);
                long pairs = (long)_request.Size * (_request.Size - 1) / 2;
                for (int value = 0; value < covered.Values.Length; value++)
                {
                    _columns.Cover(covered, $"{difference.Dimension} covers {covered.Values[value]}", covered.CodesOfValue[value], worth * pairs);
                }

                break;
            case DistanceDifference distance:
                _columns.Apart(distance, worth);
                break;
            case SetDifference:
                var sets = _columns.CodesOf(difference.Dimension);
                for (int value = 0; value < sets.Values.Length; value++)
                {
                    _columns.Split(sets, $"{difference.Dimension} has {sets.Values[value]}", sets.CodesOfValue[value], worth);
                }

                break;
        }
    }

    private void AddRule(Rule rule)
    {
        int size = _request.Size;
        switch (rule)
        {
            case CountRule count:
                var dimensions = count.Dimensions;
                var coded = _columns.CodesOf(dimensions);
                int[] carrying = CarriersOf(count, coded);
                _columns.Allow(coded, Words(rule), carrying, c => c >= count.Minimum && c <= (count.Maximum ?? size));
                break;
            case PerValueRule perValue:
                var values = _columns.CodesOf(perValue.Dimensions);
                for (int value = 0; value < values.Values.Length; value++)
                {
                    _columns.Allow(
                        values, $"each {values.Name}={values.Values[value]}", values.CodesOfValue[value],
                        c => c == 0 || (c >= perValue.Minimum && c <= (perValue.Maximum ?? size)));
                }

                break;
            case DistinctRule distinct:
                _columns.Distinct(distinct.Dimension, distinct.Minimum);
                break;
            case TogetherRule together:
                int[] items = Items(together.People, out int outside);
                _rules.Add(new TogetherTeamRule(items, outside, size));
                break;
            case ApartRule apart:
                int[] apartItems = Items(apart.People, out _);
                for (int i = 0; i < apartItems.Length; i++)
                {
                    for (int j = i + 1; j < apartItems.Length; j++) _conflicts.Add((apartItems[i], apartItems[j]));
                }

                break;
            case ReportingLineRule line:
                _rules.Add(new ReportingLineTeamRule(line, _workforce, Pool.People));
                break;
            case OverlapRule overlap:
                _rules.Add(new OverlapTeamRule(overlap, _workforce, Pool.People));
                break;
            case IncludeRule include:
                _required.UnionWith(Items(include.People, out int missing));
                LacksRequired |= missing > 0;
                break;
        }
    }

    /// <summary>The codes of people who count, judged once per code.</summary>
    private int[] CarriersOf(CountRule rule, MentorColumns.Coded coded)
    {
        int[] first = new int[coded.Names.Length];
        Array.Fill(first, -1);
        for (int item = 0; item < coded.Codes.Length; item++)
        {
            if (first[coded.Codes[item]] < 0) first[coded.Codes[item]] = item;
        }

        return [.. Enumerable.Range(0, first.Length).Where(code => first[code] >= 0 && rule.Matches(_workforce, Pool.People[first[code]]))];
    }

    private int[] Items(IReadOnlyList<PersonId> people, out int outside)
    {
        var items = new SortedSet<int>();
        outside = 0;
        foreach (var person in people)
        {
            int item = ItemOf(_workforce.IndexOf(person));
            if (item >= 0) items.Add(item);
            else outside++;
        }

        return [.. items];
    }

    private static string Words(Rule rule) => rule.Describe().ToString();

    private static int IndexOf(IReadOnlyList<string> bands, string name)
    {
        for (int i = 0; i < bands.Count; i++)
        {
            if (string.Equals(bands[i], name, StringComparison.Ordinal)) return i;
        }

        return -1;
    }
}
