using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>
/// The request as integer programme, written a second time for the check and person by person: what one place for this person does to every limit.
/// </summary>
/// <remarks>
/// Shares nothing with <see cref="AdmissionModel"/> but the order of rows: places, then rule by rule, values in ordinal order. The groups that an answer
/// claims hold when all members of a group do the same to every limit.
/// </remarks>
internal sealed class AdmissionRestatement
{
    private readonly Workforce _workforce;
    private readonly AdmissionRequest _request;
    private readonly int[] _pool;
    private readonly Dictionary<int, List<(int Row, int Coefficient)>> _named = [];
    private readonly List<Action<int, List<(int Row, int Coefficient)>>> _ofPerson = [];
    private readonly List<(int Least, int Most)> _rows = [];
    private readonly List<(int Row, int Coefficient)[]> _switches = [];

    private AdmissionRestatement(Workforce workforce, AdmissionRequest request)
    {
        _workforce = workforce;
        _request = request;
        var isIn = new bool[workforce.Count];
        if (request.Applicants is null) Array.Fill(isIn, true);
        foreach (var applicant in request.Applicants ?? []) isIn[workforce.IndexOf(applicant)] = true;
        foreach (var person in request.Rules.OfType<ExcludeRule>().SelectMany(rule => rule.People)) isIn[workforce.IndexOf(person)] = false;
        foreach (var given in request.AlreadyIn) isIn[workforce.IndexOf(given)] = true;
        _pool = [.. Enumerable.Range(0, isIn.Length).Where(person => isIn[person])];
    }

    /// <summary>The programme over the groups that are claimed; null when they are not the pool, or hold people who differ.</summary>
    public static QuotaProgram? Write(Workforce workforce, AdmissionRequest request, ReadOnlySpan<int> pool, ReadOnlySpan<int> groupOf, int groups)
    {
        var statement = new AdmissionRestatement(workforce, request);
        if (!pool.SequenceEqual(statement._pool)) return null;
        int places = statement.Row(request.Places, request.Places);
        statement._ofPerson.Add((_, row) => row.Add((places, 1)));
        foreach (var rule in request.Rules) statement.State(rule);
        return statement.Write(groupOf, groups);
    }

    private QuotaProgram? Write(ReadOnlySpan<int> groupOf, int groups)
    {
        var given = _request.AlreadyIn.Select(_workforce.IndexOf).ToHashSet();
        var entries = new List<(int Row, int Coefficient)>?[groups];
        int[] lower = new int[groups], upper = new int[groups];
        var own = new List<(int Row, int Coefficient)>();
        for (int position = 0; position < _pool.Length; position++)
        {
            int person = _pool[position], group = groupOf[position];
            if ((uint)group >= (uint)groups) return null;
            own.Clear();
            foreach (var state in _ofPerson) state(person, own);
            if (_named.TryGetValue(person, out var named)) own.AddRange(named);
            own.Sort();
            bool isGiven = given.Contains(person);
            if (entries[group] is not { } first)
            {
                entries[group] = [.. own];
                lower[group] = isGiven ? 1 : 0;
            }
            else if (isGiven || lower[group] > 0 || !first.SequenceEqual(own))
            {
                return null;
            }

            upper[group] = Math.Min(upper[group] + 1, _request.Places);
        }

        if (Array.Exists(entries, list => list is null)) return null;
        return new QuotaProgram(
            [.. lower, .. new int[_switches.Count]],
            [.. upper, .. Enumerable.Repeat(1, _switches.Count)],
            [.. _rows.Select(row => row.Least)],
            [.. _rows.Select(row => row.Most)],
            [.. entries.Select(list => list!), .. _switches]);
    }

    private void State(Rule rule)
    {
        switch (rule)
        {
            case CountRule count:
                State(count);
                break;
            case PerValueRule perValue:
                State(perValue);
                break;
            case DistinctRule distinct:
                State(distinct);
                break;
            case ReportingLineRule line:
                State(line);
                break;
            case TogetherRule together:
                // x of the first less x of the other is zero.
                foreach (var other in together.People.Skip(1))
                {
                    int row = Row(0, 0);
                    Name(together.People[0], row, 1);
                    Name(other, row, -1);
                }

                break;
            case ApartRule apart:
                int most = Row(0, 1);
                foreach (var person in apart.People) Name(person, most, 1);
                break;
            case IncludeRule include:
                foreach (var person in include.People) Name(person, Row(1, 1), 1);
                break;
        }
    }

    private void State(CountRule rule)
    {
        int row = Row(rule.Minimum, Math.Min(rule.Maximum ?? int.MaxValue, _request.Places));
        var columns = rule.Values.Select(value => _workforce.Column(value.Dimension!)).ToArray();
        int[] codes = [.. rule.Values.Select((value, i) => columns[i].CodeOf(value.Value))];
        _ofPerson.Add((person, list) =>
        {
            int held = 0;
            for (int i = 0; i < codes.Length; i++) held += columns[i].Of(person).Contains(codes[i]) ? 1 : 0;
            if (held == codes.Length) list.Add((row, 1));
        });
    }

    /// <summary>
    /// At most the maximum of each value, and where there is a minimum a switch y per value: count - most * y &lt;= 0 and count - minimum * y &gt;= 0.
    /// </summary>
    private void State(PerValueRule rule)
    {
        var columns = rule.Dimensions.Select(_workforce.Column).ToArray();
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        var rowOf = new Dictionary<string, (int Count, int Presence)>(StringComparer.Ordinal);
        foreach (int person in _pool)
        {
            foreach (string value in ValuesOf(columns, person)) holders[value] = holders.GetValueOrDefault(value) + 1;
        }

        int most = Math.Min(rule.Maximum ?? int.MaxValue, _request.Places);
        bool hasMinimum = rule.Minimum > 1;
        string[] limited = [.. holders.Where(pair => hasMinimum || pair.Value > (rule.Maximum ?? int.MaxValue)).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        int first = _rows.Count;
        foreach (string _ in limited) Row(hasMinimum ? -most : 0, hasMinimum ? 0 : most);
        for (int i = 0; i < limited.Length; i++)
        {
            int presence = hasMinimum ? Row(0, _request.Places) : -1;
            rowOf.Add(limited[i], (first + i, presence));
            if (hasMinimum) _switches.Add([(first + i, -most), (presence, -rule.Minimum)]);
        }

        _ofPerson.Add((person, list) =>
        {
            foreach (string value in ValuesOf(columns, person))
            {
                if (!rowOf.TryGetValue(value, out var rows)) continue;
                list.Add((rows.Count, 1));
                if (rows.Presence >= 0) list.Add((rows.Presence, 1));
            }
        });
    }

    /// <summary>A switch y per value that is at most the count of its holders; the switches together are at least the minimum.</summary>
    private void State(DistinctRule rule)
    {
        var column = _workforce.Column(rule.Dimension);
        int sum = Row(rule.Minimum, column.Values.Length);
        int first = _rows.Count;
        for (int v = 0; v < column.Values.Length; v++) _switches.Add([(Row(0, _request.Places), -1), (sum, 1)]);
        _ofPerson.Add((person, list) =>
        {
            foreach (int code in column.Of(person)) list.Add((first + code, 1));
        });
    }

    /// <summary>With a manager of the pool none of the reports; of one team one at most.</summary>
    private void State(ReportingLineRule rule)
    {
        var isIn = _pool.ToHashSet();
        var reports = new SortedDictionary<int, int>();
        var teams = new SortedDictionary<int, int>();
        foreach (int person in _pool)
        {
            foreach (int manager in Line(person, rule.Depth).Where(isIn.Contains)) reports[manager] = reports.GetValueOrDefault(manager) + 1;
            if (rule.SeparatesTeams && _workforce.Managers[person] >= 0) teams[_workforce.Managers[person]] = teams.GetValueOrDefault(_workforce.Managers[person]) + 1;
        }

        var rowOfManager = new Dictionary<int, int>();
        var rowOfTeam = new Dictionary<int, int>();
        foreach (var (manager, count) in reports)
        {
            int most = Math.Min(_request.Places, count);
            rowOfManager.Add(manager, Row(0, most));
            Name(_workforce.IdAt(manager), rowOfManager[manager], most);
        }

        foreach (var (manager, count) in teams)
        {
            if (count > 1) rowOfTeam.Add(manager, Row(0, 1));
        }

        _ofPerson.Add((person, list) =>
        {
            foreach (int manager in Line(person, rule.Depth))
            {
                if (rowOfManager.TryGetValue(manager, out int row)) list.Add((row, 1));
            }

            if (rowOfTeam.TryGetValue(_workforce.Managers[person], out int team)) list.Add((team, 1));
        });
    }

    private IEnumerable<int> Line(int person, int? depth)
    {
        int steps = 0;
        for (int above = _workforce.Managers[person]; above >= 0 && !(++steps > depth); above = _workforce.Managers[above]) yield return above;
    }

    private static List<string> ValuesOf(DimensionColumn[] columns, int person)
    {
        var values = new List<string> { "" };
        foreach (var column in columns)
        {
            var longer = new List<string>();
            foreach (string value in values)
            {
                foreach (int code in column.Of(person)) longer.Add(value.Length == 0 ? column.Values[code] : value + " + " + column.Values[code]);
            }

            values = longer;
        }

        return values;
    }

    private void Name(PersonId person, int row, int coefficient)
    {
        int index = _workforce.IndexOf(person);
        if (!_named.TryGetValue(index, out var list)) _named.Add(index, list = []);
        list.Add((row, coefficient));
    }

    private int Row(int least, int most)
    {
        _rows.Add((least, most));
        return _rows.Count - 1;
    }
}
