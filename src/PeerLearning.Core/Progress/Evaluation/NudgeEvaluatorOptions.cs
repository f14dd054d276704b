namespace PeerLearning.Progress;

/// <summary>What a <see cref="NudgeEvaluator"/> measures.</summary>
public sealed record NudgeEvaluatorOptions
{
    /// <summary>The points that are judged.</summary>
    /// <value><see cref="NudgePoints.BuiltIn"/> unless said otherwise.</value>
    public NudgePoints Points { get; init => field = Guard.Against.Null(value); } = NudgePoints.BuiltIn;

    /// <summary>The weeks at whose end learners are scored, counted from the start of each programme.</summary>
    /// <value>2, 4, 6, 8, 10, 12 unless said otherwise.</value>
    /// <exception cref="ArgumentException">There is no week, or one is not positive.</exception>
    public IReadOnlyList<int> Weeks { get; init => field = ProgramWeeks.Checked(value); } = new ValueList<int>([2, 4, 6, 8, 10, 12]);

    /// <summary>The weeks over which burden and lead time are counted, from week 1 on.</summary>
    /// <value>18 unless said otherwise.</value>
    public int BurdenWeeks { get; init => field = Guard.Against.NegativeOrZero(value); } = 18;

    /// <summary>The share of learners that mentors could nudge at a time.</summary>
    /// <value>0.1 unless said otherwise.</value>
    public double Capacity { get; init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A share above 0 and at most 1 is needed."); } = 0.1;

    /// <summary>The smallest group whose flag rate is shown.</summary>
    /// <value>5 unless said otherwise; at least 2.</value>
    public int SmallestGroup { get; init => field = Guard.Against.OutOfRange(value, nameof(value), 2, int.MaxValue); } = 5;
}
