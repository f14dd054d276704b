using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

/// <summary>Requests with whatever a host may get wrong: every one must be answered, with problems or with sound cohorts.</summary>
internal static class GroupingFuzz
{
    private static readonly double[] Numbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, 1e100, 1e-320, 0, -0.0, 5];

    private static readonly CohortGrouper Grouper = new(new CohortGrouperOptions { Budget = new WorkBudget(200_000) });

    /// <summary>What is wrong with the answer to the seed's request, or null.</summary>
    public static string? Try(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var (workforce, request) = GroupingCases.Draw(seed, 1 + random.Next(6), 6 + random.Next(12));
        for (int k = 1 + random.Next(3); k > 0; k--) request = Spoil(request, ref random);
        try
        {
            var answer = Grouper.Group(workforce, request);
            bool hasErrors = answer.Problems.Any(problem => problem.Severity == ProblemSeverity.Error);
            if (hasErrors == answer.HasCohorts && hasErrors) return $"seed {seed}: cohorts in spite of problems";
            if (!double.IsFinite(answer.Certificate.Objective) || !double.IsFinite(answer.Certificate.Bound)) return $"seed {seed}: not finite";
            _ = answer.Balance.Sum(row => row.Mean) + answer.Criteria.Sum(criterion => criterion.Value) + answer.Reasons.Sum(reason => reason.ToString().Length);
            if (!hasErrors && answer.Verify(workforce, request) is { Count: > 0 } broken) return $"seed {seed}: {broken[0]}";
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"seed {seed}: {exception}";
        }
    }

    private static GroupingRequest Spoil(GroupingRequest request, ref SeededRandom random)
    {
        var learners = request.Learners.ToList();
        var frames = request.Cohorts.ToList();
        switch (random.Next(14))
        {
            case 0:
                return request with { Learners = [.. learners, .. learners.Take(1)] };
            case 1:
                return request with { Learners = [.. learners, new PersonId("nobody"), default] };
            case 2:
                return request with { Learners = [] };
            case 3:
                frames[random.Next(frames.Count)] = new CohortFrame { Id = default, MinimumSize = int.MaxValue, MaximumSize = 1 };
                return request with { Cohorts = frames };
            case 4:
                if (frames[0] is not null) frames.Add(frames[0] with { MaximumSize = int.MaxValue });
                return request with { Cohorts = frames };
            case 5:
                return request with { Cohorts = [.. frames, null!] };
            case 6:
                return request with { Criteria = [.. request.Criteria, null!] };
            case 7:
                return request with { Criteria = [new GroupingCriterion { Attributes = ["", null!, "Level"], Dimensions = [null!] }] };
            case 8:
                double spoiled = Numbers[random.Next(Numbers.Length)];
                var columns = request.Attributes.ToList();
                int at = random.Next(Math.Max(1, learners.Count));
                if (columns[0] is not null) columns[0] = columns[0] with { Values = [.. columns[0].Values.Select((value, i) => i == at ? spoiled : value)] };
                return request with { Attributes = columns };
            case 9:
                return request with { Attributes = [.. request.Attributes, new LearnerColumn { Name = " ", Values = [] }, request.Attributes[0], null!] };
            case 10:
                return request with { Rules = [.. request.Rules, null!, new IncludeRule(default(PersonId)), new TogetherRule(), new CountRule { Values = [default], Maximum = 0 }] };
            case 11:
                return request with { Rules = [.. request.Rules, new DistinctRule { Dimension = Dimension.BusinessUnit, Minimum = int.MaxValue }, new PerValueRule(Org.Grade) { Minimum = int.MaxValue }] };
            case 12:
                return request with
                {
                    Criteria = [new GroupingCriterion { Measure = (GroupingMeasure)random.Next(6), Distances = PairDistances.Create(learners.Count + random.Next(2), (i, j) => i == 0 ? 1e100 : 0), IsSimilar = random.Next(2) == 0 }],
                };
            default:
                return request with { Attributes = [.. request.Attributes.Select(column => column is null ? null! : column with { Class = DimensionClass.SpecialCategory })] };
        }
    }
}
