namespace PeerLearning.Programs;

/// <summary>Judges outcomes by the criteria that they belong to: all that is wrong with them, at once.</summary>
internal static class OutcomeRules
{
    public static IReadOnlyList<Problem> Judge(ProgramCriteria? criteria, ProgramOutcomes? outcomes)
    {
        var problems = new ProblemList();
        if (outcomes is null)
        {
            problems.Error("outcomes.missing", "", "There are no outcomes.", "Bring what was measured.");
            return problems.ToList();
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < outcomes.Items.Count; i++) JudgeOne(criteria, outcomes.Items[i], $"Items[{i}]", seen, problems);
        return problems.ToList();
    }

    /// <summary>The sound outcomes by the id of their criterion, with the problems of the others.</summary>
    public static Dictionary<string, CriterionOutcome> Sound(ProgramCriteria criteria, ProgramOutcomes outcomes, ProblemList problems)
    {
        var sound = new Dictionary<string, CriterionOutcome>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < outcomes.Items.Count; i++)
        {
            var outcome = outcomes.Items[i];
            if (JudgeOne(criteria, outcome, $"Items[{i}]", seen, problems)) sound.Add(outcome.Criterion, outcome);
        }

        return sound;
    }

    private static bool JudgeOne(ProgramCriteria? criteria, CriterionOutcome? outcome, string where, HashSet<string> seen, ProblemList problems)
    {
        int before = problems.Count;
        if (outcome is null)
        {
            problems.Error("outcome.null", where, "The outcome is null.", "Leave it out.");
            return false;
        }

        var criterion = criteria?.Success.Concat(criteria.Kill).FirstOrDefault(one => one?.Id == outcome.Criterion);
        if (criterion is null)
        {
            problems.Error("outcome.criterion.unknown", $"{where}.Criterion", $"There is no criterion '{outcome.Criterion}'.", "Name a criterion of the charter.");
            return false;
        }

        if (!seen.Add(outcome.Criterion)) problems.Error("outcome.criterion.duplicate", $"{where}.Criterion", $"The criterion '{outcome.Criterion}' is measured twice.", "Bring one outcome for each criterion.");
        if (!Fits(criterion, outcome)) problems.Error("outcome.kind", where, $"A {outcome.GetType().Name} cannot answer a {criterion.GetType().Name}.", "Bring the kind of outcome that the criterion asks for.");
        JudgeNumbers(outcome, where, problems);
        return problems.Count == before;
    }

    private static bool Fits(Criterion criterion, CriterionOutcome outcome) => (criterion, outcome) switch
    {
        (RateCriterion, RateOutcome) => true,
        (MeanCriterion, MeanOutcome) => true,
        (EquivalenceCriterion, MeanOutcome) => true,
        (DifferenceCriterion, DifferenceOutcome) => true,
        (ReturnCriterion, ReturnOutcome) => true,
        _ => false,
    };

    private static void JudgeNumbers(CriterionOutcome outcome, string where, ProblemList problems)
    {
        switch (outcome)
        {
            case RateOutcome { Of: var of, Successes: var successes } when of < 0 || successes < 0 || successes > of:
                problems.Error("outcome.rate", $"{where}.Successes", $"{successes} of {of} is not a share.", "Count people: those who did, and all of them.");
                break;
            case MeanOutcome mean:
                JudgeValues(mean.Values, $"{where}.Values", problems);
                break;
            case DifferenceOutcome difference:
                JudgeValues(difference.PilotGains, $"{where}.PilotGains", problems);
                JudgeValues(difference.ComparisonGains, $"{where}.ComparisonGains", problems);
                break;
            case ReturnOutcome roi:
                if (!double.IsFinite(roi.AnnualBenefit)) problems.Error("outcome.return.benefit", $"{where}.AnnualBenefit", "The benefit is not a finite number.", "Give an amount of money.");
                if (!(roi.Cost >= 0) || double.IsInfinity(roi.Cost)) problems.Error("outcome.return.cost", $"{where}.Cost", "The cost is not a number of at least 0.", "Give the full cost.");
                if (!(roi.Attribution is >= 0 and <= 1)) problems.Error("outcome.return.attribution", $"{where}.Attribution", "The attribution does not lie between 0 and 1.", "Write 60 percent as 0.6.");
                if (!(roi.Confidence is >= 0 and <= 1)) problems.Error("outcome.return.confidence", $"{where}.Confidence", "The confidence does not lie between 0 and 1.", "Write 80 percent as 0.8.");
                break;
        }
    }

    private static void JudgeValues(IReadOnlyList<double> values, string where, ProblemList problems)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i])) problems.Error("outcome.value", $"{where}[{i}]", "The value is not a finite number.", "Leave out people without a value.");
        }
    }
}
