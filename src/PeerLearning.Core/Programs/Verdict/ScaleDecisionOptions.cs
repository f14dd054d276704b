namespace PeerLearning.Programs;

/// <summary>How verdicts are reached.</summary>
/// <remarks>The error rate is no option: it is frozen with the criteria.</remarks>
public sealed record ScaleDecisionOptions
{
    /// <summary>The first parameter of the beta prior of a rate.</summary>
    /// <value>1 (every rate alike) unless said otherwise.</value>
    public double PriorSuccesses { get; init => field = Guard.Against.NotPositive(value); } = 1;

    /// <summary>The second parameter of the beta prior of a rate.</summary>
    /// <value>1 (every rate alike) unless said otherwise.</value>
    public double PriorFailures { get; init => field = Guard.Against.NotPositive(value); } = 1;

    /// <summary>The chance with which "enough learners" have to show what is there to be shown.</summary>
    /// <value>0.8 unless said otherwise.</value>
    public double Power { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.8;

    /// <summary>The number of learners beyond which "enough" is not searched for.</summary>
    /// <value>100,000 unless said otherwise.</value>
    public int MostLearners { get; init => field = Guard.Against.NegativeOrZero(value); } = 100_000;
}
