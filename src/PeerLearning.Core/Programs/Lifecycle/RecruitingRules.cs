using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>What has to hold when learners come in.</summary>
internal static class RecruitingRules
{
    public static void NeedNewcomer(ProgramState state, PersonId person, string field, Refusals refusals)
    {
        refusals.NeedPerson(person, field);
        var role = state.RoleOf(person);
        if (role is ProgramRole.Champion or ProgramRole.Sponsor or ProgramRole.Mentor)
        {
            refusals.Add(
                field,
                "Look for learners among the others.",
                "program.learner.role",
                "{person} is {role} here already.",
                Figure.Of("person", person),
                Figure.Of("role", role.ToString()));
        }
        else if (state.Learners.Find(person) is { } place && place.Status != LearnerStatus.Withdrawn)
        {
            refusals.Add(
                field,
                "Leave it: the person is known.",
                "program.learner.known",
                "{person} is {status} already.",
                Figure.Of("person", person),
                Figure.Of("status", place.Status.ToString()));
        }
    }

    public static void JudgeAdmission(ProgramState state, IReadOnlyList<PersonId> learners, IReadOnlyList<PersonId> reserve, Refusals refusals)
    {
        if (learners.Count == 0) refusals.Add("Learners", "Admit at least one.", "program.admission.none", "Nobody is admitted.");
        NeedApplicants(state, learners, "Learners", refusals);
        NeedApplicants(state, reserve, "Reserve", refusals);
        var seen = new HashSet<PersonId>();
        foreach (var person in learners.Concat(reserve))
        {
            if (!seen.Add(person)) refusals.Add("Learners", "Name everybody once.", "program.learner.duplicate", "{person} stands there twice.", Figure.Of("person", person));
        }

        int free = (state.Charter?.Places ?? 0) - state.PlacesInUse();
        if (learners.Count > free)
        {
            refusals.Add(
                "Learners",
                "Admit as many as there are places, and put the others in the reserve.",
                "program.places.over",
                "{admitted|person is|people are} admitted for {free|free place|free places}.",
                Figure.Of("admitted", (double)learners.Count),
                Figure.Of("free", (double)free));
        }
    }

    public static void JudgeMatch(ProgramState state, IReadOnlyList<CohortMember> members, Refusals refusals)
    {
        var seen = new HashSet<PersonId>();
        var loads = new Dictionary<PersonId, int>();
        for (int i = 0; i < members.Count; i++)
        {
            int place = i;
            string Field() => $"Members[{place}]";
            if (members[i] is not { } member)
            {
                refusals.Add(Field(), "Leave it out.", "program.learner.missing", "The member is null.");
                continue;
            }

            if (state.Learners.Find(member.Learner) is not { Status: LearnerStatus.Admitted }) refusals.NeedLearner(state, member.Learner, Field(), LearnerStatuses.Admitted);
            if (!seen.Add(member.Learner)) refusals.Add(Field(), "Name everybody once.", "program.learner.duplicate", "{person} stands there twice.", Figure.Of("person", member.Learner));
            if (member.Mentor is not { } mentor)
            {
                refusals.Add(Field(), "Give the learner a mentor.", "program.learner.no-mentor", "{person} has no mentor.", Figure.Of("person", member.Learner));
            }
            else if ((state.Mentors.Find(mentor) is { IsPaused: false, HandedOverAt: null } there ? there : refusals.NeedMentor(state, mentor, Field())) is { } seat)
            {
                int load = loads.TryGetValue(mentor, out int before) ? before + 1 : seat.Learners + 1;
                loads[mentor] = load;
                if (load == seat.Places + 1) Full(mentor, seat, Field(), refusals);
            }
        }

        if (members.Count == 0) refusals.Add("Members", "Match at least one learner.", "program.match.none", "Nobody is matched.");
        for (int i = 0; i < state.Learners.Count; i++)
        {
            if (state.Learners[i] is { Status: LearnerStatus.Admitted } place && !seen.Contains(place.Learner))
            {
                refusals.Add("Members", "Match everybody who has a place.", "program.learner.unmatched", "{person} has a place and is not matched.", Figure.Of("person", place.Learner));
            }
        }
    }

    public static void JudgeRematch(ProgramState state, IReadOnlyList<CohortMember> members, Refusals refusals)
    {
        if (members.Count == 0) refusals.Add("Members", "Name at least one.", "program.match.none", "Nobody is matched.");
        var seen = new HashSet<PersonId>();
        var change = new Dictionary<PersonId, int>();
        for (int i = 0; i < members.Count; i++)
        {
            string field = $"Members[{i}]";
            if (members[i] is not { Mentor: { } mentor } member)
            {
                refusals.Add(field, "Name the learner and the mentor.", "program.learner.no-mentor", "{person} has no mentor.", Figure.Of("person", members[i]?.Learner ?? default));
                continue;
            }

            var place = refusals.NeedLearner(state, member.Learner, field, LearnerStatuses.Matched | LearnerStatuses.Learning);
            if (!seen.Add(member.Learner)) refusals.Add(field, "Name everybody once.", "program.learner.duplicate", "{person} stands there twice.", Figure.Of("person", member.Learner));
            refusals.NeedMentor(state, mentor, field);
            if (place?.Mentor == mentor)
            {
                refusals.Add(
                    field, "Leave it out.", "program.rematch.same", "{person} learns with {mentor} already.", Figure.Of("person", member.Learner), Figure.Of("mentor", mentor));
            }

            change[mentor] = change.GetValueOrDefault(mentor) + 1;
            if (place?.Mentor is { } before) change[before] = change.GetValueOrDefault(before) - 1;
        }

        foreach (var (mentor, more) in change.OrderBy(pair => pair.Key))
        {
            if (more > 0 && state.Mentors.Find(mentor) is { HandedOverAt: null } seat && seat.Learners + more > seat.Places) Full(mentor, seat, "Members", refusals);
        }
    }

    public static void JudgeMoveUp(ProgramState state, PersonId learner, PersonId mentor, string? because, Refusals refusals)
    {
        var place = refusals.NeedLearner(state, learner, "Learner", LearnerStatuses.Reserve);
        var seat = refusals.NeedMentor(state, mentor, "Mentor");
        if (seat is not null && seat.Learners >= seat.Places) Full(mentor, seat, "Mentor", refusals);
        if (state.PlacesInUse() >= (state.Charter?.Places ?? 0))
        {
            refusals.Add("", "Wait until a place becomes free.", "program.places.none", "No place is free; there are {places} in all.", Figure.Of("places", (double)(state.Charter?.Places ?? 0)));
        }

        if (place is not null && place.ReserveRank > state.FirstReserveRank() && string.IsNullOrWhiteSpace(because))
        {
            refusals.Add(
                "Because",
                "Say why, or let the first in line move up.",
                "program.reserve.order",
                "{person} is number {rank} in the reserve; number {first} comes first.",
                Figure.Of("person", learner),
                Figure.Of("rank", (double)place.ReserveRank),
                Figure.Of("first", (double)state.FirstReserveRank()));
        }
    }

    private static void Full(PersonId mentor, MentorSeat seat, string field, Refusals refusals) => refusals.Add(
        field,
        "Choose a mentor with a free place.",
        "program.mentor.full",
        "The mentor {person} takes {places|learner|learners} and has no place free.",
        Figure.Of("person", mentor),
        Figure.Of("places", (double)seat.Places));

    private static void NeedApplicants(ProgramState state, IReadOnlyList<PersonId> people, string name, Refusals refusals)
    {
        for (int i = 0; i < people.Count; i++)
        {
            if (state.Learners.Find(people[i]) is not { Status: LearnerStatus.Applied }) refusals.NeedLearner(state, people[i], $"{name}[{i}]", LearnerStatuses.Applied);
        }
    }
}
