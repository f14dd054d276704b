namespace PeerLearning.Progress;

/// <summary>Puts the parts of a brief together.</summary>
internal static class BriefWriter
{
    public static CohortBrief Write(BriefContext context, CancellationToken cancellationToken)
    {
        var nudges = new NudgeWriter(context);
        var views = new Views(context);
        cancellationToken.ThrowIfCancellationRequested();
        var progress = new ProgressWriter(context, nudges.Signals, views).Write();
        var up = nudges.Write(state => state is NudgeState.Raised or NudgeState.Open);
        var held = nudges.Write(state => state is NudgeState.Snoozed or NudgeState.Waiting);
        cancellationToken.ThrowIfCancellationRequested();
        var challenges = ChallengeWriter.Write(context);
        var feedback = FeedbackWriter.Write(context);
        var mentors = new MentorWriter(context, views).Write();
        return Compose(context, nudges, views, progress, up, held, challenges, feedback, new ValueList<MentorAccount>(mentors), Learners(context, nudges, views));
    }

    public static CohortBrief Compose(
        BriefContext context,
        NudgeWriter nudges,
        Views views,
        CohortProgress progress,
        List<Nudge> up,
        List<Nudge> held,
        ChallengeReport challenges,
        FeedbackReport feedback,
        IReadOnlyList<MentorAccount> mentors,
        LearnerProgress[] learners)
    {
        int number = context.Calendar.NumberOf(context.Date);
        double objective = up.Sum(nudge => nudge.Score);
        var reasons = new List<Reason>(16);
        reasons.AddRange(progress.Reasons);
        reasons.Add(Summary(context, up, held));
        reasons.AddRange(challenges.Reasons);
        reasons.AddRange(feedback.Reasons);
        foreach (var mentor in mentors) reasons.AddRange(mentor.Reasons);
        return new CohortBrief
        {
            Cohort = context.Cohort.Id,
            AsOf = context.AsOf,
            Today = context.Date,
            Period = context.Calendar[number],
            NextCheckInOn = context.Calendar.NextCheckIn(context.Date),
            Progress = progress,
            Nudges = new ValueList<Nudge>([.. up]),
            HeldBack = new ValueList<Nudge>([.. held]),
            Learners = new ValueList<LearnerProgress>(learners),
            Challenges = challenges,
            Feedback = feedback,
            Mentors = mentors,
            Reflections = views.Reflections(number),
            Reasons = new ValueList<Reason>([.. reasons]),
            CannotSayYet = new ValueList<Reason>([.. CannotSayYet(context, progress, challenges, feedback)]),
            Problems = context.Problems.ToList(),
            Certificate = new Certificate
            {
                Proof = Proof.Optimal,
                Method = "highest scores within each owner's capacity",
                Objective = objective,
                Bound = objective,
            },
            Options = context.Options,
            Source = new BriefSource(context, nudges, views),
        };
    }

    private static LearnerProgress[] Learners(BriefContext context, NudgeWriter nudges, Views views)
    {
        var learners = new LearnerProgress[context.Present.Length];
        double plan = context.Columns.MilestoneWeight.Sum();
        int milestones = context.Columns.MilestoneWeight.Length;
        for (int i = 0; i < learners.Length; i++)
        {
            ref readonly var signals = ref nudges.Signals[i];
            var member = context.Present[i];
            learners[i] = new LearnerProgress
            {
                Learner = member.Learner,
                Mentor = member.Mentor,
                Done = milestones == 0 ? Undefined.NotInTheData("There are no milestones.") : ProgressWriter.Done(context, i, plan),
                Missing = signals.Missing,
                MeanMark = signals.Marks > 0 ? signals.MeanMark : Undefined.TooFew(1, 0, "marks"),
                DaysIdle = signals.HasActivity ? (int)signals.DaysIdle : Undefined.NotInTheData("The facts hold no activity, check-ins or sessions."),
                OwnView = views.Own(i),
                MentorsView = views.OfMentor(i),
                Confidence = views.Confidence(i),
                Score = nudges.Scores[i],
                State = nudges.States[i],
            };
        }

        return learners;
    }

    private static Reason Summary(BriefContext context, List<Nudge> up, List<Nudge> held)
    {
        int snoozed = held.Count(nudge => nudge.State == NudgeState.Snoozed);
        return up.Count == 0
            ? Reason.Of("progress.nudges.none", "No learner needs a nudge now (of {learners}); {snoozed|nudge is|nudges are} snoozed.", Figure.Of("learners", context.Present.Length), Figure.Of("snoozed", snoozed))
            : Reason.Of(
                "progress.nudges.some",
                "{count|learner is|learners are} to be nudged now (of {learners}), {first} first with {score} of {maximum|point|points}; {waiting|more waits|more wait} for a free hand, {snoozed|nudge is|nudges are} snoozed.",
                Figure.Of("count", up.Count),
                Figure.Of("learners", context.Present.Length),
                Figure.Of("first", up[0].Learner),
                Figure.Of("score", up[0].Score),
                Figure.Of("maximum", context.Options.Points.Maximum),
                Figure.Of("waiting", held.Count - snoozed),
                Figure.Of("snoozed", snoozed));
    }

    private static List<Reason> CannotSayYet(BriefContext context, CohortProgress progress, ChallengeReport challenges, FeedbackReport feedback)
    {
        var answers = new List<Reason>();
        void Say<T>(string code, string what, Measured<T> measured)
            where T : notnull
        {
            if (measured.Undefined is { } why)
            {
                answers.Add(Reason.Of("progress.cannot-say." + code, "Cannot say yet " + what + ": {because}", Figure.Of("because", why.Clause)));
            }
        }

        Say("done", "how much of the plan is done", progress.Done);
        Say("due", "whether learners keep to the plan", progress.HandedInOfDue);
        Say("trend", "whether activity goes up or down", progress.Trend);
        Say("forecast", "when all will be done", progress.Forecast);
        Say("own-view", "how the learners see their progress", progress.OwnView);
        Say("mentors-view", "how the mentors see the learners' progress", progress.MentorsView);
        Say("removal", "how long an obstacle takes", challenges.TimeToRemoval.TryGet(out var removal) ? removal.MedianDays : challenges.TimeToRemoval.Undefined!);
        Say("learners-rating", "how the learners rate the programme", feedback.LearnersRating);
        Say("mentors-rating", "how the mentors rate the programme", feedback.MentorsRating);
        if (context.Facts.Sessions.Count == 0)
        {
            answers.Add(Reason.Of("progress.cannot-say.sessions", "Cannot say yet whether mentors hold their sessions: {because}", Figure.Of("because", "the host brought no sessions.")));
        }

        return answers;
    }
}
