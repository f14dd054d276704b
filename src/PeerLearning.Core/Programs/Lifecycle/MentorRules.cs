using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>What has to hold when mentors take over, from the champion or from each other.</summary>
internal static class MentorRules
{
    public static void JudgeTeam(ProgramState state, IReadOnlyList<EmpoweredMentor> mentors, Refusals refusals)
    {
        if (state.Charter is not { } charter) return;
        if (mentors.Count < charter.MentorsAtLeast || mentors.Count > charter.MentorsAtMost)
        {
            refusals.Add(
                "Mentors",
                "Bring as many lead mentors as the charter asks for.",
                "program.mentors.count",
                "The team has {count|mentor|mentors}; the charter asks for {least} to {most}.",
                Figure.Of("count", (double)mentors.Count),
                Figure.Of("least", (double)charter.MentorsAtLeast),
                Figure.Of("most", (double)charter.MentorsAtMost));
        }

        var seen = new HashSet<PersonId>();
        long places = 0;
        for (int i = 0; i < mentors.Count; i++)
        {
            string field = $"Mentors[{i}]";
            if (mentors[i] is not { } place)
            {
                refusals.Add(field, "Leave it out.", "program.mentor.missing", "The mentor is null.");
                continue;
            }

            refusals.NeedPerson(place.Mentor, field);
            if (!seen.Add(place.Mentor)) refusals.Add(field, "Name every mentor once.", "program.mentor.duplicate", "{person} stands there twice.", Figure.Of("person", place.Mentor));
            if (place.Mentor == state.Champion || place.Mentor == state.Sponsor)
            {
                refusals.Add(
                    field,
                    "Choose a mentor who is neither champion nor sponsor.",
                    "program.mentor.role",
                    "{person} is {role} here already.",
                    Figure.Of("person", place.Mentor),
                    Figure.Of("role", state.RoleOf(place.Mentor).ToString()));
            }

            NeedPlaces(place.Places, field, refusals);
            places += Math.Max(0, place.Places);
        }

        if (mentors.Count > 0 && places < charter.Places)
        {
            refusals.Add(
                "Mentors",
                "Let the mentors take more learners, or offer fewer places.",
                "program.mentors.places",
                "The mentors take {taken|learner|learners}; the charter offers {offered|place|places}.",
                Figure.Of("taken", (double)places),
                Figure.Of("offered", (double)charter.Places));
        }
    }

    public static void JudgeHandOver(ProgramState state, PersonId from, PersonId to, int places, Refusals refusals)
    {
        var seat = refusals.NeedMentor(state, from, "From", isPausedAllowed: true);
        refusals.NeedPerson(to, "To");
        if (from == to) refusals.Add("To", "Name somebody else.", "program.handover.self", "Nobody hands over to themselves.");
        if (state.Mentors.Find(to) is { HandedOverAt: null } other)
        {
            if (other.IsPaused) refusals.NeedMentor(state, to, "To");
            NeedRoom(other.Places - other.Learners, seat, refusals);
        }
        else if (state.RoleOf(to) is var role && role != ProgramRole.Outside)
        {
            refusals.Add(
                "To",
                "Choose another mentor or somebody without a role here.",
                "program.mentor.role",
                "{person} is {role} here already.",
                Figure.Of("person", to),
                Figure.Of("role", role.ToString()));
        }
        else
        {
            NeedPlaces(places, "Places", refusals);
            NeedRoom(places, seat, refusals);
        }
    }

    public static void HandOver(ProgramState state, PersonId from, PersonId to, int places, Instant at)
    {
        var mentors = state.EditMentors();
        if (mentors.Find(to) is not { HandedOverAt: null }) mentors.Set(to, new MentorSeat { Mentor = to, Places = places, Since = at });
        for (int i = 0; i < state.Learners.Count; i++)
        {
            var learner = state.Learners[i];
            if (learner.Mentor == from && ProgramState.IsSeated(learner.Status)) state.Seat(learner.Learner, to, learner.Status, learner.Since);
        }

        mentors.Set(from, mentors.Find(from)! with { HandedOverAt = at, HandedOverTo = to, IsPaused = false });
    }

    private static void NeedPlaces(int places, string field, Refusals refusals)
    {
        if (places is >= 1 and <= 1_000) return;
        refusals.Add(field, "Let a mentor take at least one learner.", "program.mentor.places", "A mentor cannot take {places} learners.", Figure.Of("places", (double)places));
    }

    private static void NeedRoom(int free, MentorSeat? seat, Refusals refusals)
    {
        if (seat is null || free >= seat.Learners) return;
        refusals.Add(
            "To",
            "Choose somebody with more room, or move some learners first.",
            "program.handover.room",
            "{learners|learner needs|learners need} another mentor; there is room for {room}.",
            Figure.Of("learners", (double)seat.Learners),
            Figure.Of("room", (double)Math.Max(0, free)));
    }
}
