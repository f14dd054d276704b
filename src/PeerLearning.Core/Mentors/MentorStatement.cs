using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>A request restated for checking: who is a candidate, what a team is worth, and which counts decide that, read from the request and the workforce alone.</summary>
/// <remarks>It shares nothing with the solver or with what prepares its work, so that a mistake there cannot hide here.</remarks>
internal sealed partial class MentorStatement
{
    private readonly Workforce _workforce;
    private readonly MentorTeamRequest _request;
    private readonly long[] _perStep;
    private readonly double[] _spans;

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

    private static long Gcd(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
