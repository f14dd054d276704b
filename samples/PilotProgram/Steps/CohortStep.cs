using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.Samples.PilotProgram.Output;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Step 2: who gets a place, and who learns with whom?</summary>
internal static class CohortStep
{
    public static Page Show(AdmissionRequest request, Admission admission, CohortMatch match, IEnumerable<string> notes)
    {
        var page = new Page(2, "Identify the cohort", $"Who of {admission.Chances.Applicants.Count} applicants gets one of {request.Places} places, and who learns with whom?");
        page.Decide($"{admission.Admitted.Count} learners drawn with seed {admission.Seed}, {match.Pairs.Count} of them matched with {match.Mentors.Count(mentor => mentor.Learners > 0)} mentors.");
        page.Because(admission.Reasons).Because(request.Rules.Select(rule => $"Rule: {rule.Describe()}")).Because(match.Reasons).Because(notes);
        page.Show(
            "The chances that the lottery gave", ["applicants", "chance of each"],
            admission.Chances.Applicants.GroupBy(applicant => Math.Round(applicant.Chance, 6)).OrderByDescending(group => group.Key)
                .Select(group => new[] { group.Count().ToString(CultureInfo.InvariantCulture), group.Key.ToString("P2", CultureInfo.InvariantCulture) }).Take(12));
        page.Show(
            "Who learns with whom", ["mentor", "places", "learners"],
            match.Mentors.Select(mentor => new[] { mentor.Mentor.Value, mentor.Places.ToString(CultureInfo.InvariantCulture), string.Join(", ", match.LearnersOf(mentor.Mentor)) }));
        if (match.Pairs.Count > 0)
        {
            page.Show("Why, for the first three", ["learner", "mentor", "because"], match.Pairs.Take(3).Select(pair => new[] { pair.Learner.Value, pair.Mentor.Value, string.Join(" ", pair.Reasons) }));
        }

        if (match.Unmatched.Count > 0)
        {
            page.Show("Without a mentor", ["learner", "because"], match.Unmatched.Select(learner => new[] { learner.Learner.Value, string.Join(" ", learner.Reasons) }));
        }

        return page;
    }
}
