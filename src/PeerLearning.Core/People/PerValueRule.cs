namespace PeerLearning.People;

/// <summary>So many members of each value, or combination of values, that the group has at all.</summary>
/// <remarks>
/// <para>A maximum of 1 keeps members in different business units; a minimum of 2 leaves nobody alone. Values that no member has do not matter:
/// to ask for a value, use <see cref="CountRule"/>. A member whose value is unknown does not count anywhere.</para>
/// </remarks>
public sealed record PerValueRule : Rule
{
    /// <summary>Initialises a rule about one dimension or the combinations of several.</summary>
    /// <param name="dimensions">The dimensions, at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="dimensions"/> is empty or has one twice.</exception>
    public PerValueRule(params IReadOnlyList<Dimension> dimensions)
    {
        Guard.Against.NullOrEmpty(dimensions);
        Dimensions = ValueList.Copy(Guard.Against.Duplicates(dimensions));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>The fewest members of a value that the group has.</summary>
    /// <value>0 unless said otherwise.</value>
    public int Minimum { get; init => field = Guard.Against.Negative(value); }

    /// <summary>The most members of a value; null for no limit.</summary>
    /// <value>Null unless said otherwise.</value>
    public int? Maximum { get; init => field = value is { } limit ? Guard.Against.NegativeOrZero(limit) : null; }

    /// <inheritdoc/>
    public override Reason Describe() => Maximum is not { } maximum
        ? Reason.Of("rule.per-value", "At least {minimum} of each {dimensions} in the group.", Figure.Of("minimum", Minimum), Figure.Of("dimensions", List(Dimensions)))
        : Minimum == 0
            ? Reason.Of("rule.per-value", "At most {maximum} of each {dimensions}.", Figure.Of("maximum", maximum), Figure.Of("dimensions", List(Dimensions)))
            : Reason.Of(
                "rule.per-value", "From {minimum} to {maximum} of each {dimensions} in the group.",
                Figure.Of("minimum", Minimum), Figure.Of("maximum", maximum), Figure.Of("dimensions", List(Dimensions)));

    private protected override void Judge(Workforce workforce, string where, ProblemList problems)
    {
        JudgeRange(Minimum, Maximum, where, problems);
        foreach (var dimension in Dimensions) JudgeDimension(dimension, workforce, where, problems);
    }

    private protected override void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (int member in members)
        {
            foreach (string combination in Combinations(workforce, member)) counts[combination] = counts.GetValueOrDefault(combination) + 1;
        }

        foreach (var (combination, count) in counts)
        {
            if (count < Minimum || count > Maximum)
            {
                broken.Add(Reason.Of("rule.per-value.broken", "{count} of {value}.", Figure.Of("count", count), Figure.Of("value", combination)));
            }
        }
    }

    private List<string> Combinations(Workforce workforce, int person)
    {
        var combinations = new List<string> { "" };
        foreach (var dimension in Dimensions)
        {
            var next = new List<string>();
            if (workforce.TryColumn(dimension, out var column))
            {
                foreach (int code in column.Of(person))
                {
                    foreach (string combination in combinations) next.Add(combination.Length == 0 ? column.Values[code] : $"{combination} + {column.Values[code]}");
                }
            }

            combinations = next;
        }

        return combinations;
    }
}
