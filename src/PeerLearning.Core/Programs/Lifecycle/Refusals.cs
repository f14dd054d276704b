using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Collects every reason against one event; cheap as long as there is none.</summary>
internal sealed class Refusals
{
    private List<Refusal>? _items;

    public int Count => _items?.Count ?? 0;

    public bool IsEmpty => Count == 0;

    public IReadOnlyList<Refusal> Items => (IReadOnlyList<Refusal>?)_items ?? [];

    public void Clear() => _items?.Clear();

    public void Add(string field, string repair, string code, string template, params ReadOnlySpan<Figure> figures) =>
        (_items ??= []).Add(new Refusal(Reason.Of(code, template, figures), field, repair));

    public void NeedStage(ProgramState state, int stages)
    {
        if ((stages & (1 << (int)state.Stage)) != 0) return;
        Add(
            "",
            "Record it in its stage, or record first what leads there.",
            "program.stage",
            "This belongs to the stage {allowed}; the programme stands at {stage}.",
            Figure.Of("allowed", Stages.Describe(stages)),
            Figure.Of("stage", state.Stage.ToString()));
    }

    public void NeedRole(ProgramState state, PersonId by, int roles)
    {
        var role = state.RoleOf(by);
        if ((roles & (1 << (int)role)) != 0) return;
        Add(
            "By",
            "Let a person in the right role record it.",
            "program.role",
            "This is for {allowed} to do; {person} is {role}.",
            Figure.Of("allowed", Roles.Describe(roles)),
            Figure.Of("person", by),
            Figure.Of("role", role.ToString()));
    }

    public void NeedNoPause(ProgramState state)
    {
        if (!state.IsPaused) return;
        Add("", "Resume the programme first.", "program.paused", "The programme is paused since {since}.", Figure.Of("since", state.PausedAt));
    }

    public void NeedText(string? text, string field)
    {
        if (!string.IsNullOrWhiteSpace(text)) return;
        Add(field, "Say it in a few words.", "program.text.blank", "{field} is blank.", Figure.Of("field", field));
    }

    public void NeedId<TKey>(TKey id, string field)
        where TKey : struct
    {
        if (!string.IsNullOrWhiteSpace(id.ToString())) return;
        Add(field, "Give it an id.", "program.id.blank", "{field} is a blank id.", Figure.Of("field", field));
    }

    public void NeedPerson(PersonId id, string field)
    {
        if (!string.IsNullOrWhiteSpace(id.Value)) return;
        Add(field, "Name the person by id.", "program.person.blank", "{field} is a blank id.", Figure.Of("field", field));
    }

    public void NeedNew<TKey, T>(Roster<TKey, T> roster, TKey id, string field)
        where TKey : struct, IEquatable<TKey>
        where T : class
    {
        NeedId(id, field);
        if (roster.Find(id) is null) return;
        Add(field, "Take an id that is not in use.", "program.id.duplicate", "{field} {id} exists already.", Figure.Of("field", field), Figure.Of("id", id));
    }

    public T? NeedKnown<TKey, T>(Roster<TKey, T> roster, TKey id, string field)
        where TKey : struct, IEquatable<TKey>
        where T : class
    {
        if (roster.Find(id) is { } item) return item;
        Add(field, "Name one that was recorded before.", "program.id.unknown", "{field} {id} is not known.", Figure.Of("field", field), Figure.Of("id", id));
        return null;
    }

    public void NeedDefined<T>(T value, string field)
        where T : struct, Enum
    {
        if (Enum.IsDefined(value)) return;
        Add(field, "Use one of the named values.", "program.value.unknown", "{field} has a value that does not exist.", Figure.Of("field", field));
    }

    public void NeedGrade(int? grade, string field)
    {
        if (grade is null or (>= 1 and <= 5)) return;
        Add(
            field,
            "Map the host's scale to 1 to 5, or leave it out.",
            "program.grade",
            "{field} is {grade}, which does not lie between 1 and 5.",
            Figure.Of("field", field),
            Figure.Of("grade", (double)grade.Value));
    }

    public void NeedShare(double? share, string field)
    {
        if (share is null or (>= 0 and <= 1)) return;
        Add(field, "Give a share from 0 to 1, or leave it out.", "program.share", "{field} does not lie between 0 and 1.", Figure.Of("field", field));
    }

    public void NeedSameCriteria(ProgramState state, ProgramCriteria? criteria)
    {
        if (state.FrozenFingerprint is not { } frozen || criteria is null || criteria.Fingerprint() == frozen) return;
        Add("Charter.Criteria", "Keep the criteria that are frozen.", "program.criteria.frozen", "The criteria are frozen already.");
    }

    public LearnerPlace? NeedLearner(ProgramState state, PersonId learner, string field, int statuses)
    {
        var place = state.Learners.Find(learner);
        if (place is null)
        {
            Add(field, "Name a learner of the programme.", "program.learner.unknown", "{person} is no learner here.", Figure.Of("person", learner));
            return null;
        }

        if ((statuses & (1 << (int)place.Status)) != 0) return place;
        Add(
            field,
            "Record first what brings the learner there.",
            "program.learner.status",
            "{person} is {status}; needed is {allowed}.",
            Figure.Of("person", learner),
            Figure.Of("status", place.Status.ToString()),
            Figure.Of("allowed", LearnerStatuses.Describe(statuses)));
        return null;
    }

    public MentorSeat? NeedMentor(ProgramState state, PersonId mentor, string field, bool isPausedAllowed = false)
    {
        var seat = state.Mentors.Find(mentor);
        if (seat is null || seat.HandedOverAt is not null)
        {
            Add(field, "Name a lead mentor of the programme.", "program.mentor.unknown", "{person} is no lead mentor here.", Figure.Of("person", mentor));
            return null;
        }

        if (!seat.IsPaused || isPausedAllowed) return seat;
        Add(field, "Let the mentor resume, or hand over.", "program.mentor.paused", "The mentor {person} is paused.", Figure.Of("person", mentor));
        return null;
    }

    public void NeedWithinDates(ProgramState state, LocalDate date, string field)
    {
        if (date >= state.StartsOn && date <= state.EndsOn) return;
        Add(
            field,
            "Choose a day between start and end, or have the frame changed.",
            "program.date.outside",
            "{date} lies outside the programme, which lasts from {start} to {end}.",
            Figure.Of("date", date),
            Figure.Of("start", state.StartsOn),
            Figure.Of("end", state.EndsOn));
    }
}
