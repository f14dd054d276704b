using System.Runtime.InteropServices;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>
/// The rules as rows of an integer programme over groups of applicants: each rule first splits the groups that it tells apart, and writes its rows when
/// the groups stand.
/// </summary>
internal sealed class RuleRows
{
    private readonly Workforce _workforce;
    private readonly AdmissionRequest _request;
    private readonly ApplicantGroups _groups;
    private readonly List<ModelRow> _rows = [];
    private readonly List<Action> _pending = [];
    private readonly List<(int Lower, int Upper, List<(int Row, int Coefficient)> Entries)> _extra = [];
    private List<(int Row, int Coefficient)>[] _entries = [];

    /// <summary>Splits the groups by everything that a rule can see, and writes the rows.</summary>
    public RuleRows(Workforce workforce, AdmissionRequest request, ApplicantGroups groups, HashSet<int> given)
    {
        _workforce = workforce;
        _request = request;
        _groups = groups;
        SeparateNamed(given);
        for (int i = 0; i < request.Rules.Count; i++) AddRule(i);
        if (groups.IsStopped) return;
        groups.Finish();
        _entries = new List<(int Row, int Coefficient)>[groups.Count];
        int places = AddRow(new ModelRow(-1, "places", request.Places, request.Places));
        for (int g = 0; g < groups.Count; g++) _entries[g] = [(places, 1)];
        foreach (var write in _pending) write();
    }

    /// <summary>What each row says.</summary>
    public IReadOnlyList<ModelRow> Rows => _rows;

    /// <summary>The programme: its first variables are the groups with the given bounds.</summary>
    public QuotaProgram ToProgram(int[] lower, int[] upper) => new(
        [.. lower, .. _extra.Select(extra => extra.Lower)],
        [.. upper, .. _extra.Select(extra => extra.Upper)],
        [.. _rows.Select(row => row.Minimum)],
        [.. _rows.Select(row => row.Maximum)],
        [.. _entries, .. _extra.Select(extra => extra.Entries)]);

    /// <summary>People whom a rule names stand alone.</summary>
    private void SeparateNamed(HashSet<int> given)
    {
        var named = new HashSet<int>(given);
        foreach (var rule in _request.Rules)
        {
            var people = rule switch
            {
                TogetherRule together => together.People,
                ApartRule apart => apart.People,
                IncludeRule include => include.People,
                _ => [],
            };
            foreach (var person in people) named.Add(_workforce.IndexOf(person));
        }

        if (named.Count == 0) return;
        _groups.Split(person => named.Contains(person) ? person + 1 : 0);
    }

    private void AddRule(int index)
    {
        switch (_request.Rules[index])
        {
            case CountRule rule:
                AddCount(index, rule);
                break;
            case PerValueRule rule:
                AddPerValue(index, rule);
                break;
            case DistinctRule rule:
                AddDistinct(index, rule);
                break;
            case TogetherRule rule:
                _pending.Add(() => AddTogether(index, rule));
                break;
            case ApartRule rule:
                _pending.Add(() => AddSum(new ModelRow(index, "apart", 0, 1), rule.People));
                break;
            case IncludeRule rule:
                _pending.Add(() =>
                {
                    foreach (var person in rule.People) AddSum(new ModelRow(index, $"include {person}", 1, 1), [person]);
                });
                break;
            case ReportingLineRule rule:
                AddReportingLine(index, rule);
                break;
        }
    }

    private void AddCount(int index, CountRule rule)
    {
        var asked = rule.Values.Select(value => (Column: _workforce.Column(value.Dimension!), value.Value)).Select(pair => (pair.Column, Code: pair.Column.CodeOf(pair.Value))).ToArray();
        _groups.Split(person => Matches(person) ? 1 : 0);
        _pending.Add(() =>
        {
            string name = string.Join(" + ", rule.Values);
            int row = AddRow(new ModelRow(index, name, rule.Minimum, Math.Min(rule.Maximum ?? _request.Places, _request.Places)));
            for (int g = 0; g < _groups.Count; g++)
            {
                if (Matches(_groups.First[g])) _entries[g].Add((row, 1));
            }
        });

        bool Matches(int person)
        {
            foreach (var (column, code) in asked)
            {
                if (!column.Has(person, code)) return false;
            }

            return true;
        }
    }

    private void AddPerValue(int index, PerValueRule rule)
    {
        var combinations = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var ofPerson = new List<string>();
        for (int position = 0; position < _groups.Pool.Length; position++)
        {
            if (_groups.Stops(position)) return;
            int person = _groups.Pool[position];
            Combine(rule.Dimensions, person, ofPerson);
            foreach (string combination in ofPerson) combinations[combination] = combinations.GetValueOrDefault(combination) + 1;
        }

        // A value that too few have to break the rule tells nobody apart.
        var relevant = combinations.Where(pair => pair.Value > (rule.Maximum ?? int.MaxValue) || rule.Minimum > 1).Select(pair => pair.Key).ToList();
        var place = relevant.Select((text, i) => (text, i)).ToDictionary(pair => pair.text, pair => pair.i, StringComparer.Ordinal);
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        _groups.Split(person =>
        {
            Combine(rule.Dimensions, person, ofPerson);
            string key = string.Join('\n', ofPerson.Where(place.ContainsKey));
            if (key.Length == 0) return 0;
            ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(classes, key, out bool exists);
            if (!exists) id = classes.Count;
            return id;
        });
        _pending.Add(() =>
        {
            int most = Math.Min(rule.Maximum ?? _request.Places, _request.Places);
            var rows = relevant.Select(value => AddRow(new ModelRow(index, value, 0, most))).ToArray();
            int[] presence = rule.Minimum > 1
                ? [.. relevant.Select(value => AddRow(new ModelRow(index, value, 0, _request.Places) { IsHard = true }))]
                : [];
            var own = new List<string>();
            for (int g = 0; g < _groups.Count; g++)
            {
                Combine(rule.Dimensions, _groups.First[g], own);
                foreach (string value in own)
                {
                    if (!place.TryGetValue(value, out int at)) continue;
                    _entries[g].Add((rows[at], 1));
                    if (presence.Length > 0) _entries[g].Add((presence[at], 1));
                }
            }

            // Present values have at least the minimum: count <= most * y and count >= minimum * y with y in {0, 1}.
            if (presence.Length == 0) return;
            for (int i = 0; i < rows.Length; i++)
            {
                _rows[rows[i]] = new ModelRow(index, relevant[i], -most, 0) { IsHard = true };
                AddExtra(0, 1, [(rows[i], -most), (presence[i], -rule.Minimum)]);
            }
        });
    }

    private void AddDistinct(int index, DistinctRule rule)
    {
        var column = _workforce.Column(rule.Dimension);
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        _groups.Split(person =>
        {
            var codes = column.Of(person);
            if (codes.Length == 0) return 0;
            if (codes.Length == 1) return codes[0] + 1;
            string key = string.Join(',', codes.ToArray());
            ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(classes, key, out bool exists);
            if (!exists) id = classes.Count;
            return column.Values.Length + id;
        });
        _pending.Add(() =>
        {
            var rowOf = new int[column.Values.Length];
            int sum = AddRow(new ModelRow(index, $"different values of {rule.Dimension}", rule.Minimum, column.Values.Length));
            for (int v = 0; v < rowOf.Length; v++)
            {
                rowOf[v] = AddRow(new ModelRow(index, $"{rule.Dimension} {column.Values[v]}", 0, _request.Places) { IsHard = true });
                AddExtra(0, 1, [(rowOf[v], -1), (sum, 1)]);
            }

            for (int g = 0; g < _groups.Count; g++)
            {
                foreach (int code in column.Of(_groups.First[g])) _entries[g].Add((rowOf[code], 1));
            }
        });
    }

    private void AddTogether(int index, TogetherRule rule)
    {
        int lead = _groups.Alone(_workforce.IndexOf(rule.People[0]));
        for (int i = 1; i < rule.People.Count; i++)
        {
            int row = AddRow(new ModelRow(index, $"together {rule.People[0]} {rule.People[i]}", 0, 0) { IsHard = true });
            int other = _groups.Alone(_workforce.IndexOf(rule.People[i]));
            if (lead >= 0) _entries[lead].Add((row, 1));
            if (other >= 0) _entries[other].Add((row, -1));
        }
    }

    private void AddReportingLine(int index, ReportingLineRule rule)
    {
        var isIn = new HashSet<int>(_groups.Pool.ToArray());
        int depth = rule.Depth ?? int.MaxValue;
        var isAbove = new HashSet<int>();
        foreach (int person in _groups.Pool)
        {
            int steps = depth;
            for (int above = _workforce.Managers[person]; above >= 0 && steps > 0; above = _workforce.Managers[above], steps--)
            {
                if (isIn.Contains(above)) isAbove.Add(above);
            }
        }

        // Told apart by the managers above who applied too, by being one, and by the team where teams are separated.
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        _groups.Split(person =>
        {
            var key = new System.Text.StringBuilder();
            foreach (int above in Above(person)) key.Append(above).Append(',');
            if (rule.SeparatesTeams) key.Append('t').Append(_workforce.Managers[person]);
            if (isAbove.Contains(person)) key.Append('m').Append(person);
            if (key.Length == 0) return 0;
            ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(classes, key.ToString(), out bool exists);
            if (!exists) id = classes.Count;
            return id;
        });
        _pending.Add(() =>
        {
            var below = new SortedDictionary<int, List<int>>();
            var teams = new SortedDictionary<int, List<int>>();
            for (int g = 0; g < _groups.Count; g++)
            {
                foreach (int above in Above(_groups.First[g])) Bucket(below, above).Add(g);
                if (rule.SeparatesTeams && _workforce.Managers[_groups.First[g]] >= 0) Bucket(teams, _workforce.Managers[_groups.First[g]]).Add(g);
            }

            foreach (var (manager, groups) in below)
            {
                int own = _groups.Alone(manager);
                int most = Math.Min(_request.Places, groups.Sum(g => _groups.Members[g]));
                int row = AddRow(new ModelRow(index, $"reports of {_workforce.IdAt(manager)}", 0, most) { IsHard = true });
                foreach (int g in groups) _entries[g].Add((row, 1));
                _entries[own].Add((row, most));
            }

            foreach (var (manager, groups) in teams)
            {
                if (groups.Sum(g => _groups.Members[g]) < 2) continue;
                int row = AddRow(new ModelRow(index, $"team of {_workforce.IdAt(manager)}", 0, 1) { IsHard = true });
                foreach (int g in groups) _entries[g].Add((row, 1));
            }
        });

        List<int> Above(int person)
        {
            var line = new List<int>();
            int steps = depth;
            for (int above = _workforce.Managers[person]; above >= 0 && steps > 0; above = _workforce.Managers[above], steps--)
            {
                if (isIn.Contains(above)) line.Add(above);
            }

            return line;
        }

        static List<int> Bucket(SortedDictionary<int, List<int>> buckets, int key)
        {
            if (!buckets.TryGetValue(key, out var list)) buckets.Add(key, list = []);
            return list;
        }
    }

    private void AddSum(ModelRow row, IReadOnlyList<PersonId> people)
    {
        int at = AddRow(row);
        foreach (var person in people)
        {
            int group = _groups.Alone(_workforce.IndexOf(person));
            if (group >= 0) _entries[group].Add((at, 1));
        }
    }

    private int AddRow(ModelRow row)
    {
        _rows.Add(row);
        return _rows.Count - 1;
    }

    private void AddExtra(int lower, int upper, List<(int Row, int Coefficient)> entries) => _extra.Add((lower, upper, entries));

    private void Combine(IReadOnlyList<Dimension> dimensions, int person, List<string> combinations)
    {
        combinations.Clear();
        combinations.Add("");
        foreach (var dimension in dimensions)
        {
            int known = combinations.Count;
            if (_workforce.TryColumn(dimension, out var column))
            {
                foreach (int code in column.Of(person))
                {
                    for (int i = 0; i < known; i++) combinations.Add(combinations[i].Length == 0 ? column.Values[code] : $"{combinations[i]} + {column.Values[code]}");
                }
            }

            combinations.RemoveRange(0, known);
        }
    }
}
