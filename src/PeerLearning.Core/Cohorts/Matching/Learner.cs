using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Cohorts;

/// <summary>Somebody who is to be matched with a mentor: a row that accepts anything; <see cref="CohortMatcher"/> judges it.</summary>
public sealed record Learner
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The mentors whom the learner would like, with ranks; ties are equal ranks.</summary>
    /// <value>Empty unless said otherwise: the learner has no wishes.</value>
    public IReadOnlyList<Preference> Preferences { get; init => field = ValueList.Copy(value); } = ValueList<Preference>.Empty;

    /// <summary>The skills that the learner wants to grow in.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<SkillId> Goals { get; init => field = ValueList.Copy(value); } = ValueList<SkillId>.Empty;

    /// <summary>Mentors whom the learner had before and shall not have again.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<PersonId> EarlierMentors { get; init => field = ValueList.Copy(value); } = ValueList<PersonId>.Empty;
}
