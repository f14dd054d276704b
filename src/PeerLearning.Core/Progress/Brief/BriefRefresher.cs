using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Writes a brief again after one more check-in of today: only what a check-in can change is computed.</summary>
/// <remarks>
/// A check-in is a day of activity and an answer. It changes the learner's signals, the figures of the period, the
/// own view and the reflections; obstacles, feedback, mentors, complete weeks and the forecast stay as they are.
/// </remarks>
internal static class BriefRefresher
{
    /// <summary>The new brief, or null when the check-in is not of this simple kind and the whole brief is to be written.</summary>
    public static CohortBrief? TryRefresh(CohortBrief brief, Cohort cohort, ProgressFacts facts, CheckIn checkIn, ProgressMonitorOptions options)
    {
        if (brief.Source is not { } source || !ReferenceEquals(source.Context.Cohort, cohort) || !ReferenceEquals(brief.Options, options)) return null;
        var before = source.Context;
        var columns = facts.Columns;
        if (checkIn.On != brief.Today || checkIn.About is not null || before.Today < before.Start || !before.Columns.HasActivity) return null;
        if (columns.People.Length != before.Columns.People.Length || columns.CheckIns.Count != before.Columns.CheckIns.Count + 1) return null;
        int learner = source.Views.IndexOf(checkIn.By);
        // A mentor's answer stands in their account too.
        if (learner < 0 || before.MentorSet.Contains(checkIn.By)) return null;

        var context = new BriefContext(before, facts);
        var nudges = new NudgeWriter(source.Nudges, context, learner);
        var views = new Views(source.Views, context, checkIn, learner);
        var up = nudges.Write(state => state is NudgeState.Raised or NudgeState.Open);
        var held = nudges.Write(state => state is NudgeState.Snoozed or NudgeState.Waiting);
        bool isNewDay = columns.ActivityDay.Length > before.Columns.ActivityDay.Length;
        var progress = Progress(brief.Progress, context, views, checkIn, learner, isNewDay);
        return BriefWriter.Compose(context, nudges, views, progress, up, held, brief.Challenges, brief.Feedback, brief.Mentors, Learners(brief, nudges, views, learner));
    }

    private static LearnerProgress[] Learners(CohortBrief brief, NudgeWriter nudges, Views views, int learner)
    {
        var learners = new LearnerProgress[brief.Learners.Count];
        for (int i = 0; i < learners.Length; i++)
        {
            var was = brief.Learners[i];
            if (i == learner)
            {
                learners[i] = was with
                {
                    DaysIdle = (int)nudges.Signals[i].DaysIdle,
                    OwnView = views.Own(i),
                    Confidence = views.Confidence(i),
                    Score = nudges.Scores[i],
                    State = nudges.States[i],
                };
            }
            else
            {
                learners[i] = was.Score == nudges.Scores[i] && was.State == nudges.States[i] ? was : was with { Score = nudges.Scores[i], State = nudges.States[i] };
            }
        }

        return learners;
    }

    private static CohortProgress Progress(CohortProgress was, BriefContext context, Views views, CheckIn checkIn, int learner, bool isNewDay)
    {
        var own = views.MeanOwn();
        var reasons = new List<Reason>(was.Reasons.Count + 1);
        int at = 0;
        foreach (var reason in was.Reasons)
        {
            if (reason.Code == ProgressWriter.OwnViewCode) continue;
            if (reason.Code is ProgressWriter.PlanCode or ProgressWriter.BehindCode) at = reasons.Count + 1;
            reasons.Add(reason);
        }

        if (ProgressWriter.OwnViewReason(own, was.Done) is { } sentence) reasons.Insert(at, sentence);
        var periods = was.Periods;
        if (periods.Count > 0 && periods[^1].Period.Last >= checkIn.On)
        {
            var changed = periods.ToArray();
            changed[^1] = Count(changed[^1], context, checkIn, learner, isNewDay);
            periods = new ValueList<PeriodFigures>(changed);
        }

        return was with { OwnView = own, Periods = periods, Reasons = new ValueList<Reason>([.. reasons]) };
    }

    /// <summary>Counts the learner in the period under way, unless they had been counted.</summary>
    private static PeriodFigures Count(PeriodFigures was, BriefContext context, CheckIn checkIn, int learner, bool isNewDay)
    {
        int first = Days.Of(was.Period.First), person = context.PersonOf[learner];
        var columns = context.Columns;
        int days = 0, answers = 0;
        for (int a = columns.ActivityStart[person + 1] - 1; a >= columns.ActivityStart[person] && columns.ActivityDay[a] >= first; a--)
        {
            if (columns.ActivityDay[a] <= context.Today) days++;
        }

        var rows = columns.CheckIns.AsSpan();
        for (int i = rows.Length - 1; i >= 0 && rows[i].On >= was.Period.First; i--)
        {
            if (rows[i].On <= context.Date && rows[i].About is null && rows[i].By == checkIn.By) answers++;
        }

        return was with { Active = was.Active.Value + (isNewDay && days == 1 ? 1 : 0), CheckedIn = was.CheckedIn + (answers == 1 ? 1 : 0) };
    }
}
