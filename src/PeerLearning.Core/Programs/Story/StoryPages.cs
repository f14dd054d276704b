namespace PeerLearning.Programs;

/// <summary>The sentences of each page.</summary>
internal static class StoryPages
{
    public static List<Reason> Draft(LearningProgram program)
    {
        var charter = program.Charter;
        return
        [
            StoryTexts.Say("story.why", Figure.Of("why", charter.Why)),
            StoryTexts.Say("story.what", Figure.Of("what", charter.What)),
            StoryTexts.Say("story.by-when", Figure.Of("start", program.Dates.Start), Figure.Of("end", program.Dates.End)),
            StoryTexts.Say(
                "story.frame",
                Number("places", charter.Places),
                Number("learner", program.Frame.LearnerTimePerWeek.TotalHours),
                Number("mentor", program.Frame.MentorTimePerWeek.TotalHours),
                Number("budget", (double)program.Frame.Budget),
                Figure.Of("currency", program.Frame.Currency)),
            StoryTexts.Say("story.criteria", Number("success", charter.Criteria.Success.Count), Number("kill", charter.Criteria.Kill.Count)),
        ];
    }

    public static List<Reason> Sponsored(LearningProgram program)
    {
        var sentences = new List<Reason> { StoryTexts.Say("story.sponsor", Figure.Of("sponsor", program.Sponsor!.Value)) };
        if (program.FrozenCriteria is { } frozen) sentences.Add(StoryTexts.Say("story.frozen", Figure.Of("fingerprint", frozen[..12])));
        if (program.State.FrameChanges > 0) sentences.Add(StoryTexts.Say("story.frame-changes", Number("changes", program.State.FrameChanges)));
        return sentences;
    }

    public static List<Reason> Empowered(LearningProgram program)
    {
        var active = program.Mentors.Where(seat => seat.HandedOverAt is null).ToList();
        var sentences = new List<Reason> { StoryTexts.Say("story.mentors", Number("mentors", active.Count), Number("places", active.Sum(seat => seat.Places))) };
        foreach (var seat in program.Mentors)
        {
            if (seat.HandedOverTo is { } to) sentences.Add(StoryTexts.Say("story.hand-over", Figure.Of("from", seat.Mentor), Figure.Of("to", to)));
            if (seat.IsPaused) sentences.Add(StoryTexts.Say("story.mentor-paused", Figure.Of("mentor", seat.Mentor)));
        }

        var team = program.Decisions.Where(one => one is { IsImposed: false, DecidedAt: not null }).ToList();
        if (program.Decisions.Count > 0)
        {
            sentences.Add(StoryTexts.Say(
                "story.decisions",
                Number("decided", team.Count),
                Number("imposed", program.Decisions.Count(one => one.IsImposed)),
                Number("open", program.Decisions.Count(one => one.DecidedAt is null))));
        }

        return sentences;
    }

    public static List<Reason> Recruiting(LearningProgram program)
    {
        int Count(Func<LearnerPlace, bool> which) => program.Learners.Count(which);
        return
        [
            StoryTexts.Say(
                "story.recruiting",
                Number("known", program.Learners.Count),
                Number("invited", Count(place => place.InvitedBy is not null)),
                Number("withdrawn", Count(place => place.Status == LearnerStatus.Withdrawn))),
            StoryTexts.Say("story.reserve", Number("reserve", Count(place => place.Status == LearnerStatus.Reserve)), Number("without", Count(place => place.Status == LearnerStatus.NotAdmitted))),
        ];
    }

    public static List<Reason> Matched(LearningProgram program)
    {
        var loads = program.Learners.Where(place => place.Mentor is not null).GroupBy(place => place.Mentor!.Value).Select(group => group.Count()).ToList();
        return
        [
            StoryTexts.Say("story.matched", Number("learners", loads.Sum()), Number("mentors", loads.Count), Number("least", loads.Min()), Number("most", loads.Max())),
        ];
    }

    public static List<Reason> Running(LearningProgram program, Instant started)
    {
        var state = program.State;
        int planned = state.MilestonesInPlan();
        int people = program.Learners.Count(place => place.Status.Has(LearnerStatuses.Learning | LearnerStatuses.Completed | LearnerStatuses.NotCompleted));
        int reached = program.Milestones.Where(one => !one.IsDropped).Sum(one => one.ReachedBy);
        var sentences = new List<Reason>
        {
            StoryTexts.Say("story.started", Figure.Of("day", state.DateOf(started)), Number("milestones", planned)),
            StoryTexts.Say("story.progress", Number("reached", reached), Number("people", people), Number("checkins", state.CheckIns)),
            StoryTexts.Say("story.sessions", Number("held", state.SessionsHeld), Number("planned", state.SessionsPlanned)),
        };
        if (program.IsPaused) sentences.Add(StoryTexts.Say("story.paused", Figure.Of("day", state.DateOf(state.PausedAt))));
        int left = program.Learners.Count(place => place.Status == LearnerStatus.Left), moved = program.Learners.Count(place => place.Status == LearnerStatus.Transferred);
        if (left + moved > 0) sentences.Add(StoryTexts.Say("story.left", Number("left", left), Number("transferred", moved)));
        if (program.Obstacles.Count > 0)
        {
            sentences.Add(StoryTexts.Say(
                "story.obstacles",
                Number("raised", program.Obstacles.Count),
                Number("removed", program.Obstacles.Count(one => one.RemovedAt is not null)),
                Number("unowned", program.Obstacles.Count(one => one is { RemovedAt: null, Owner: null }))));
        }

        var agency = AgencyReport.Of(program, program.LastAt);
        if (agency.Escalations.MedianTime.TryGet(out var time)) sentences.Add(StoryTexts.Say("story.escalations", Number("answered", agency.Escalations.Answered), Number("hours", time.TotalHours)));
        if (program.Promises.Count > 0)
        {
            sentences.Add(StoryTexts.Say(
                "story.promises",
                Number("made", program.Promises.Count),
                Number("kept", program.Promises.Count(one => one.Outcome == PromiseOutcome.Kept)),
                Number("overdue", agency.OverduePromises.Count)));
        }

        return sentences;
    }

    public static List<Reason> Celebrating(LearningProgram program, Instant finished)
    {
        var day = program.State.DateOf(finished);
        int completed = program.Learners.Count(place => place.Status == LearnerStatus.Completed);
        var sentences = new List<Reason>
        {
            program.IsFinishedEarly
                ? StoryTexts.Say("story.finished-early", Figure.Of("day", day), Number("days", Period.DaysBetween(day, program.Dates.End)))
                : StoryTexts.Say("story.finished", Figure.Of("day", day)),
            StoryTexts.Say("story.completed", Number("completed", completed), Number("not", program.Learners.Count(place => place.Status == LearnerStatus.NotCompleted))),
            StoryTexts.Say(
                "story.recognised",
                Number("recognitions", program.Recognitions.Count),
                Number("people", program.Recognitions.Select(one => one.Recognised).Distinct().Count()),
                Number("invited", program.Recognitions.Count(one => one.Manager is not null)),
                Number("come", program.Recognitions.Count(one => one.ManagerComes == true))),
        };
        if (program.Takeaways.Count > 0)
        {
            sentences.Add(StoryTexts.Say(
                "story.takeaways",
                Number("mentors", program.Takeaways.Count(one => one.Role == ProgramRole.Mentor)),
                Number("learners", program.Takeaways.Count(one => one.Role == ProgramRole.Learner))));
        }

        return sentences;
    }

    public static List<Reason> Retrospective(LearningProgram program)
    {
        int Count(LessonKind kind) => program.Lessons.Count(lesson => lesson.Kind == kind);
        var sentences = new List<Reason>
        {
            StoryTexts.Say(
                "story.lessons",
                Number("keep", Count(LessonKind.Keep)),
                Number("change", Count(LessonKind.Change)),
                Number("stop", Count(LessonKind.Stop)),
                Number("start", Count(LessonKind.Start))),
        };
        if (program.Outcomes is { } outcomes) sentences.Add(StoryTexts.Say("story.outcomes", Number("outcomes", outcomes.Items.Count)));
        return sentences;
    }

    public static List<Reason> Decided(ProgramDecision decision)
    {
        var sentences = new List<Reason>
        {
            StoryTexts.Say($"story.choice.{decision.Choice}"),
            decision.Choice == decision.Advised
                ? StoryTexts.Say("story.as-advised", Figure.Of("by", decision.DecidedBy))
                : StoryTexts.Say("story.otherwise", Figure.Of("by", decision.DecidedBy), Figure.Of("advised", decision.Advised.ToString()), Figure.Of("because", decision.Because)),
        };
        return sentences;
    }

    public static List<Reason> CalledOff(LearningProgram program) =>
        [StoryTexts.Say("story.called-off", Figure.Of("because", program.Events.OfType<ProgramCalledOff>().Last().Because))];

    private static Figure Number(string name, double number) => Figure.Of(name, number);
}
