using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>What has to hold when somebody is recognised.</summary>
internal static class RecognitionRules
{
    public static void Judge(ProgramState state, PersonId by, PersonId recognised, IReadOnlyList<long> evidence, Refusals refusals)
    {
        refusals.NeedPerson(recognised, "Recognised");
        if (by == recognised) refusals.Add("Recognised", "Let somebody else recognise it.", "program.recognition.self", "Nobody recognises themselves.");
        if (state.PastRoleOf(recognised) == ProgramRole.Outside)
        {
            refusals.Add("Recognised", "Recognise somebody of the programme.", "program.recognition.outside", "{person} has no role here.", Figure.Of("person", recognised));
        }

        for (int i = 0; i < evidence.Count; i++)
        {
            if (evidence[i] >= 1 && evidence[i] <= state.Version) continue;
            refusals.Add(
                $"Evidence[{i}]",
                "Point to events that are recorded.",
                "program.recognition.evidence",
                "There is no event number {number}.",
                Figure.Of("number", (double)evidence[i]));
        }
    }
}
