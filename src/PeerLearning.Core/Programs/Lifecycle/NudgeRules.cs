using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>What has to hold while a nudge is open.</summary>
internal static class NudgeRules
{
    public static void NeedOneADay(ProgramState state, PersonId learner, Instant at, Refusals refusals)
    {
        var day = state.DateOf(at);
        for (int i = 0; i < state.Nudges.Count; i++)
        {
            if (state.Nudges[i].Learner != learner || state.DateOf(state.Nudges[i].RaisedAt) != day) continue;
            refusals.Add("Learner", "Use the nudge of that day.", "program.nudge.day", "{person} has a nudge of {day} already.", Figure.Of("person", learner), Figure.Of("day", day));
            return;
        }
    }

    public static void NeedOpen(ProgramState state, EntryId id, PersonId by, Refusals refusals)
    {
        if (refusals.NeedKnown(state.Nudges, id, "Nudge") is not { } nudge) return;
        if (nudge.ClearedAt is not null) refusals.Add("Nudge", "Raise a new one.", "program.nudge.cleared", "It is cleared already.");
        if (by != nudge.Owner) refusals.NeedRole(state, by, Roles.Leads);
    }
}
