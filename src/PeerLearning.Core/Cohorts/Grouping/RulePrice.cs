using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>What a rule costs: how much more the cohorts would be worth without it.</summary>
[System.Diagnostics.DebuggerDisplay("{Rule}: {Price}")]
public sealed record RulePrice
{
    /// <summary>The rule.</summary>
    public required Rule Rule { get; init; }

    /// <summary>The cohort that has the rule for itself; null for a rule of the request, which binds every cohort.</summary>
    /// <value>Null unless said otherwise.</value>
    public CohortId? Cohort { get; init; }

    /// <summary>By how much the objective rises when the rule alone is dropped, in the units of the objective; never negative.</summary>
    public required double Price { get; init; }

    /// <summary>Whether both sides are proven best; otherwise the price is the difference of the best that were found.</summary>
    public required bool IsProven { get; init; }
}
