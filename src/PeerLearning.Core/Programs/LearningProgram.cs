using System.Diagnostics.CodeAnalysis;
using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>A programme as its events tell it: an immutable value, replayed from them and nothing else.</summary>
/// <remarks>
/// <para>Recording something gives a new programme; the old one stays as it was. <see cref="TryApply(ProgramEvent, long?)"/> judges a wish by where the
/// programme stands and answers with all reasons at once when it cannot be.</para>
/// <para>The same events give the same programme, in one replay or in any split, on any platform. A replay takes constant time per event; a new event
/// costs the copy of the list that it touches.</para>
/// <para>Safe for use from several threads.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Id} {Stage}, version {Version}")]
public sealed class LearningProgram : IEquatable<LearningProgram>
{
    private readonly ProgramState _state;
    private readonly EventLog _log;
    private readonly int _count;

    internal LearningProgram(ProgramState state, EventLog log, int count)
    {
        _state = state;
        _log = log;
        _count = count;
        Events = new EventList(log, count);
    }

    /// <summary>The id.</summary>
    public ProgramId Id => _state.Id;

    /// <summary>The events, in their order.</summary>
    public IReadOnlyList<ProgramEvent> Events { get; }

    /// <summary>The number of the last event: what a host gives as expected version when it records the next.</summary>
    public long Version => _state.Version;

    /// <summary>When the last event happened.</summary>
    public Instant LastAt => _state.LastAt;

    /// <summary>The charter as it was sponsored.</summary>
    public Charter Charter => _state.Charter!;

    /// <summary>The frame as it is now.</summary>
    public ProgramFrame Frame => _state.Frame!;

    /// <summary>The first and the last day as they are now.</summary>
    public DateInterval Dates => new(_state.StartsOn, _state.EndsOn);

    /// <summary>The fingerprint of the frozen criteria; null while they are open.</summary>
    public string? FrozenCriteria => _state.FrozenFingerprint;

    /// <summary>The champion.</summary>
    public PersonId Champion => _state.Champion;

    /// <summary>The sponsor; null while it is a draft.</summary>
    public PersonId? Sponsor => _state.Sponsor;

    /// <summary>Where the programme stands.</summary>
    public ProgramStage Stage => _state.Stage;

    /// <summary>Whether the programme rests.</summary>
    public bool IsPaused => _state.IsPaused;

    /// <summary>When the cohort began to learn; null before.</summary>
    public Instant? StartedAt => _state.StartedAt;

    /// <summary>When the work was done; null before.</summary>
    public Instant? FinishedAt => _state.FinishedAt;

    /// <summary>Whether the work was done before the planned last day.</summary>
    public bool IsFinishedEarly => _state.FinishedAt is { } at && _state.DateOf(at) < _state.EndsOn;

    /// <summary>The lead mentors, those who handed over included, in the order in which they came.</summary>
    public IReadOnlyList<MentorSeat> Mentors => _state.Mentors;

    /// <summary>Everybody who was invited or applied, in the order in which they came.</summary>
    public IReadOnlyList<LearnerPlace> Learners => _state.Learners;

    /// <summary>The milestones, those taken out of the plan included, in the order in which they were planned.</summary>
    public IReadOnlyList<PlannedMilestone> Milestones => _state.Milestones;

    /// <summary>The decisions about the how, in the order in which they were proposed.</summary>
    public IReadOnlyList<TeamDecision> Decisions => _state.Decisions;

    /// <summary>The obstacles, in the order in which they were raised.</summary>
    public IReadOnlyList<ProgramObstacle> Obstacles => _state.Obstacles;

    /// <summary>The promises, in the order in which they were made.</summary>
    public IReadOnlyList<ProgramPromise> Promises => _state.Promises;

    /// <summary>The feedback, in the order in which it was given.</summary>
    public IReadOnlyList<ProgramFeedback> Feedback => _state.Feedback;

    /// <summary>The recognitions, in the order in which they were given.</summary>
    public IReadOnlyList<Recognition> Recognitions => _state.Recognitions;

    /// <summary>The requests for help, in the order in which they were made.</summary>
    public IReadOnlyList<ProgramHelpRequest> HelpRequests => _state.HelpRequests;

    /// <summary>The nudges, in the order in which they were raised.</summary>
    public IReadOnlyList<ProgramNudge> Nudges => _state.Nudges;

    /// <summary>What people take along, in the order in which they said it.</summary>
    public IReadOnlyList<Takeaway> Takeaways => _state.Takeaways;

    /// <summary>The lessons of the retrospective, in the order in which they were brought.</summary>
    public IReadOnlyList<Lesson> Lessons => _state.Lessons;

    /// <summary>The outcomes recorded last; null before.</summary>
    public ProgramOutcomes? Outcomes => _state.Outcomes;

    /// <summary>The decision at the end; null before.</summary>
    public ProgramDecision? Decision => _state.Decision;

    internal ProgramState State => _state;

    /// <summary>Begins a programme.</summary>
    /// <param name="drafted">The first event.</param>
    /// <returns>The programme.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="drafted"/> is null.</exception>
    /// <exception cref="ProblemsException">The charter or the event has problems.</exception>
    public static LearningProgram Draft(ProgramDrafted drafted) => Replay([Guard.Against.Null(drafted)]);

    /// <summary>Replays stored events, all or nothing.</summary>
    /// <param name="events">The events.</param>
    /// <returns>The programme.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> is null.</exception>
    /// <exception cref="ProblemsException">There is an error among the events.</exception>
    public static LearningProgram Replay(IReadOnlyList<ProgramEvent> events) =>
        TryReplay(events, out var program, out var problems) ? program : throw new ProblemsException(problems);

    /// <summary>Replays stored events, keeps every good one and lists all that is wrong with the others.</summary>
    /// <param name="events">The events, in any order; events without a number are taken in the order given, when none has one.</param>
    /// <param name="program">The programme of the good events; null when there is no sound first event.</param>
    /// <param name="problems">
    /// All problems: null events, missing and conflicting numbers, events that could not happen where they stand (errors); duplicates and wrong order
    /// (warnings, repaired).
    /// </param>
    /// <returns>Whether there was no error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> is null.</exception>
    public static bool TryReplay(IReadOnlyList<ProgramEvent> events, [NotNullWhen(true)] out LearningProgram? program, out IReadOnlyList<Problem> problems)
    {
        Guard.Against.Null(events);
        return EventReplay.Run(events, out program, out problems);
    }

    /// <summary>Records something, or throws.</summary>
    /// <param name="happening">What happened.</param>
    /// <returns>The programme after it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="happening"/> is null.</exception>
    /// <exception cref="ProblemsException">It cannot be recorded; the exception holds every reason.</exception>
    public LearningProgram Apply(ProgramEvent happening)
    {
        var update = TryApply(happening);
        return update.IsAccepted ? update.Program : throw new ProblemsException(update.Problems);
    }

    /// <summary>Records something if it can be.</summary>
    /// <param name="happening">What happened.</param>
    /// <param name="expectedVersion">The version that the caller knows; null to record it whatever others recorded since.</param>
    /// <returns>The programme after it, or every reason against it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="happening"/> is null.</exception>
    public ProgramUpdate TryApply(ProgramEvent happening, long? expectedVersion = null) => TryApplyAll([Guard.Against.Null(happening)], expectedVersion);

    /// <summary>Records several things together if all of them can be, one after the other; otherwise none.</summary>
    /// <param name="happenings">What happened, in its order.</param>
    /// <param name="expectedVersion">The version that the caller knows; null to record them whatever others recorded since.</param>
    /// <returns>The programme after them, or every reason against them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="happenings"/> or one of them is null.</exception>
    public ProgramUpdate TryApplyAll(IReadOnlyList<ProgramEvent> happenings, long? expectedVersion = null)
    {
        Guard.Against.Null(happenings);
        if (expectedVersion is { } expected && expected != Version) return Conflict(expected);
        var state = _state.Branch();
        var refusals = new Refusals();
        var recorded = new ProgramEvent[happenings.Count];
        List<Refusal>? all = null;
        List<Problem>? problems = null;
        for (int i = 0; i < recorded.Length; i++)
        {
            var happening = Guard.Against.Null(happenings[i], nameof(happenings));
            refusals.Clear();
            EventReplay.Judge(state, happening, refusals);
            if (refusals.IsEmpty)
            {
                recorded[i] = happening with { Number = state.Version + 1 };
                EventReplay.Fold(state, recorded[i]);
                continue;
            }

            (all ??= []).AddRange(refusals.Items);
            string where = $"happenings[{i}]";
            (problems ??= []).AddRange(refusals.Items.Select(refusal => refusal.ToProblem(where)));
        }

        if (all is not null)
        {
            return new ProgramUpdate(this, [], ValueList.Copy(problems), ValueList.Copy(all.Select(refusal => refusal.Reason)), []);
        }

        var program = new LearningProgram(state, _log.Append(_count, recorded), _count + recorded.Length);
        return new ProgramUpdate(program, new ValueList<ProgramEvent>(recorded), [], [], []);
    }

    /// <summary>The programme as it stood at an instant, replayed from the events up to it.</summary>
    /// <param name="instant">The instant, included.</param>
    /// <returns>The programme; null before it was drafted.</returns>
    public LearningProgram? AsOf(Instant instant)
    {
        int low = 0, high = _count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_log[middle].At <= instant) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : low == _count ? this : EventReplay.Prefix(_log, low);
    }

    /// <summary>What a person is to the programme now.</summary>
    /// <param name="person">The person.</param>
    /// <returns>The role.</returns>
    public ProgramRole RoleOf(PersonId person) => _state.RoleOf(person);

    /// <summary>Whether a learner has reached a milestone.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="milestone">The milestone.</param>
    /// <returns>Whether it is recorded; false for people and milestones that are not known.</returns>
    public bool HasReached(PersonId learner, MilestoneId milestone)
    {
        int row = _state.Learners.IndexOf(learner);
        int column = _state.Milestones.IndexOf(milestone);
        return row >= 0 && column >= 0 && _state.Reached[row, column];
    }

    /// <summary>The cohort as it is now: those who hold a place and are matched, each with their mentor.</summary>
    /// <param name="id">The id that the cohort is to have.</param>
    /// <returns>The cohort, as the other chapters take it.</returns>
    public Cohort ToCohort(CohortId id) => new()
    {
        Id = id,
        Members = ValueList.Copy(_state.Learners
            .Where(place => place.Status.Has(LearnerStatuses.Matched | LearnerStatuses.Learning | LearnerStatuses.Completed | LearnerStatuses.NotCompleted))
            .Select(place => new CohortMember { Learner = place.Learner, Mentor = place.Mentor })),
        Mentors = ValueList.Copy(_state.Mentors.Where(seat => seat.HandedOverAt is null).Select(seat => seat.Mentor)),
        Dates = Dates,
        TimeZone = Charter.TimeZone,
    };

    /// <summary>The facts that the events tell, as <c>Progress</c> measures them.</summary>
    /// <returns>The facts, with days in the programme's time zone.</returns>
    /// <remarks>Activity in other systems is not among the events; a host adds it to <see cref="ToProgressRows"/> before it makes facts of them.</remarks>
    public ProgressFacts Facts() => ProgressFacts.Create(ToProgressRows());

    /// <summary>The rows of the facts that the events tell.</summary>
    /// <returns>The rows, sound as <see cref="ProgressFacts"/> asks for.</returns>
    /// <remarks>
    /// Milestones taken out of the plan, and what was reached of them, are left out, and so are promises from which the owner was released. An obstacle that
    /// came back is a row for each time it stood, the later ones with <c>#2</c> and so on behind the id. Of several check-ins of a person on a day
    /// the last one counts. A transfer ends an enrolment as a transfer, never as a withdrawal.
    /// </remarks>
    public ProgressRows ToProgressRows() => FactRows.Of(this);

    /// <summary>Whether the other programme has the same events.</summary>
    /// <param name="other">The other programme.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Equals(LearningProgram? other) =>
        other is not null && (ReferenceEquals(this, other) || _log.Take(_count).SequenceEqual(other._log.Take(other._count)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LearningProgram);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Version);

    private ProgramUpdate Conflict(long expected)
    {
        var refusal = new Refusal(
            Reason.Of(
                "program.version",
                "Version {expected} was expected; the programme is at version {actual}.",
                Figure.Of("expected", (double)expected),
                Figure.Of("actual", (double)Version)),
            "",
            "Look at what was recorded since, and decide again.");
        var missed = Events.Where(one => one.Number > expected);
        return new ProgramUpdate(this, [], ValueList.Of(refusal.ToProblem("expectedVersion")), ValueList.Of(refusal.Reason), ValueList.Copy(missed));
    }
}
