using PeerLearning.Cohorts;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;
using PeerLearning.Samples.PilotProgram.Input;
using PeerLearning.Samples.PilotProgram.Output;
using PeerLearning.Samples.PilotProgram.Steps;
using PeerLearning.Skills;

namespace PeerLearning.Samples.PilotProgram;

/// <summary>The whole pilot: five steps, each a call of the library, each shown as a page.</summary>
internal static class Pilot
{
    private const int Places = 24;
    private const int TeamSize = 4;
    private const ulong Seed = 2026;

    public static IEnumerable<Page> Run(PilotInput input, Action<string> announce)
    {
        announce("Reading the workforce");
        var workforce = Workforce.Create(input.People);

        announce("Estimating who can what");
        var levels = new ProficiencyEstimator().Estimate(input.Evidence, input.Today);

        announce("Ranking what is needed");
        var need = input.Need(levels);
        var ranking = new SkillNeedScorer(need.Options).Rank(need.Gaps, need.Survey, need.Agenda, need.Practicality);
        yield return NeedStep.Show(ranking, input.NeedNotes);
        if (ranking.First is not { } first) yield break;

        announce("Selecting the lead mentors");
        var request = new MentorTeamRequest
        {
            Skill = first.Skill,
            Size = TeamSize,
            MinimumLevel = input.MentorLevel,
            RunnersUp = 3,
            Rules = [new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }, new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }, .. ReportingLines(input)],
        };
        var selection = new MentorTeamSelector().Select(workforce, levels, request);
        var mentorPage = MentorStep.Show(workforce, levels, request, selection, input.MentorNotes);
        if (!input.HasReportingLines) mentorPage.NotInTheData("reporting lines.");
        yield return mentorPage;
        if (selection.Team is not { } team) yield break;
        PersonId[] mentors = [.. team.Members.Select(member => member.Person)];

        announce("Drawing the cohort and matching it");
        Rule[] pairRules = [.. ReportingLines(input), new OverlapRule { MinimumPerWeek = Duration.FromHours(5), Dates = input.Dates }];
        var wishing = input.ApplicantsFor(first.Skill).Where(person => !mentors.Contains(person) && person != input.Champion && person != input.Sponsor).ToList();
        var applicants = wishing.Where(person => mentors.Any(mentor => pairRules.All(rule => rule.Check(workforce, [person, mentor]).Count == 0))).ToList();
        var admissionRequest = new AdmissionRequest
        {
            Applicants = applicants,
            Places = Math.Min(Places, applicants.Count),
            Rules = [new PerValueRule(Dimension.BusinessUnit) { Maximum = Places / 3 }, new PerValueRule(Dimension.Geography) { Maximum = Places / 3 }],
        };
        var admission = new AdmissionLottery(new AdmissionOptions { Reserves = 4 }).Draw(workforce, admissionRequest, Seed);
        var match = new CohortMatcher().Match(
            workforce, [.. admission.Admitted.Select(person => new Learner { Person = person })],
            [.. mentors.Select(mentor => new Cohorts.MentorPlace { Person = mentor, Places = (Places / TeamSize) + 1 })], pairRules);
        yield return CohortStep.Show(
            admissionRequest, admission, match,
            [$"{wishing.Count - applicants.Count} of {wishing.Count} who wish to learn it share too little working time with every mentor, or a reporting line.", .. input.CohortNotes]);

        announce("Keeping the book of the programme");
        var story = new PilotStory(first.Skill, input.Champion, input.Sponsor, mentors, input.Dates, Places, "Etc/UTC");
        story.Recruit(applicants, admission, match);
        var cohort = story.Program.ToCohort(new CohortId("pilot"));
        var known = input.Progress?.Invoke(cohort);
        story.Start(known is not null && ReferenceEquals(known.Cohort, cohort) ? [.. known.Rows.Milestones.OrderBy(milestone => milestone.Due)] : DefaultPlan(input.Dates));
        yield return ProgramStep.Charter(story.Program);

        announce("Reading the progress");
        if (known is null)
        {
            yield return new Page(4, "Monitor and measure", "How is the cohort progressing, who needs a nudge, what is in the way?").NotInTheData("progress. Bring OULAD tables with --oulad.");
            yield return ProgramStep.Verdict(story.Program, story.Close(input.Dates.Length, workforce, [.. mentors.Order().Select(mentor => (mentor, "took the lead of the pilot"))], new ProgramOutcomes { Items = [] }), []);
            yield break;
        }

        var facts = ProgressFacts.Create(known.Rows);
        var monitor = new ProgressMonitor();
        var brief = monitor.Brief(known.Cohort, facts, known.BriefOn.At(LocalTime.Noon).InUtc().ToInstant());
        yield return MonitorStep.Show(known.Cohort, facts, brief, known.Notes);

        announce("Deciding whether to scale");
        var last = monitor.Brief(known.Cohort, facts, known.Cohort.Dates.End.At(new LocalTime(23, 0)).InUtc().ToInstant());
        bool isOwn = ReferenceEquals(known.Cohort, cohort);
        var recognitions = Recognitions(known.Cohort, last);
        var verdict = story.Close(input.Dates.Length, workforce, isOwn ? recognitions : [.. mentors.Order().Select(mentor => (mentor, "took the lead of the pilot"))], Outcomes(known.Cohort, last));
        var page = ProgramStep.Verdict(story.Program, verdict, isOwn ? [] : ["The outcomes are those of the real cohort of step 4."]);
        if (!isOwn)
        {
            page.Show("Who did most in the real cohort", ["learner", "for"], recognitions.Select(one => new[] { one.Person.Value, one.For })).NotInTheData("managers to invite.");
        }

        yield return page;
    }

    private static Rule[] ReportingLines(PilotInput input) => input.HasReportingLines ? [new ReportingLineRule()] : [];

    /// <summary>Six milestones, one every second week: the team's first plan where the data holds none.</summary>
    private static Milestone[] DefaultPlan(DateInterval dates) =>
        [.. Enumerable.Range(1, 6).Select(i => new Milestone { Id = new($"M{i}"), Due = dates.Start.PlusDays((14 * i) - 3), Title = $"Milestone {i}" })];

    /// <summary>The three who did most, by milestones and marks, and every mentor.</summary>
    private static List<(PersonId Person, string For)> Recognitions(Cohort cohort, CohortBrief last)
    {
        var learners = last.Learners
            .Where(learner => learner.Done.TryGet(out double done) && done > 0 && learner.MeanMark.IsDefined)
            .OrderByDescending(learner => learner.Done.Value).ThenByDescending(learner => learner.MeanMark.Value).ThenBy(learner => learner.Learner)
            .Take(3)
            .Select(learner => (learner.Learner, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{learner.Done.Value:P0} of the plan, mean mark {learner.MeanMark.Value:P0}")));
        var mentors = last.Mentors.Where(mentor => cohort.Mentors.Contains(mentor.Mentor)).OrderBy(mentor => mentor.Mentor)
            .Select(mentor => (mentor.Mentor, $"{mentor.Sessions.Kept} of {mentor.Sessions.Due} promised sessions held"));
        return [.. learners, .. mentors];
    }

    private static ProgramOutcomes Outcomes(Cohort cohort, CohortBrief last) => new()
    {
        Items =
        [
            new RateOutcome { Criterion = "completion", Successes = last.Learners.Count(learner => learner.Done.TryGet(out double done) && done > 1 - 1e-9), Of = cohort.Members.Count },
            new MeanOutcome { Criterion = "marks", Values = [.. last.Learners.Where(learner => learner.MeanMark.IsDefined).OrderBy(learner => learner.Learner).Select(learner => learner.MeanMark.Value)] },
            new RateOutcome { Criterion = "stay", Successes = cohort.Members.Count - last.Progress.Withdrawn, Of = cohort.Members.Count },
        ],
    };
}
