using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>What has to hold when the how is decided.</summary>
internal static class AgencyRules
{
    public static void JudgeDeciders(ProgramState state, EntryId decision, IReadOnlyList<PersonId> deciders, Refusals refusals)
    {
        if (refusals.NeedKnown(state.Decisions, decision, "Decision") is { DecidedAt: not null })
        {
            refusals.Add("Decision", "Propose it anew.", "program.decision.taken", "It is decided already.");
        }

        bool hasTeam = false;
        var seen = new HashSet<PersonId>();
        for (int i = 0; i < deciders.Count; i++)
        {
            string field = $"DecidedBy[{i}]";
            var role = state.RoleOf(deciders[i]);
            hasTeam |= role is ProgramRole.Mentor or ProgramRole.Learner;
            if (role == ProgramRole.Outside)
            {
                refusals.Add(field, "Let those decide who are in the programme.", "program.decider.outside", "{person} has no role here.", Figure.Of("person", deciders[i]));
            }

            if (!seen.Add(deciders[i])) refusals.Add(field, "Name everybody once.", "program.decider.duplicate", "{person} stands there twice.", Figure.Of("person", deciders[i]));
        }

        if (hasTeam) return;
        refusals.Add(
            "DecidedBy",
            "Let mentors or learners decide, or record that it was imposed.",
            "program.decision.no-team",
            "No mentor and no learner is among those who decided.");
    }

    public static void Decide(ProgramState state, EntryId decision, bool isAccepted, IReadOnlyList<PersonId> deciders, Instant at)
    {
        int mentors = 0, learners = 0;
        for (int i = 0; i < deciders.Count; i++)
        {
            var role = state.RoleOf(deciders[i]);
            if (role == ProgramRole.Mentor) mentors++;
            else if (role == ProgramRole.Learner) learners++;
        }

        state.EditDecisions().Set(decision, state.Decisions.Find(decision)! with
        {
            DecidedAt = at,
            IsAccepted = isAccepted,
            MentorsDeciding = mentors,
            LearnersDeciding = learners,
            OthersDeciding = deciders.Count - mentors - learners,
        });
    }

    public static void NeedInPlan(ProgramState state, MilestoneId milestone, Refusals refusals)
    {
        if (refusals.NeedKnown(state.Milestones, milestone, "Milestone") is not { IsDropped: true }) return;
        refusals.Add("Milestone", "Plan it anew under another id.", "program.milestone.dropped", "{milestone} was taken out of the plan.", Figure.Of("milestone", milestone));
    }
}
