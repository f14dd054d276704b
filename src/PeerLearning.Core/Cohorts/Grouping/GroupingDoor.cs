using PeerLearning.Fairness;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Judges a request against a workforce and brings it into the terms of the search.</summary>
internal static class GroupingDoor
{
    /// <summary>The most learners for whom distances of all pairs are held: the matrix takes 4 bytes a pair.</summary>
    public const int MostPairs = 4000;

    /// <summary>The task, or null when the request has errors; all problems in either case.</summary>
    public static GroupingTask? Judge(Workforce workforce, GroupingRequest request, ProblemList problems)
    {
        int[] places = JudgeLearners(workforce, request, problems, out int[] learners);
        JudgeEntries(request.Cohorts, "request.Cohorts", problems);
        JudgeEntries(request.Criteria, "request.Criteria", problems);
        JudgeEntries(request.Attributes, "request.Attributes", problems);
        for (int c = 0; c < request.Criteria.Count; c++)
        {
            if (request.Criteria[c] is not { } criterion) continue;
            JudgeEntries(criterion.Dimensions, $"request.Criteria[{c}].Dimensions", problems);
            JudgeEntries(criterion.Attributes, $"request.Criteria[{c}].Attributes", problems);
        }

        // Nothing more can be said about a request with holes.
        if (problems.HasErrors && HasHoles(request)) return null;
        JudgeFrames(request, learners.Length, problems, out int[] lower, out int[] upper);
        JudgeAttributes(request, problems);
        JudgeCriteria(workforce, request, problems);
        var constraints = GroupingRules.Judge(workforce, request, learners, problems);
        if (problems.HasErrors) return null;
        var columns = new GroupingColumns(workforce, request, learners, places);
        return new GroupingTask
        {
            Workforce = workforce,
            Request = request,
            Learners = learners,
            Places = places,
            Lower = lower,
            Upper = upper,
            Criteria = [.. request.Criteria.Select((criterion, index) => new CriterionTask(index, criterion, columns.Of(criterion), places))],
            Constraints = constraints,
        };
    }

    private static bool HasHoles(GroupingRequest request) =>
        request.Cohorts.Contains(null!) || request.Attributes.Contains(null!)
        || request.Criteria.Any(criterion => criterion is null || criterion.Dimensions.Contains(null!) || criterion.Attributes.Contains(null!));

    private static void JudgeEntries<T>(IReadOnlyList<T> entries, string where, ProblemList problems)
        where T : class
    {
        for (int k = 0; k < entries.Count; k++)
        {
            if (entries[k] is null) problems.Error("grouping.entry.null", $"{where}[{k}]", "There is nothing at this place.", "Drop the entry.");
        }
    }

    private static int[] JudgeLearners(Workforce workforce, GroupingRequest request, ProblemList problems, out int[] learners)
    {
        var list = new List<(int Position, int Place)>(request.Learners.Count);
        for (int k = 0; k < request.Learners.Count; k++)
        {
            int position = workforce.IndexOf(request.Learners[k]);
            if (position < 0)
            {
                problems.Error("grouping.learner.unknown", $"request.Learners[{k}]", $"'{request.Learners[k]}' is not in the workforce.", "Name somebody who is, or add them to the workforce.");
            }
            else
            {
                list.Add((position, k));
            }
        }

        list.Sort();
        for (int k = 1; k < list.Count; k++)
        {
            if (list[k].Position != list[k - 1].Position) continue;
            problems.Error("grouping.learner.duplicate", $"request.Learners[{list[k].Place}]", $"'{request.Learners[list[k].Place]}' is named twice.", "Name every learner once.");
        }

        learners = [.. list.Select(pair => pair.Position)];
        return [.. list.Select(pair => pair.Place)];
    }

    private static void JudgeFrames(GroupingRequest request, int learners, ProblemList problems, out int[] lower, out int[] upper)
    {
        var frames = request.Cohorts;
        var seen = new HashSet<CohortId>();
        int open = 0;
        long least = 0;
        long most = 0;
        for (int g = 0; g < frames.Count; g++)
        {
            var frame = frames[g];
            if (string.IsNullOrWhiteSpace(frame.Id.Value))
            {
                problems.Error("grouping.cohort.blank", $"request.Cohorts[{g}].Id", "The id is blank.", "Give every cohort an id.");
            }
            else if (!seen.Add(frame.Id))
            {
                problems.Error("grouping.cohort.duplicate", $"request.Cohorts[{g}].Id", $"The id '{frame.Id}' is used twice.", "Give every cohort an id of its own.");
            }

            if (frame.MinimumSize > frame.MaximumSize)
            {
                problems.Error(
                    "grouping.cohort.sizes", $"request.Cohorts[{g}]", $"The minimum {frame.MinimumSize} is above the maximum {frame.MaximumSize}.", "Swap them, or widen the range.");
            }

            if (frame is { MinimumSize: { } minimum, MaximumSize: { } maximum })
            {
                least += minimum;
                most += maximum;
            }
            else
            {
                open++;
            }
        }

        int floor = open == 0 ? 0 : (int)(Math.Max(0, learners - most) / open);
        int ceiling = open == 0 ? 0 : (int)((Math.Max(0, learners - least) + open - 1) / open);
        lower = [.. frames.Select(frame => frame.MinimumSize ?? Math.Min(floor, frame.MaximumSize ?? floor))];
        upper = [.. frames.Select(frame => Math.Min(learners, frame.MaximumSize ?? Math.Max(ceiling, frame.MinimumSize ?? ceiling)))];
    }

    private static void JudgeAttributes(GroupingRequest request, ProblemList problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int a = 0; a < request.Attributes.Count; a++)
        {
            var attribute = request.Attributes[a];
            string where = $"request.Attributes[{a}]";
            if (string.IsNullOrWhiteSpace(attribute.Name)) problems.Error("grouping.attribute.blank", where, "The name is blank.", "Name the attribute.");
            else if (!names.Add(attribute.Name)) problems.Error("grouping.attribute.duplicate", where, $"The name '{attribute.Name}' is used twice.", "Give every attribute a name of its own.");
            if (attribute.Values.Count != request.Learners.Count)
            {
                problems.Error(
                    "grouping.attribute.length", where, $"There are {attribute.Values.Count} numbers for {request.Learners.Count} learners.", "Bring one number for each learner, in their order.");
                continue;
            }

            for (int k = 0; k < attribute.Values.Count; k++)
            {
                if (Math.Abs(attribute.Values[k]) <= 1e100) continue;
                problems.Error(
                    "grouping.attribute.not-finite", $"{where}.Values[{k}]", $"'{request.Learners[k]}' has no usable number in '{attribute.Name}'.",
                    "Bring a finite number of at most 1e100 in size, impute it, or leave the learner out.");
            }
        }
    }

    private static void JudgeCriteria(Workforce workforce, GroupingRequest request, ProblemList problems)
    {
        int count = request.Learners.Count;
        for (int c = 0; c < request.Criteria.Count; c++)
        {
            var criterion = request.Criteria[c];
            string where = $"request.Criteria[{c}]";
            bool isSquared = criterion.Measure is GroupingMeasure.SquaredDistance or GroupingMeasure.BalanceOfMeans or GroupingMeasure.KPlus;
            for (int k = 0; k < criterion.Attributes.Count; k++)
            {
                string place = $"{where}.Attributes[{k}]";
                var attribute = request.Attributes.FirstOrDefault(column => string.Equals(column.Name, criterion.Attributes[k], StringComparison.Ordinal));
                if (attribute is null)
                {
                    problems.Error("grouping.criterion.attribute-unknown", place, $"There is no attribute '{criterion.Attributes[k]}'.", "Check the spelling, or bring the attribute.");
                }
                else if (!string.IsNullOrWhiteSpace(attribute.Name))
                {
                    problems.AddRange(request.Policy.FindProblems(new Dimension(attribute.Name, attribute.Class), AttributeUse.Objective, place));
                }
            }

            for (int k = 0; k < criterion.Dimensions.Count; k++) JudgeDimension(workforce, request.Policy, criterion.Dimensions[k], AttributeUse.Objective, $"{where}.Dimensions[{k}]", problems);
            if (criterion.Distances is { } distances)
            {
                if (isSquared) problems.Error("grouping.criterion.distances", where, $"{criterion.Measure} needs attributes or dimensions, not distances.", "Use Diversity, AverageDiversity or Dispersion.");
                if (distances.Count != count) problems.Error("grouping.criterion.distances-count", where, $"There are distances of {distances.Count} learners, and {count} learners.", "Bring the distances of all learners, in their order.");
                if (criterion.Dimensions.Count + criterion.Attributes.Count > 0) problems.Error("grouping.criterion.distances-and-more", where, "Distances stand in place of dimensions and attributes.", "Make two criteria of it.");
            }

            if (!isSquared && count > MostPairs)
            {
                problems.Error(
                    "grouping.criterion.too-many-pairs", where, $"{criterion.Measure} compares all pairs of {count} learners; at most {MostPairs} are allowed.",
                    "Use SquaredDistance, BalanceOfMeans or KPlus, which take a million.");
            }

            if (criterion is { Measure: GroupingMeasure.Dispersion, IsSimilar: true })
            {
                problems.Error("grouping.criterion.dispersion-similar", where, "The least distance cannot be made small on purpose.", "Use another measure for cohorts whose members are alike.");
            }
        }
    }

    private static void JudgeDimension(Workforce workforce, AttributePolicy policy, Dimension dimension, AttributeUse use, string where, ProblemList problems)
    {
        if (!workforce.TryColumn(dimension, out var column))
        {
            problems.Error("grouping.dimension.unknown", where, $"Nobody in the workforce has a value in the dimension '{dimension}'.", "Bring the values, or drop the dimension.");
        }
        else
        {
            // The workforce's class counts: a request cannot make a dimension harmless by calling it so.
            problems.AddRange(policy.FindProblems(column.Dimension, use, where));
        }
    }
}
