using System.Globalization;
using System.Text.Json;
using PeerLearning.Internal;
using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

public class ScaleDecisionTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> GoldenCases()
    {
        var names = new TheoryData<string>();
        foreach (var one in Golden()) names.Add(one.GetProperty("name").GetString()!);
        return names;
    }

    [Theory]
    [MemberData(nameof(GoldenCases))]
    public void The_figures_of_a_finding_are_the_golden_ones(string name)
    {
        var one = Golden().Single(candidate => candidate.GetProperty("name").GetString() == name);
        var input = one.GetProperty("input");
        var expected = one.GetProperty("expected");
        switch (one.GetProperty("kind").GetString())
        {
            case "beta-binomial":
                var options = new ScaleDecisionOptions { PriorSuccesses = Number(input, "prior_a"), PriorFailures = Number(input, "prior_b") };
                var rate = Judge(
                    new RateCriterion { Id = "c", Measure = "m", Bar = Number(input, "target_rate") },
                    new RateOutcome { Criterion = "c", Successes = (int)Number(input, "successes"), Of = (int)Number(input, "n") },
                    (int)Number(input, "future_n"),
                    options);
                Close(Number(expected, "p_rate_at_least_target"), rate.Chance.Value);
                Close(Number(expected, "p_future_at_least_needed"), rate.PlannedChance.Value);
                break;
            case "tost-paired":
                var changes = Numbers(input, "x").Zip(Numbers(input, "y"), (x, y) => x - y).ToList();
                var equivalence = Judge(
                    new EquivalenceCriterion { Id = "c", Measure = "m", Low = Number(input, "low"), High = Number(input, "high") }, new MeanOutcome { Criterion = "c", Values = changes });
                Close(Number(expected, "mean_diff"), equivalence.Estimate.Value);
                Close(Number(expected, "p"), equivalence.PValue.Value);

                // The file's limits carry the error of SciPy's t quantile, 2e-9 at 4 degrees of freedom.
                Assert.Equal(expected.GetProperty("ci90")[0].GetDouble(), equivalence.Lower.Value, 1e-8);
                Assert.Equal(expected.GetProperty("ci90")[1].GetDouble(), equivalence.Upper.Value, 1e-8);
                break;
            case "did":
                var difference = Judge(
                    new DifferenceCriterion { Id = "c", Measure = "m", Bar = 0 },
                    new DifferenceOutcome
                    {
                        Criterion = "c",
                        PilotGains = [.. Numbers(input, "pilot_post").Zip(Numbers(input, "pilot_pre"), (after, before) => after - before)],
                        ComparisonGains = [.. Numbers(input, "comparison_post").Zip(Numbers(input, "comparison_pre"), (after, before) => after - before)],
                    });
                Close(Number(expected, "did"), difference.Estimate.Value);
                Close(Number(expected, "p") / 2, difference.PValue.Value);
                break;
            case "roi":
                var roi = Judge(
                    new ReturnCriterion { Id = "c", Measure = "m", Bar = 0 },
                    new ReturnOutcome
                    {
                        Criterion = "c",
                        AnnualBenefit = Number(input, "annual_benefit"),
                        Attribution = Number(input, "attribution"),
                        Confidence = Number(input, "confidence"),
                        Cost = Number(input, "cost"),
                    });
                if (expected.GetProperty("roi_percent").ValueKind == JsonValueKind.Null) Assert.Equal(UndefinedCause.NoVariation, roi.Estimate.Undefined?.Cause);
                else Close(Number(expected, "roi_percent"), roi.Estimate.Value);
                break;
            default:
                Assert.Fail("A golden case of an unknown kind.");
                break;
        }
    }

    [Theory]
    [InlineData(20, 24, ScaleChoice.Scale)]
    [InlineData(15, 24, ScaleChoice.CannotSayYet)]
    [InlineData(5, 24, ScaleChoice.Adapt)]
    [InlineData(5, 5, ScaleChoice.CannotSayYet)]
    public void A_rate_decides_when_it_is_sure(int successes, int of, ScaleChoice choice)
    {
        var criteria = One(new RateCriterion { Id = "c", Measure = "completion", Bar = 0.6 });
        var verdict = new ScaleDecision().Decide(criteria, Of(new RateOutcome { Criterion = "c", Successes = successes, Of = of }));
        Assert.Equal(choice, verdict.Choice);
        Assert.Empty(verdict.Problems);
        Assert.Empty(verdict.Verify(criteria, Of(new RateOutcome { Criterion = "c", Successes = successes, Of = of })));
        Assert.All(verdict.Reasons, reason => Assert.NotEmpty(reason.Render(CultureInfo.GetCultureInfo("de-DE"))));
    }

    [Fact]
    public void A_kill_criterion_stops_whatever_else_went_well()
    {
        var criteria = One(new RateCriterion { Id = "c", Measure = "completion", Bar = 0.6 }) with { Kill = [new RateCriterion { Id = "k", Measure = "people who stay", Bar = 0.8 }] };
        var good = new RateOutcome { Criterion = "c", Successes = 24, Of = 24 };
        Assert.Equal(ScaleChoice.Stop, new ScaleDecision().Decide(criteria, Of(good, new RateOutcome { Criterion = "k", Successes = 10, Of = 24 })).Choice);
        Assert.Equal(ScaleChoice.Scale, new ScaleDecision().Decide(criteria, Of(good, new RateOutcome { Criterion = "k", Successes = 22, Of = 24 })).Choice);
        Assert.Equal(ScaleChoice.CannotSayYet, new ScaleDecision().Decide(criteria, Of(good)).Choice);
    }

    [Fact]
    public void What_is_too_thin_says_how_much_would_be_enough_and_that_is_enough()
    {
        var criteria = One(new RateCriterion { Id = "c", Measure = "completion", Bar = 0.6 });
        var verdict = new ScaleDecision().Decide(criteria, Of(new RateOutcome { Criterion = "c", Successes = 17, Of = 24 }));
        Assert.Equal(ScaleChoice.CannotSayYet, verdict.Choice);
        int enough = verdict.EnoughLearners.Value;
        Assert.InRange(enough, 25, 400);
        double rate = 18.0 / 26;
        Assert.True(Share(enough, rate, 0.6, 4000) >= 0.8 - 0.02);
        Assert.True(Share(enough - 12, rate, 0.6, 4000) < 0.8 + 0.02);
        var close = new ScaleDecision().Decide(criteria, Of(new RateOutcome { Criterion = "c", Successes = 15, Of = 25 }));
        Assert.True(close.EnoughLearners.TryGet(out int many) ? many > 1000 : close.EnoughLearners.Undefined!.Cause == UndefinedCause.NotReached);
    }

    [Theory]
    [InlineData(0.2, 199)]
    [InlineData(0.8, 15)]
    [InlineData(1.2, 8)]
    public void Enough_for_a_mean_is_the_textbooks_number(double effect, int enough) =>
        Assert.Equal(enough, EnoughEvidence.Mean(effect, 0.025, 2, new ScaleDecisionOptions()).Value);

    [Theory]
    [InlineData(0.2, 394)]
    [InlineData(0.5, 64)]
    [InlineData(1.2, 12)]
    public void Enough_for_a_comparison_is_the_textbooks_number(double effect, int enough) =>
        Assert.Equal(enough, EnoughEvidence.Difference(effect / Math.Sqrt(2), 0.025, 2, new ScaleDecisionOptions()).Value);

    /// <summary>The two one-sided tests of R's pt: the least n with a power of 0.8.</summary>
    [Theory]
    [InlineData(0.5, 0.5, 0.05, 36)]
    [InlineData(0.4, 0.8, 0.05, 41)]
    [InlineData(0.3, 0.3, 0.025, 119)]
    [InlineData(-0.4, 1.4, 0.05, 52)]
    [InlineData(1.2, -0.5, 0.05, 34)]
    public void Enough_for_an_equivalence_is_that_of_R(double fromLow, double toHigh, double error, int enough) =>
        Assert.Equal(enough, EnoughEvidence.Equivalent(fromLow, toHigh, error, 2, new ScaleDecisionOptions()).Value);

    /// <summary>The predictive t distribution of the mean of the next learners, by R's pt.</summary>
    [Fact]
    public void The_chance_for_the_planned_learners_is_that_of_the_predictive_distribution()
    {
        var mean = Judge(new MeanCriterion { Id = "c", Measure = "m", Bar = 0.3 }, new MeanOutcome { Criterion = "c", Values = [0.1, 0.5, 0.9, 0.4, 0.7] }, 80);
        Assert.Equal(0.904636108283952, mean.PlannedChance.Value, 1e-12);
        var difference = Judge(
            new DifferenceCriterion { Id = "c", Measure = "m", Bar = 0.1 }, new DifferenceOutcome { Criterion = "c", PilotGains = [0.2, 0.6, 0.9, 0.4], ComparisonGains = [0.1, 0.3, 0, 0.2, 0.15] }, 80);
        Assert.Equal(0.91501653858146, difference.PlannedChance.Value, 1e-11);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(0, -1)]
    [InlineData(4, 3)]
    public void A_count_that_is_no_share_is_named(int successes, int of) =>
        Assert.Equal("outcome.rate", Assert.Single(new ScaleDecision().Decide(One(new RateCriterion { Id = "c", Measure = "m", Bar = 0.5 }), Of(new RateOutcome { Criterion = "c", Successes = successes, Of = of })).Problems).Code);

    [Fact]
    public void With_the_truth_at_the_bar_scaling_is_advised_at_most_at_the_error_rate()
    {
        const int Pilots = 1500;
        var random = new SeededRandom(11);
        int rates = 0, means = 0;
        var rate = One(new RateCriterion { Id = "c", Measure = "m", Bar = 0.6 }) with { PlannedLearners = 10 };
        var mean = One(new MeanCriterion { Id = "c", Measure = "m", Bar = 0.5 }) with { PlannedLearners = 10 };
        var decision = new ScaleDecision(new ScaleDecisionOptions { MostLearners = 8 });
        for (int i = 0; i < Pilots; i++)
        {
            int n = 10 + random.Next(40), successes = 0;
            for (int k = 0; k < n; k++) successes += random.NextDouble() < 0.6 ? 1 : 0;
            if (decision.Decide(rate, Of(new RateOutcome { Criterion = "c", Successes = successes, Of = n })).Choice == ScaleChoice.Scale) rates++;
            double[] values = new double[12];
            for (int k = 0; k < values.Length; k++) values[k] = 0.5 + (0.7 * random.NextNormal());
            if (decision.Decide(mean, Of(new MeanOutcome { Criterion = "c", Values = values })).Choice == ScaleChoice.Scale) means++;
        }

        double margin = 3 * Math.Sqrt(0.05 * 0.95 / Pilots);
        Assert.InRange(rates / (double)Pilots, 0.005, 0.05 + margin);
        Assert.InRange(means / (double)Pilots, 0.05 - margin, 0.05 + margin);
    }

    [Fact]
    public void An_altered_verdict_does_not_hold()
    {
        var criteria = One(new MeanCriterion { Id = "c", Measure = "gain", Bar = 0.5 });
        var outcomes = Of(new MeanOutcome { Criterion = "c", Values = [.. Enumerable.Range(0, 20).Select(i => 0.6 + (i * 0.05))] });
        var verdict = new ScaleDecision().Decide(criteria, outcomes);
        Assert.Equal(ScaleChoice.Scale, verdict.Choice);
        Assert.Empty(verdict.Verify(criteria, outcomes));
        Assert.NotEmpty(verdict.Verify(criteria with { ErrorRate = 0.01 }, outcomes));
        Assert.NotEmpty(verdict.Verify(criteria, Of(new MeanOutcome { Criterion = "c", Values = [.. Enumerable.Range(0, 20).Select(i => 0.1 + (i * 0.05))] })));
        foreach (var choice in Enum.GetValues<ScaleChoice>().Where(choice => choice != ScaleChoice.Scale))
        {
            Assert.NotEmpty(new ScaleVerdict(criteria, verdict.Findings, choice, []).Verify(criteria, outcomes));
        }

        var forged = verdict.Findings[0] with { Standing = CriterionStanding.Unclear };
        Assert.NotEmpty(new ScaleVerdict(criteria, [forged], ScaleChoice.CannotSayYet, []).Verify(criteria, outcomes));
    }

    [Fact]
    public void Bad_outcomes_are_named_and_left_out()
    {
        var criteria = Pilot.Criteria();
        var verdict = new ScaleDecision().Decide(criteria, new ProgramOutcomes
        {
            Items =
            [
                null!,
                new RateOutcome { Criterion = "nobody", Successes = 1, Of = 2 },
                new RateOutcome { Criterion = "completion", Successes = 5, Of = 4 },
                new RateOutcome { Criterion = "completion", Successes = 3, Of = 4 },
                new RateOutcome { Criterion = "gain", Successes = 3, Of = 4 },
                new MeanOutcome { Criterion = "climate", Values = [1, double.NaN, double.PositiveInfinity] },
            ],
        });
        Assert.Equal(
            ["outcome.null", "outcome.criterion.unknown", "outcome.rate", "outcome.criterion.duplicate", "outcome.kind", "outcome.value", "outcome.value"],
            verdict.Problems.Select(problem => problem.Code));
        Assert.Equal(ScaleChoice.CannotSayYet, verdict.Choice);
        Assert.All(verdict.Findings, finding => Assert.Equal(CriterionStanding.NotMeasured, finding.Standing));
    }

    [Fact]
    public void Unsound_criteria_carry_no_verdict()
    {
        var criteria = new ProgramCriteria { Success = [new RateCriterion { Id = "", Measure = "", Bar = 60 }, null!], PlannedLearners = 0 };
        var verdict = new ScaleDecision().Decide(criteria, Of());
        Assert.Equal(ScaleChoice.CannotSayYet, verdict.Choice);
        Assert.Equal(
            ["criteria.planned", "criterion.id.blank", "criterion.measure.blank", "criterion.bar.rate", "criterion.missing"],
            verdict.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Values_that_are_all_alike_are_no_test()
    {
        var criteria = One(new MeanCriterion { Id = "c", Measure = "gain", Bar = 0.5 });
        var verdict = new ScaleDecision().Decide(criteria, Of(new MeanOutcome { Criterion = "c", Values = [.. Enumerable.Repeat(1.0, 20)] }));
        Assert.Equal(CriterionStanding.Unclear, verdict.Findings[0].Standing);
        Assert.Equal(UndefinedCause.NoVariation, verdict.Findings[0].Chance.Undefined?.Cause);
        Assert.Equal(1.0, verdict.Findings[0].Estimate.Value);
    }

    [Fact]
    public void The_fingerprint_is_frozen_and_changes_with_every_field()
    {
        var criteria = Pilot.Criteria();
        string fingerprint = criteria.Fingerprint();
        Assert.Matches("^[0-9a-f]{64}$", fingerprint);
        Assert.Equal(fingerprint, Pilot.Criteria().Fingerprint());
        var first = (RateCriterion)criteria.Success[0];
        ProgramCriteria With(Criterion changed) => criteria with { Success = [changed, .. criteria.Success.Skip(1)] };
        string[] others =
        [
            (criteria with { ErrorRate = 0.04 }).Fingerprint(),
            (criteria with { PlannedLearners = 101 }).Fingerprint(),
            (criteria with { LearnersAtLeast = 9 }).Fingerprint(),
            (criteria with { Kill = [] }).Fingerprint(),
            With(first with { Bar = 0.61 }).Fingerprint(),
            With(first with { IsEssential = false }).Fingerprint(),
            With(first with { Id = "completio", Measure = "n" + first.Measure }).Fingerprint(),
            With(new MeanCriterion { Id = first.Id, Measure = first.Measure, Bar = first.Bar }).Fingerprint(),
        ];
        Assert.Equal(others.Length + 1, others.Append(fingerprint).Distinct().Count());
    }

    private static double Share(int n, double rate, double bar, int pilots)
    {
        var random = new SeededRandom(5);
        var criteria = One(new RateCriterion { Id = "c", Measure = "m", Bar = bar }) with { PlannedLearners = 10 };
        var decision = new ScaleDecision(new ScaleDecisionOptions { MostLearners = 8 });
        var known = new Dictionary<int, bool>();
        int shown = 0;
        for (int i = 0; i < pilots; i++)
        {
            int successes = 0;
            for (int k = 0; k < n; k++) successes += random.NextDouble() < rate ? 1 : 0;
            if (!known.TryGetValue(successes, out bool isShown))
            {
                isShown = decision.Decide(criteria, Of(new RateOutcome { Criterion = "c", Successes = successes, Of = n })).Choice != ScaleChoice.CannotSayYet;
                known.Add(successes, isShown);
            }

            shown += isShown ? 1 : 0;
        }

        return shown / (double)pilots;
    }

    private static CriterionFinding Judge(Criterion criterion, CriterionOutcome outcome, int planned = 10, ScaleDecisionOptions? options = null)
    {
        var criteria = One(criterion) with { PlannedLearners = planned, LearnersAtLeast = 2 };
        var verdict = new ScaleDecision(options).Decide(criteria, Of(outcome));
        Assert.Empty(verdict.Problems);
        Assert.Empty(verdict.Verify(criteria, Of(outcome)));
        return verdict.Findings[0];
    }

    private static ProgramCriteria One(Criterion criterion) => new() { Success = [criterion], PlannedLearners = 100 };

    private static ProgramOutcomes Of(params CriterionOutcome[] outcomes) => new() { Items = outcomes };

    private static void Close(double expected, double actual) => Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{actual} instead of {expected}");

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static IEnumerable<double> Numbers(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(one => one.GetDouble());

    private static List<JsonElement> Golden()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", "progress", "golden-decision.json");
        return [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray()];
    }
}
