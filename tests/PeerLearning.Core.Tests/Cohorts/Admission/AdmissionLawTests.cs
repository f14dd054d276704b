using FsCheck.Xunit;
using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;

namespace PeerLearning.Tests.Cohorts.Admission;

/// <summary>What holds for every pool of applicants.</summary>
public class AdmissionLawTests
{
    private static readonly AdmissionLottery Lottery = new();

    [Property(MaxTest = 25)]
    public void The_order_of_people_applicants_and_rules_does_not_matter(ulong seed)
    {
        var (workforce, request) = Pools.Random(seed, 24, 6, [2, 3, 3], slack: 1);
        var random = new SeededRandom(seed);
        int[] order = [.. Enumerable.Range(0, workforce.Count)];
        random.Shuffle(order.AsSpan());
        var turned = request with { Applicants = [.. order.Select(workforce.IdAt)], Rules = [.. Enumerable.Reverse(request.Rules)] };

        var first = Lottery.FindChances(workforce, request);
        var second = Lottery.FindChances(workforce, turned);

        AssertSameChances(first, second, 1e-7);
        Assert.Equal(Lottery.Draw(workforce, request, seed).Admitted, Lottery.Draw(workforce, turned with { Rules = request.Rules }, seed).Admitted);
    }

    [Property(MaxTest = 25)]
    public void People_who_do_not_apply_change_nothing(ulong seed)
    {
        var (workforce, request) = Pools.Random(seed, 24, 6, [2, 3, 3], slack: 0);
        var applicants = Enumerable.Range(0, workforce.Count).Select(workforce.IdAt).ToList();
        var rows = applicants.Select(id => Row(workforce, id, id.Value)).ToList();
        rows.AddRange(applicants.Take(1 + (int)(seed % 7)).Select(id => Row(workforce, id, "o" + id.Value)));
        var larger = Workforce.Create(rows);

        AssertSameChances(Lottery.FindChances(workforce, request), Lottery.FindChances(larger, request with { Applicants = applicants }), 1e-9);
    }

    [Property(MaxTest = 25)]
    public void Looser_quotas_never_lower_the_smallest_chance(ulong seed)
    {
        var (workforce, request) = Pools.Random(seed, 24, 6, [2, 3, 3], slack: 0);
        int at = (int)(seed % (ulong)request.Rules.Count);
        var rules = request.Rules.ToList();
        var tight = (CountRule)rules[at];
        rules[at] = tight with { Minimum = Math.Max(0, tight.Minimum - 1), Maximum = tight.Maximum + 1 };

        double before = Lottery.FindChances(workforce, request).Minimum;
        Assert.True(Lottery.FindChances(workforce, request with { Rules = rules }).Minimum >= before - 1e-8);
        Assert.True(Lottery.FindChances(workforce, request with { Rules = [.. rules.Skip(1)] }).Minimum >= before - 1e-8);
    }

    [Property(MaxTest = 60)]
    public void Every_problem_is_named_whatever_else_is_wrong(ulong seed)
    {
        var (workforce, request) = Pools.Random(seed, 12, 4, [2, 3], slack: 1);
        var random = new SeededRandom(seed);
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        var applicants = Enumerable.Range(0, workforce.Count).Select(workforce.IdAt).ToList();
        var rules = request.Rules.ToList();
        var past = new List<PersonChance>();
        var dropOuts = new List<PersonChance>();
        var given = new List<PersonId>();
        for (int fault = 0; fault < 8; fault++)
        {
            if (random.Next(2) == 0) continue;
            switch (fault)
            {
                case 0:
                    applicants.Add(applicants[random.Next(applicants.Count)]);
                    expected.Add("admission.applicant.duplicate");
                    break;
                case 1:
                    applicants.Add(new PersonId("nobody"));
                    expected.Add("admission.applicant.unknown");
                    break;
                case 2:
                    given.Add(new PersonId("ghost"));
                    expected.Add("admission.already-in.unknown");
                    break;
                case 3:
                    given.Add(workforce.IdAt(0));
                    rules.Add(new ExcludeRule(workforce.IdAt(0)));
                    expected.Add("admission.already-in.excluded");
                    break;
                case 4:
                    rules.Add(new OverlapRule { MinimumPerWeek = Duration.FromHours(2), Dates = new DateInterval(new LocalDate(2026, 1, 1), new LocalDate(2026, 2, 1)) });
                    expected.Add("admission.rule.unsupported");
                    break;
                case 5:
                    past.Add(new PersonChance { Person = workforce.IdAt(1), Chance = double.NaN });
                    expected.Add("admission.past.out-of-range");
                    break;
                case 6:
                    past.Add(new PersonChance { Person = workforce.IdAt(2), Chance = 1 });
                    past.Add(new PersonChance { Person = workforce.IdAt(2), Chance = 1 });
                    expected.Add("admission.past.duplicate");
                    break;
                default:
                    dropOuts.Add(new PersonChance { Person = workforce.IdAt(3), Chance = 1.5 });
                    expected.Add("admission.drop-out.out-of-range");
                    break;
            }
        }

        var spoiled = request with { Applicants = applicants, Rules = rules, AlreadyIn = given, PastChances = past, DropOutChances = dropOuts };
        var answer = Lottery.Draw(workforce, spoiled, seed);

        Assert.Equal(expected, answer.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.Code).ToHashSet().Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count > 0, answer.Admitted.Count == 0);
    }

    private static Person Row(Workforce workforce, PersonId like, string id) => new()
    {
        Id = new PersonId(id),
        Values = [.. workforce.Dimensions.SelectMany(dimension => workforce.ValuesOf(like, dimension).Select(value => new DimensionValue(dimension, value)))],
    };

    private static void AssertSameChances(AdmissionChances first, AdmissionChances second, double tolerance)
    {
        Assert.Equal(Proof.Optimal, first.Certificate.Proof);
        Assert.Equal(Proof.Optimal, second.Certificate.Proof);
        Assert.Equal(first.Applicants.Select(one => one.Person), second.Applicants.Select(one => one.Person));
        Assert.All(first.Applicants.Zip(second.Applicants), pair => Assert.Equal(pair.First.Chance, pair.Second.Chance, tolerance));
    }
}
