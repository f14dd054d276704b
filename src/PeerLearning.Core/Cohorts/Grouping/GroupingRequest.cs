using PeerLearning.Fairness;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Who is to be put into cohorts, into which, and what matters.</summary>
public sealed record GroupingRequest
{
    /// <summary>The learners, each once; their order does not matter.</summary>
    public required IReadOnlyList<PersonId> Learners { get; init => field = ValueList.Copy(value); }

    /// <summary>The cohorts to be filled, at least one.</summary>
    public required IReadOnlyList<CohortFrame> Cohorts { get; init => field = (IReadOnlyList<CohortFrame>)Guard.Against.NullOrEmpty(ValueList.Copy(value)); }

    /// <summary>What the cohorts shall mix or match.</summary>
    /// <value>One <see cref="GroupingCriterion"/> with its defaults unless said otherwise.</value>
    public IReadOnlyList<GroupingCriterion> Criteria { get; init => field = (IReadOnlyList<GroupingCriterion>)Guard.Against.NullOrEmpty(ValueList.Copy(value)); } = ValueList.Of(new GroupingCriterion());

    /// <summary>Numbers that describe the learners, such as a level or years of experience; every learner needs one in each.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<LearnerColumn> Attributes { get; init => field = ValueList.Copy(value); } = ValueList<LearnerColumn>.Empty;

    /// <summary>What every cohort must keep: <see cref="CountRule"/>, <see cref="PerValueRule"/>, <see cref="DistinctRule"/>, <see cref="TogetherRule"/>, <see cref="ApartRule"/>, <see cref="ReportingLineRule"/> and <see cref="OverlapRule"/>.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Rule> Rules { get; init => field = ValueList.Copy(value); } = ValueList<Rule>.Empty;

    /// <summary>Which protected attributes may steer who is with whom, and on what legal basis.</summary>
    /// <value><see cref="AttributePolicy.Default"/> unless said otherwise: none. The balance of the cohorts may be measured in any case.</value>
    public AttributePolicy Policy { get; init => field = Guard.Against.Null(value); } = AttributePolicy.Default;

    /// <summary>The seed of the search: the same request and seed give the same cohorts.</summary>
    /// <value>1 unless said otherwise.</value>
    public ulong Seed { get; init; } = 1;
}
