using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>Who decided the how, how fast, what came from above, and who kept their promises.</summary>
/// <remarks>
/// Every figure counts recorded events up to an instant. A decision is the team's when a mentor or a learner was among those who decided; what the
/// champion or the sponsor decided alone is imposed. Cost grows with the number of events.
/// </remarks>
public sealed class AgencyReport
{
    private AgencyReport(ProgramState state, IReadOnlyList<ProgramEvent> events, Instant asOf)
    {
        AsOf = asOf;
        var settled = state.Decisions.Where(one => one.DecidedAt is not null).ToList();
        Decided = settled.Count(one => !one.IsImposed);
        Imposed = settled.Count - Decided;
        OpenProposals = ValueList.Copy(state.Decisions.Where(one => one.DecidedAt is null));
        ImposedShare = settled.Count > 0 ? (double)Imposed / settled.Count : Undefined.TooFew(1, 0, "decisions");
        MedianTimeToDecision = Medians.Of(settled.Where(one => !one.IsImposed).Select(one => one.DecidedAt!.Value - one.ProposedAt), "decisions of the team");
        FrameChanges = state.FrameChanges;
        Shares =
        [
            Share(ProgramRole.Mentor, state, settled, one => one.MentorsDeciding > 0, state.PlanChangesByMentors),
            Share(ProgramRole.Learner, state, settled, one => one.LearnersDeciding > 0, state.PlanChangesByLearners),
            Share(ProgramRole.Champion, state, settled, one => one.OthersDeciding > 0, state.PlanChangesFromAbove),
        ];
        var today = state.DateOf(asOf);
        Promises = ValueList.Copy(new[] { ProgramRole.Mentor, ProgramRole.Learner, ProgramRole.Champion, ProgramRole.Sponsor }.Select(role => Account(role, state, today)));
        OverduePromises = ValueList.Copy(state.Promises.Where(one => one.Outcome == PromiseOutcome.Open && one.DueOn < today).OrderBy(one => one.DueOn).ThenBy(one => one.Id));
        Escalations = Account(events, asOf);
        Reasons = Explain();
    }

    /// <summary>The instant up to which events count.</summary>
    public Instant AsOf { get; }

    /// <summary>The number of decisions that the team took.</summary>
    public int Decided { get; }

    /// <summary>The number of decisions that came from above.</summary>
    public int Imposed { get; }

    /// <summary>The share of all decisions, from 0 to 1, that came from above.</summary>
    public Measured<double> ImposedShare { get; }

    /// <summary>Mentors, learners, and the champion with the sponsor, in this order.</summary>
    public IReadOnlyList<AgencyShare> Shares { get; }

    /// <summary>The median time from a proposal to the team's decision.</summary>
    public Measured<Duration> MedianTimeToDecision { get; }

    /// <summary>The proposals that wait for a decision, in the order in which they were made.</summary>
    public IReadOnlyList<TeamDecision> OpenProposals { get; }

    /// <summary>How often the frame of time, money and end was changed from above.</summary>
    public int FrameChanges { get; }

    /// <summary>The promises of mentors, learners, champion and sponsor, in this order.</summary>
    public IReadOnlyList<PromiseAccount> Promises { get; }

    /// <summary>The promises that are open after their day, the oldest first; each has its owner.</summary>
    public IReadOnlyList<ProgramPromise> OverduePromises { get; }

    /// <summary>How the champion and the sponsor answered escalations.</summary>
    public EscalationAccount Escalations { get; }

    /// <summary>The same in sentences.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>Reports on a programme.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="asOf">The instant up to which events count, not before the programme was drafted.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="program"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="asOf"/> lies before the first event.</exception>
    public static AgencyReport Of(LearningProgram program, Instant asOf)
    {
        var then = Guard.Against.Null(program).AsOf(asOf) ?? throw new ArgumentOutOfRangeException(nameof(asOf), asOf, "The programme was not drafted by then.");
        return new AgencyReport(then.State, then.Events, asOf);
    }

    private static AgencyShare Share(ProgramRole role, ProgramState state, List<TeamDecision> settled, Func<TeamDecision, bool> tookPart, int planChanges)
    {
        int decided = settled.Count(tookPart);
        return new AgencyShare
        {
            Role = role,
            Proposed = state.Decisions.Count(one => !one.IsImposed && (one.ProposerRole == role || (role == ProgramRole.Champion && one.ProposerRole == ProgramRole.Sponsor))),
            Decided = decided,
            Share = settled.Count > 0 ? (double)decided / settled.Count : Undefined.TooFew(1, 0, "decisions"),
            PlanChanges = planChanges,
        };
    }

    private static PromiseAccount Account(ProgramRole role, ProgramState state, LocalDate today)
    {
        var own = state.Promises.Where(one => one.OwnerRole == role).ToList();
        return new PromiseAccount
        {
            Role = role,
            Made = own.Count,
            KeptInTime = own.Count(one => one.Outcome == PromiseOutcome.Kept && !one.IsLate),
            KeptLate = own.Count(one => one.Outcome == PromiseOutcome.Kept && one.IsLate),
            Broken = own.Count(one => one.Outcome == PromiseOutcome.Broken),
            Released = own.Count(one => one.Outcome == PromiseOutcome.Released),
            Open = own.Count(one => one.Outcome == PromiseOutcome.Open && one.DueOn >= today),
            Overdue = own.Count(one => one.Outcome == PromiseOutcome.Open && one.DueOn < today),
        };
    }

    private static EscalationAccount Account(IReadOnlyList<ProgramEvent> events, Instant asOf)
    {
        var waiting = new Dictionary<ObstacleId, Instant>();
        var times = new List<Duration>();
        int asked = 0;
        foreach (var happening in events)
        {
            if (happening is ObstacleEscalated escalated)
            {
                asked++;
                waiting[escalated.Obstacle] = escalated.At;
            }
            else if (happening is EscalationAnswered answered && waiting.Remove(answered.Obstacle, out var since))
            {
                times.Add(answered.At - since);
            }
        }

        return new EscalationAccount
        {
            Asked = asked,
            Answered = times.Count,
            MedianTime = Medians.Of(times, "answers"),
            LongestWait = waiting.Count > 0 ? asOf - waiting.Values.Min() : Undefined.NotReached("Nothing waits for an answer."),
        };
    }

    private ValueList<Reason> Explain()
    {
        var reasons = new List<Reason>
        {
            Reason.Of(
                "agency.decisions",
                "The team took {decided:0|decision|decisions} about the how; {imposed:0} came from above; {open:0|proposal is|proposals are} open.",
                Figure.Of("decided", (double)Decided),
                Figure.Of("imposed", (double)Imposed),
                Figure.Of("open", (double)OpenProposals.Count)),
        };
        foreach (var share in Shares)
        {
            if (!share.Share.TryGet(out double part)) continue;
            reasons.Add(Reason.Of(
                "agency.share",
                "{role}: part in {share:P0} of the decisions, {proposed:0|proposal|proposals}, {changes:0|change|changes} to the plan.",
                Figure.Of("role", share.Role.ToString()),
                Figure.Of("share", part),
                Figure.Of("proposed", (double)share.Proposed),
                Figure.Of("changes", (double)share.PlanChanges)));
        }

        if (MedianTimeToDecision.TryGet(out var time))
        {
            reasons.Add(Reason.Of("agency.time", "Half of the team's decisions were taken within {days:0.0} days.", Figure.Of("days", time.TotalDays)));
        }

        if (Escalations.Asked > 0)
        {
            reasons.Add(Reason.Of(
                "agency.escalations",
                "{answered:0} of {asked:0|obstacle|obstacles} handed up to the champion got an answer.",
                Figure.Of("answered", (double)Escalations.Answered),
                Figure.Of("asked", (double)Escalations.Asked)));
        }

        if (Escalations.MedianTime.TryGet(out var answer))
        {
            reasons.Add(Reason.Of("agency.escalations.time", "Half of the answers came within {hours:0.0} hours.", Figure.Of("hours", answer.TotalHours)));
        }

        foreach (var promise in OverduePromises)
        {
            reasons.Add(Reason.Of("agency.promise.overdue", "{owner} promised something by {day} that is still open.", Figure.Of("owner", promise.Owner), Figure.Of("day", promise.DueOn)));
        }

        return ValueList.Copy(reasons);
    }
}
