namespace PeerLearning.People;

/// <summary>At most one of these people in the group.</summary>
public sealed record ApartRule : Rule
{
    /// <summary>Initialises the rule.</summary>
    /// <param name="people">The people, each once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="people"/> is null.</exception>
    public ApartRule(params IReadOnlyList<PersonId> people) => People = ValueList.Copy(people);

    /// <summary>The people.</summary>
    public IReadOnlyList<PersonId> People { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => ValueList<Dimension>.Empty;

    /// <inheritdoc/>
    public override Reason Describe() => Reason.Of("rule.apart", "Never together: {people}.", Figure.Of("people", List(People)));

    private protected override void Judge(Workforce workforce, string where, ProblemList problems) => JudgePeople(People, 2, workforce, where, problems);

    private protected override void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken)
    {
        var present = Present(People, workforce, members);
        if (present.Count > 1)
        {
            broken.Add(Reason.Of("rule.apart.broken", "Together: {people}.", Figure.Of("people", List(present))));
        }
    }
}
