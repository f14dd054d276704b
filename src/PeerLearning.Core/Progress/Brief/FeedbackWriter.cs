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
                days.Add(Period.DaysBetween(row.On, row.ActedOn!.Value));
            }

            if (isClosed) closed++;
            else open.Add(new OpenFeedback { On = row.On, AgeInDays = Period.DaysBetween(row.On, context.Date), IsActedOn = isActedOn });
            if (row is { About: null, Rating: { } rating }) (isLearner ? learners : mentors).Add((row.On, row.From, rating));
        }

        var reasons = new List<Reason>();
        if (given > 0)
        {
            reasons.Add(Reason.Of(
                "progress.feedback.closed", "{closed} of {given|piece of feedback is|pieces of feedback are} closed, {acted} led to an action.", Figure.Of("closed", closed), Figure.Of("given", given), Figure.Of("acted", acted)));
        }

        if (open.Count > 0)
        {
            reasons.Add(Reason.Of("progress.feedback.open", "The oldest open feedback has waited {age|day|days}.", Figure.Of("age", open[0].AgeInDays)));
        }

        return new FeedbackReport
        {
            Given = given,
            ActedOn = acted,
            Closed = closed,
            LearnersRating = ReleasedRatings.Mean(learners, context),
            MentorsRating = ReleasedRatings.Mean(mentors, context),
            DaysToAction = days.Count == 0 ? Undefined.TooFew(1, 0, "pieces of feedback with an action") : Order.Median(days.ToArray()),
            Open = new ValueList<OpenFeedback>([.. open]),
            Reasons = new ValueList<Reason>([.. reasons]),
        };
    }
}
