using PeerLearning.Evaluation.Generators;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Skills;

public class ProficiencyEstimatorTests
{
    private static readonly Instant AsOf = SimulatedOrganisation.AsOf;

    private static Evidence Row(string person, EvidenceKind kind, double? level, string? by = null, string skill = "s") => new()
    {
        Person = new PersonId(person),
        Skill = new SkillId(skill),
        Kind = kind,
        Level = level,
        By = by is null ? null : new PersonId(by),
    };

    private sealed class Reports : List<WorkProgress>, IProgress<WorkProgress>
    {
        public Action? OnReport { get; init; }

        public void Report(WorkProgress value)
        {
            Add(value);
            OnReport?.Invoke();
        }
    }

    [Fact]
    public void A_simulated_organisation_is_estimated_almost_as_well_as_with_known_variances()
    {
        var judge = new WorldJudge();
        for (ulong seed = 1; seed <= 4; seed++) judge.Add(SimulatedOrganisation.Create(new WorldSettings(), seed));
        Assert.True(judge.Ratio < 1.01, $"ratio {judge.Ratio}");
        Assert.InRange(judge.Coverage, 0.87, 0.93);
    }

    [Fact]
    public void Random_raters_are_found_and_set_aside()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 150, Skills = 8, Misfit = Misfit.Careless }, 3);
        var judge = new WorldJudge();
        var profiles = judge.Add(world, new ProficiencyEstimatorOptions { CalibrationRounds = 0 });
        var flagged = profiles.CarelessRaters.Select(rater => rater.Rater).ToHashSet();
        Assert.True(world.Careless.Count(flagged.Contains) >= 0.8 * world.Careless.Count);
        Assert.True(flagged.Count(rater => !world.Careless.Contains(rater)) <= 0.05 * world.Evidence.Select(row => row.By).Distinct().Count());
        Assert.All(flagged, rater => Assert.Contains(profiles.Problems, problem => problem.Code == "evidence.rater.careless" && problem.Where.Contains(rater.Value, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 40 }, 9);
        var options = new ProficiencyEstimatorOptions { Scale = SimulatedOrganisation.Wide, CalibrationRounds = 1 };
        var one = new ProficiencyEstimator(options).Estimate(world.Evidence, AsOf);
        var other = new ProficiencyEstimator(options).Estimate(world.Evidence.AsEnumerable().Reverse(), AsOf);
        Assert.Equal(one.Of(SimulatedOrganisation.Skill(0)), other.Of(SimulatedOrganisation.Skill(0)));
    }

    [Fact]
    public void One_core_and_several_give_the_same_bits()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 300, Skills = 4, Form = RatingForm.Integers, Misfit = Misfit.Careless }, 11);
        var one = new ProficiencyEstimator { Cores = 1 }.Estimate(world.Evidence, AsOf);
        for (int run = 0; run < 3; run++)
        {
            var other = new ProficiencyEstimator { Cores = 2 + run }.Estimate(world.Evidence, AsOf);
            Assert.Equal(one.Models, other.Models);
            Assert.Equal(one.CarelessRaters, other.CarelessRaters);
            Assert.Equal(one.Problems, other.Problems);
            for (int s = 0; s < 4; s++) Assert.Equal(one.Of(SimulatedOrganisation.Skill(s)), other.Of(SimulatedOrganisation.Skill(s)));
        }
    }

    [Fact]
    public void Progress_rises_to_the_whole_work()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 60, Skills = 3 }, 2);
        var reports = new Reports();
        new ProficiencyEstimator(new ProficiencyEstimatorOptions { Scale = SimulatedOrganisation.Wide, CalibrationRounds = 2 }).Estimate(world.Evidence, AsOf, reports);
        Assert.Equal(Enumerable.Range(1, 9).Select(done => (long)done), reports.Select(report => report.Done));
        Assert.All(reports, report => Assert.Equal(9, report.Budget));
    }

    [Fact]
    public void A_cancelled_estimate_stops()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 60, Skills = 3 }, 2);
        using var source = new CancellationTokenSource();
        var reports = new Reports { OnReport = source.Cancel };
        Assert.ThrowsAny<OperationCanceledException>(() => new ProficiencyEstimator().Estimate(world.Evidence.Select(row => row with { Scale = SimulatedOrganisation.Wide }), AsOf, reports, source.Token));
        Assert.True(reports.Count < 18);
    }

    [Fact]
    public void Shares_sum_to_one_and_make_the_level()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 60, Form = RatingForm.HalfPoints }, 4);
        var profiles = new ProficiencyEstimator().Estimate(world.Evidence, AsOf);
        foreach (var level in profiles.Of(SimulatedOrganisation.Skill(0)))
        {
            var explanation = profiles.Explain(level.Person, level.Skill)!;
            Assert.Equal(1, explanation.PriorShare + explanation.Items.Sum(item => item.Share), 12);
            Assert.Equal(level.Level, (explanation.PriorShare * explanation.PriorLevel) + explanation.Items.Sum(item => item.Share * item.AdjustedLevel), 6);
            Assert.Equal(level.Items, explanation.Items.Count);
        }
    }

    [Fact]
    public void Intervals_widen_where_the_end_of_the_scale_cuts_ratings_off()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { Form = RatingForm.Integers }, 21);
        var profiles = new ProficiencyEstimator().Estimate(world.Evidence, AsOf);
        var model = profiles.Models.Single();
        Assert.NotEmpty(model.EndStretches);
        Assert.Equal(model.EndStretches.Select(stretch => stretch.Level).Order(), model.EndStretches.Select(stretch => stretch.Level));
        Assert.Contains(model.EndStretches, stretch => stretch.Factor == model.Stretch);
        Assert.True(model.EndStretches[^1].Factor > 1.2 * model.Stretch);
        var top = profiles.Of(SimulatedOrganisation.Skill(0)).MaxBy(level => level.Level);
        double factor = profiles.Explain(top.Person, top.Skill)!.Assumptions.Single(reason => reason.Code == "proficiency.stretch").Figures[0].Number!.Value;
        Assert.Equal(model.EndStretches[^1].Factor, factor, 9);

        var free = new ProficiencyEstimator(new ProficiencyEstimatorOptions { Scale = SimulatedOrganisation.Wide }).Estimate(SimulatedOrganisation.Create(new WorldSettings(), 21).Evidence, AsOf);
        Assert.Empty(free.Models.Single().EndStretches);
    }

    [Fact]
    public void What_is_assumed_about_a_kind_that_never_occurred_is_on_the_scale_of_the_estimate()
    {
        var hundred = new ProficiencyEstimatorOptions { Scale = SkillScale.ZeroToHundred };
        Evidence[] rows = [Row("a", EvidenceKind.Manager, 60, "m"), Row("b", EvidenceKind.Manager, 40, "m")];
        var model = new ProficiencyEstimator(hundred).Estimate(rows, AsOf).Models.Single();
        double before = LevelState.Start(model).StandardError.Value, after = LevelState.Start(model).Add(model, EvidenceKind.Assessment, 50).StandardError.Value;
        Assert.Equal(Math.Sqrt(1 / ((1 / (before * before)) + (1 / (10.0 * 10)))), after, 9);
    }

    [Fact]
    public void Thin_evidence_rests_on_stated_assumptions()
    {
        var profiles = new ProficiencyEstimator().Estimate([Row("a", EvidenceKind.Self, 5), Row("a", EvidenceKind.Manager, 3, "m"), Row("b", EvidenceKind.Self, 2)], AsOf);
        var model = Assert.Single(profiles.Models);
        Assert.True(model.IsLevelDeviationAssumed);
        Assert.All(model.Sources, source => Assert.True(source.IsErrorAssumed));
        var a = profiles.Find(new PersonId("a"), new SkillId("s"))!.Value;
        var b = profiles.Find(new PersonId("b"), new SkillId("s"))!.Value;
        Assert.True(b.StandardError > a.StandardError);
        Assert.NotEmpty(profiles.Explain(a.Person, a.Skill)!.Assumptions);
    }

    [Fact]
    public void Not_assessed_is_never_zero()
    {
        var profiles = new ProficiencyEstimator().Estimate([Row("a", EvidenceKind.Manager, 4, "m"), Row("b", EvidenceKind.Manager, null, "m")], AsOf);
        Assert.Null(profiles.Find(new PersonId("b"), new SkillId("s")));
        Assert.Empty(profiles.Problems);
    }

    [Fact]
    public void Every_fault_of_every_row_is_reported_at_once()
    {
        var faulty = new Evidence[]
        {
            Row("", EvidenceKind.Self, 3),
            Row("a", (EvidenceKind)9, 3),
            Row("a", EvidenceKind.Self, double.NaN),
            Row("a", EvidenceKind.Self, 7),
            Row("a", EvidenceKind.Self, 3, skill: " "),
            Row("a", EvidenceKind.Peer, 3, ""),
            Row("a", EvidenceKind.Peer, 3, "a"),
            Row("a", EvidenceKind.Manager, 4, "m"),
            Row("a", EvidenceKind.Manager, 4, "m"),
            Row("a", EvidenceKind.Manager, 4, "m") with { At = AsOf + Duration.FromDays(1) },
        };
        var profiles = new ProficiencyEstimator().Estimate(faulty, AsOf);
        Assert.Equal(
            [
                "evidence.person.blank", "evidence.kind.unknown", "evidence.level.notfinite", "evidence.level.outofscale", "evidence.skill.blank", "evidence.by.blank",
                "evidence.self.as.other", "evidence.duplicate", "evidence.at.future",
            ],
            profiles.Problems.Select(problem => problem.Code));
        Assert.Equal(1, profiles.Count);
    }

    [Fact]
    public void Candidates_are_those_most_likely_to_reach_the_bar()
    {
        var levels = Enumerable.Range(0, 200).Select(i => new Proficiency
        {
            Person = new PersonId($"p{i:000}"),
            Skill = new SkillId("s"),
            Level = 1 + (i * 7 % 40 / 10.0),
            StandardError = 0.1 + (i * 3 % 5 / 10.0),
        }).ToList();
        var profiles = SkillProfiles.Create(levels);
        var best = profiles.Candidates(new SkillId("s"), 3.5, 10);
        double least = levels.Select(level => level.ChanceAtLeast(3.5)).OrderDescending().ElementAt(9);
        Assert.True(best.Count >= 10);
        Assert.All(best, level => Assert.True(level.ChanceAtLeast(3.5) >= least - 1e-12));
        Assert.Equal(best.Select(level => level.ChanceAtLeast(3.5)).OrderDescending(), best.Select(level => level.ChanceAtLeast(3.5)));
    }

    [Fact]
    public void The_chance_of_enough_people_is_the_tail_of_the_Poisson_binomial()
    {
        var levels = new[] { 3.0, 3.6, 4.4 }.Select((level, i) => new Proficiency { Person = new PersonId($"p{i}"), Skill = new SkillId("s"), Level = level, StandardError = 0.5 }).ToList();
        double[] p = [.. levels.Select(level => level.ChanceAtLeast(3.5))];
        double two = (p[0] * p[1] * (1 - p[2])) + (p[0] * (1 - p[1]) * p[2]) + ((1 - p[0]) * p[1] * p[2]) + (p[0] * p[1] * p[2]);
        Assert.Equal(two, SkillProfiles.Create(levels).ChanceOfEnough(new SkillId("s"), 3.5, 2), 12);
    }
}
