using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A cohort and its learners.</summary>
[System.Diagnostics.DebuggerDisplay("{Id}: {Members.Count} learners")]
public sealed record GroupedCohort
{
    /// <summary>The id.</summary>
    public required CohortId Id { get; init; }

    /// <summary>The learners; answers list them in ordinal order.</summary>
    public required IReadOnlyList<PersonId> Members { get; init => field = ValueList.Copy(value); }
}
