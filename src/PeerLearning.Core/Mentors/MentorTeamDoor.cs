using PeerLearning.Fairness;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>Judges a request against the workforce: everything that is wrong, at once.</summary>
internal static class MentorTeamDoor
{
    private const int MostSpreads = 2_000_000;

    public static ProblemList Judge(Workforce workforce, SkillProfiles levels, MentorTeamRequest request)
    {
        var problems = new ProblemList();
        JudgeSkill(workforce, levels, request, problems);
        for (int d = 0; d < request.Differences.Count; d++) JudgeDifference(workforce, request, d, problems);
        for (int r = 0; r < request.Rules.Count; r++)
        {
            string where = $"request.Rules[{r}]";
            if (request.Rules[r] is null) problems.Error("mentors.rule.missing", where, "The rule is null.", "Leave it out.");
            else problems.AddRange(request.Rules[r].FindProblems(workforce, where));
        }

        JudgeCombinations(workforce, levels, request, problems);
        if (request.Rules.All(rule => rule is not null)) problems.AddRange(request.Policy.FindProblems(request.Rules, "request.Rules"));
        JudgeLoads(workforce, request, problems);
        JudgeCosts(workforce, request, problems);
        for (int i = 0; i < request.Coverage.Count; i++) JudgeCoverage(levels, request, i, problems);
        if (!problems.HasErrors && !new MentorScale(workforce, request).IsExact)
        {
            problems.Error(
                "mentors.weights.too-fine", "request.Differences", "The weights and spans of the differences are too many for exact whole numbers.",
                "Use smaller weights, or fewer differences with different spans.");
        }

        if (!problems.HasErrors && request.DifferenceMeasure == TeamMeasure.Least && !MentorPairs.CanTell(workforce, request))
        {
            problems.Error(
                "mentors.difference.too-many-levels", "request.DifferenceMeasure", "The differences together tell more than 2,000,000 degrees of difference of a pair apart.",
                "Compare fewer dimensions by distance, or take the mean of the pairs.");
        }

        return problems;
    }

    private static void JudgeSkill(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(request.Skill.Value))
        {
            problems.Error("mentors.skill.blank", "request.Skill", "The skill is blank.", "Name the skill that the team is to teach.");
            return;
        }

        int known = 0;
        foreach (var row in levels.Of(request.Skill))
        {
            if (workforce.IndexOf(row.Person) >= 0 && ++known >= request.Size) return;
        }

        problems.Error(
            "mentors.candidates.too-few", "request.Skill", $"{known} people of the workforce have a proficiency in '{request.Skill}', and the team needs {request.Size}.",
            "Estimate more proficiencies, or ask for a smaller team.");
    }

    private static void JudgeDifference(Workforce workforce, MentorTeamRequest request, int d, ProblemList problems)
    {
        string where = $"request.Differences[{d}]";
        var difference = request.Differences[d];
        if (difference is null)
        {
            problems.Error("mentors.difference.missing", where, "The difference is null.", "Leave it out.");
            return;
        }

        problems.AddRange(request.Policy.FindProblems(difference.Dimension, AttributeUse.Objective, where));
        if (!workforce.TryColumn(difference.Dimension, out var column))
        {
            problems.Error(
                "mentors.difference.unknown", where, $"Nobody in the workforce has a value in the dimension '{difference.Dimension}'.", "Bring the values, or drop the difference.");
            return;
        }

        if (column.Dimension.Class != difference.Dimension.Class)
        {
            problems.Error(
                "mentors.difference.class", where,
                $"{difference.Dimension} is {difference.Dimension.Class} in the request and {column.Dimension.Class} in the workforce.", "Give a dimension the same class everywhere.");
        }

        if (MentorGate.ScaleOf(difference) is { } scale)
        {
            foreach (string value in column.Values)
            {
                if (!scale.Contains(value))
                {
                    problems.Warn(
                        "mentors.difference.off-scale", where, $"The value '{value}' of {difference.Dimension} is not on the scale, so people with it are no candidates.",
                        "Add it to the scale.");
                }
            }
        }

        if (difference is DistanceDifference distance && Spreads(distance.Values.Count, request.Size) > MostSpreads)
        {
            problems.Error(
                "mentors.difference.too-many-spreads", where, $"A team of {request.Size} can be spread over {distance.Values.Count} values of {distance.Dimension} in more than {MostSpreads} ways.",
                "Group the values, or compare them with another difference.");
        }

        for (int other = 0; other < d; other++)
        {
            if (request.Differences[other] is { } earlier && earlier.Dimension.Name == difference.Dimension.Name && earlier.GetType() == difference.GetType())
            {
                problems.Error("mentors.difference.duplicate", where, $"{difference.Dimension} is compared twice in the same way.", "Keep one, with the sum of the weights.");
                break;
            }
        }
    }

    /// <summary>Every combination of values that rules and differences look at needs a number of its own.</summary>
    private static void JudgeCombinations(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, ProblemList problems)
    {
        for (int r = 0; r < request.Rules.Count; r++)
        {
            if (request.Rules[r] is CountRule or PerValueRule or DistinctRule) JudgeCombination(workforce, levels, request, request.Rules[r].Dimensions, $"request.Rules[{r}]", problems);
        }

        for (int d = 0; d < request.Differences.Count; d++)
        {
            if (request.Differences[d] is { } difference) JudgeCombination(workforce, levels, request, [difference.Dimension], $"request.Differences[{d}]", problems);
        }
    }

    private static void JudgeCombination(
        Workforce workforce, SkillProfiles levels, MentorTeamRequest request, IReadOnlyList<Dimension> dimensions, string where, ProblemList problems)
    {
        var columns = new List<DimensionColumn>();
        double most = 1;
        foreach (var dimension in dimensions)
        {
            if (!workforce.TryColumn(dimension, out var column)) return;
            columns.Add(column);
            most *= column.SetCount;
        }

        if (most < ushort.MaxValue || MentorColumns.Combinations(columns, MentorPool.Known(workforce, levels, request.Skill)).Count < ushort.MaxValue) return;
        problems.Error(
            "mentors.combinations.too-many", where, $"People with the skill have more than {ushort.MaxValue - 1} different combinations of {string.Join(" and ", dimensions)}.",
            "Group the values, or name fewer dimensions.");
    }

    /// <summary>In how many ways so many members can be spread over so many values; stops counting beyond the limit.</summary>
    private static double Spreads(int values, int size)
    {
        double ways = 1;
        for (int i = 1; i <= size && ways <= MostSpreads; i++) ways = ways * (values - 1 + i) / i;
        return ways;
    }

    private static void JudgeCosts(Workforce workforce, MentorTeamRequest request, ProblemList problems)
    {
        bool[] seen = request.Costs.Count == 0 ? [] : new bool[workforce.Count];
        var cursor = new MentorCursor(workforce);
        for (int i = 0; i < request.Costs.Count; i++)
        {
            var cost = request.Costs[i];
            int person = cursor.IndexOf(cost.Person.Value);
            bool isTwice = person >= 0 && seen[person];
            if (person >= 0) seen[person] = true;
            if (person >= 0 && !isTwice && cost.Units is >= 0 and <= 1_000_000_000) continue;
            string where = $"request.Costs[{i}]";
            if (person < 0) problems.Warn("mentors.cost.person.unknown", where, $"'{cost.Person}' is not in the workforce.", "Leave the row out.");
            else if (isTwice) problems.Error("mentors.cost.duplicate", where, $"'{cost.Person}' has two rows.", "Keep one row a person.");
            if (cost.Units is < 0 or > 1_000_000_000) problems.Error("mentors.cost.range", where, $"A cost of {cost.Units} is out of range.", "Give a whole number from 0 to 1,000,000,000.");
        }
    }

    private static void JudgeCoverage(SkillProfiles levels, MentorTeamRequest request, int i, ProblemList problems)
    {
        string where = $"request.Coverage[{i}]";
        if (request.Coverage[i] is not { } one) problems.Error("mentors.coverage.missing", where, "The coverage is null.", "Leave it out.");
        else if (levels.Of(one.Skill).Count == 0) problems.Error("mentors.coverage.unknown", where, $"Nobody has a proficiency in '{one.Skill}'.", "Check the skill, or drop the demand.");
        else if (one.Members > request.Size) problems.Error("mentors.coverage.too-many", where, $"{one.Members} members are asked for in a team of {request.Size}.", "Ask for fewer.");
    }

    private static void JudgeLoads(Workforce workforce, MentorTeamRequest request, ProblemList problems)
    {
        bool[] seen = request.Loads.Count == 0 ? [] : new bool[workforce.Count];
        var cursor = new MentorCursor(workforce);
        for (int i = 0; i < request.Loads.Count; i++)
        {
            var load = request.Loads[i];
            int person = cursor.IndexOf(load.Person.Value);
            bool isTwice = person >= 0 && seen[person];
            if (person >= 0) seen[person] = true;
            if (person >= 0 && !isTwice && load.Current >= 0) continue;
            string where = $"request.Loads[{i}]";
            if (person < 0)
            {
                problems.Warn("mentors.load.person.unknown", where, $"'{load.Person}' is not in the workforce.", "Leave the row out.");
            }
            else if (isTwice)
            {
                problems.Error("mentors.load.duplicate", where, $"'{load.Person}' has two rows.", "Keep one row a person.");
            }

            if (load.Current < 0) problems.Error("mentors.load.negative", where, $"A load of {load.Current} is no load.", "Give 0 or more.");
        }
    }
}
