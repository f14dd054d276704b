namespace PeerLearning.Cohorts;

/// <summary>How the lottery is made.</summary>
public sealed record AdmissionOptions
{
    /// <summary>What a fair lottery means.</summary>
    /// <value><see cref="LotteryFairness.Leximin"/> unless said otherwise.</value>
    public LotteryFairness Fairness { get; init => field = Guard.Against.EnumOutOfRange(value); }

    /// <summary>How much small chances weigh against large ones in <see cref="LotteryFairness.Goldilocks"/>; ignored otherwise.</summary>
    /// <value>1 unless said otherwise.</value>
    public double Gamma { get; init => field = Guard.Against.NotPositive(value); } = 1;

    /// <summary>The most branch-and-bound nodes and simplex pivots together.</summary>
    /// <value>The calibrated budget of 4,000,000 unless said otherwise: minutes on the largest pools in the literature, seconds on most.</value>
    public WorkBudget Budget { get; init; } = WorkBudget.Calibrated;

    /// <summary>How many people the reserve list holds.</summary>
    /// <value>0 unless said otherwise.</value>
    public int Reserves { get; init => field = Guard.Against.Negative(value); }

    /// <summary>The probability that somebody admitted drops out, where <see cref="AdmissionRequest.DropOutChances"/> names no other, for the make-up of the reserve list.</summary>
    /// <value>0.1 unless said otherwise.</value>
    public double DropOutRate { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.1;
}
