namespace PeerLearning.People;

/// <summary>These people all in the group, or none of them.</summary>
public sealed record TogetherRule : Rule
{
    /// <summary>Initialises the rule.</summary>
    /// <param name="people">The people, each once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="people"/> is null.</exception>
    public TogetherRule(params IReadOnlyList<PersonId> people) => People = ValueList.Copy(people);

    /// <summary>The people.</summary>
    public IReadOnlyList<PersonId> People { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => ValueList<Dimension>.Empty;

    /// <inheritdoc/>
    public override Reason Describe() => Reason.Of("rule.together", "Together: {people}.", Figure.Of("people", List(People)));

    private protected override void Judge(Workforce workforce, string where, ProblemList problems) => JudgePeople(People, 2, workforce, where, problems);

    private protected override void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken)
    {
        var present = Present(People, workforce, members);
        if (present.Count > 0 && present.Count < People.Count)
        {
            broken.Add(Reason.Of("rule.together.broken", "Without the others: {people}.", Figure.Of("people", List(present))));
        }
    }
}
