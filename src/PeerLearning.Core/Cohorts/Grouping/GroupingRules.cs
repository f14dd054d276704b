using PeerLearning.Fairness;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Brings the rules of a request into the terms of the search.</summary>
internal static class GroupingRules
{
    public static List<GroupingConstraint> Judge(Workforce workforce, GroupingRequest request, int[] learners, ProblemList problems)
    {
        var constraints = new List<GroupingConstraint>();
        for (int k = 0; k < request.Rules.Count; k++) JudgeOne(workforce, request.Policy, request.Rules[k], $"request.Rules[{k}]", -1, learners, problems, constraints);
        for (int g = 0; g < request.Cohorts.Count; g++)
        {
            var rules = request.Cohorts[g].Rules;
            for (int k = 0; k < rules.Count; k++) JudgeOne(workforce, request.Policy, rules[k], $"request.Cohorts[{g}].Rules[{k}]", g, learners, problems, constraints);
        }

        return constraints;
    }

    private static void JudgeOne(
        Workforce workforce, AttributePolicy policy, Rule? rule, string where, int group, int[] learners, ProblemList problems, List<GroupingConstraint> constraints)
    {
        if (rule is null)
        {
            problems.Error("grouping.rule.null", where, "There is no rule.", "Drop the entry.");
            return;
        }

        bool isFit = group < 0 ? rule is not (IncludeRule or ExcludeRule) : rule is not (TogetherRule or ApartRule or ReportingLineRule);
        if (!isFit)
        {
            problems.Error(
                "grouping.rule.misplaced", where, $"'{rule.Describe()}' has no meaning here.",
                group < 0 ? "Put it into the rules of the cohort that is meant." : "Put it into the rules of the request: it binds every cohort.");
            return;
        }

        var found = rule.FindProblems(workforce, where);
        problems.AddRange(found);
        foreach (var dimension in rule.Dimensions)
        {
            if (workforce.TryColumn(dimension, out var column)) problems.AddRange(policy.FindProblems(column.Dimension, AttributeUse.Rule, where));
        }

        JudgeMembers(workforce, rule, where, learners, problems);
        if (!problems.HasErrors) constraints.Add(Translate(workforce, rule, group, learners));
    }

    private static void JudgeMembers(Workforce workforce, Rule rule, string where, int[] learners, ProblemList problems)
    {
        var people = rule is TogetherRule together ? together.People : rule is IncludeRule include ? include.People : [];
        for (int k = 0; k < people.Count; k++)
        {
            int position = workforce.IndexOf(people[k]);
            if (position >= 0 && Array.BinarySearch(learners, position) < 0)
            {
                problems.Error("grouping.rule.outsider", $"{where}.People[{k}]", $"'{people[k]}' is not among the learners.", "Name learners only, or add them to the learners.");
            }
        }
    }

    private static GroupingConstraint Translate(Workforce workforce, Rule rule, int group, int[] learners)
    {
        var empty = new GroupingConstraint { Rule = rule, Group = group };
        switch (rule)
        {
            case CountRule count:
                byte[] has = Array.ConvertAll(learners, learner => count.Matches(workforce, learner) ? (byte)1 : (byte)0);
                return empty with { Counts = [new CountLimit(has, count.Minimum, count.Maximum ?? int.MaxValue, false, group)] };
            case PerValueRule perValue:
                return empty with { Counts = PerValue(workforce, perValue, group, learners) };
            case DistinctRule distinct:
                var column = workforce.Column(distinct.Dimension);
                return empty with { Distinct = new DistinctLimit(Array.ConvertAll(learners, learner => column.Of(learner).ToArray()), column.Values.Length, distinct.Minimum, group) };
            case TogetherRule together:
                return empty with { Together = [Positions(workforce, together.People, learners)] };
            case ApartRule apart:
                return empty with { Apart = AllPairs(Positions(workforce, apart.People, learners)) };
            case ReportingLineRule line:
                return empty with { Apart = Lines(workforce, line, learners) };
            case OverlapRule overlap:
                return empty with { Overlap = MeetingHours.Limit(workforce, overlap, group, learners) };
            case IncludeRule include:
                return empty with { Homes = [.. Positions(workforce, include.People, learners).Select(element => (element, group))] };
            case ExcludeRule exclude:
                return empty with { Barred = [.. Positions(workforce, exclude.People, learners).Select(element => (element, group))] };
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static int[] Positions(Workforce workforce, IReadOnlyList<PersonId> people, int[] learners) =>
        [.. people.Select(person => Array.BinarySearch(learners, workforce.IndexOf(person))).Where(position => position >= 0).Order()];

    private static List<(int First, int Second)> AllPairs(int[] elements)
    {
        var pairs = new List<(int, int)>();
        for (int a = 0; a < elements.Length; a++)
        {
            for (int b = a + 1; b < elements.Length; b++) pairs.Add((elements[a], elements[b]));
        }

        return pairs;
    }

    private static List<(int First, int Second)> Lines(Workforce workforce, ReportingLineRule rule, int[] learners)
    {
        var pairs = new List<(int, int)>();
        int depth = rule.Depth ?? int.MaxValue;
        var teams = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < learners.Length; i++)
        {
            int manager = workforce.Managers[learners[i]];
            if (rule.SeparatesTeams && manager >= 0)
            {
                if (!teams.TryGetValue(manager, out var team)) teams[manager] = team = [];
                team.Add(i);
            }

            for (int level = 0; manager >= 0 && level < depth; manager = workforce.Managers[manager], level++)
            {
                int above = Array.BinarySearch(learners, manager);
                if (above >= 0) pairs.Add((Math.Min(above, i), Math.Max(above, i)));
            }
        }

        foreach (var team in teams.Values) pairs.AddRange(AllPairs([.. team]));
        return pairs;
    }

    private static List<CountLimit> PerValue(Workforce workforce, PerValueRule rule, int group, int[] learners)
    {
        var columns = rule.Dimensions.Select(dimension => workforce.Column(dimension)).ToArray();
        var having = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (int i = 0; i < learners.Length; i++)
        {
            IEnumerable<string> keys = [""];
            foreach (var column in columns)
            {
                int[] codes = column.Of(learners[i]).ToArray();
                keys = keys.SelectMany(key => codes.Select(code => $"{key}/{code}")).ToList();
            }

            foreach (string key in keys)
            {
                if (!having.TryGetValue(key, out byte[]? has)) having[key] = has = new byte[learners.Length];
                has[i] = 1;
            }
        }

        return [.. having.Values.Select(has => new CountLimit(has, rule.Minimum, rule.Maximum ?? int.MaxValue, true, group))];
    }
}
