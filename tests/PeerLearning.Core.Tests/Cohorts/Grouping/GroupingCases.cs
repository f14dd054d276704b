using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

/// <summary>Random requests with every kind of rule, small enough for a brute force.</summary>
internal static class GroupingCases
{
    public static readonly DateInterval Term = new(new LocalDate(2026, 3, 2), new LocalDate(2026, 4, 12));

    /// <summary>A workforce and a request drawn from the seed.</summary>
    public static (Workforce Workforce, GroupingRequest Request) Draw(int seed, int fewest, int most)
    {
        var random = new SeededRandom((ulong)seed);
        int count = fewest + random.Next(most - fewest + 1);
        var people = Org.Random(count, seed);
        var workforce = Workforce.Create(people);
        var learners = people.Select(person => person.Id).ToList();
        int cohorts = 2 + random.Next(Math.Max(1, Math.Min(4, count / 2)));
        var rules = new List<Rule>();
        PersonId Anybody(ref SeededRandom draw) => learners[draw.Next(count)];
        for (int k = random.Next(4); k > 0; k--)
        {
            switch (random.Next(9))
            {
                case 0:
                    rules.Add(new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, workforce.ValuesIn(Dimension.BusinessUnit)[0])], Minimum = random.Next(2), Maximum = 1 + random.Next(3) });
                    break;
                case 1:
                    rules.Add(new PerValueRule(Dimension.Geography) { Minimum = 2 });
                    break;
                case 2:
                    rules.Add(new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 + random.Next(3) });
                    break;
                case 3:
                    rules.Add(new DistinctRule { Dimension = Dimension.BusinessUnit, Minimum = Math.Min(workforce.ValuesIn(Dimension.BusinessUnit).Count, 1 + random.Next(3)) });
                    break;
                case 4:
                    rules.Add(new TogetherRule(new[] { Anybody(ref random), Anybody(ref random) }.Distinct().ToList()));
                    break;
                case 5:
                    rules.Add(new ApartRule(new[] { Anybody(ref random), Anybody(ref random), Anybody(ref random) }.Distinct().ToList()));
                    break;
                case 6:
                    rules.Add(new ReportingLineRule { Depth = 1 + random.Next(2), SeparatesTeams = random.Next(3) == 0 });
                    break;
                case 7:
                    rules.Add(new OverlapRule { MinimumPerWeek = Duration.FromHours(1 + random.Next(15)), Dates = Term });
                    break;
                default:
                    rules.Add(new PerValueRule(Dimension.Language) { Minimum = 2 });
                    break;
            }
        }

        rules.RemoveAll(rule => rule is TogetherRule { People.Count: < 2 } or ApartRule { People.Count: < 2 } or CountRule { Minimum: 0, Maximum: null });
        var frames = CohortFrame.Several(cohorts).ToList();
        if (random.Next(2) == 0)
        {
            for (int g = 0; g < cohorts; g++)
            {
                int even = count / cohorts;
                int low = Math.Max(0, even - 1 - random.Next(2));
                frames[g] = frames[g] with { MinimumSize = low, MaximumSize = even + 1 + random.Next(2) };
            }
        }

        if (random.Next(3) == 0) frames[0] = frames[0] with { Rules = [new IncludeRule(Anybody(ref random))] };
        if (random.Next(3) == 0) frames[1] = frames[1] with { Rules = [new ExcludeRule(Anybody(ref random))] };
        var columns = new[] { "Level", "Years" }.Select(name =>
        {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) values[i] = random.Next(20) / 2.0;
            return new LearnerColumn { Name = name, Values = values };
        }).ToList();
        var criteria = new List<GroupingCriterion>();
        for (int k = 1 + random.Next(2); k > 0; k--)
        {
            criteria.Add(new GroupingCriterion
            {
                Measure = (GroupingMeasure)random.Next(5),
                Weight = 1 + random.Next(3),
                IsSimilar = random.Next(4) == 0,
                Attributes = random.Next(2) == 0 ? ["Level", "Years"] : ["Years"],
                Dimensions = random.Next(2) == 0 ? [Dimension.Geography] : [],
            });
        }

        if (random.Next(5) == 0) criteria.Add(new GroupingCriterion { Measure = GroupingMeasure.Dispersion, Attributes = ["Level"] });
        return (workforce, new GroupingRequest { Learners = learners, Cohorts = frames, Rules = rules, Attributes = columns, Criteria = criteria, Seed = (ulong)seed });
    }
}
