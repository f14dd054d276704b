using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A rule read of a learner and a mentor as a group of two, by the rule's own check.</summary>
internal static class PairRuleCheck
{
    public static bool Holds(Rule rule, Workforce workforce, PersonId learner, PersonId mentor) => rule.Check(workforce, [learner, mentor]).Count == 0;
}
