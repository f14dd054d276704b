using System.Runtime.InteropServices;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>
/// A request as integer programme: applicants whom no rule tells apart are one variable, every limit of a rule one row.
/// </summary>
internal sealed class AdmissionModel
{
    private readonly Workforce _workforce;
    private readonly AdmissionRequest _request;
    private readonly List<ModelRow> _rows = [];
    private readonly List<(int Variable, int Lower, int Upper, List<(int Row, int Coefficient)> Entries)> _extra = [];
    private int[] _pool = [];
    private int[] _groupOf = [];
    private int _groupCount;

    private AdmissionModel(Workforce workforce, AdmissionRequest request)
    {
        _workforce = workforce;
        _request = request;
    }

    /// <summary>The problems of request and rules.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The programme; its first variables are the groups.</summary>
    public QuotaProgram Program { get; private set; } = null!;

    /// <summary>What each row of the programme says.</summary>
    public IReadOnlyList<ModelRow> Rows => _rows;

    public int GroupCount => _groupCount;

    /// <summary>The members of each group.</summary>
    public int[] Members { get; private set; } = [];

    /// <summary>The pool by position in the workforce, those already in included.</summary>
    public ReadOnlySpan<int> Pool => _pool;

    /// <summary>The group of each member of the pool.</summary>
    public ReadOnlySpan<int> GroupOf => _groupOf;

    /// <summary>Whether the group holds somebody who is in already.</summary>
    public bool[] IsGiven { get; private set; } = [];

    /// <summary>The pool, group by group: positions in the workforce.</summary>
    public int[] ByGroup { get; private set; } = [];

    /// <summary>Where each group begins in <see cref="ByGroup"/>.</summary>
    public int[] GroupStart { get; private set; } = [];

    public ReadOnlySpan<int> MembersOf(int group) => ByGroup.AsSpan(GroupStart[group], GroupStart[group + 1] - GroupStart[group]);

    public static AdmissionModel Build(Workforce workforce, AdmissionRequest request)
    {
        var problems = new ProblemList();
        int[] pool = JudgePeople(workforce, request, problems);
        JudgeRules(workforce, request, problems);
        var model = new AdmissionModel(workforce, request) { Problems = problems.ToList() };
        if (!problems.HasErrors) model.Build(pool);
        return model;
    }

    private static int[] JudgePeople(Workforce workforce, AdmissionRequest request, ProblemList problems)
    {
        var isIn = new bool[workforce.Count];
        if (request.Applicants is { } applicants)
        {
            for (int i = 0; i < applicants.Count; i++)
            {
                int person = workforce.IndexOf(applicants[i]);
                if (person < 0)
                {
                    problems.Error("admission.applicant.unknown", $"request.Applicants[{i}]", $"'{applicants[i]}' is not in the workforce.", "Bring the person's row, or drop the application.");
                }
                else if (isIn[person])
                {
                    problems.Error("admission.applicant.duplicate", $"request.Applicants[{i}]", $"'{applicants[i]}' applies twice.", "Name everybody once.");
                }
                else
                {
                    isIn[person] = true;
                }
            }

            if (applicants.Count == 0 && request.AlreadyIn.Count == 0) problems.Error("admission.applicants.none", "request.Applicants", "Nobody applied.", "Name the applicants, or null for everybody.");
        }
        else
        {
            Array.Fill(isIn, true);
        }

        var given = new HashSet<PersonId>();
        for (int i = 0; i < request.AlreadyIn.Count; i++)
        {
            int person = workforce.IndexOf(request.AlreadyIn[i]);
            if (person < 0)
            {
                problems.Error("admission.already-in.unknown", $"request.AlreadyIn[{i}]", $"'{request.AlreadyIn[i]}' is not in the workforce.", "Bring the person's row.");
            }
            else if (!given.Add(request.AlreadyIn[i]))
            {
                problems.Error("admission.already-in.duplicate", $"request.AlreadyIn[{i}]", $"'{request.AlreadyIn[i]}' is named twice.", "Name everybody once.");
            }
            else
            {
                isIn[person] = true;
            }
        }

        if (request.AlreadyIn.Count > request.Places)
        {
            problems.Error("admission.places.too-few", "request.Places", $"{request.AlreadyIn.Count} are in already and there are {request.Places} places.", "Give more places.");
        }

        int count = 0;
        foreach (bool member in isIn) count += member ? 1 : 0;
        int[] pool = new int[count];
        for (int person = 0, at = 0; person < isIn.Length; person++)
        {
            if (isIn[person]) pool[at++] = person;
        }

        return pool;
    }

    private static void JudgeRules(Workforce workforce, AdmissionRequest request, ProblemList problems)
    {
        for (int i = 0; i < request.Rules.Count; i++)
        {
            string where = $"request.Rules[{i}]";
            if (request.Rules[i] is not { } rule)
            {
                problems.Error("admission.rule.missing", where, "There is no rule here.", "Leave the row out.");
                continue;
            }

            if (rule is OverlapRule)
            {
                problems.Error("admission.rule.unsupported", where, "Common working hours have no meaning before cohorts are formed.", "Ask for them when forming cohorts.");
                continue;
            }

            problems.AddRange(rule.FindProblems(workforce, where));
        }

        if (request.Rules.All(rule => rule is not null)) problems.AddRange(request.Policy.FindProblems(request.Rules, "request.Rules"));
    }

    private void Build(int[] pool)
    {
        var excluded = new HashSet<int>();
        foreach (var rule in _request.Rules.OfType<ExcludeRule>())
        {
            foreach (var person in rule.People) excluded.Add(_workforce.IndexOf(person));
        }

        var given = _request.AlreadyIn.Select(_workforce.IndexOf).ToHashSet();
        _pool = excluded.Count == 0 ? pool : [.. pool.Where(person => !excluded.Contains(person) || given.Contains(person))];
        _groupOf = new int[_pool.Length];
        _groupCount = _pool.Length == 0 ? 0 : 1;
        SeparateNamed(given);
        var pending = new List<Action<List<(int Row, int Coefficient)>[], int[]>>();
        for (int i = 0; i < _request.Rules.Count; i++) AddRule(i, pending);
        Renumber();
        Members = new int[_groupCount];
        foreach (int group in _groupOf) Members[group]++;
        FillByGroup();

        var entries = new List<(int Row, int Coefficient)>[_groupCount];
        for (int g = 0; g < _groupCount; g++) entries[g] = [];
        int places = AddRow(new ModelRow(-1, "places", _request.Places, _request.Places));
        for (int g = 0; g < _groupCount; g++) entries[g].Add((places, 1));
        var first = new int[_groupCount];
        for (int g = 0; g < _groupCount; g++) first[g] = MembersOf(g)[0];
        foreach (var add in pending) add(entries, first);
        var lower = new List<int>(new int[_groupCount]);
        var upper = Members.Select(members => Math.Min(members, _request.Places)).ToList();
        IsGiven = new bool[_groupCount];
        for (int g = 0; g < _groupCount; g++)
        {
            if (!given.Contains(first[g])) continue;
            lower[g] = upper[g] = 1;
            IsGiven[g] = true;
        }

        var all = entries.Select(list => (IReadOnlyList<(int Row, int Coefficient)>)list).ToList();
        foreach (var (_, from, to, list) in _extra)
        {
            lower.Add(from);
            upper.Add(to);
            all.Add(list);
        }

        Program = new QuotaProgram([.. lower], [.. upper], [.. _rows.Select(row => row.Minimum)], [.. _rows.Select(row => row.Maximum)], all);
    }

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
        Split(position => named.Contains(_pool[position]) ? position + 1 : 0);
    }

    private void AddRule(int index, List<Action<List<(int Row, int Coefficient)>[], int[]>> pending)
    {
        switch (_request.Rules[index])
        {
            case CountRule rule:
                AddCount(index, rule, pending);
                break;
            case PerValueRule rule:
                AddPerValue(index, rule, pending);
                break;
            case DistinctRule rule:
                AddDistinct(index, rule, pending);
                break;
            case TogetherRule rule:
                pending.Add((entries, first) => AddTogether(index, rule, entries, first));
                break;
            case ApartRule rule:
                pending.Add((entries, first) => AddSum(new ModelRow(index, "apart", 0, 1), rule.People, entries, first));
                break;
            case IncludeRule rule:
                pending.Add((entries, first) =>
                {
                    foreach (var person in rule.People) AddSum(new ModelRow(index, $"include {person}", 1, 1), [person], entries, first);
                });
                break;
            case ReportingLineRule rule:
                AddReportingLine(index, rule, pending);
                break;
        }
    }

    private void AddCount(int index, CountRule rule, List<Action<List<(int Row, int Coefficient)>[], int[]>> pending)
    {
        Split(position => rule.Matches(_workforce, _pool[position]) ? 1 : 0);
        pending.Add((entries, first) =>
        {
            string name = string.Join(" + ", rule.Values);
            int row = AddRow(new ModelRow(index, name, rule.Minimum, Math.Min(rule.Maximum ?? _request.Places, _request.Places)));
            for (int g = 0; g < first.Length; g++)
            {
                if (rule.Matches(_workforce, first[g])) entries[g].Add((row, 1));
            }
        });
    }

    private void AddPerValue(int index, PerValueRule rule, List<Action<List<(int Row, int Coefficient)>[], int[]>> pending)
    {
        var combinations = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var ofPerson = new List<string>();
        foreach (int person in _pool)
        {
            Combine(rule.Dimensions, person, ofPerson);
            foreach (string combination in ofPerson) combinations[combination] = combinations.GetValueOrDefault(combination) + 1;
        }

        // A value that too few have to break the rule tells nobody apart.
        var relevant = combinations.Where(pair => pair.Value > (rule.Maximum ?? int.MaxValue) || rule.Minimum > 1).Select(pair => pair.Key).ToList();
        var place = relevant.Select((text, i) => (text, i)).ToDictionary(pair => pair.text, pair => pair.i, StringComparer.Ordinal);
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        Split(position =>
        {
            Combine(rule.Dimensions, _pool[position], ofPerson);
            string key = string.Join('\n', ofPerson.Where(place.ContainsKey));
            if (key.Length == 0) return 0;
            ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(classes, key, out bool exists);
            if (!exists) id = classes.Count;
            return id;
        });
        pending.Add((entries, first) =>
        {
            int most = Math.Min(rule.Maximum ?? _request.Places, _request.Places);
            var rows = relevant.Select(value => AddRow(new ModelRow(index, value, 0, most))).ToArray();
            int[] presence = rule.Minimum > 1
                ? [.. relevant.Select(value => AddRow(new ModelRow(index, value, 0, _request.Places) { IsHard = true }))]
                : [];
            var own = new List<string>();
            for (int g = 0; g < first.Length; g++)
            {
                Combine(rule.Dimensions, first[g], own);
                foreach (string value in own)
                {
                    if (!place.TryGetValue(value, out int at)) continue;
                    entries[g].Add((rows[at], 1));
                    if (presence.Length > 0) entries[g].Add((presence[at], 1));
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

    private void AddDistinct(int index, DistinctRule rule, List<Action<List<(int Row, int Coefficient)>[], int[]>> pending)
    {
        var column = _workforce.Column(rule.Dimension);
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        Split(position =>
        {
            var codes = column.Of(_pool[position]);
            if (codes.Length == 0) return 0;
            if (codes.Length == 1) return codes[0] + 1;
            string key = string.Join(',', codes.ToArray());
            ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(classes, key, out bool exists);
            if (!exists) id = classes.Count;
            return column.Values.Length + id;
        });
        pending.Add((entries, first) =>
        {
            var rowOf = new int[column.Values.Length];
            int sum = AddRow(new ModelRow(index, $"different values of {rule.Dimension}", rule.Minimum, column.Values.Length));
            for (int v = 0; v < rowOf.Length; v++)
            {
                rowOf[v] = AddRow(new ModelRow(index, $"{rule.Dimension} {column.Values[v]}", 0, _request.Places) { IsHard = true });
                AddExtra(0, 1, [(rowOf[v], -1), (sum, 1)]);
            }

            for (int g = 0; g < first.Length; g++)
            {
                foreach (int code in column.Of(first[g])) entries[g].Add((rowOf[code], 1));
            }
        });
    }

    private void AddTogether(int index, TogetherRule rule, List<(int Row, int Coefficient)>[] entries, int[] first)
    {
        int lead = GroupOfPerson(rule.People[0], first);
        for (int i = 1; i < rule.People.Count; i++)
        {
            int row = AddRow(new ModelRow(index, $"together {rule.People[0]} {rule.People[i]}", 0, 0) { IsHard = true });
            int other = GroupOfPerson(rule.People[i], first);
            if (lead >= 0) entries[lead].Add((row, 1));
            if (other >= 0) entries[other].Add((row, -1));
        }
    }

    private void AddReportingLine(int index, ReportingLineRule rule, List<Action<List<(int Row, int Coefficient)>[], int[]>> pending)
    {
        var isIn = new HashSet<int>(_pool);
        int depth = rule.Depth ?? int.MaxValue;
        var isAbove = new HashSet<int>();
        foreach (int person in _pool)
        {
            int steps = depth;
            for (int above = _workforce.Managers[person]; above >= 0 && steps > 0; above = _workforce.Managers[above], steps--)
            {
                if (isIn.Contains(above)) isAbove.Add(above);
            }
        }

        // Told apart by the managers above who applied too, by being one, and by the team where teams are separated.
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        Split(position =>
        {
            int person = _pool[position];
            var key = new System.Text.StringBuilder();
            foreach (int above in Above(person)) key.Append(above).Append(',');
            if (rule.SeparatesTeams) key.Append('t').Append(_workforce.Managers[person]);
            if (isAbove.Contains(person)) key.Append('m').Append(person);
            if (key.Length == 0) return 0;
            ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(classes, key.ToString(), out bool exists);
            if (!exists) id = classes.Count;
            return id;
        });
        pending.Add((entries, first) =>
        {
            var below = new SortedDictionary<int, List<int>>();
            var teams = new SortedDictionary<int, List<int>>();
            for (int g = 0; g < first.Length; g++)
            {
                foreach (int above in Above(first[g])) Bucket(below, above).Add(g);
                if (rule.SeparatesTeams && _workforce.Managers[first[g]] >= 0) Bucket(teams, _workforce.Managers[first[g]]).Add(g);
            }

            foreach (var (manager, groups) in below)
            {
                int own = GroupOfPerson(_workforce.IdAt(manager), first);
                int most = Math.Min(_request.Places, groups.Sum(g => Members[g]));
                int row = AddRow(new ModelRow(index, $"reports of {_workforce.IdAt(manager)}", 0, most) { IsHard = true });
                foreach (int g in groups) entries[g].Add((row, 1));
                entries[own].Add((row, most));
            }

            foreach (var (manager, groups) in teams)
            {
                if (groups.Sum(g => Members[g]) < 2) continue;
                int row = AddRow(new ModelRow(index, $"team of {_workforce.IdAt(manager)}", 0, 1) { IsHard = true });
                foreach (int g in groups) entries[g].Add((row, 1));
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

    private void AddSum(ModelRow row, IReadOnlyList<PersonId> people, List<(int Row, int Coefficient)>[] entries, int[] first)
    {
        int at = AddRow(row);
        foreach (var person in people)
        {
            int group = GroupOfPerson(person, first);
            if (group >= 0) entries[group].Add((at, 1));
        }
    }

    private int GroupOfPerson(PersonId person, int[] first)
    {
        int index = _workforce.IndexOf(person);
        int position = Array.BinarySearch(_pool, index);
        return position >= 0 && first[_groupOf[position]] == index ? _groupOf[position] : -1;
    }

    private int AddRow(ModelRow row)
    {
        _rows.Add(row);
        return _rows.Count - 1;
    }

    private void AddExtra(int lower, int upper, List<(int Row, int Coefficient)> entries) => _extra.Add((_extra.Count, lower, upper, entries));

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

    /// <summary>Splits every group by a class of its members.</summary>
    private void Split(Func<int, int> classOf)
    {
        var ids = new Dictionary<(int Group, int Class), int>();
        var last = (-1, -1);
        int lastId = -1;
        for (int position = 0; position < _groupOf.Length; position++)
        {
            var key = (_groupOf[position], classOf(position));
            if (key != last)
            {
                ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, key, out bool exists);
                if (!exists) id = ids.Count - 1;
                last = key;
                lastId = id;
            }

            _groupOf[position] = lastId;
        }

        _groupCount = ids.Count;
    }

    /// <summary>Numbers the groups by their first member, whatever the order of the rules.</summary>
    private void Renumber()
    {
        var number = new int[_groupCount];
        Array.Fill(number, -1);
        int next = 0;
        for (int position = 0; position < _groupOf.Length; position++)
        {
            ref int own = ref number[_groupOf[position]];
            if (own < 0) own = next++;
            _groupOf[position] = own;
        }
    }

    private void FillByGroup()
    {
        GroupStart = new int[_groupCount + 1];
        for (int g = 0; g < _groupCount; g++) GroupStart[g + 1] = GroupStart[g] + Members[g];
        ByGroup = new int[_pool.Length];
        var at = GroupStart.ToArray();
        for (int position = 0; position < _pool.Length; position++) ByGroup[at[_groupOf[position]]++] = _pool[position];
    }
}

/// <summary>What a row of the programme says.</summary>
/// <param name="Rule">The place of the rule in the request; -1 for the number of places.</param>
/// <param name="Name">The value or the people concerned.</param>
/// <param name="Minimum">The fewest.</param>
/// <param name="Maximum">The most.</param>
internal sealed record ModelRow(int Rule, string Name, int Minimum, int Maximum)
{
    /// <summary>Whether the row is a way of writing the rule rather than a limit that could be moved.</summary>
    public bool IsHard { get; init; }
}
