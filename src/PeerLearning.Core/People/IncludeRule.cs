namespace PeerLearning.People;

/// <summary>All of these people in the group.</summary>
public sealed record IncludeRule : Rule
{
    /// <summary>Initialises the rule.</summary>
    /// <param name="people">The people, each once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="people"/> is null.</exception>
    public IncludeRule(params IReadOnlyList<PersonId> people) => People = ValueList.Copy(people);

    /// <summary>The people.</summary>
    public IReadOnlyList<PersonId> People { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => ValueList<Dimension>.Empty;

    /// <inheritdoc/>
    public override Reason Describe() => Reason.Of("rule.include", "In the group: {people}.", Figure.Of("people", List(People)));

    private protected override void Judge(Workforce workforce, string where, ProblemList problems) => JudgePeople(People, 1, workforce, where, problems);

    private protected override void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken)
    {
        foreach (var person in People)
        {
            if (members.BinarySearch(workforce.IndexOf(person)) < 0)
            {
                broken.Add(Reason.Of("rule.include.broken", "{person} is missing.", Figure.Of("person", person)));
            }
        }
    }
}
