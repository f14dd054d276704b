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
            Assert.Equal(state.Items, one.Merge(other, model).Items);
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
    public void Columns_take_the_last_position_and_the_ends_of_the_scale_and_nothing_beyond()
    {
        static string[] Codes(int person, int rater, byte kind, float level, float age)
        {
            var columns = new EvidenceColumns
            {
                Skill = new SkillId("s"),
                People = 2,
                Raters = 2,
                Person = new[] { 0, person },
                Rater = new[] { 0, rater },
                Kind = new byte[] { 1, kind },
                Level = new[] { 3, level },
                AgeInYears = new[] { 0, age },
            };
            try
            {
                new ProficiencyEstimator().EstimateColumns(columns);
                return [];
            }
            catch (ProblemsException exception)
            {
                return [.. exception.Problems.Select(problem => problem.Code)];
            }
        }

        Assert.Empty(Codes(1, 1, 5, 5, 200));
        Assert.Empty(Codes(0, -1, 0, 1, 0));
        Assert.Equal(["columns.person"], Codes(2, 0, 1, 3, 0));
        Assert.Equal(["columns.person"], Codes(-1, 0, 1, 3, 0));
        Assert.Equal(["columns.rater"], Codes(1, 2, 1, 3, 0));
        Assert.Equal(["columns.rater"], Codes(1, -2, 1, 3, 0));
        Assert.Equal(["columns.kind"], Codes(1, 0, 6, 3, 0));
        Assert.Equal(["columns.level"], Codes(1, 0, 1, 5.001f, 0));
        Assert.Equal(["columns.level"], Codes(1, 0, 1, 0.999f, 0));
        Assert.Equal(["columns.age"], Codes(1, 0, 1, 3, 200.1f));
        Assert.Equal(["columns.age"], Codes(1, 0, 1, 3, -0.001f));
    }

    [Theory]
    [InlineData(2.2, 2)]
    [InlineData(2.5, 3)]
    [InlineData(0.2, 1)]
    [InlineData(-3, 1)]
    [InlineData(5.4, 5)]
    [InlineData(9, 5)]
    public void A_simulated_rating_is_rounded_and_cut_as_the_real_ones_are(double value, double expected)
    {
        // Whole levels, from the lowest to the highest.
        int[] person = [.. Enumerable.Range(0, 30)];
        double[] levels = [.. person.Select(i => 1.0 + (i % 5))];
        var columns = new RatedColumns(30, 0, person, person.Select(_ => -1).ToArray(), person.Select(_ => (byte)EvidenceKind.Peer).ToArray(), levels, []);
        var design = new SkillDesign(columns, new ProficiencyEstimatorOptions(), listRaters: false);
        Assert.Equal((1, true, true), (design.Step, design.IsCutLow, design.IsCutHigh));
        double offset = design.Offset((int)EvidenceKind.Peer);
        Assert.Equal(expected, design.Coarsen(value - offset, 0) + offset, 12);

        // Where nobody was rated at the ends, nothing is cut.
        var inside = new SkillDesign(columns with { Level = [.. levels.Select(level => level is 1 or 5 ? 3 : level)] }, new ProficiencyEstimatorOptions(), listRaters: false);
        Assert.Equal(Math.Round(value, MidpointRounding.AwayFromZero), inside.Coarsen(value - offset, 0) + offset, 12);
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
