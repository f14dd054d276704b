namespace PeerLearning.Fairness;

/// <summary>What counts as a small group, and how hard to look for the fewest withheld numbers.</summary>
public sealed record SmallCellOptions
{
    /// <summary>The smallest number of people that is published; 0 is published too, because nobody is in it.</summary>
    /// <value>5 unless said otherwise; at least 1, which withholds nothing. Reports for many readers commonly take 10.</value>
    public int MinimumCount { get; init => field = Guard.Against.NegativeOrZero(value); } = 5;

    /// <summary>The number of safety checks that the search for the fewest withheld numbers may make.</summary>
    /// <value><see cref="WorkBudget.Calibrated"/>: 20,000, some tenths of a second. The answer is safe with any budget.</value>
    public WorkBudget Budget { get; init; }
}
