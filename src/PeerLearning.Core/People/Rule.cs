namespace PeerLearning.People;

/// <summary>A rule about a group of people: a team, a cohort, or a pair of mentor and learner.</summary>
/// <remarks>
/// <para>The family is closed: <see cref="CountRule"/>, <see cref="PerValueRule"/>, <see cref="DistinctRule"/>, <see cref="TogetherRule"/>,
/// <see cref="ApartRule"/>, <see cref="ReportingLineRule"/>, <see cref="OverlapRule"/>, <see cref="IncludeRule"/> and <see cref="ExcludeRule"/>.
/// Every service takes the rules that have a meaning for its question and reports the others as problems.</para>
/// <para>A rule finds its own problems, says itself in plain words and checks a given group, so an answer can be checked without any solver.</para>
/// </remarks>
public abstract record Rule
{
    private protected Rule()
    {
    }

    /// <summary>The dimensions that the rule looks at; a policy decides whether it may.</summary>
    public abstract IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>The rule in plain words.</summary>
    /// <returns>A reason whose sentence states the rule.</returns>
    public abstract Reason Describe();

    /// <summary>The problems that make the rule meaningless for a workforce, whatever the group.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="where">The place of the rule, such as <c>request.Rules[0]</c>.</param>
    /// <returns>All problems; empty when the rule can be used.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> FindProblems(Workforce workforce, string where)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(where);
        var problems = new ProblemList();
        Judge(workforce, where, problems);
        return problems.ToList();
    }

    /// <summary>Checks a group against the rule.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="group">The people of the group, each once.</param>
    /// <returns>What breaks the rule, each with the people or values concerned; empty when the group keeps it.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Somebody in the group is not in the workforce.</exception>
    public IReadOnlyList<Reason> Check(Workforce workforce, IReadOnlyList<PersonId> group)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(group);
        int[] members = new int[group.Count];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = workforce.IndexOf(group[i]);
            if (members[i] < 0) throw new ArgumentException($"'{group[i]}' is not in the workforce.", nameof(group));
        }

        Array.Sort(members);
        var broken = new List<Reason>();
        Check(workforce, members, broken);
        return ValueList.Copy(broken);
    }

    private protected abstract void Judge(Workforce workforce, string where, ProblemList problems);

    /// <summary>Adds a reason for everything that breaks the rule in the group of positions, which are sorted.</summary>
    private protected abstract void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken);

    /// <summary>Those of some people who are among the positions, which are sorted.</summary>
    private protected static List<PersonId> Present(IReadOnlyList<PersonId> people, Workforce workforce, ReadOnlySpan<int> members)
    {
        var present = new List<PersonId>();
        foreach (var person in people)
        {
            if (members.BinarySearch(workforce.IndexOf(person)) >= 0) present.Add(person);
        }

        return present;
    }

    private protected static void JudgePeople(IReadOnlyList<PersonId> people, int minimum, Workforce workforce, string where, ProblemList problems)
    {
        var seen = new HashSet<PersonId>();
        for (int i = 0; i < people.Count; i++)
        {
            if (workforce.IndexOf(people[i]) < 0)
            {
                problems.Error("rule.person.unknown", $"{where}.People[{i}]", $"'{people[i]}' is not in the workforce.", "Name somebody who is.");
            }
            else if (!seen.Add(people[i]))
            {
                problems.Error("rule.person.duplicate", $"{where}.People[{i}]", $"'{people[i]}' is named twice.", "Name everybody once.");
            }
        }

        if (people.Count < minimum)
        {
            problems.Error("rule.people.too-few", $"{where}.People", $"The rule names {people.Count} people and needs at least {minimum}.", "Name more people or drop the rule.");
        }
    }

    private protected static void JudgeDimension(Dimension dimension, Workforce workforce, string where, ProblemList problems)
    {
        if (!workforce.TryColumn(dimension, out var column))
        {
            problems.Error("rule.dimension.unknown", where, $"Nobody in the workforce has a value in the dimension '{dimension}'.", "Bring the values, or drop the rule.");
        }
        else if (column.Dimension.Class != dimension.Class)
        {
            problems.Error(
                "rule.dimension.class", where, $"{dimension} is {dimension.Class} in the rule and {column.Dimension.Class} in the workforce.", "Give a dimension the same class everywhere.");
        }
    }

    private protected static void JudgeRange(int minimum, int? maximum, string where, ProblemList problems)
    {
        if (maximum < minimum)
        {
            problems.Error("rule.range.empty", where, $"The minimum {minimum} is above the maximum {maximum}.", "Swap them, or widen the range.");
        }
        else if (minimum == 0 && maximum is null)
        {
            problems.Error("rule.range.missing", where, "The rule has neither a minimum nor a maximum.", "Give one of them, or drop the rule.");
        }
    }

    private protected static string List<T>(IEnumerable<T> items) => string.Join(", ", items);
}
