using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>Makes the pilot's input from the shipped company, a survey or OULAD tables, as the command line says.</summary>
internal static class Inputs
{
    public static PilotInput Read(Arguments arguments)
    {
        var shuffle = arguments.Shuffle is { } seed ? new Draw(seed) : null;
        var input = arguments.Survey is { } survey
            ? FromSurvey(SurveyInput.Read(survey), AgendaInput.Read(arguments.Agenda ?? Beside("agenda-survey.json")), shuffle)
            : FromTidewater(Tidewater.Generate(), AgendaInput.Read(arguments.Agenda ?? Beside("agenda.json")), shuffle);
        if (arguments.Oulad is not { } folder) return input;
        var oulad = OuladInput.Read(folder, arguments.Presentation);
        return input with
        {
            Weeks = null,
            EvidenceAfter = null,
            RealCohort = new RealCohortInput(
                oulad.Cohort, oulad.Rows(shuffle), oulad.Start.PlusDays(56),
                ["The progress is that of a real cohort of OULAD, not of the people above: assessments are milestones, submissions reach them, clicks are activity.", .. oulad.Notes]),
        };
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static PilotInput FromTidewater(Tidewater company, IReadOnlyDictionary<string, AgendaInput.Row> agenda, Draw? shuffle)
    {
        var people = company.People.ToArray();
        Evidence[] evidence = [.. company.Ratings.Select(EvidenceOf)];
        shuffle?.Shuffle(people);
        shuffle?.Shuffle(evidence);
        SkillRequirement[] requirements = [.. company.Requirements.Select(row => new SkillRequirement { Person = row.Person, Skill = new(row.Skill), Level = row.Level })];
        var dates = new DateInterval(new LocalDate(2026, 9, 14), new LocalDate(2026, 12, 6));
        var champion = new PersonId("E0005");
        int answers = company.Wishes.Select(wish => wish.Person).Distinct().Count();
        return new PilotInput
        {
            Title = $"The pilot at {Tidewater.Name}",
            Subtitle = "A fictional company, generated with the sample: nobody in it exists.",
            Today = Tidewater.Today.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
            People = people,
            Evidence = evidence,
            Need = levels => new(
                SkillGapAnalysis.Measure(levels, requirements).Skills,
                [.. Tidewater.Skills.Select(name => new SkillSurvey { Skill = new(name), Named = company.Wishes.Count(wish => wish.Skill == name), Answers = answers, Invited = people.Length })],
                [.. agenda.Select(row => new SkillAgenda { Skill = new(row.Key), PerformancePlan = row.Value.Plan, CeoAgenda = row.Value.Ceo })],
                [.. agenda.Select(row => new SkillPracticality { Skill = new(row.Key), MentorChance = levels.ChanceOfEnough(new(row.Key), 3.5, 4), NeededBy = row.Value.By })],
                new SkillNeedScorerOptions()),
            ApplicantsFor = skill => [.. company.Wishes.Where(wish => wish.Skill == skill.Value).Select(wish => wish.Person).Distinct().Order()],
            MentorLevel = 3.5,
            Dates = dates,
            Champion = champion,
            Sponsor = new("E0002"),
            HasReportingLines = true,
            Weeks = new TidewaterWeeks(dates, champion),
            EvidenceAfter = (skill, done) => [.. company.RateAfter(skill.Value, done, dates.End.PlusDays(3)).Select(EvidenceOf)],
        };
    }

    private static PilotInput FromSurvey(SurveyInput survey, IReadOnlyDictionary<string, AgendaInput.Row> agenda, Draw? shuffle)
    {
        // Pay of this much counts as full alignment with the performance plan.
        const double FullPay = 150_000;
        int answers = survey.Answers.Count;
        var people = survey.People.ToArray();
        Evidence[] evidence = [.. survey.Answers.Where(answer => answer.YearsOfWork is not null).SelectMany(answer => answer.Have.Select(skill => new Evidence
        {
            Person = answer.Person,
            Skill = new(skill),
            Kind = EvidenceKind.ProjectHistory,
            Level = LevelOf(answer.YearsOfWork!.Value),
        }))];
        shuffle?.Shuffle(people);
        shuffle?.Shuffle(evidence);
        return new PilotInput
        {
            Title = "A pilot among the answers of a developer survey",
            Subtitle = $"{survey.People.Count} answers of the Stack Overflow developer survey.",
            Today = new LocalDate(2026, 9, 1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
            People = people,
            Evidence = evidence,
            Need = _ => new(
                [.. survey.Skills.Select(skill => new SkillGap
                {
                    Skill = new(skill.Name),
                    Shortfall = 1 - (skill.Have / (double)answers),
                    StandardError = Math.Sqrt(skill.Have / (double)answers * (1 - (skill.Have / (double)answers)) / answers),
                    Assessed = answers,
                    Required = answers,
                })],
                [.. survey.Skills.Select(skill => new SkillSurvey { Skill = new(skill.Name), Named = skill.WantNotHave, Answers = answers, Invited = survey.People.Count })],
                [.. survey.Skills.Select(skill => new SkillAgenda
                {
                    Skill = new(skill.Name), PerformancePlan = Math.Min(1, skill.MedianPay / FullPay), CeoAgenda = agenda.TryGetValue(skill.Name, out var row) ? row.Ceo ?? 0 : 0,
                })],
                [],
                new SkillNeedScorerOptions { FullShortfall = 1, FullShare = 0.25 }),
            ApplicantsFor = skill => [.. survey.Answers.Where(answer => answer.Want.Contains(skill.Value) && !answer.Have.Contains(skill.Value)).Select(answer => answer.Person).Order()],
            MentorLevel = 3,
            Dates = new(new LocalDate(2026, 9, 14), new LocalDate(2026, 12, 6)),
            Champion = new("champion"),
            Sponsor = new("sponsor"),
            NeedNotes =
            [
                .. survey.Notes,
                "Gap: the share of the answers without the skill. Wish: the share that wants it and has it not, full at a quarter of the answers.",
                $"Performance plan: the median pay of those who have it, full at {FullPay:N0} US dollars. CEO agenda: an assumed file beside the sample; what it does not name counts 0.",
            ],
            MentorNotes = ["Level: years of work of those who have worked with it: below 2 is 2, below 6 is 3, below 12 is 4, more is 5, taken as project history."],
            HasReportingLines = false,
        };
    }

    private static Evidence EvidenceOf(Tidewater.RatingRow rating) => new()
    {
        Person = rating.Person,
        Skill = new(rating.Skill),
        Kind = Enum.Parse<EvidenceKind>(rating.Kind),
        By = rating.Rater,
        Level = rating.Rating,
        At = rating.On.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
    };

    private static double LevelOf(double years) => years switch
    {
        < 2 => 2,
        < 6 => 3,
        < 12 => 4,
        _ => 5,
    };
}
