namespace PeerLearning.Progress;

/// <summary>How points are fitted.</summary>
public sealed record NudgeFitterOptions
{
    /// <summary>The weeks whose scores are learned from.</summary>
    /// <value>1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18 unless said otherwise.</value>
    public IReadOnlyList<int> Weeks
    {
        get;
        init
        {
            Guard.Against.NullOrEmpty(value);
            foreach (int week in value) Guard.Against.NegativeOrZero(week, nameof(value));
            field = ValueList.Copy(value.Distinct().Order());
        }
    } = new ValueList<int>([1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18]);

    /// <summary>The most points of the card.</summary>
    /// <value>100 unless said otherwise.</value>
    public int Maximum { get; init => field = Guard.Against.NegativeOrZero(value); } = 100;

    /// <summary>How strongly the points are drawn to none: the precision of the prior on each step (ridge).</summary>
    /// <value>10 unless said otherwise.</value>
    public double Ridge { get; init => field = Guard.Against.NotPositive(value); } = 10;
}
