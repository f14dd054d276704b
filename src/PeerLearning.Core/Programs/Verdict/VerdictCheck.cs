namespace PeerLearning.Programs;

/// <summary>Checks a verdict with statistics of its own, slow and plain, that share nothing with those that made it.</summary>
internal static class VerdictCheck
{
    private const double Tolerance = 1e-6;

    public static IReadOnlyList<Problem> Run(ScaleVerdict verdict, ProgramCriteria criteria, ProgramOutcomes outcomes)
    {
        var problems = new ProblemList();
        if (verdict.Fingerprint != criteria.Fingerprint())
        {
            problems.Error("verdict.fingerprint", "Fingerprint", "The verdict was reached on other criteria.", "Judge again by the frozen criteria.");
        }

        if (CriteriaRules.Judge(criteria).Count > 0)
        {
            if (verdict.Choice != ScaleChoice.CannotSayYet) Wrong(problems, "Choice", "unsound criteria carry no verdict");
            return problems.ToList();
        }

        var asked = criteria.Success.Select(criterion => (criterion, IsKill: false)).Concat(criteria.Kill.Select(criterion => (criterion, IsKill: true))).ToList();
        if (asked.Count != verdict.Findings.Count)
        {
            Wrong(problems, "Findings", "there is not one finding for each criterion");
            return problems.ToList();
        }

        for (int i = 0; i < asked.Count; i++)
        {
            var finding = verdict.Findings[i];
            string where = $"Findings[{i}]";
            if (!finding.Criterion.Equals(asked[i].criterion) || finding.IsKill != asked[i].IsKill) Wrong(problems, where, "it judges another criterion");
            double error = finding.IsKill ? criteria.ErrorRate / criteria.Kill.Count : criteria.ErrorRate;
            var matching = outcomes.Items.Where(outcome => outcome?.Criterion == finding.Criterion.Id).ToList();
            CheckOne(finding, matching.Count > 0 ? matching[0] : null, error, criteria.LearnersAtLeast, where, problems);
        }

        if (verdict.Choice != Expected(verdict)) Wrong(problems, "Choice", $"{verdict.Choice} does not follow from the findings");
        return problems.ToList();
    }

    private static ScaleChoice Expected(ScaleVerdict verdict)
    {
        bool isStopped = false, isMissed = false, isOpen = false, hasCondition = false;
        foreach (var finding in verdict.Findings)
        {
            bool isKnown = finding.Standing is CriterionStanding.Met or CriterionStanding.Missed;
            if (finding.IsKill)
            {
                isStopped |= finding.Standing == CriterionStanding.Missed;
                isOpen |= finding.Standing is CriterionStanding.NotMeasured or CriterionStanding.TooThin;
            }
            else if (finding.Criterion.IsEssential)
            {
                isMissed |= finding.Standing == CriterionStanding.Missed;
                isOpen |= !isKnown;
            }
            else
            {
                hasCondition |= finding.Standing != CriterionStanding.Met;
            }
        }

        return isStopped ? ScaleChoice.Stop
            : isMissed ? ScaleChoice.Adapt
            : isOpen ? ScaleChoice.CannotSayYet
            : hasCondition ? ScaleChoice.ScaleWithConditions
            : ScaleChoice.Scale;
    }

    private static void CheckOne(CriterionFinding finding, CriterionOutcome? outcome, double error, int least, string where, ProblemList problems)
    {
        switch (finding.Criterion, outcome)
        {
            case (RateCriterion rate, RateOutcome { Of: > 0 } measured):
                double above = 0;
                for (int k = measured.Successes; k <= measured.Of; k++) above += Math.Exp(LogMass(k, measured.Of, rate.Bar));
                double below = 0;
                for (int k = 0; k <= measured.Successes; k++) below += Math.Exp(LogMass(k, measured.Of, rate.Bar));
                CheckStanding(finding, measured.Of, above, below, error, least, where, problems);
                break;
            case (MeanCriterion mean, MeanOutcome { Values.Count: > 1 } measured) when Spread(measured.Values) > 0:
                double t = (Average(measured.Values) - mean.Bar) / Math.Sqrt(Spread(measured.Values) / measured.Values.Count);
                CheckT(finding, t, measured.Values.Count - 1, measured.Values.Count, error, least, where, problems);
                break;
            case (DifferenceCriterion difference, DifferenceOutcome { PilotGains.Count: > 1, ComparisonGains.Count: > 1 } measured):
                double x = Spread(measured.PilotGains) / measured.PilotGains.Count, y = Spread(measured.ComparisonGains) / measured.ComparisonGains.Count;
                if (!(x + y > 0)) break;
                double welch = (Average(measured.PilotGains) - Average(measured.ComparisonGains) - difference.Bar) / Math.Sqrt(x + y);
                double df = (x + y) * (x + y) / ((x * x / (measured.PilotGains.Count - 1)) + (y * y / (measured.ComparisonGains.Count - 1)));
                CheckT(finding, welch, df, Math.Min(measured.PilotGains.Count, measured.ComparisonGains.Count), error, least, where, problems);
                break;
            case (ReturnCriterion roi, ReturnOutcome { Cost: > 0 } measured):
                double percent = ((measured.AnnualBenefit * measured.Attribution * measured.Confidence) - measured.Cost) * 100 / measured.Cost;
                bool isMet = percent >= roi.Bar - Tolerance, isMissed = percent < roi.Bar + Tolerance;
                if ((finding.Standing == CriterionStanding.Met && !isMet) || (finding.Standing == CriterionStanding.Missed && !isMissed)) Wrong(problems, where, $"the return is {percent}");
                break;
            case (EquivalenceCriterion equivalence, MeanOutcome { Values.Count: > 1 } measured) when Spread(measured.Values) > 0:
                double se = Math.Sqrt(Spread(measured.Values) / measured.Values.Count);
                double low = UpperTail((Average(measured.Values) - equivalence.Low) / se, measured.Values.Count - 1);
                double high = UpperTail((equivalence.High - Average(measured.Values)) / se, measured.Values.Count - 1);
                double outside = 2 * Math.Min(1 - low, 1 - high);
                CheckStanding(finding, measured.Values.Count, Math.Max(low, high), outside, error, least, where, problems);
                break;
            case (_, null) when finding.Standing != CriterionStanding.NotMeasured:
                Wrong(problems, where, "it has a standing without an outcome");
                break;
        }
    }

    private static void CheckT(CriterionFinding finding, double t, double df, int people, double error, int least, string where, ProblemList problems)
    {
        double above = UpperTail(t, df);
        CheckStanding(finding, people, above, 1 - above, error, least, where, problems);
    }

    private static void CheckStanding(CriterionFinding finding, int people, double better, double worse, double error, int least, string where, ProblemList problems)
    {
        if (finding.People != people) Wrong(problems, where, $"it rests on {people} people");
        if (!finding.PValue.TryGet(out double p) || Math.Abs(p - better) > Tolerance) Wrong(problems, where, $"the probability is {better}");
        bool isRight = finding.Standing switch
        {
            CriterionStanding.TooThin => people < least,
            CriterionStanding.Met => people >= least && better <= error + Tolerance,
            CriterionStanding.Missed => people >= least && worse <= error + Tolerance,
            CriterionStanding.Unclear => people >= least && better > error - Tolerance && worse > error - Tolerance,
            _ => false,
        };
        if (!isRight) Wrong(problems, where, $"the standing {finding.Standing} does not follow from the evidence");
    }

    private static void Wrong(ProblemList problems, string where, string what) =>
        problems.Error("verdict.wrong", where, $"The verdict does not hold: {what}.", "Reach it again from the outcomes.");

    private static double Average(IReadOnlyList<double> values) => values.Sum() / values.Count;

    private static double Spread(IReadOnlyList<double> values)
    {
        double mean = Average(values);
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }

    private static double LogMass(int k, int n, double p)
    {
        double log = (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p));
        for (int i = 1; i <= k; i++) log += Math.Log((double)(n - k + i) / i);
        return log;
    }

    /// <summary>P(T > t) by Simpson's rule over the angle with tangent t / sqrt(df): the density becomes a power of the cosine.</summary>
    private static double UpperTail(double t, double df)
    {
        const int Steps = 4000;
        double from = -Math.PI / 2, to = Math.PI / 2, cut = Math.Atan(t / Math.Sqrt(df));
        double Integral(double low, double high)
        {
            double step = (high - low) / Steps, sum = 0;
            for (int i = 0; i <= Steps; i++)
            {
                double weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
                sum += weight * Math.Pow(Math.Max(0, Math.Cos(low + (i * step))), df - 1);
            }

            return sum * step / 3;
        }

        double above = Integral(cut, to);
        return above / (above + Integral(from, cut));
    }
}
