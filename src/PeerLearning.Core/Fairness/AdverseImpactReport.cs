namespace PeerLearning.Fairness;

/// <summary>How a selection treated the groups of its pool.</summary>
public sealed class AdverseImpactReport
{
    internal AdverseImpactReport(IReadOnlyList<AdverseImpactComparison> comparisons, IReadOnlyList<Reason> reasons, IReadOnlyList<Problem> problems)
    {
        Comparisons = ValueList.Copy(comparisons);
        Reasons = ValueList.Copy(reasons);
        Problems = problems;
    }

    /// <summary>One comparison per dimension and per combination, in the order of the request.</summary>
    public IReadOnlyList<AdverseImpactComparison> Comparisons { get; }

    /// <summary>What stands out, in words: groups below four fifths, verdicts that one person turns, differences beyond chance.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>The problems of the request; people with a problem are left out.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
