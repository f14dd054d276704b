namespace PeerLearning.Cohorts;

/// <summary>How the lottery is made.</summary>
public sealed record AdmissionOptions
{
    /// <summary>The most branch-and-bound nodes and simplex pivots together.</summary>
    /// <value>The calibrated budget of 4,000,000 unless said otherwise: minutes on the largest pools in the literature, seconds on most.</value>
    public WorkBudget Budget { get; init; } = WorkBudget.Calibrated;

    /// <summary>How many people the reserve list holds.</summary>
    /// <value>0 unless said otherwise.</value>
    public int Reserves { get; init => field = Guard.Against.Negative(value); }
}
