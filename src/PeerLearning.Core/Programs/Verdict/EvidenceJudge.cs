using PeerLearning.Statistics;

namespace PeerLearning.Programs;

/// <summary>Judges one criterion by its evidence.</summary>
internal sealed class EvidenceJudge(ProgramCriteria criteria, ScaleDecisionOptions options)
{
    public CriterionFinding Judge(Criterion criterion, CriterionOutcome? outcome, bool isKill)
    {
        double error = isKill ? criteria.ErrorRate / criteria.Kill.Count : criteria.ErrorRate;
        var blank = new CriterionFinding { Criterion = criterion, IsKill = isKill, Standing = CriterionStanding.NotMeasured };
        return (criterion, outcome) switch
        {
            (RateCriterion rate, RateOutcome measured) => Rate(blank, rate.Bar, measured, error),
            (MeanCriterion mean, MeanOutcome measured) => Mean(blank, mean.Bar, measured, error),
            (EquivalenceCriterion equivalence, MeanOutcome measured) => Equivalent(blank, equivalence, measured, error),
            (DifferenceCriterion difference, DifferenceOutcome measured) => Difference(blank, difference.Bar, measured, error),
            (ReturnCriterion roi, ReturnOutcome measured) => Return(blank, roi.Bar, measured),
            _ => NotMeasured(blank),
        };
    }

    private static CriterionFinding NotMeasured(CriterionFinding blank)
    {
        var why = Undefined.NotInTheData("Nothing was measured for this criterion.");
        return blank with { Estimate = why, Lower = why, Upper = why, PValue = why, Chance = why, PlannedChance = why, EnoughLearners = why };
    }

    private CriterionFinding Rate(CriterionFinding blank, double bar, RateOutcome measured, double error)
    {
        int n = measured.Of, successes = measured.Successes;
        if (n == 0) return NoTest(blank, 0, null, Undefined.TooFew(1, 0, "people"));
        double a = options.PriorSuccesses + successes, b = options.PriorFailures + n - successes;
        double better = BinomialDistribution.AtLeast(successes, n, bar);
        double worse = BinomialDistribution.Lower(successes, n, bar);
        int needed = (int)Math.Ceiling((bar * criteria.PlannedLearners) - 1e-9);
        return blank with
        {
            Standing = Standing(n, better <= error, worse <= error),
            People = n,
            Estimate = (double)successes / n,
            Lower = successes == 0 ? 0 : IncompleteBeta.Quantile(successes, n - successes + 1.0, error).X,
            Upper = successes == n ? 1 : IncompleteBeta.UpperQuantile(successes + 1.0, n - successes, error).X,
            PValue = better,
            Chance = IncompleteBeta.Upper(a, b, bar),
            PlannedChance = BetaBinomial.AtLeast(needed, criteria.PlannedLearners, a, b),
            EnoughLearners = EnoughEvidence.Rate(a / (a + b), bar, error, Least, options),
        };
    }

    private CriterionFinding Mean(CriterionFinding blank, double bar, MeanOutcome measured, double error)
    {
        double[] values = [.. measured.Values];
        var tested = TTest.OneSample(values, bar);
        if (!tested.TryGet(out var test)) return NoTest(blank, values.Length, values.Length > 0 ? Moments.Mean(values) : null, tested.Undefined!);
        double spread = test.StandardError * Math.Sqrt(values.Length);
        return Tested(blank, test, bar, values.Length, error) with
        {
            PlannedChance = StudentT.Lower(test.Difference / (spread * Math.Sqrt((1.0 / values.Length) + (1.0 / criteria.PlannedLearners))), test.DegreesOfFreedom),
            EnoughLearners = EnoughEvidence.Mean(test.Difference / spread, error, Least, options),
        };
    }

    private CriterionFinding Difference(CriterionFinding blank, double bar, DifferenceOutcome measured, double error)
    {
        double[] pilot = [.. measured.PilotGains], comparison = [.. measured.ComparisonGains];
        int people = Math.Min(pilot.Length, comparison.Length);
        var tested = TTest.Welch(pilot, comparison);
        if (!tested.TryGet(out var raw))
        {
            return NoTest(blank, people, people > 0 ? Moments.Mean(pilot) - Moments.Mean(comparison) : null, tested.Undefined!);
        }

        var test = new TTestResult(raw.Difference - bar, raw.StandardError, raw.DegreesOfFreedom);
        double within = Variance(pilot), without = Variance(comparison);
        double next = Math.Sqrt((raw.StandardError * raw.StandardError) + ((within + without) / criteria.PlannedLearners));
        return Tested(blank, test, bar, people, error) with
        {
            PlannedChance = StudentT.Lower(test.Difference / next, test.DegreesOfFreedom),
            EnoughLearners = EnoughEvidence.Difference(test.Difference / Math.Sqrt(within + without), error, Least, options),
        };
    }

    private CriterionFinding Equivalent(CriterionFinding blank, EquivalenceCriterion criterion, MeanOutcome measured, double error)
    {
        double[] values = [.. measured.Values];
        var tested = TTest.OneSample(values);
        if (!tested.TryGet(out var test)) return NoTest(blank, values.Length, values.Length > 0 ? Moments.Mean(values) : null, tested.Undefined!);
        var both = Equivalence.Test(test, criterion.Low, criterion.High);
        bool isOutside = test.LowerBound(1 - (error / 2)) > criterion.High || test.UpperBound(1 - (error / 2)) < criterion.Low;
        double spread = test.StandardError * Math.Sqrt(values.Length);
        double next = spread * Math.Sqrt((1.0 / values.Length) + (1.0 / criteria.PlannedLearners));
        return blank with
        {
            Standing = Standing(values.Length, both.P <= error, isOutside),
            People = values.Length,
            Estimate = test.Difference,
            Lower = test.LowerBound(1 - error),
            Upper = test.UpperBound(1 - error),
            PValue = both.P,
            Chance = Between(criterion, test.Difference, test.StandardError, test.DegreesOfFreedom),
            PlannedChance = Between(criterion, test.Difference, next, test.DegreesOfFreedom),
            EnoughLearners = EnoughEvidence.Equivalent((test.Difference - criterion.Low) / spread, (criterion.High - test.Difference) / spread, error, Least, options),
        };
    }

    private static CriterionFinding Return(CriterionFinding blank, double bar, ReturnOutcome measured)
    {
        var result = ReturnOnInvestment.Of(measured.AnnualBenefit, measured.Attribution, measured.Confidence, measured.Cost);
        var percent = result.TryGet(out var roi) ? roi.Percent : result.Undefined!;
        var exact = Undefined.NotIdentifiable("The return is an estimate of people, without a sample that could vary.");
        return blank with
        {
            Standing = percent.TryGet(out double value) ? value >= bar ? CriterionStanding.Met : CriterionStanding.Missed : CriterionStanding.Unclear,
            Estimate = percent,
            Lower = exact,
            Upper = exact,
            PValue = exact,
            Chance = exact,
            PlannedChance = exact,
            EnoughLearners = exact,
        };
    }

    private int Least => criteria.LearnersAtLeast;

    private CriterionFinding Tested(CriterionFinding blank, TTestResult test, double bar, int people, double error) => blank with
    {
        Standing = Standing(people, test.GreaterP <= error, test.LessP <= error),
        People = people,
        Estimate = bar + test.Difference,
        Lower = bar + test.LowerBound(1 - error),
        Upper = bar + test.UpperBound(1 - error),
        PValue = test.GreaterP,
        Chance = test.LessP,
    };

    private CriterionFinding NoTest(CriterionFinding blank, int people, double? estimate, Undefined why) => blank with
    {
        Standing = people < Least ? CriterionStanding.TooThin : CriterionStanding.Unclear,
        People = people,
        Estimate = estimate is { } value ? value : why,
        Lower = why,
        Upper = why,
        PValue = why,
        Chance = why,
        PlannedChance = why,
        EnoughLearners = why,
    };

    private CriterionStanding Standing(int people, bool isMet, bool isMissed) =>
        people < Least ? CriterionStanding.TooThin : isMet ? CriterionStanding.Met : isMissed ? CriterionStanding.Missed : CriterionStanding.Unclear;

    private static double Between(EquivalenceCriterion criterion, double mean, double error, double df) =>
        Math.Max(0, StudentT.Lower((criterion.High - mean) / error, df) - StudentT.Lower((criterion.Low - mean) / error, df));

    private static double Variance(double[] values) => Moments.SumOfSquares(values, Moments.Mean(values)) / (values.Length - 1);
}
