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
        var matchRequest = new MatchRequest
        {
            Learners = [.. admission.Admitted.Select(person => new Learner { Person = person })],
            MentorPlaces = [.. mentors.Select(mentor => new MentorPlace { Person = mentor, Places = (Places / TeamSize) + 1 })],
            Rules = pairRules,
        };
        var match = new CohortMatcher().Match(workforce, matchRequest);
        yield return CohortStep.Show(
            admissionRequest, admission, match,
            [$"{wishing.Count - applicants.Count} of {wishing.Count} who wish to learn it share too little working time with every mentor, or a reporting line.", .. input.CohortNotes]);

        announce("Keeping the book of the programme");
        var book = new PilotBook(first.Skill, input.Champion, input.Sponsor, mentors, input.Dates, Places, Criteria(input));
        book.Recruit(applicants, admission, match);
        book.Start(input.Weeks?.Plan ?? DefaultPlan(input.Dates));
        yield return ProgramStep.Beginning(book.Program);

        announce("Living through the weeks");
        if (input.Weeks is { } weeks)
        {
            book.Expect(weeks, program => ReserveFill.Of(program, workforce, matchRequest));
            foreach (var page in Live(input, workforce, levels, book, applicants)) yield return page;
        }
        else
        {
            foreach (var page in WithoutWeeks(input, workforce, book)) yield return page;
        }
    }

    /// <summary>Steps 4 and 5 where the data tells what happened.</summary>
    private static IEnumerable<Page> Live(PilotInput input, Workforce workforce, SkillProfiles levels, PilotBook book, List<PersonId> applicants)
    {
        var monitor = new ProgressMonitor();
        var briefs = new List<CohortBrief>();
        for (var day = input.Dates.Start.PlusWeeks(2); day <= input.Dates.End; day = day.PlusWeeks(2))
        {
            book.LiveUntil(day.PlusDays(-1));
            var facts = book.Facts(day.PlusDays(-1));
            var brief = monitor.Brief(book.Program.ToCohort(PilotBook.Cohort), facts, day.AtMidnight().InUtc().ToInstant());
            briefs.Add(brief);
            book.Nudge(brief);
            if (briefs.Count == 4) yield return MonitorStep.Show(book.Program.ToCohort(PilotBook.Cohort), facts, brief, [], briefs).Because(book.Fills.SelectMany(fill => fill.Reasons));
        }

        book.LiveUntil(input.Dates.End);
        yield return ProgramStep.Agency(book.Program);

        int days = input.Dates.Length;
        var last = monitor.Brief(book.Program.ToCohort(PilotBook.Cohort), book.Facts(input.Dates.End), input.Dates.End.At(new LocalTime(23, 0)).InUtc().ToInstant());
        var report = book.Celebrate(days, workforce, Recognitions(book.Program, last));
        yield return RecognitionStep.Show(book.Program, report);

        var skill = book.Program.Charter.Skill!.Value;
        var done = book.Program.Learners.Where(place => place.Mentor is not null).ToDictionary(place => place.Learner, place => place.MilestonesReached / (double)book.Program.Milestones.Count);
        PersonId[] others = [.. applicants.Where(person => !done.ContainsKey(person))];
        foreach (var person in others) done[person] = 0;
        var after = Updated(levels, skill, input.EvidenceAfter!(skill, done));
        var verdict = book.Decide(days, new ProgramOutcomes
        {
            Items =
            [
                MeasuredOutcomes.Completion(book.Program, "completion"), MeasuredOutcomes.GainOver(book.Program, "gain", levels, after, skill, others), MeasuredOutcomes.Retention(book.Program, "stay"),
            ],
        });
        var graduates = book.Program.Learners.Where(place => place.Status == LearnerStatus.Completed).Select(place => place.Learner).ToList();
        int able = graduates.Count(person => after.Find(person, skill) is { } level && level.ChanceAtLeast(input.MentorLevel) >= 0.5);
        var scaling = new ScalingPlanner().Plan(new ScalingRequest
        {
            LearnersToReach = Math.Max(1, applicants.Count - graduates.Count),
            LearnersPerCohort = Places,
            MentorsNow = book.Program.Mentors.Count(seat => seat.HandedOverAt is null),
            Completed = new ObservedShare(graduates.Count, done.Count - others.Length),
            GraduatesWhoMentor = new ObservedShare(able, graduates.Count),
            MentorsWhoStay = new ObservedShare(book.Program.Mentors.Count(seat => seat.HandedOverAt is null), book.Program.Mentors.Count),
            Seed = Seed,
        });
        yield return ProgramStep.Verdict(book.Program, verdict, [$"The gain is that of the learners over the {others.Length} applicants without a place; levels before, updated by the ratings since, which understates it."]).Because(scaling.Reasons);
    }

    /// <summary>Steps 4 and 5 where nobody lived through this pilot: a real cohort instead, or nothing.</summary>
    private static IEnumerable<Page> WithoutWeeks(PilotInput input, Workforce workforce, PilotBook book)
    {
        int days = input.Dates.Length;
        (PersonId, string)[] recognitions = [.. book.Program.Mentors.Select(seat => seat.Mentor).Order().Select(mentor => (mentor, "took the lead of the pilot"))];
        if (input.RealCohort is not { } real)
        {
            yield return new Page(4, "Monitor and measure", "How is the cohort progressing, who needs a nudge, what is in the way?").NotInTheData("progress. Bring OULAD tables with --oulad.");
            var silent = book.Celebrate(days, workforce, recognitions);
            yield return RecognitionStep.Show(book.Program, silent).NotInTheData("contributions, and managers to invite.");
            var thin = book.Decide(days, new ProgramOutcomes { Items = [] });
            yield return ProgramStep.Verdict(book.Program, thin, []);
            yield break;
        }

        var facts = ProgressFacts.Create(real.Rows);
        var monitor = new ProgressMonitor();
        yield return MonitorStep.Show(real.Cohort, facts, monitor.Brief(real.Cohort, facts, real.BriefOn.At(LocalTime.Noon).InUtc().ToInstant()), real.Notes, []);
        var last = monitor.Brief(real.Cohort, facts, real.Cohort.Dates.End.At(new LocalTime(23, 0)).InUtc().ToInstant());
        var report = book.Celebrate(days, workforce, recognitions);
        yield return RecognitionStep.Show(book.Program, report)
            .Show("Who did most in the real cohort", ["learner", "for"], Best(last).Select(one => new[] { one.Person.Value, one.For }))
            .NotInTheData("managers to invite.");
        var verdict = book.Decide(days, Outcomes(real.Cohort, last));
        yield return ProgramStep.Verdict(book.Program, verdict, ["The outcomes are those of the real cohort of step 4."]);
    }

    /// <summary>The levels after new ratings, without a new fit.</summary>
    private static SkillProfiles Updated(SkillProfiles levels, SkillId skill, IReadOnlyList<Evidence> ratings)
    {
        var model = levels.Models.Single(one => one.Skill == skill);
        return SkillProfiles.Create(ratings.GroupBy(rating => rating.Person).Where(group => levels.Find(group.Key, skill) is not null).Select(group =>
        {
            var state = group.Aggregate(LevelState.From(levels.Find(group.Key, skill)!.Value), (one, rating) => one.Add(model, rating.Kind, rating.Level!.Value));
            return new Proficiency { Person = group.Key, Skill = skill, Level = state.Level, StandardError = state.StandardError.Value, Items = state.Items };
        }));
    }

    private static Rule[] ReportingLines(PilotInput input) => input.HasReportingLines ? [new ReportingLineRule()] : [];

    /// <summary>What the champion promises to judge by: the gain where it will be measured, marks otherwise.</summary>
    private static ProgramCriteria Criteria(PilotInput input) => new()
    {
        Success =
        [
            new RateCriterion { Id = "completion", Measure = "learners who reach every milestone", Bar = 0.5 },
            input.EvidenceAfter is null
                ? new MeanCriterion { Id = "marks", Measure = "mean mark of what was handed in", Bar = 0.6 }
                : new DifferenceCriterion { Id = "gain", Measure = "gain in levels over those without a place", Bar = 0.1 },
        ],
        Kill = [new RateCriterion { Id = "stay", Measure = "learners who stay to the end", Bar = 0.5 }],
        PlannedLearners = 100,
    };

    /// <summary>Six milestones, one every second week: the team's first plan where the data holds none.</summary>
    private static Milestone[] DefaultPlan(DateInterval dates) =>
        [.. Enumerable.Range(1, 6).Select(i => new Milestone { Id = new($"M{i}"), Due = dates.Start.PlusDays((14 * i) - 3), Title = $"Milestone {i}" })];

    /// <summary>The three who did most, whoever removed an obstacle, and every mentor.</summary>
    private static List<(PersonId Person, string For)> Recognitions(LearningProgram program, CohortBrief last)
    {
        var mentors = last.Mentors.OrderBy(mentor => mentor.Mentor).Select(mentor => (mentor.Mentor, $"{mentor.Sessions.Kept} of {mentor.Sessions.Due} promised sessions held"));
        var solvers = program.Events.OfType<ObstacleRemoved>().Where(removed => removed.Reusable.Length > 0).DistinctBy(removed => removed.By).Select(removed => (removed.By, $"an answer for everybody: {removed.Reusable}"));
        return [.. Best(last), .. mentors, .. solvers];
    }

    private static IEnumerable<(PersonId Person, string For)> Best(CohortBrief last) => last.Learners
        .Where(learner => learner.Done.TryGet(out double done) && done > 0 && learner.MeanMark.IsDefined)
        .OrderByDescending(learner => learner.Done.Value).ThenByDescending(learner => learner.MeanMark.Value).ThenBy(learner => learner.Learner)
        .Take(3)
        .Select(learner => (learner.Learner, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{learner.Done.Value:P0} of the plan, mean mark {learner.MeanMark.Value:P0}")));

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
