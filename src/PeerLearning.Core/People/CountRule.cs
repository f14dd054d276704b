namespace PeerLearning.People;

/// <summary>At least, or at most, so many members with a value, or with a whole combination of values.</summary>
public sealed record CountRule : Rule
{
    /// <summary>The value, or the combination that a member must have in full to count.</summary>
    public required IReadOnlyList<DimensionValue> Values { get; init => field = (IReadOnlyList<DimensionValue>)Guard.Against.NullOrEmpty(ValueList.Copy(value)); }

    /// <summary>The fewest members.</summary>
    /// <value>0 unless said otherwise.</value>
    public int Minimum { get; init => field = Guard.Against.Negative(value); }

    /// <summary>The most members; null for no limit.</summary>
    /// <value>Null unless said otherwise.</value>
    public int? Maximum { get; init => field = value is { } limit ? Guard.Against.Negative(limit) : null; }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => ValueList.Copy(Values.Where(value => value.Dimension is not null).Select(value => value.Dimension!).Distinct());

    /// <inheritdoc/>
    public override Reason Describe() => Maximum is not { } maximum
        ? Reason.Of("rule.count", "At least {minimum} with {values}.", Figure.Of("minimum", Minimum), Figure.Of("values", List(Values)))
        : Minimum == 0
            ? Reason.Of("rule.count", "At most {maximum} with {values}.", Figure.Of("maximum", maximum), Figure.Of("values", List(Values)))
            : Reason.Of(
                "rule.count", "From {minimum} to {maximum} with {values}.", Figure.Of("minimum", Minimum), Figure.Of("maximum", maximum), Figure.Of("values", List(Values)));

    private protected override void Judge(Workforce workforce, string where, ProblemList problems)
    {
        JudgeRange(Minimum, Maximum, where, problems);
        for (int i = 0; i < Values.Count; i++)
        {
            string place = $"{where}.Values[{i}]";
            if (Values[i].Dimension is not { } dimension)
            {
                problems.Error("rule.value.without-dimension", place, "The value belongs to no dimension.", "Name its dimension.");
                continue;
            }

            JudgeDimension(dimension, workforce, place, problems);
            if (workforce.TryColumn(dimension, out var column) && column.CodeOf(Values[i].Value) < 0)
            {
                problems.Error("rule.value.unknown", place, $"Nobody in the workforce has the value '{Values[i]}'.", "Check the spelling, or drop the rule.");
            }
        }
    }

    private protected override void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken)
    {
        int count = 0;
        foreach (int member in members)
        {
            if (Matches(workforce, member)) count++;
        }

        if (count < Minimum || count > Maximum)
        {
            broken.Add(Reason.Of("rule.count.broken", "{count} with {values}.", Figure.Of("count", count), Figure.Of("values", List(Values))));
        }
    }

    /// <summary>Whether a person has the whole combination.</summary>
    internal bool Matches(Workforce workforce, int person)
    {
        foreach (var value in Values)
        {
            if (value.Dimension is null || !workforce.TryColumn(value.Dimension, out var column)) return false;
            int code = column.CodeOf(value.Value);
            if (code < 0 || !column.Has(person, code)) return false;
        }

        return true;
    }
}
