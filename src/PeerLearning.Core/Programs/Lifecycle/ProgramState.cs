using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>What the events of a programme add up to; changed only while events are folded into it, frozen when a programme is made of it.</summary>
/// <remarks>
/// A copy shares every roster with its original until it changes one; so one event costs the copy of what it touches, and a replay, which owns
/// everything, copies nothing.
/// </remarks>
internal sealed class ProgramState
{
    private Roster<PersonId, MentorSeat> _mentors = new();
    private Roster<PersonId, LearnerPlace> _learners = new();
    private Roster<MilestoneId, PlannedMilestone> _milestones = new();
    private Roster<EntryId, TeamDecision> _decisions = new();
    private Roster<ObstacleId, ProgramObstacle> _obstacles = new();
    private Roster<EntryId, ProgramPromise> _promises = new();
    private Roster<EntryId, ProgramFeedback> _feedback = new();
    private Roster<EntryId, Recognition> _recognitions = new();
    private Roster<EntryId, ProgramHelpRequest> _helpRequests = new();
    private Roster<EntryId, ProgramNudge> _nudges = new();
    private BitGrid _reached = new();
    private ValueList<Takeaway> _takeaways = ValueList<Takeaway>.Empty;
    private ValueList<Lesson> _lessons = ValueList<Lesson>.Empty;
    private Shared _owned = Shared.Mentors | Shared.Learners | Shared.Milestones | Shared.Decisions | Shared.Obstacles | Shared.Promises
        | Shared.Feedback | Shared.Recognitions | Shared.Reached | Shared.HelpRequests | Shared.Nudges;

    [Flags]
    private enum Shared
    {
        None = 0,
        Mentors = 1,
        Learners = 2,
        Milestones = 4,
        Decisions = 8,
        Obstacles = 16,
        Promises = 32,
        Feedback = 64,
        Recognitions = 128,
        Reached = 256,
        HelpRequests = 512,
        Nudges = 1024,
    }

    public ProgramId Id { get; set; }

    public Charter? Charter { get; set; }

    public PersonId Champion { get; set; }

    public PersonId? Sponsor { get; set; }

    public ProgramStage Stage { get; set; }

    public string? FrozenFingerprint { get; set; }

    public LocalDate StartsOn { get; set; }

    public LocalDate EndsOn { get; set; }

    public ProgramFrame? Frame { get; set; }

    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    public long Version { get; set; }

    public Instant LastAt { get; set; } = Instant.MinValue;

    public bool IsPaused { get; set; }

    public Instant PausedAt { get; set; }

    public Duration PausedFor { get; set; }

    public LocalDate? RecruitingClosesOn { get; set; }

    public Instant? StartedAt { get; set; }

    public Instant? FinishedAt { get; set; }

    public Instant? CelebratedAt { get; set; }

    public int CheckIns { get; set; }

    public int SessionsPlanned { get; set; }

    public int SessionsHeld { get; set; }

    public int FrameChanges { get; set; }

    public int PlanChangesByMentors { get; set; }

    public int PlanChangesByLearners { get; set; }

    public int PlanChangesFromAbove { get; set; }

    public ProgramOutcomes? Outcomes { get; set; }

    public ProgramDecision? Decision { get; set; }

    public Roster<PersonId, MentorSeat> Mentors => _mentors;

    public Roster<PersonId, LearnerPlace> Learners => _learners;

    public Roster<MilestoneId, PlannedMilestone> Milestones => _milestones;

    public Roster<EntryId, TeamDecision> Decisions => _decisions;

    public Roster<ObstacleId, ProgramObstacle> Obstacles => _obstacles;

    public Roster<EntryId, ProgramPromise> Promises => _promises;

    public Roster<EntryId, ProgramFeedback> Feedback => _feedback;

    public Roster<EntryId, Recognition> Recognitions => _recognitions;

    public Roster<EntryId, ProgramHelpRequest> HelpRequests => _helpRequests;

    public Roster<EntryId, ProgramNudge> Nudges => _nudges;

    public BitGrid Reached => _reached;

    public ValueList<Takeaway> Takeaways => _takeaways;

    public ValueList<Lesson> Lessons => _lessons;

    /// <summary>The state as a new owner sees it: nothing is copied until it is changed.</summary>
    public ProgramState Branch()
    {
        var copy = (ProgramState)MemberwiseClone();
        copy._owned = Shared.None;
        return copy;
    }

    public Roster<PersonId, MentorSeat> EditMentors() => Own(ref _mentors, Shared.Mentors);

    public Roster<PersonId, LearnerPlace> EditLearners() => Own(ref _learners, Shared.Learners);

    public Roster<MilestoneId, PlannedMilestone> EditMilestones() => Own(ref _milestones, Shared.Milestones);

    public Roster<EntryId, TeamDecision> EditDecisions() => Own(ref _decisions, Shared.Decisions);

    public Roster<ObstacleId, ProgramObstacle> EditObstacles() => Own(ref _obstacles, Shared.Obstacles);

    public Roster<EntryId, ProgramPromise> EditPromises() => Own(ref _promises, Shared.Promises);

    public Roster<EntryId, ProgramFeedback> EditFeedback() => Own(ref _feedback, Shared.Feedback);

    public Roster<EntryId, Recognition> EditRecognitions() => Own(ref _recognitions, Shared.Recognitions);

    public Roster<EntryId, ProgramHelpRequest> EditHelpRequests() => Own(ref _helpRequests, Shared.HelpRequests);

    public Roster<EntryId, ProgramNudge> EditNudges() => Own(ref _nudges, Shared.Nudges);

    public BitGrid EditReached()
    {
        if ((_owned & Shared.Reached) == 0)
        {
            _reached = _reached.Copy();
            _owned |= Shared.Reached;
        }

        return _reached;
    }

    public void Add(Takeaway takeaway) => _takeaways = new ValueList<Takeaway>([.. _takeaways, takeaway]);

    public void Add(Lesson lesson) => _lessons = new ValueList<Lesson>([.. _lessons, lesson]);

    public ProgramRole RoleOf(PersonId person)
    {
        if (person == Champion) return ProgramRole.Champion;
        if (person == Sponsor) return ProgramRole.Sponsor;
        if (_mentors.Find(person) is { HandedOverAt: null }) return ProgramRole.Mentor;
        if (_learners.Find(person) is { } place && place.Status.Has(LearnerStatuses.Placed)) return ProgramRole.Learner;
        return ProgramRole.Outside;
    }

    /// <summary>The role, also of people who left, handed over or finished without completing.</summary>
    public ProgramRole PastRoleOf(PersonId person)
    {
        if (RoleOf(person) is var role && role != ProgramRole.Outside) return role;
        if (_mentors.Find(person) is not null) return ProgramRole.Mentor;
        return _learners.Find(person) is { Status: LearnerStatus.Left or LearnerStatus.Transferred } ? ProgramRole.Learner : ProgramRole.Outside;
    }

    public void TakeCharter(Charter charter)
    {
        Charter = charter;
        Frame = charter.Frame;
        StartsOn = charter.StartsOn;
        EndsOn = charter.EndsOn;
        Zone = DateTimeZoneProviders.Tzdb[charter.TimeZone];
    }

    public string CriteriaFingerprint() => Charter?.Criteria.Fingerprint() ?? "";

    public int LastReserveRank()
    {
        int last = 0;
        for (int i = 0; i < _learners.Count; i++) last = Math.Max(last, _learners[i].ReserveRank);
        return last;
    }

    /// <summary>Tells the applicants who got neither a place nor the reserve.</summary>
    public void CloseApplications(Instant at) => MoveAll(LearnerStatus.Applied, LearnerStatus.NotAdmitted, at);

    public void MoveAll(LearnerStatus from, LearnerStatus to, Instant at)
    {
        for (int i = 0; i < _learners.Count; i++)
        {
            if (_learners[i].Status == from) EditLearners().SetAt(i, _learners[i] with { Status = to, Since = at });
        }
    }

    /// <summary>Says who has completed when the programme ends.</summary>
    public void SettleLearners(Instant at)
    {
        for (int i = 0; i < _learners.Count; i++)
        {
            if (_learners[i].Status != LearnerStatus.Learning) continue;
            bool hasAll = HasReachedAll(_learners[i].Learner);
            EditLearners().SetAt(i, _learners[i] with { Status = hasAll ? LearnerStatus.Completed : LearnerStatus.NotCompleted, Since = at });
        }
    }

    public void CountPlanChange(PersonId by)
    {
        switch (RoleOf(by))
        {
            case ProgramRole.Mentor:
                PlanChangesByMentors++;
                break;
            case ProgramRole.Learner:
                PlanChangesByLearners++;
                break;
            default:
                PlanChangesFromAbove++;
                break;
        }
    }

    public LocalDate DateOf(Instant at) => at.InZone(Zone).Date;

    /// <summary>Moves a learner to a status, and keeps the mentors' loads right.</summary>
    public void Move(PersonId learner, LearnerStatus status, Instant at)
    {
        var place = _learners.Find(learner)!;
        bool wasSeated = IsSeated(place.Status) && place.Mentor is not null;
        bool isSeated = IsSeated(status);
        EditLearners().Set(learner, place with { Status = status, Since = at, ReserveRank = 0 });
        if (wasSeated && !isSeated) Load(place.Mentor!.Value, -1);
    }

    /// <summary>Gives a learner a mentor.</summary>
    public void Seat(PersonId learner, PersonId mentor, LearnerStatus status, Instant at)
    {
        var place = _learners.Find(learner)!;
        if (IsSeated(place.Status) && place.Mentor is { } before) Load(before, -1);
        EditLearners().Set(learner, place with { Status = status, Since = at, ReserveRank = 0, Mentor = mentor });
        Load(mentor, 1);
    }

    /// <summary>Whether a learner takes up one of the mentor's places.</summary>
    public static bool IsSeated(LearnerStatus status) => status is LearnerStatus.Matched or LearnerStatus.Learning;

    public int Count(LearnerStatus status)
    {
        int count = 0;
        for (int i = 0; i < _learners.Count; i++)
        {
            if (_learners[i].Status == status) count++;
        }

        return count;
    }

    public int FirstReserveRank()
    {
        int first = int.MaxValue;
        for (int i = 0; i < _learners.Count; i++)
        {
            if (_learners[i] is { Status: LearnerStatus.Reserve } place) first = Math.Min(first, place.ReserveRank);
        }

        return first;
    }

    public int PlacesInUse()
    {
        int used = 0;
        for (int i = 0; i < _learners.Count; i++)
        {
            if (_learners[i].Status is LearnerStatus.Admitted or LearnerStatus.Matched or LearnerStatus.Learning or LearnerStatus.Completed) used++;
        }

        return used;
    }

    public int MilestonesInPlan()
    {
        int count = 0;
        for (int i = 0; i < _milestones.Count; i++)
        {
            if (!_milestones[i].IsDropped) count++;
        }

        return count;
    }

    /// <summary>Whether the learner has reached every milestone that is in the plan.</summary>
    public bool HasReachedAll(PersonId learner)
    {
        int row = _learners.IndexOf(learner);
        for (int i = 0; i < _milestones.Count; i++)
        {
            if (!_milestones[i].IsDropped && !_reached[row, i]) return false;
        }

        return _milestones.Count > 0;
    }

    private void Load(PersonId mentor, int change)
    {
        if (_mentors.Find(mentor) is { } seat) EditMentors().Set(mentor, seat with { Learners = seat.Learners + change });
    }

    private Roster<TKey, TItem> Own<TKey, TItem>(ref Roster<TKey, TItem> roster, Shared bit)
        where TKey : struct, IEquatable<TKey>
        where TItem : class
    {
        if ((_owned & bit) == 0)
        {
            roster = roster.Copy();
            _owned |= bit;
        }

        return roster;
    }
}
