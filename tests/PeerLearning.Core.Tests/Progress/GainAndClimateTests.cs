using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Progress;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Progress;

public class GainAndClimateTests
{
    private static readonly SkillId Rust = new("rust");
    private static readonly SkillId Sql = new("sql");

    [Fact]
    public void Gain_is_a_paired_comparison_corrected_for_all_skills()
    {
        // sleep data of Student (1908): t = 4.0621, p = 0.002833, df = 9.
        double[] first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        var people = Enumerable.Range(0, 10).Select(Programmes.Learner).ToList();
        SkillProfiles Levels(double[] levels) => SkillProfiles.Create(
            people.SelectMany((person, i) => new[] { Of(person, Rust, 20 + levels[i]), Of(person, Sql, 20 + (2 * (i % 3))) }), SkillScale.ZeroToHundred);
        var report = new GainMeter().Measure(people, Levels(first), Levels(second));
        var rust = report.Skills.Single(skill => skill.Skill == Rust);
        Assert.Equal(1.58, rust.MeanGain.Value, 1e-9);
        Assert.Equal(0.00283289, rust.P.Value, 1e-7);
        Assert.True(rust.Lower.Value < 1.58 && rust.Upper.Value > 1.58);
        Assert.True(rust.DChangeLower.Value < rust.DChange.Value && rust.DChange.Value < rust.DChangeUpper.Value);
        Assert.InRange(rust.LearnersForNextCohort.Value, 5, 9);
        Assert.False(report.Skills.Single(skill => skill.Skill == Sql).P.IsDefined);
        Assert.Equal(20, report.People.Count);
        Assert.Equal(4.6 / Math.Sqrt(0.5), report.People.Single(change => change.Skill == Rust && change.Person == people[8]).ReliableChangeIndex.Value, 1e-9);
    }

    [Fact]
    public void Gains_of_a_few_are_withheld_and_scales_must_agree()
    {
        var people = Enumerable.Range(0, 4).Select(Programmes.Learner).ToList();
        var levels = SkillProfiles.Create(people.Select(person => Of(person, Rust, 3)));
        Assert.Equal(UndefinedCause.Withheld, new GainMeter().Measure(people, levels, levels).Skills[0].MeanGain.Undefined!.Cause);
        var other = SkillProfiles.Create(people.Select(person => Of(person, Rust, 3)), SkillScale.ZeroToHundred);
        Assert.Equal("progress.gain.scale", Assert.Single(new GainMeter().Measure(people, levels, other).Problems).Code);
    }

    [Fact]
    public void Mentors_grow_between_the_halves()
    {
        var start = Programmes.Start;
        var facts = ProgressFacts.Create(new ProgressRows
        {
            Promises = [new Promise { By = Programmes.Mentor(0), What = "a", MadeOn = start, DueOn = start.PlusDays(3) }, new Promise { By = Programmes.Mentor(0), What = "b", MadeOn = start, DueOn = start.PlusDays(30), KeptOn = start.PlusDays(29) }],
            Obstacles = [new Obstacle { Id = new ObstacleId("O"), Kind = "time", RaisedBy = Programmes.Learner(0), RaisedOn = start.PlusDays(25), Owner = Programmes.Mentor(0) }],
            CheckIns = [new CheckIn { By = Programmes.Mentor(0), On = start.PlusDays(20), Reflection = "Let them decide." }],
            Feedback = [new Feedback { From = Programmes.Mentor(0), On = start.PlusDays(19) }, new Feedback { From = Programmes.Mentor(0), On = start.PlusDays(20) }, new Feedback { From = Programmes.Mentor(0), On = start.PlusDays(40) }, new Feedback { From = Programmes.Mentor(0), On = start.PlusDays(41) }],
        });
        var growth = ProgressMonitor.Growth(Programmes.Cohort(4, mentors: 1), facts, Programmes.At(40))[0];
        Assert.Equal((1, 2), (growth.FeedbackBefore, growth.FeedbackAfter));
        Assert.Equal(
            [
                "M0 kept 0 % of what was due before 2026-01-25 and 100 % since.", "M0 took on 0 obstacles before 2026-01-25 and 1 since.",
                "M0 gave feedback 1 time before 2026-01-25 and 2 times since.",
            ],
            growth.Reasons.Select(reason => reason.ToString()));
        Assert.Equal((0.0, 1.0), (growth.KeptBefore.Value, growth.KeptAfter.Value));
        Assert.Equal((0, 1, 1), (growth.DecisionsBefore, growth.DecisionsAfter, growth.Reflections));
    }

    [Fact]
    public void Reversed_items_are_turned_before_anything_is_computed()
    {
        var scale = ClimateScale.PsychologicalSafety;
        var answers = Enumerable.Range(0, 8).Select(i => Answer(i, [.. Enumerable.Range(0, 7).Select(item => scale.Reversed.Contains(item) ? 2 : 6)])).ToList();
        var report = new ClimateReader().Read(scale, answers);
        Assert.Equal(6, Assert.Single(report.Teams).Mean.Value);
        Assert.Equal(1, report.Teams[0].Agreement.Value);
        Assert.Equal(UndefinedCause.NoVariation, report.Alpha.Undefined!.Cause);
    }

    [Fact]
    public void A_team_that_disagrees_has_no_mean()
    {
        var scale = ClimateScale.PsychologicalSafety;
        var answers = Enumerable.Range(0, 8).Select(i => Answer(i, [.. Enumerable.Range(0, 7).Select(item => scale.Reversed.Contains(item) == (i % 2 == 0) ? 1 : 7)])).ToList();
        var team = Assert.Single(new ClimateReader().Read(scale, answers).Teams);
        Assert.True(team.Agreement.Value < 0);
        Assert.False(team.Mean.IsDefined);
    }

    [Property(MaxTest = 30)]
    public void No_team_below_the_smallest_group_is_shown_or_left_alone(ushort seed)
    {
        var random = new SeededRandom(seed);
        var answers = Enumerable.Range(0, 40).Select(i => Answer(i, [.. Enumerable.Range(0, 12).Select(_ => 1 + random.Next(7))], $"t{Math.Min(random.Next(6), random.Next(6))}")).ToList();
        var sizes = answers.GroupBy(answer => answer.Team).ToDictionary(group => group.Key!, group => group.Count());
        var teams = new ClimateReader().Read(ClimateScale.Empowerment, answers).Teams;
        Assert.All(teams.Where(team => team.Mean.IsDefined), team => Assert.True(sizes[team.Team] >= 5));
        int hidden = teams.Where(team => !team.Respondents.IsDefined).Sum(team => sizes[team.Team]);
        Assert.True(hidden == 0 || hidden >= 5);
    }

    [Fact]
    public void Two_waves_are_paired_by_person()
    {
        var scale = new ClimateScale { Name = "own", Items = 3, Lowest = 1, Highest = 7 };
        var before = Enumerable.Range(0, 6).Select(i => Answer(i, [1 + (i % 3), 1 + (i % 3), 2 + (i % 2)])).ToList();
        var after = Enumerable.Range(0, 6).Select(i => Answer(i, [5 + (i % 3), 5 + (i % 3), 5 + (i % 2)])).ToList();
        var report = new ClimateReader().Read(scale, after, before);
        Assert.Equal(11.0 / 3, report.MeanChange.Value, 1e-9);
        Assert.Equal((6, 0), (report.ReliablyBetter.Value, report.ReliablyWorse.Value));
        Assert.Contains(
            "own: those who answered twice changed by +3.7 on average; 6 for the better and 0 for the worse by more than measurement error explains.", report.Reasons.Select(reason => reason.ToString()));
    }

    [Fact]
    public void Malformed_answers_are_all_named()
    {
        var report = new ClimateReader().Read(
            ClimateScale.PsychologicalSafety,
            [Answer(0, [1, 2, 3]), Answer(1, [1, 2, 3, 4, 5, 6, 10]), Answer(2, [1, 2, 3, 4, 5, 6, null]), Answer(3, [1, 2, 3, 4, 5, 6, 7]), Answer(3, [1, 2, 3, 4, 5, 6, 7]), null!]);
        Assert.Equal(
            ["progress.climate.items.count", "progress.climate.answer.range", "progress.climate.incomplete", "progress.climate.duplicate", "progress.row.missing"],
            report.Problems.Select(problem => problem.Code));
        Assert.Equal(1, report.Respondents);
    }

    [Fact]
    public void Recommendation_has_the_score_interval_and_withholds_small_groups()
    {
        var reader = new ClimateReader();
        Assert.False(reader.Recommend([9, 10, 9, 9]).Score.IsDefined);
        var all = reader.Recommend([9, 10, 9, 9, 10, 11]);
        Assert.Equal(100, all.Score.Value);
        Assert.True(all.Lower.Value < 60);
        Assert.Equal("progress.climate.answer.range", Assert.Single(all.Problems).Code);
        Assert.Equal(
            $"5 answers give a recommendation score of +100 points on -100 to 100 (+{all.Lower.Value:0} to +100 with 95 % confidence).", all.Because.ToString());
        Assert.Equal("There is no recommendation score to show, because only 4 answered; figures of fewer than 5 are not shown.", reader.Recommend([9, 10, 9, 9]).Because.ToString());
    }

    [Theory]
    [InlineData(1, "own: the items go together (alpha 0.88; 0.33 to 0.98 with 95 % confidence), so their mean says one thing.")]
    [InlineData(2, "own: the items hardly go together (alpha 0.18; -3.80 to 0.86 with 95 % confidence), so take their means with care.")]
    public void Alpha_comes_with_its_interval_and_what_it_means(int step, string sentence)
    {
        var scale = new ClimateScale { Name = "own", Items = 2, Lowest = 1, Highest = 7 };
        int[] first = [2, 3, 4, 5, 6, 7, 5], second = [2, 4, 4, 5, 5, 6, 7], other = [5, 2, 4, 6, 3, 5, 2];
        var answers = Enumerable.Range(0, 7).Select(i => Answer(i, [first[i], step == 1 ? second[i] : other[i]])).ToList();
        var report = new ClimateReader().Read(scale, answers);
        Assert.Equal(sentence, report.Reasons[0].ToString());
        Assert.True(report.AlphaLower.Value < report.Alpha.Value && report.Alpha.Value < report.AlphaUpper.Value);
        double agreement = report.Teams[0].Agreement.Value;
        Assert.Equal(FormattableString.Invariant($"own, all: mean {report.Teams[0].Mean.Value:0.0} on 1 to 7; agreement among the members {agreement:0.00}, where 1 is full."), report.Reasons[1].ToString());
        // Four are too few for anything.
        Assert.Equal(
            "own, all: no mean, because the team, or what could be had by subtraction, has fewer than 5 complete answers.", Assert.Single(new ClimateReader().Read(scale, answers[..4]).Reasons).ToString());
    }

    private static Proficiency Of(PersonId person, SkillId skill, double level) => new() { Person = person, Skill = skill, Level = level, StandardError = 0.5 };

    private static ClimateAnswer Answer(int i, IReadOnlyList<int?> items, string? team = null) => new() { By = Programmes.Learner(i), Items = items, Team = team };
}
