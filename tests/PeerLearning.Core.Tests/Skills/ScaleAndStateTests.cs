using FsCheck.Xunit;
using PeerLearning.Evaluation.Generators;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Skills;

public class ScaleAndStateTests
{
    private static readonly SkillScale[] Scales =
    [
        SkillScale.OneToFive, SkillScale.OneToEight, SkillScale.ZeroToSeven, SkillScale.ZeroToHundred, SkillScale.Percentile, SkillScale.Dreyfus, SkillScale.SevenLevels,
    ];

    [Fact]
    public void Going_to_another_scale_and_back_returns_the_level_and_keeps_the_order()
    {
        foreach (var from in Scales)
        {
            foreach (var to in Scales)
            {
                double last = double.NegativeInfinity;
                for (double share = 0.01; share < 0.991; share += 0.07)
                {
                    double level = from.Lowest + (share * from.Range), there = from.Convert(level, to).Value;
                    Assert.True(there > last, $"{from} to {to} at {level}");
                    Assert.Equal(level, to.Convert(there, from).Value, 1e-10);
                    last = there;
                }

                Assert.True(from.AddedError(to) >= 0);
            }
        }
    }

    [Fact]
    public void A_level_off_the_scale_is_not_converted() => Assert.False(SkillScale.OneToFive.Convert(5.5, SkillScale.ZeroToHundred).IsDefined);

    [Fact]
    public void States_fed_row_by_row_equal_the_fused_columns_and_merge()
    {
        var columns = LargeWorld.Draw(500, 600, 4, out _);
        var estimator = new ProficiencyEstimator(new ProficiencyEstimatorOptions { Scale = SimulatedOrganisation.Wide });
        var model = estimator.EstimateColumns(columns).Model with { Stretch = 1 };
        var fused = estimator.FuseColumns(columns, model);
        for (int person = 0; person < 500; person++)
        {
            var state = LevelState.Start(model);
            var one = state;
            var other = state;
            for (int k = 0; k < columns.Person.Length; k++)
            {
                if (columns.Person.Span[k] != person) continue;
                state = state.Add(model, (EvidenceKind)columns.Kind.Span[k], columns.Level.Span[k]);
                if (k % 2 == 0) one = one.Add(model, (EvidenceKind)columns.Kind.Span[k], columns.Level.Span[k]);
                else other = other.Add(model, (EvidenceKind)columns.Kind.Span[k], columns.Level.Span[k]);
            }

            Assert.Equal(fused.Levels[person], state.Level, 1e-5);
            Assert.Equal(fused.StandardErrors[person], state.StandardError.Value, 1e-5);
            Assert.Equal(fused.Items[person], state.Items);
            Assert.Equal(state.Level, one.Merge(other, model).Level, 1e-12);
        }
    }

    [Fact]
    public void Columns_and_rows_give_the_same_levels()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 100 }, 8);
        var options = new ProficiencyEstimatorOptions { Scale = SimulatedOrganisation.Wide, CalibrationRounds = 0, ScreenCarelessRaters = false };
        var rows = new ProficiencyEstimator(options).Estimate(world.Evidence, SimulatedOrganisation.AsOf);
        var ids = world.Evidence.Where(row => row.By is not null && row.Kind != EvidenceKind.Self).Select(row => row.By!.Value).Distinct().Order().ToList();
        var ordered = world.Evidence.OrderBy(row => row.Person).ToList();
        var columns = new ProficiencyEstimator(options).EstimateColumns(new EvidenceColumns
        {
            Skill = SimulatedOrganisation.Skill(0),
            People = 100,
            Raters = ids.Count,
            Person = ordered.Select(row => int.Parse(row.Person.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)).ToArray(),
            Rater = ordered.Select(row => row.Kind == EvidenceKind.Self || row.By is null ? -1 : ids.IndexOf(row.By.Value)).ToArray(),
            Kind = ordered.Select(row => (byte)row.Kind).ToArray(),
            Level = ordered.Select(row => (float)row.Level!.Value).ToArray(),
        });
        int i = 0;
        foreach (var level in rows.Of(SimulatedOrganisation.Skill(0))) Assert.Equal(level.Level, columns.Levels[i++], 1e-4);
    }

    [Fact]
    public void Faulty_columns_are_refused_with_every_fault()
    {
        var columns = new EvidenceColumns
        {
            Skill = new SkillId("s"),
            People = 2,
            Raters = 1,
            Person = new[] { 0, 5 },
            Rater = new[] { 3, -1 },
            Kind = new byte[] { 0, 9 },
            Level = new[] { float.NaN, 3 },
            AgeInYears = new[] { 0, -1f },
        };
        var exception = Assert.Throws<ProblemsException>(() => new ProficiencyEstimator().EstimateColumns(columns));
        Assert.Equal(["columns.rater", "columns.level", "columns.person", "columns.kind", "columns.age"], exception.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Explanations_survive_a_round_trip_through_JSON()
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 30, Misfit = Misfit.Drift }, 5);
        var profiles = new ProficiencyEstimator(new ProficiencyEstimatorOptions { Scale = SimulatedOrganisation.Wide, CalibrationRounds = 1 }).Estimate(world.Evidence, SimulatedOrganisation.AsOf);
        foreach (var level in profiles.Of(SimulatedOrganisation.Skill(0)))
        {
            var explanation = profiles.Explain(level.Person, level.Skill)!;
            Assert.Equal(explanation, ProficiencyExplanation.FromJson(explanation.ToJson()));
        }

        Assert.Throws<FormatException>(() => ProficiencyExplanation.FromJson("{}"));
    }

    [Property(MaxTest = 50)]
    public void The_next_best_evidence_narrows_and_comes_in_order(int seed)
    {
        var world = SimulatedOrganisation.Create(new WorldSettings { People = 30, Form = RatingForm.HalfPoints }, (ulong)(uint)seed);
        var profiles = new ProficiencyEstimator(new ProficiencyEstimatorOptions { CalibrationRounds = 0 }).Estimate(world.Evidence, SimulatedOrganisation.AsOf);
        var next = profiles.NextBest(SimulatedOrganisation.Skill(0), 20);
        Assert.Equal(20, next.Count);
        Assert.All(next, option => Assert.True(option.StandardErrorAfter < option.StandardErrorNow));
        double[] gains = [.. next.Select(option => (option.StandardErrorNow * option.StandardErrorNow) - (option.StandardErrorAfter * option.StandardErrorAfter))];
        Assert.Equal(gains.OrderDescending(), gains);
    }
}
