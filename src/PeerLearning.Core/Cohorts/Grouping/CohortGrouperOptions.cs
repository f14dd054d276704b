namespace PeerLearning.Cohorts;

/// <summary>How much work a <see cref="CohortGrouper"/> may spend.</summary>
public sealed record CohortGrouperOptions
{
    /// <summary>The most work, counted in rows of exchanges looked at and exchanges carried out, weighed by their length.</summary>
    /// <value>Calibrated: about half a second on one core for up to 240 learners without rules, growing slowly with their number; see <see cref="WorkOfOneSecond"/>.</value>
    public WorkBudget Budget { get; init; } = WorkBudget.Calibrated;

    /// <summary>The budget that takes about a second on one core of a server of 2024 when only sizes bind the cohorts.</summary>
    public static WorkBudget WorkOfOneSecond { get; } = new(Optimization.DiversitySearch.UnitsPerSecond);
}
