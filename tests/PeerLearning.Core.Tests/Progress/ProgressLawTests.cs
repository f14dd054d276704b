using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Progress;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Progress;

/// <summary>What must hold for every service of the chapter, whatever the facts.</summary>
public class ProgressLawTests
{
    private static readonly ProgressMonitor Monitor = new();
    private static readonly NudgeEvaluator Evaluator = new(new NudgeEvaluatorOptions { Weeks = [2, 6, 10], BurdenWeeks = 10 });

    [Property(MaxTest = 20)]
    public void Facts_of_strangers_change_nothing_in_a_brief(ushort seed, byte day)
    {
        var rows = Programmes.Full(15, seed);
        var cohort = Programmes.Cohort(15);
        var alone = Monitor.Brief(cohort, ProgressFacts.Create(rows), Programmes.At(day % 84));
        var crowded = Monitor.Brief(cohort, ProgressFacts.Create(Crowded(rows, seed)), Programmes.At(day % 84));
        Assert.Equal(alone.Learners, crowded.Learners);
        Assert.Equal(alone.Nudges, crowded.Nudges);
        Assert.Equal(alone.HeldBack, crowded.HeldBack);
        Assert.Equal(alone.Progress, crowded.Progress);
        Assert.Equal(alone.Challenges, crowded.Challenges);
        Assert.Equal(alone.Feedback, crowded.Feedback);
        Assert.Equal(alone.Mentors, crowded.Mentors);
        Assert.Equal(alone.Reasons, crowded.Reasons);
    }

    [Property(MaxTest = 20)]
    public void Holidays_ask_for_nothing_and_the_brief_still_verifies(ushort seed, byte day)
    {
        var random = new SeededRandom(seed);
        var holidays = Enumerable.Range(0, 12).Select(_ => Programmes.Start.PlusDays(random.Next(80))).ToList();
        var cohort = Programmes.Cohort(12);
        var facts = ProgressFacts.Create(Programmes.Rows(12, seed));
        var brief = new ProgressMonitor(new ProgressMonitorOptions { Holidays = holidays }).Brief(cohort, facts, Programmes.At(20 + (day % 60)));
        Assert.Empty(brief.Verify(cohort, facts));
        // More holidays never make anybody's score worse.
        var plain = Monitor.Brief(cohort, facts, Programmes.At(20 + (day % 60)));
        Assert.All(brief.Learners.Zip(plain.Learners), pair => Assert.True(pair.First.Score <= pair.Second.Score));
    }

    [Property(MaxTest = 15)]
    public void A_learner_of_another_mentor_does_not_change_a_mentors_own_counts(ushort seed)
    {
        var rows = Programmes.Full(15, seed);
        var small = Programmes.Cohort(15);
        var large = small with { Members = [.. small.Members, new CohortMember { Learner = new PersonId("zz"), Mentor = Programmes.Mentor(1) }] };
        var facts = ProgressFacts.Create(rows);
        var before = Monitor.Brief(small, facts, Programmes.At(60)).Mentors[0];
        var after = Monitor.Brief(large, facts, Programmes.At(60)).Mentors[0];
        Assert.Equal((before.Learners, before.Sessions, before.Promises, before.Rating), (after.Learners, after.Sessions, after.Promises, after.Rating));
    }

    [Property(MaxTest = 10)]
    public void The_order_of_programmes_rows_and_outcomes_changes_no_evaluation(ushort seed)
    {
        var past = new[] { NudgeEvaluatorTests.Past(20, seed), NudgeEvaluatorTests.Past(12, seed + 1UL) };
        var mixed = past.AsEnumerable().Reverse().Select((programme, i) => programme with { Outcomes = [.. programme.Outcomes.Reverse()], Cohort = programme.Cohort with { Members = [.. programme.Cohort.Members.Reverse()] } }).ToArray();
        var (straight, turned) = (Evaluator.Evaluate(past), Evaluator.Evaluate(mixed));
        Assert.Equal(straight.Burden, turned.Burden);
        Assert.Equal(straight.Groups, turned.Groups);
        foreach (var (one, other) in straight.Weeks.Zip(turned.Weeks))
        {
            Assert.Equal((one.Week, one.Rule, one.Learners, one.NeededHelp), (other.Week, other.Rule, other.Learners, other.NeededHelp));
            Near(one.Auc, other.Auc);
            Near(one.AucLower, other.AucLower);
            Near(one.AveragePrecision, other.AveragePrecision);
            Near(one.PrecisionAtCapacity, other.PrecisionAtCapacity);
            Near(one.Brier, other.Brier);
        }
    }

    [Property(MaxTest = 10)]
    public void Learners_without_an_outcome_are_compared_with_but_never_counted(ushort seed)
    {
        var past = NudgeEvaluatorTests.Past(20, seed);
        var some = Evaluator.Evaluate([past with { Outcomes = [.. past.Outcomes.Take(12)] }]);
        Assert.All(some.Weeks, week => Assert.True(week.Learners <= 12));
        Assert.All(some.Burden, burden => Assert.True(burden.Learners <= 12));
    }

    [Property(MaxTest = 15)]
    public void The_order_of_levels_and_strangers_levels_change_no_gain(ushort seed)
    {
        var random = new SeededRandom(seed);
        var people = Enumerable.Range(0, 9).Select(Programmes.Learner).ToList();
        var skills = new[] { new SkillId("a"), new SkillId("b") };
        List<Proficiency> Levels() => [.. people.Append(new PersonId("stranger")).SelectMany(person => skills.Select(skill => new Proficiency { Person = person, Skill = skill, Level = 1 + (4 * random.NextDouble()), StandardError = 0.2 + random.NextDouble() }))];
        var (before, after) = (Levels(), Levels());
        SkillProfiles Without(List<Proficiency> rows) => SkillProfiles.Create(rows.Where(row => row.Person.Value != "stranger"));
        var report = new GainMeter().Measure(people, Without(before), Without(after));
        var mixed = new GainMeter().Measure([.. people.AsEnumerable().Reverse()], SkillProfiles.Create(before.AsEnumerable().Reverse()), SkillProfiles.Create(after.AsEnumerable().Reverse()));
        Assert.Equal(report.Skills, mixed.Skills);
        Assert.Equal(report.People, mixed.People);
        Assert.All(report.Skills, skill => Assert.True(skill.Lower.Value <= skill.MeanGain.Value && skill.MeanGain.Value <= skill.Upper.Value));
        Assert.All(report.Skills, skill => Assert.True(skill.AdjustedP.Value >= skill.P.Value));
    }

    [Property(MaxTest = 15)]
    public void A_gain_of_everybody_by_one_raises_the_mean_by_one(ushort seed)
    {
        var random = new SeededRandom(seed);
        var people = Enumerable.Range(0, 8).Select(Programmes.Learner).ToList();
        var skill = new SkillId("a");
        var levels = people.Select(person => (Person: person, Before: 20 + (20 * random.NextDouble()), After: 30 + (20 * random.NextDouble()))).ToList();
        SkillProfiles Of(Func<(PersonId Person, double Before, double After), double> level) =>
            SkillProfiles.Create(levels.Select(row => new Proficiency { Person = row.Person, Skill = skill, Level = level(row), StandardError = 1 }), SkillScale.ZeroToHundred);
        var gain = new GainMeter().Measure(people, Of(row => row.Before), Of(row => row.After)).Skills[0];
        var more = new GainMeter().Measure(people, Of(row => row.Before), Of(row => row.After + 1)).Skills[0];
        Assert.Equal(gain.MeanGain.Value + 1, more.MeanGain.Value, 1e-9);
        Assert.Equal(gain.Upper.Value - gain.Lower.Value, more.Upper.Value - more.Lower.Value, 1e-9);
    }

    [Property(MaxTest = 15)]
    public void The_order_of_answers_and_other_teams_change_no_team(ushort seed)
    {
        var random = new SeededRandom(seed);
        var scale = ClimateScale.Empowerment;
        var answers = Enumerable.Range(0, 24).Select(i => new ClimateAnswer { By = Programmes.Learner(i), Items = [.. Enumerable.Range(0, 12).Select(_ => (int?)(1 + random.Next(7)))], Team = i % 2 == 0 ? "north" : "south" }).ToList();
        var report = new ClimateReader().Read(scale, answers);
        var turned = new ClimateReader().Read(scale, [.. answers.AsEnumerable().Reverse()]);
        Assert.Equal(report.Teams, turned.Teams);
        Near(report.Alpha, turned.Alpha);
        var more = new ClimateReader().Read(scale, [.. answers, .. Enumerable.Range(30, 6).Select(i => answers[0] with { By = Programmes.Learner(i), Team = "west" })]);
        Assert.Equal(report.Teams, more.Teams.Where(team => team.Team != "west"));
    }

    [Property(MaxTest = 15)]
    public void Turning_the_answers_and_the_reversal_of_an_item_changes_nothing(ushort seed)
    {
        var random = new SeededRandom(seed);
        var scale = ClimateScale.PsychologicalSafety;
        var answers = Enumerable.Range(0, 12).Select(i => new ClimateAnswer { By = Programmes.Learner(i), Items = [.. Enumerable.Range(0, 7).Select(_ => (int?)(1 + random.Next(7)))] }).ToList();
        var turned = answers.Select(answer => answer with { Items = [.. answer.Items.Select((item, i) => i == 3 ? 8 - item : item)] }).ToList();
        var report = new ClimateReader().Read(scale, answers);
        var other = new ClimateReader().Read(scale with { Reversed = [0, 2, 3, 4] }, turned);
        Near(report.Alpha, other.Alpha);
        Assert.Equal(report.Teams[0].Agreement, other.Teams[0].Agreement);
    }

    [Property(MaxTest = 15)]
    public void The_order_of_rows_changes_no_mentors_growth(ushort seed)
    {
        var rows = Programmes.Full(12, seed);
        var cohort = Programmes.Cohort(12);
        Assert.Equal(
            ProgressMonitor.Growth(cohort, ProgressFacts.Create(rows), Programmes.At(80)),
            ProgressMonitor.Growth(cohort, ProgressFacts.Create(Programmes.Shuffled(Crowded(rows, seed), seed)), Programmes.At(80)));
    }

    [Property(MaxTest = 20)]
    public void The_order_of_answers_changes_no_recommendation_and_a_better_answer_never_lowers_it(ushort seed)
    {
        var random = new SeededRandom(seed);
        int[] answers = [.. Enumerable.Range(0, 12).Select(_ => random.Next(11))];
        var score = new ClimateReader().Recommend(answers);
        Assert.Equal(score, new ClimateReader().Recommend([.. answers.AsEnumerable().Reverse()]));
        answers[0] = Math.Min(10, answers[0] + 1 + random.Next(5));
        Assert.True(new ClimateReader().Recommend(answers).Score.Value >= score.Score.Value);
    }

    [Property(MaxTest = 20)]
    public void Without_activity_in_the_data_thresholds_keep_their_share_of_the_points(ushort seed)
    {
        var cohort = Programmes.Cohort(15);
        var facts = ProgressFacts.Create(Programmes.Rows(15, seed, activity: false));
        var card = NudgePoints.BuiltIn;
        var brief = Monitor.Brief(cohort, facts, Programmes.At(60));
        int reachable = card.Signals.Where(line => line.Signal is not (NudgeSignal.DaysIdle or NudgeSignal.FewActiveDays)).Sum(line => line.Maximum);
        Assert.All(brief.Learners, learner => Assert.Equal(learner.Score >= card.RaiseAt * (double)reachable / card.Maximum, learner.State is not NudgeState.None));
        Assert.Empty(brief.Verify(cohort, facts));
    }

    private static void Near(Measured<double> one, Measured<double> other)
    {
        Assert.Equal(one.IsDefined, other.IsDefined);
        if (one.IsDefined) Assert.Equal(one.Value, other.Value, 1e-12);
    }

    /// <summary>The same rows among those of people of another cohort, who meet other mentors.</summary>
    private static ProgressRows Crowded(ProgressRows rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        PersonId Stranger() => new($"X{random.Next(20):00}");
        LocalDate Day() => Programmes.Start.PlusDays(random.Next(80));
        return rows with
        {
            Submissions = [.. rows.Submissions, .. Enumerable.Range(0, 20).Select(i => new Submission { Learner = new PersonId($"X{i:00}"), Milestone = Programmes.Step(i % 3), On = Day(), Mark = 0.5 })],
            Activity = [.. rows.Activity, .. Enumerable.Range(0, 40).Select(i => new ActivityDay { Learner = new PersonId($"X{i % 20:00}"), On = Programmes.Start.PlusDays(i) })],
            CheckIns = [.. rows.CheckIns, .. Enumerable.Range(0, 10).Select(i => new CheckIn { By = new PersonId($"X{i:00}"), On = Day(), OwnProgress = 0.9, Reflection = "elsewhere" })],
            Sessions = [.. rows.Sessions, .. Enumerable.Range(0, 10).Select(i => new Session { Mentor = new PersonId("Y"), PlannedOn = Programmes.Start.PlusDays(i) })],
            Promises = [.. rows.Promises, new Promise { By = new PersonId("Y"), What = "elsewhere", MadeOn = Programmes.Start, DueOn = Programmes.Start.PlusDays(2) }],
            HelpRequests = [.. rows.HelpRequests, new HelpRequest { From = Stranger(), To = new PersonId("Y"), AskedAt = Programmes.At(3) }],
            Obstacles = [.. rows.Obstacles, new Obstacle { Id = new ObstacleId("elsewhere"), Kind = "money", RaisedBy = new PersonId("X01"), RaisedOn = Programmes.Start }],
            Feedback = [.. rows.Feedback, .. Enumerable.Range(0, 12).Select(i => new Feedback { From = new PersonId($"X{i:00}"), On = Day(), Rating = 1 })],
            Enrolments = [.. rows.Enrolments, new Enrolment { Learner = new PersonId("X03"), LeftOn = Programmes.Start.PlusDays(9) }],
        };
    }
}
