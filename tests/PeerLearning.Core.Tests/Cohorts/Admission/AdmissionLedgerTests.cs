using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Tests.Cohorts.Admission;

/// <summary>Chances even out over rounds.</summary>
public class AdmissionLedgerTests
{
    [Fact]
    public void Who_had_more_before_has_less_now()
    {
        var workforce = Workforce.Create(Enumerable.Range(0, 4).Select(i => new Person { Id = new PersonId($"p{i}") }));
        var request = new AdmissionRequest { Places = 1, PastChances = [Past("p0", 0.25), Past("p1", 1.5)] };

        var chances = new AdmissionLottery().FindChances(workforce, request);

        // Water-filling: p0, p2 and p3 rise to the same sum, 1.25 / 3; p1 is above it already.
        Assert.Equal((1.25 / 3) - 0.25, chances.ChanceOf(new PersonId("p0")).Value, 1e-9);
        Assert.Equal(0, chances.ChanceOf(new PersonId("p1")).Value, 1e-9);
        Assert.Equal(1.25 / 3, chances.ChanceOf(new PersonId("p2")).Value, 1e-9);
        Assert.Equal(1.25 / 3, chances.Certificate.Objective, 1e-9);
        Assert.Equal(Proof.Optimal, chances.Certificate.Proof);
        Assert.Empty(chances.Verify(workforce, request));
        Assert.NotEmpty(chances.Verify(workforce, request with { PastChances = [Past("p0", 0.25)] }));
        Assert.Equal(["p0", "p1", "p2", "p3"], chances.ToLedger().Select(row => row.Person.Value));
        Assert.Equal(2.75, chances.ToLedger().Sum(row => row.Chance), 1e-9);
    }

    [Fact]
    public void Thirty_rounds_with_a_ledger_spread_at_most_half_as_much_as_rounds_that_forget()
    {
        // Every round asks for other profiles, so single rounds are unequal.
        var (workforce, _) = Pools.Random(5, 20, 5, [2, 3], slack: 0);
        var lottery = new AdmissionLottery();
        double[] forgetting = new double[workforce.Count];
        IReadOnlyList<PersonChance> ledger = [];
        for (ulong round = 0; round < 30; round++)
        {
            var (_, other) = Pools.Random(100 + round, 20, 5, [2, 3], slack: 1);
            var request = new AdmissionRequest { Places = 5, Rules = [.. other.Rules.OfType<CountRule>().Where(rule => workforce.ValuesIn(rule.Values[0].Dimension!).Contains(rule.Values[0].Value))] };
            var alone = lottery.FindChances(workforce, request);
            if (alone.Certificate.Proof == Proof.Impossible) continue;
            for (int i = 0; i < forgetting.Length; i++) forgetting[i] += alone.Applicants[i].Chance;
            var evened = request with { PastChances = ledger };
            var chances = lottery.FindChances(workforce, evened);
            Assert.Equal(Proof.Optimal, chances.Certificate.Proof);
            Assert.Empty(chances.Verify(workforce, evened));
            ledger = chances.ToLedger();
        }

        double[] sums = [.. ledger.Select(row => row.Chance)];
        Assert.Equal(forgetting.Sum(), sums.Sum(), 1e-4);
        Assert.True(sums.Min() >= forgetting.Min() - 1e-6);
        Assert.True(Spread(sums) <= Spread(forgetting) / 2, $"{Spread(sums)} with, {Spread(forgetting)} without");
    }

    [Fact]
    public void Only_lotteries_that_raise_the_smallest_chance_take_a_ledger()
    {
        var (workforce, request) = Pools.Random(5, 20, 5, [2, 3], slack: 1);
        var asked = request with { PastChances = [Past(workforce.IdAt(0).Value, 1)] };
        var nash = new AdmissionLottery(new AdmissionOptions { Fairness = LotteryFairness.Nash });
        Assert.Equal("admission.past.unsupported", Assert.Single(nash.FindChances(workforce, asked).Problems).Code);
        Assert.Equal("admission.past.unsupported", Assert.Single(nash.FindUniform(workforce, asked).Problems).Code);
    }

    [Fact]
    public void Reserves_follow_those_who_are_likely_to_drop_out()
    {
        var workforce = Workforce.Create(Enumerable.Range(0, 20).Select(i => new Person { Id = new PersonId($"p{i:D2}"), BusinessUnit = i < 10 ? "Legal" : "Sales" }));
        var half = new[] { "Legal", "Sales" }.Select(unit => new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, unit)], Minimum = 2, Maximum = 2 });
        var request = new AdmissionRequest
        {
            Places = 4,
            Rules = [.. half],
            DropOutChances = [.. Enumerable.Range(10, 10).Select(i => Past($"p{i:D2}", 0.9))],
        };
        var admission = new AdmissionLottery(new AdmissionOptions { Reserves = 2, DropOutRate = 0.05 }).Draw(workforce, request, 1);
        Assert.All(admission.Reserve, person => Assert.Equal("Sales", workforce.ValuesOf(person, Dimension.BusinessUnit)[0]));
        Assert.Empty(admission.Verify(workforce, request));
    }

    [Fact]
    public void That_nothing_is_possible_is_checked_as_well()
    {
        var workforce = Workforce.Create(Enumerable.Range(0, 12).Select(i => new Person { Id = new PersonId($"p{i:D2}"), BusinessUnit = i < 2 ? "Legal" : "Sales" }));
        CountRule AtLeast(string unit, int count) => new() { Values = [new DimensionValue(Dimension.BusinessUnit, unit)], Minimum = count };
        var request = new AdmissionRequest { Places = 6, Rules = [AtLeast("Legal", 2), AtLeast("Sales", 5)] };

        var chances = new AdmissionLottery().FindChances(workforce, request);

        Assert.Equal(Proof.Impossible, chances.Certificate.Proof);
        Assert.Empty(chances.Levels);
        Assert.Empty(chances.Verify(workforce, request));
        Assert.Equal("admission.verify.impossible", Assert.Single(chances.Verify(workforce, request with { Rules = [AtLeast("Legal", 1), AtLeast("Sales", 5)] })).Code);
    }

    private static PersonChance Past(string person, double chance) => new() { Person = new PersonId(person), Chance = chance };

    private static double Spread(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
