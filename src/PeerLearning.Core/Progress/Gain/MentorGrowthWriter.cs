using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Compares what mentors did in the two halves of the programme so far.</summary>
internal static class MentorGrowthWriter
{
    public static IReadOnlyList<MentorGrowth> Write(Cohort cohort, ProgressFacts facts, LocalDate today)
    {
        var end = LocalDate.Min(today, cohort.Dates.End.PlusDays(1));
        var middle = cohort.Dates.Start.PlusDays(Math.Max(0, Period.DaysBetween(cohort.Dates.Start, end)) / 2);
        return [.. cohort.Mentors.Distinct().Order().Select(mentor => Write(mentor, facts, today, middle))];
    }

    private static MentorGrowth Write(PersonId mentor, ProgressFacts facts, LocalDate today, LocalDate middle)
    {
        var decisions = facts.Obstacles.Where(row => row.Owner == mentor).Select(row => row.OwnedOn ?? row.RaisedOn).Where(day => day <= today).ToList();
        var due = facts.Promises.Where(row => row.By == mentor && row.DueOn < today).Select(row => (On: row.DueOn, Kept: row.KeptOn <= row.DueOn))
            .Concat(facts.Sessions.Where(row => row.Mentor == mentor && row.PlannedOn < today).Select(row => (On: row.PlannedOn, Kept: row.HeldOn <= today)))
            .ToList();
        var given = facts.Feedback.Where(row => row.From == mentor && row.On <= today).Select(row => row.On).ToList();
        var (before, after) = (Share(due.Where(row => row.On < middle)), Share(due.Where(row => row.On >= middle)));
        var reasons = new List<Reason>();
        if (before.TryGet(out double first) && after.TryGet(out double second))
        {
            reasons.Add(Reason.Of(
                "progress.growth.kept", "{mentor} kept {before:P0} of what was due before {middle} and {after:P0} since.",
                Figure.Of("mentor", mentor), Figure.Of("before", first), Figure.Of("middle", middle), Figure.Of("after", second)));
        }

        if (decisions.Count > 0)
        {
            reasons.Add(Reason.Of(
                "progress.growth.decisions", "{mentor} took on {before|obstacle|obstacles} before {middle} and {after} since.",
                Figure.Of("mentor", mentor), Figure.Of("before", decisions.Count(day => day < middle)), Figure.Of("middle", middle), Figure.Of("after", decisions.Count(day => day >= middle))));
        }

        if (given.Count > 0)
        {
            reasons.Add(Reason.Of(
                "progress.growth.feedback", "{mentor} gave feedback {before|time|times} before {middle} and {after|time|times} since.",
                Figure.Of("mentor", mentor), Figure.Of("before", given.Count(day => day < middle)), Figure.Of("middle", middle), Figure.Of("after", given.Count(day => day >= middle))));
        }

        return new MentorGrowth
        {
            Mentor = mentor,
            DecisionsBefore = decisions.Count(day => day < middle),
            DecisionsAfter = decisions.Count(day => day >= middle),
            KeptBefore = before,
            KeptAfter = after,
            FeedbackBefore = given.Count(day => day < middle),
            FeedbackAfter = given.Count(day => day >= middle),
            Reflections = facts.CheckIns.Count(row => row.By == mentor && row.On <= today && row.Reflection is not null),
            Reasons = reasons,
        };
    }

    private static Measured<double> Share(IEnumerable<(LocalDate On, bool Kept)> rows)
    {
        var all = rows.ToList();
        return all.Count > 0 ? all.Count(row => row.Kept) / (double)all.Count : Undefined.TooFew(1, 0, "promises or sessions due");
    }
}
