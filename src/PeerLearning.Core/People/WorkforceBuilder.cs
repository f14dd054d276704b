using System.Runtime.InteropServices;

namespace PeerLearning.People;

/// <summary>Reads people row by row into columns, judges them, and sorts everything by ordinal id.</summary>
internal sealed class WorkforceBuilder
{
    private readonly List<string> _ids = [];
    private readonly List<string?> _managers = [];
    private readonly List<int> _schedules = [];
    private readonly List<bool> _isBad = [];
    private readonly Dictionary<int, DateInterval[]> _absences = [];
    private readonly Dictionary<string, ColumnBuilder> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeZone?> _zones = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Zone, IReadOnlyList<WorkingHours> Weekly), int> _scheduleIndex = [];
    private readonly List<Availability> _scheduleList = [];
    private readonly SortedDictionary<(int Row, int Order), Problem> _problems = [];
    private int _row = -1;

    public void Add(Person? person)
    {
        _row++;
        _ids.Add(person?.Id.Value ?? "");
        _managers.Add(person?.Manager?.Value);
        _schedules.Add(-1);
        _isBad.Add(false);
        if (person is null)
        {
            Refuse("person.missing", "", "The row is null.", "Leave the row out.");
            return;
        }

        if (string.IsNullOrWhiteSpace(person.Id.Value)) Refuse("person.id.blank", ".Id", "The id is blank.", "Give every person an id.");
        AddValue(Dimension.BusinessUnit, person.BusinessUnit, ".BusinessUnit");
        AddValue(Dimension.Geography, person.Geography, ".Geography");
        for (int i = 0; i < person.Languages.Count; i++) AddValue(Dimension.Language, person.Languages[i] ?? "", $".Languages[{i}]");
        for (int i = 0; i < person.Values.Count; i++)
        {
            var value = person.Values[i];
            if (value.Dimension is { } dimension) AddValue(dimension, value.Value, $".Values[{i}]");
            else Refuse("person.value.without-dimension", $".Values[{i}]", "The value belongs to no dimension.", "Name its dimension.");
        }

        AddSchedule(person);
        if (person.Manager is { } manager)
        {
            if (string.IsNullOrWhiteSpace(manager.Value)) Refuse("person.manager.blank", ".Manager", "The manager's id is blank.", "Give the manager's id, or null for nobody.");
            else if (manager == person.Id) Refuse("person.manager.self", ".Manager", $"'{person.Id}' manages themselves.", "Give the real manager, or null for nobody.");
        }
    }

    public Workforce Build(out IReadOnlyList<Problem> problems, out bool isSound)
    {
        var rowOf = JudgeIds();
        var managers = ResolveManagers(rowOf);
        BreakCircles(managers);
        JudgeValues();

        int[] rows = [.. Enumerable.Range(0, _ids.Count).Where(row => !_isBad[row])];
        var keys = Array.ConvertAll(rows, row => _ids[row]);
        Array.Sort(keys, rows, StringComparer.Ordinal);
        int[] newIndex = new int[_ids.Count];
        Array.Fill(newIndex, -1);
        for (int i = 0; i < rows.Length; i++) newIndex[rows[i]] = i;

        int[] managerOf = Array.ConvertAll(rows, row => managers[row] < 0 ? -1 : newIndex[managers[row]]);
        var columns = _columns.Values.Select(column => column.Build(rows)).Where(column => column.Values.Length > 0).ToList();
        var (schedules, scheduleOf) = SortSchedules(rows);
        var absences = _absences.Where(pair => newIndex[pair.Key] >= 0).ToDictionary(pair => newIndex[pair.Key], pair => pair.Value);

        problems = ValueList.Copy(_problems.Values);
        isSound = _problems.Values.All(problem => problem.Severity != ProblemSeverity.Error);
        return new Workforce(keys, managerOf, columns, schedules, scheduleOf, absences);
    }

    private void Refuse(string code, string place, string what, string repair)
    {
        _isBad[_row] = true;
        Report(_row, code, place, what, repair);
    }

    private void Report(int row, string code, string place, string what, string repair, ProblemSeverity severity = ProblemSeverity.Error) =>
        _problems.Add((row, _problems.Count), new Problem { Code = code, Where = $"people[{row}]{place}", What = what, Repair = repair, Severity = severity });

    private void AddValue(Dimension dimension, string? value, string place)
    {
        if (value is null) return;
        if (string.IsNullOrWhiteSpace(value))
        {
            Refuse("person.value.blank", place, $"The value of {dimension} is blank.", "Give a value, or leave it out when it is unknown.");
            return;
        }

        ref var column = ref CollectionsMarshal.GetValueRefOrAddDefault(_columns, dimension.Name, out _);
        column ??= new ColumnBuilder(dimension, _row);
        if (column.Dimension.Class != dimension.Class)
        {
            Refuse(
                "dimension.class.conflict", place, $"{dimension} is {dimension.Class} here and {column.Dimension.Class} in people[{column.FirstRow}].",
                "Give a dimension the same class everywhere.");
            return;
        }

        column.Add(_row, value);
    }

    private void AddSchedule(Person person)
    {
        for (int i = 0; i < person.WorkingHours.Count; i++)
        {
            if (!person.WorkingHours[i].IsSound)
            {
                Refuse("person.hours.invalid", $".WorkingHours[{i}]", $"{person.WorkingHours[i]} is no stretch of a day.", "End after the start; use midnight for the end of the day.");
            }
        }

        if (person.TimeZone is null) return;
        if (!_zones.TryGetValue(person.TimeZone, out var zone))
        {
            zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.TimeZone);
            _zones.Add(person.TimeZone, zone);
        }

        if (zone is null)
        {
            Refuse("person.timezone.unknown", ".TimeZone", $"'{person.TimeZone}' is not a time zone of the IANA database.", "Use an IANA id such as Europe/Paris.");
            return;
        }

        AddValue(Dimension.TimeZone, person.TimeZone, ".TimeZone");
        if (_isBad[_row]) return;
        var weekly = ReferenceEquals(person.WorkingHours, WorkingHours.NineToFive)
            ? WorkingHours.NineToFive
            : ValueList.Copy(person.WorkingHours.OrderBy(hours => hours.Day).ThenBy(hours => hours.Start).ThenBy(hours => hours.End));
        ref int schedule = ref CollectionsMarshal.GetValueRefOrAddDefault(_scheduleIndex, (person.TimeZone, weekly), out bool exists);
        if (!exists)
        {
            schedule = _scheduleList.Count;
            _scheduleList.Add(new Availability(zone, [.. weekly], []));
        }

        _schedules[_row] = schedule;
        if (person.Absences.Count > 0) _absences.Add(_row, [.. person.Absences]);
    }

    /// <summary>Refuses every row of an id that stands there more than once, and indexes the others.</summary>
    private Dictionary<string, int> JudgeIds()
    {
        var rowOf = new Dictionary<string, int>(_ids.Count, StringComparer.Ordinal);
        for (int row = 0; row < _ids.Count; row++)
        {
            if (string.IsNullOrWhiteSpace(_ids[row]) || rowOf.TryAdd(_ids[row], row)) continue;
            int first = rowOf[_ids[row]];
            _isBad[row] = _isBad[first] = true;
            Report(row, "person.id.duplicate", ".Id", $"The id '{_ids[row]}' stands in people[{first}] too.", "Give every person one row; none of these rows is used.");
        }

        JudgeTwins(_ids.Select((id, row) => (id, row)).Where(entry => !_isBad[entry.row]), "person.id.twin", "ids", ".Id", ProblemSeverity.Warning);
        return rowOf;
    }

    private int[] ResolveManagers(Dictionary<string, int> rowOf)
    {
        int[] managers = new int[_ids.Count];
        for (int row = 0; row < managers.Length; row++)
        {
            managers[row] = -1;
            if (_managers[row] is not { } manager || _isBad[row]) continue;
            if (!rowOf.TryGetValue(manager, out int above))
            {
                Report(row, "person.manager.unknown", ".Manager", $"The manager '{manager}' is not among the people.", "Bring the manager's row, or null for nobody.");
            }
            else if (_isBad[above])
            {
                Report(row, "person.manager.refused", ".Manager", $"The row of the manager '{manager}' has a problem of its own.", "Repair the manager's row.", ProblemSeverity.Warning);
            }
            else
            {
                managers[row] = above;
            }
        }

        return managers;
    }

    /// <summary>Finds circles of managers by walking up, with marks instead of recursion, and cuts all their lines.</summary>
    private void BreakCircles(int[] managers)
    {
        int[] walk = new int[managers.Length];
        for (int row = 0; row < managers.Length; row++)
        {
            int mark = row + 1;
            int at = row;
            while (at >= 0 && walk[at] == 0)
            {
                walk[at] = mark;
                at = managers[at];
            }

            if (at < 0 || walk[at] != mark) continue;
            var circle = new List<int>();
            for (int member = at; circle.Count == 0 || member != at; member = managers[member]) circle.Add(member);
            circle.Sort();
            string names = string.Join(", ", circle.Take(5).Select(member => $"'{_ids[member]}'")) + (circle.Count > 5 ? ", ..." : "");
            foreach (int member in circle)
            {
                Report(member, "person.manager.circle", ".Manager", $"The reporting line runs in a circle of {circle.Count}: {names}.", "Let one of them report to somebody outside, or to nobody.");
                managers[member] = -1;
            }
        }
    }

    private void JudgeValues()
    {
        foreach (var column in _columns.Values)
        {
            JudgeTwins(column.FirstRows, "person.value.twin", $"values of {column.Dimension}", $" {column.Dimension}", ProblemSeverity.Error);
        }
    }

    /// <summary>Reports texts, in the order of their rows, that differ only in case or white space: almost always one thing spelt in two ways.</summary>
    private void JudgeTwins(IEnumerable<(string Text, int Row)> texts, string code, string noun, string place, ProblemSeverity severity)
    {
        var first = new Dictionary<string, (string Text, int Row)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, row) in texts)
        {
            string key = IsPlain(text) ? text : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (first.TryAdd(key, (text, row))) continue;
            Report(row, code, place, $"The {noun} '{text}' and '{first[key].Text}' (people[{first[key].Row}]) differ only in case or white space.", "Spell one thing in one way.", severity);
        }
    }

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c)) return false;
        }

        return true;
    }

    private (Availability[] Schedules, int[] ScheduleOf) SortSchedules(int[] rows)
    {
        int[] order = [.. Enumerable.Range(0, _scheduleList.Count)
            .OrderBy(i => _scheduleList[i].Zone.Id, StringComparer.Ordinal)
            .ThenBy(i => string.Join(';', _scheduleList[i].Weekly), StringComparer.Ordinal)];
        int[] position = new int[order.Length];
        for (int i = 0; i < order.Length; i++) position[order[i]] = i;
        int[] scheduleOf = Array.ConvertAll(rows, row => _schedules[row] < 0 ? -1 : position[_schedules[row]]);
        return (Array.ConvertAll(order, i => _scheduleList[i]), scheduleOf);
    }

    /// <summary>The values of one dimension while rows come in.</summary>
    private sealed class ColumnBuilder(Dimension dimension, int firstRow)
    {
        private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
        private readonly List<(string Text, int Row)> _values = [];
        private readonly List<(int Row, int Code)> _entries = [];
        private bool _hasSeveral;

        public Dimension Dimension { get; } = dimension;

        public int FirstRow { get; } = firstRow;

        public IEnumerable<(string Text, int Row)> FirstRows => _values;

        public void Add(int row, string value)
        {
            ref int code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, value, out bool exists);
            if (!exists)
            {
                code = _values.Count;
                _values.Add((value, row));
            }

            if (_entries.Count > 0 && _entries[^1].Row == row) _hasSeveral = true;
            _entries.Add((row, code));
        }

        /// <summary>Sorts values ordinally, drops those that only refused rows have, and lays the codes out in the order of <paramref name="rows"/>.</summary>
        public DimensionColumn Build(int[] rows)
        {
            int[] entryOf = new int[_entries.Count == 0 ? 0 : _entries[^1].Row + 1];
            Array.Fill(entryOf, -1);
            for (int i = _entries.Count - 1; i >= 0; i--) entryOf[_entries[i].Row] = i;
            bool[] isUsed = new bool[_values.Count];
            foreach (int row in rows)
            {
                for (int i = First(row); i >= 0 && i < _entries.Count && _entries[i].Row == row; i++) isUsed[_entries[i].Code] = true;
            }

            int[] order = [.. Enumerable.Range(0, _values.Count).Where(code => isUsed[code]).OrderBy(code => _values[code].Text, StringComparer.Ordinal)];
            int[] position = new int[_values.Count];
            for (int i = 0; i < order.Length; i++) position[order[i]] = i;
            string[] values = Array.ConvertAll(order, code => _values[code].Text);
            if (!_hasSeveral)
            {
                return new DimensionColumn(Dimension, values, Array.ConvertAll(rows, row => First(row) is >= 0 and var i ? position[_entries[i].Code] : -1));
            }

            var codes = new List<int>(_entries.Count);
            int[] starts = new int[rows.Length + 1];
            var own = new SortedSet<int>();
            for (int r = 0; r < rows.Length; r++)
            {
                own.Clear();
                for (int i = First(rows[r]); i >= 0 && i < _entries.Count && _entries[i].Row == rows[r]; i++) own.Add(position[_entries[i].Code]);
                codes.AddRange(own);
                starts[r + 1] = codes.Count;
            }

            return new DimensionColumn(Dimension, values, [.. codes], starts);

            int First(int row) => row < entryOf.Length ? entryOf[row] : -1;
        }
    }
}
