namespace PeerLearning.People;

/// <summary>At least so many different values of a dimension within the group.</summary>
public sealed record DistinctRule : Rule
{
    /// <summary>The dimension.</summary>
    public required Dimension Dimension { get; init => field = Guard.Against.Null(value); }

    /// <summary>The fewest different values.</summary>
    public required int Minimum { get; init => field = Guard.Against.NegativeOrZero(value); }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => ValueList.Of(Dimension);

    /// <inheritdoc/>
    public override Reason Describe() =>
        Reason.Of("rule.distinct", "At least {minimum} different values of {dimension}.", Figure.Of("minimum", Minimum), Figure.Of("dimension", Dimension.Name));

    private protected override void Judge(Workforce workforce, string where, ProblemList problems)
    {
        JudgeDimension(Dimension, workforce, where, problems);
        if (workforce.TryColumn(Dimension, out var column) && column.Values.Length < Minimum)
        {
            problems.Error(
                "rule.distinct.too-many", where, $"{Minimum} different values of {Dimension} are asked for, and the workforce has {column.Values.Length}.", "Ask for fewer.");
        }
    }

    private protected override void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken)
    {
        var values = new HashSet<int>();
        if (workforce.TryColumn(Dimension, out var column))
        {
            foreach (int member in members)
            {
                foreach (int code in column.Of(member)) values.Add(code);
            }
        }

        if (values.Count < Minimum)
        {
            broken.Add(Reason.Of("rule.distinct.broken", "{count|value|different values} of {dimension}.", Figure.Of("count", values.Count), Figure.Of("dimension", Dimension.Name)));
        }
    }
}
