namespace PeerLearning.Programs;

/// <summary>Judges criteria: all that is wrong with them, at once.</summary>
internal static class CriteriaRules
{
    public static IReadOnlyList<Problem> Judge(ProgramCriteria? criteria)
    {
        var problems = new ProblemList();
        if (criteria is null)
        {
            problems.Error("criteria.missing", "", "There are no criteria.", "Say before the start what success is.");
            return problems.ToList();
        }

        if (!criteria.Success.Any(criterion => criterion is { IsEssential: true }))
        {
            problems.Error("criteria.success.none", "Success", "No success criterion is essential.", "Name at least one criterion without which nothing is scaled.");
        }

        if (criteria.PlannedLearners is < 1 or > 10_000_000)
        {
            problems.Error("criteria.planned", "PlannedLearners", "The planned number of learners is not between 1 and 10 million.", "Say for how many the next round is planned.");
        }

        if (!(criteria.ErrorRate is > 0 and < 0.5))
        {
            problems.Error("criteria.error-rate", "ErrorRate", "The error rate does not lie between 0 and 0.5.", "Choose a small rate such as 0.05.");
        }

        if (criteria.LearnersAtLeast < 2)
        {
            problems.Error("criteria.least", "LearnersAtLeast", "Fewer than 2 people show nothing.", "Ask for at least 2 people.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        JudgeList(criteria.Success, "Success", seen, problems);
        JudgeList(criteria.Kill, "Kill", seen, problems);
        return problems.ToList();
    }

    private static void JudgeList(IReadOnlyList<Criterion> list, string name, HashSet<string> seen, ProblemList problems)
    {
        for (int i = 0; i < list.Count; i++)
        {
            string where = $"{name}[{i}]";
            var criterion = list[i];
            if (criterion is null)
            {
                problems.Error("criterion.missing", where, "The criterion is null.", "Leave it out.");
                continue;
            }

            if (string.IsNullOrWhiteSpace(criterion.Id)) problems.Error("criterion.id.blank", $"{where}.Id", "The id is blank.", "Give every criterion an id.");
            else if (!seen.Add(criterion.Id)) problems.Error("criterion.id.duplicate", $"{where}.Id", $"The id {criterion.Id} stands there twice.", "Give every criterion its own id.");
            if (string.IsNullOrWhiteSpace(criterion.Measure)) problems.Error("criterion.measure.blank", $"{where}.Measure", "The measure is blank.", "Say what is measured.");
            JudgeBar(criterion, where, problems);
        }
    }

    private static void JudgeBar(Criterion criterion, string where, ProblemList problems)
    {
        switch (criterion)
        {
            case RateCriterion { Bar: not (> 0 and < 1) }:
                problems.Error("criterion.bar.rate", $"{where}.Bar", "The bar of a rate does not lie between 0 and 1.", "Write 60 percent as 0.6.");
                break;
            case MeanCriterion { Bar: var bar } when !double.IsFinite(bar):
            case DifferenceCriterion { Bar: var difference } when !double.IsFinite(difference):
            case ReturnCriterion { Bar: var roi } when !double.IsFinite(roi):
                problems.Error("criterion.bar.infinite", $"{where}.Bar", "The bar is not a finite number.", "Give a finite number.");
                break;
            case EquivalenceCriterion { Low: var low, High: var high } when !double.IsFinite(low) || !double.IsFinite(high) || !(low < high):
                problems.Error("criterion.limits", $"{where}.Low", "The limits are not two finite numbers, the lower first.", "Give a lower and a higher limit.");
                break;
        }
    }
}
