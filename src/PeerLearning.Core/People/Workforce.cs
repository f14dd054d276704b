using System.Diagnostics.CodeAnalysis;

namespace PeerLearning.People;

/// <summary>A validated population: everybody the programme could concern, indexed once.</summary>
/// <remarks>
/// <para>People stand in ordinal order of their ids, whatever the order of the input, and are kept as columns: a million people take some tens of
/// megabytes. This type is immutable.</para>
/// <para>Reporting lines form a forest: nobody is above themselves.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Count} people, {Dimensions.Count} dimensions")]
public sealed class Workforce
{
    private readonly string[] _ids;
    private readonly int[] _managers;
    private bool[]? _hasReports;
    private readonly Dictionary<string, DimensionColumn> _columns;
    private readonly Availability[] _schedules;
    private readonly int[] _scheduleOf;
    private readonly Dictionary<int, DateInterval[]> _absences;

    internal Workforce(
        string[] ids, int[] managers, IReadOnlyList<DimensionColumn> columns, Availability[] schedules, int[] scheduleOf, Dictionary<int, DateInterval[]> absences)
    {
        _ids = ids;
        _managers = managers;
        _columns = columns.ToDictionary(column => column.Dimension.Name, StringComparer.Ordinal);
        _schedules = schedules;
        _scheduleOf = scheduleOf;
        _absences = absences;
        Dimensions = ValueList.Copy(columns.Select(column => column.Dimension).OrderBy(dimension => dimension.Name, StringComparer.Ordinal));
    }

    /// <summary>The number of people.</summary>
    public int Count => _ids.Length;

    /// <summary>The dimensions in which anybody has a value, by name.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Makes a workforce of people who are all sound.</summary>
    /// <param name="people">The rows, read once.</param>
    /// <returns>The workforce.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="people"/> is null.</exception>
    /// <exception cref="ProblemsException">A row has a problem; the exception lists all of them.</exception>
    public static Workforce Create(IEnumerable<Person> people) =>
        TryCreate(people, out var workforce, out var problems) ? workforce : throw new ProblemsException(problems);

    /// <summary>Makes a workforce of the people who are sound, and reports every problem of the others at once.</summary>
    /// <param name="people">The rows, read once.</param>
    /// <param name="workforce">The workforce of all sound rows. Somebody whose manager is unknown, left out or part of a circle is kept without that line.</param>
    /// <param name="problems">All problems, in the order of the input.</param>
    /// <returns>Whether every row was sound; warnings do not count against that.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="people"/> is null.</exception>
    /// <remarks>O(n log n) in the number of people.</remarks>
    public static bool TryCreate(IEnumerable<Person> people, out Workforce workforce, out IReadOnlyList<Problem> problems)
    {
        Guard.Against.Null(people);
        var builder = new WorkforceBuilder();
        foreach (var person in people) builder.Add(person);
        workforce = builder.Build(out problems, out bool isSound);
        return isSound;
    }

    /// <summary>The position of a person in the ordinal order.</summary>
    /// <param name="person">The person.</param>
    /// <returns>The position from 0, or -1 when the person is not in the workforce.</returns>
    /// <remarks>O(log n).</remarks>
    public int IndexOf(PersonId person) => Math.Max(-1, Array.BinarySearch(_ids, person.Value, StringComparer.Ordinal));

    /// <summary>The person at a position of the ordinal order.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or not below <see cref="Count"/>.</exception>
    public PersonId IdAt(int index) => (uint)index < (uint)_ids.Length ? new(_ids[index]) : throw new ArgumentOutOfRangeException(nameof(index), index, "Nobody stands there.");

    /// <summary>The direct manager of a person.</summary>
    /// <param name="person">The person.</param>
    /// <returns>The manager, or null.</returns>
    /// <exception cref="ArgumentException">The person is not in the workforce.</exception>
    public PersonId? ManagerOf(PersonId person) => _managers[Require(person)] is >= 0 and var manager ? IdAt(manager) : null;

    /// <summary>The reporting line above a person.</summary>
    /// <param name="person">The person.</param>
    /// <returns>The direct manager first, then that manager's, up to the top.</returns>
    /// <exception cref="ArgumentException">The person is not in the workforce.</exception>
    public IReadOnlyList<PersonId> ManagersOf(PersonId person)
    {
        var line = new List<PersonId>();
        for (int above = _managers[Require(person)]; above >= 0; above = _managers[above]) line.Add(IdAt(above));
        return ValueList.Copy(line);
    }

    /// <summary>The values of a person in a dimension.</summary>
    /// <param name="person">The person.</param>
    /// <param name="dimension">The dimension.</param>
    /// <returns>The values in ordinal order; empty when unknown.</returns>
    /// <exception cref="ArgumentException">The person is not in the workforce, or nobody has a value in the dimension.</exception>
    public IReadOnlyList<string> ValuesOf(PersonId person, Dimension dimension)
    {
        Guard.Against.Null(dimension);
        var column = Column(dimension);
        var values = new List<string>();
        foreach (int code in column.Of(Require(person))) values.Add(column.Values[code]);
        return ValueList.Copy(values);
    }

    /// <summary>The values that occur in a dimension.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <returns>The distinct values in ordinal order; empty when nobody has one.</returns>
    public IReadOnlyList<string> ValuesIn(Dimension dimension) =>
        TryColumn(Guard.Against.Null(dimension), out var column) ? new ValueList<string>(column.Values.AsSpan()) : ValueList<string>.Empty;

    /// <summary>When a person can be met.</summary>
    /// <param name="person">The person.</param>
    /// <returns>The availability, or null when the time zone is unknown.</returns>
    /// <exception cref="ArgumentException">The person is not in the workforce.</exception>
    public Availability? AvailabilityOf(PersonId person) => AvailabilityAt(Require(person));

    /// <summary>The ids in ordinal order.</summary>
    internal ReadOnlySpan<string> Ids => _ids;

    /// <summary>The direct manager's position for everybody, -1 for nobody.</summary>
    internal ReadOnlySpan<int> Managers => _managers;

    /// <summary>Whether anybody reports to a person directly.</summary>
    internal bool HasReports(int index) => (_hasReports ??= FindReports())[index];

    /// <summary>The distinct schedules without days away; <see cref="ScheduleOf"/> points into them.</summary>
    internal ReadOnlySpan<Availability> Schedules => _schedules;

    /// <summary>The schedule of everybody, -1 when the time zone is unknown.</summary>
    internal ReadOnlySpan<int> ScheduleOf => _scheduleOf;

    internal bool HasAbsences(int index) => _absences.ContainsKey(index);

    internal ReadOnlySpan<DateInterval> AbsencesAt(int index) => _absences.GetValueOrDefault(index);

    internal Availability? AvailabilityAt(int index)
    {
        if (_scheduleOf[index] < 0) return null;
        var schedule = _schedules[_scheduleOf[index]];
        return _absences.TryGetValue(index, out var absences) ? new Availability(schedule.Zone, [.. schedule.Weekly], absences) : schedule;
    }

    internal bool TryColumn(Dimension dimension, [MaybeNullWhen(false)] out DimensionColumn column) => _columns.TryGetValue(dimension.Name, out column);

    internal DimensionColumn Column(Dimension dimension) =>
        TryColumn(dimension, out var column) ? column : throw new ArgumentException($"Nobody in the workforce has a value in the dimension '{dimension}'.", nameof(dimension));

    /// <summary>Whether <paramref name="above"/> is in the reporting line of <paramref name="below"/>, at most <paramref name="depth"/> levels up.</summary>
    internal bool IsAbove(int above, int below, int depth = int.MaxValue)
    {
        for (int manager = _managers[below]; manager >= 0 && depth > 0; manager = _managers[manager], depth--)
        {
            if (manager == above) return true;
        }

        return false;
    }

    private int Require(PersonId person) =>
        IndexOf(person) is >= 0 and var index ? index : throw new ArgumentException($"'{person}' is not in the workforce.", nameof(person));

    // Worked out when first asked for; whoever comes second at the same time works out the same.
    private bool[] FindReports()
    {
        bool[] has = new bool[_managers.Length];
        foreach (int manager in _managers)
        {
            if (manager >= 0) has[manager] = true;
        }

        return has;
    }
}
