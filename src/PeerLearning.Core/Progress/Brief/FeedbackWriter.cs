using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Follows feedback to the action it led to and back to the giver.</summary>
internal static class FeedbackWriter
{
    public static FeedbackReport Write(BriefContext context)
    {
        int given = 0, acted = 0, closed = 0;
        var open = new List<OpenFeedback>();
        var days = new List<double>();
        var actions = new List<FeedbackAction>();
        var learners = new List<(LocalDate On, PersonId From, int Rating)>();
        var mentors = new List<(LocalDate On, PersonId From, int Rating)>();
        foreach (var row in context.Columns.Feedback.AsSpan())
        {
            if (row.On > context.Date) break;
            bool isLearner = context.LearnerIndex.ContainsKey(row.From);
            if (!isLearner && !context.MentorSet.Contains(row.From)) continue;
            given++;
            bool isActedOn = row.ActedOn <= context.Date, isClosed = row.ClosedOn <= context.Date;
            if (isActedOn)
            {
                acted++;
                int wait = Period.DaysBetween(row.On, row.ActedOn!.Value);
                days.Add(wait);
                actions.Add(Action(row, wait, isClosed));
            }

            if (isClosed) closed++;
            else open.Add(Open(row.On, Period.DaysBetween(row.On, context.Date), isActedOn));
            if (row is { About: null, Rating: { } rating }) (isLearner ? learners : mentors).Add((row.On, row.From, rating));
        }

        var reasons = new List<Reason>();
        if (given > 0)
        {
            reasons.Add(Reason.Of(
                "progress.feedback.closed", "Of {given|piece|pieces} of feedback {acted} led to an action, and {closed} went back to the giver with an answer.", Figure.Of("closed", closed), Figure.Of("given", given), Figure.Of("acted", acted)));
        }

        if (open.Count > 0)
        {
            reasons.Add(open[0].IsActedOn
                ? Reason.Of("progress.feedback.open.answer", "The oldest open feedback came {age|day|days} ago: something was done, tell the giver.", Figure.Of("age", open[0].AgeInDays))
                : Reason.Of("progress.feedback.open", "The oldest open feedback has waited {age|day|days} for an action.", Figure.Of("age", open[0].AgeInDays)));
        }

        var (ofLearners, ofMentors) = (ReleasedRatings.Mean(learners, context, context.LearnerIndex.Count), ReleasedRatings.Mean(mentors, context, context.MentorSet.Count));
        if (ofLearners.TryGet(out double mean)) reasons.Add(Reason.Of("progress.feedback.learners-rating", "The learners rate the programme {rating:0.0} out of 5.", Figure.Of("rating", mean)));
        if (ofMentors.TryGet(out mean)) reasons.Add(Reason.Of("progress.feedback.mentors-rating", "The mentors rate the programme {rating:0.0} out of 5.", Figure.Of("rating", mean)));
        return new FeedbackReport
        {
            Given = given,
            ActedOn = acted,
            Closed = closed,
            LearnersRating = ofLearners,
            MentorsRating = ofMentors,
            DaysToAction = days.Count == 0 ? Undefined.TooFew(1, 0, "pieces of feedback with an action") : Order.Median(days.ToArray()),
            Actions = new ValueList<FeedbackAction>([.. actions.OrderByDescending(action => action.On)]),
            Open = new ValueList<OpenFeedback>([.. open]),
            Reasons = new ValueList<Reason>([.. reasons]),
        };
    }

    private static FeedbackAction Action(Feedback row, int wait, bool isClosed)
    {
        Figure on = Figure.Of("on", row.ActedOn!.Value), days = Figure.Of("days", wait), action = Figure.Of("action", string.IsNullOrWhiteSpace(row.Action) ? "not recorded" : row.Action);
        return new FeedbackAction
        {
            On = row.ActedOn!.Value,
            Days = wait,
            Action = row.Action,
            IsClosed = isClosed,
            Because = isClosed
                ? Reason.Of("progress.feedback.action", "Done on {on}, {days|day|days} after the feedback: \"{action}\"; the giver knows.", on, days, action)
                : Reason.Of("progress.feedback.action.untold", "Done on {on}, {days|day|days} after the feedback: \"{action}\"; the giver is still to be told.", on, days, action),
        };
    }

    private static OpenFeedback Open(LocalDate on, int age, bool isActedOn) => new()
    {
        On = on,
        AgeInDays = age,
        IsActedOn = isActedOn,
        Because = isActedOn
            ? Reason.Of("progress.feedback.waits.answer", "Feedback of {on}: something was done; tell the giver what came of it.", Figure.Of("on", on))
            : Reason.Of("progress.feedback.waits", "Feedback of {on}: has waited {age|day|days} for an action.", Figure.Of("on", on), Figure.Of("age", age)),
    };
}
