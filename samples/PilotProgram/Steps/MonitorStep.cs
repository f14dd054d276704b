using System.Globalization;
using PeerLearning.People;
using PeerLearning.Progress;
using PeerLearning.Samples.PilotProgram.Output;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Step 4: how is the cohort doing, who needs a nudge, what is in the way?</summary>
internal static class MonitorStep
{
    public static Page Show(Cohort cohort, ProgressFacts facts, CohortBrief brief, IEnumerable<string> notes, IReadOnlyList<CohortBrief> soFar)
    {
        var progress = brief.Progress;
        var page = new Page(4, "Monitor and measure", $"After {Period.DaysBetween(cohort.Dates.Start, brief.Today) / 7} weeks: how is cohort {cohort.Id} progressing, who needs a nudge, what is in the way?");
        page.Decide(progress.Reasons.Count > 0 ? progress.Reasons[0].ToString() : $"{progress.Learners} learners.");
        page.Because(notes.Concat(progress.Reasons.Skip(1).Select(reason => reason.ToString())));
        page.Chart("Milestones handed in, period by period", "share of those due", Periods(progress));
        if (soFar.Count > 1)
        {
            page.Show(
                "Brief by brief", ["on", "learners", "nudges", "open obstacles", "in short"],
                soFar.Select(one => new[]
                {
                    Iso(one.Today), Count(one.Progress.Learners), Count(one.Nudges.Count), Count(one.Challenges.Open.Count), one.Progress.Reasons.Count > 0 ? one.Progress.Reasons[0].ToString() : "",
                }));
        }

        page.Show(
            $"Who needs a nudge ({brief.Nudges.Count} now, {brief.HeldBack.Count} held back for the mentors' capacity)", ["learner", "points", "since", "owner", "because", "question"],
            brief.Nudges.Take(8).Select(nudge => new[]
            {
                nudge.Learner.Value, nudge.Score.ToString(CultureInfo.InvariantCulture), Iso(nudge.Since), nudge.Owner?.Value ?? "nobody yet",
                string.Join(" ", nudge.Reasons.Where(reason => reason.Points > 0).Select(reason => reason.Because.ToString())), nudge.Question.ToString(),
            }));
        Challenges(page, facts, brief);
        Feedback(page, facts, brief);
        if (brief.Mentors.Count == 0 || facts.Sessions.Count == 0) page.NotInTheData("the mentors' sessions.");
        else Mentors(page, brief);
        page.Because(brief.CannotSayYet.Select(reason => reason.ToString()));
        return page;
    }

    private static Line[] Periods(CohortProgress progress)
    {
        var due = progress.Periods.Where(period => period.Due > 0).ToList();
        return [new("handed in", [.. due.Select(period => (double)period.DueInTime / period.Due)]), new("all of them", [.. due.Select(_ => 1.0)], IsPlan: true)];
    }

    private static void Challenges(Page page, ProgressFacts facts, CohortBrief brief)
    {
        if (facts.Obstacles.Count == 0)
        {
            page.NotInTheData("obstacles.");
            return;
        }

        page.Because(brief.Challenges.Reasons.Select(reason => reason.ToString()));
        page.Show(
            "The biggest challenges", ["obstacle", "kind", "days", "affected", "owner"],
            brief.Challenges.Open.Take(6).Select(open => new[]
            {
                open.Obstacle.Value, open.Kind, open.AgeInDays.ToString(CultureInfo.InvariantCulture), open.Affected.ToString(CultureInfo.InvariantCulture), open.Owner?.Value ?? "nobody",
            }));
    }

    private static void Feedback(Page page, ProgressFacts facts, CohortBrief brief)
    {
        if (facts.Feedback.Count == 0) page.NotInTheData("feedback.");
        else page.Because(brief.Feedback.Reasons.Select(reason => reason.ToString()));
    }

    private static void Mentors(Page page, CohortBrief brief) => page.Show(
        "Promised and kept, by mentor (no league table: the limits say who really differs)", ["mentor", "learners", "sessions", "promises", "answers"],
        brief.Mentors.Select(mentor => new[]
        {
            mentor.Mentor.Value, mentor.Learners.ToString(CultureInfo.InvariantCulture), Kept(mentor.Sessions), Kept(mentor.Promises), Kept(mentor.Answers),
        }));

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Kept(KeptShare share) => $"{share.Kept} of {share.Due}";

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
