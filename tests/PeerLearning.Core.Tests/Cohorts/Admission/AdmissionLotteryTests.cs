using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Tests.Cohorts.Admission;

public class AdmissionLotteryTests
{
    private static readonly Dimension Unit = Dimension.BusinessUnit;

    [Theory]
    [InlineData(200, 20, 9)]
    [InlineData(2000, 200, 99)]
    public void Everybody_has_one_chance_in_ten_when_quotas_allow_it(int people, int places, int minimum)
    {
        // The two public example pools of the literature have this shape: two halves in two categories.
        var rows = new List<string[]>();
        for (int i = 0; i < people; i++) rows.Add([i % 2 == 0 ? "female" : "male", i % 4 < 2 ? "liberal" : "conservative"]);
        var workforce = Pools.Make(rows);
        var request = new AdmissionRequest
        {
            Places = places,
            Rules = [.. new[] { (0, "female"), (0, "male"), (1, "liberal"), (1, "conservative") }
                .Select(pair => new CountRule { Values = [new DimensionValue(Pools.Category(pair.Item1), pair.Item2)], Minimum = minimum })],
        };

        var chances = new AdmissionLottery().FindChances(workforce, request);

        Assert.Equal(Proof.Optimal, chances.Certificate.Proof);
        Assert.All(chances.Applicants, one => Assert.Equal(0.1, one.Chance, 1e-9));
        Assert.Equal(0, chances.Gini.Value, 1e-9);
        Assert.Empty(chances.Verify(workforce, request));
    }

    [Fact]
    public void A_rare_profile_that_a_quota_needs_is_sure_of_a_place()
    {
        var people = Enumerable.Range(0, 10).Select(i => new Person { Id = new PersonId($"p{i}"), BusinessUnit = i == 0 ? "Legal" : "Sales" });
        var workforce = Workforce.Create(people);
        var request = new AdmissionRequest { Places = 4, Rules = [new CountRule { Values = [new DimensionValue(Unit, "Legal")], Minimum = 1 }] };

        var admission = new AdmissionLottery().Draw(workforce, request, seed: 7);

        Assert.Contains(new PersonId("p0"), admission.Admitted);
        Assert.Equal(1, admission.Chances.ChanceOf(new PersonId("p0")).Value);
        Assert.Equal(3.0 / 9, admission.Chances.ChanceOf(new PersonId("p5")).Value, 1e-9);
        Assert.Contains(admission.Reasons, reason => reason.Code == "admission.certain");
        Assert.Empty(admission.Verify(workforce, request));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_chances_are_leximin_by_an_independent_proof(ulong seed)
    {
        var (workforce, request) = Pools.Random(seed, 60, 8, [2, 3, 4, 3], slack: 0);
        var chances = new AdmissionLottery().FindChances(workforce, request);
        Assert.Equal(Proof.Optimal, chances.Certificate.Proof);
        Assert.Empty(chances.Verify(workforce, request));
        Assert.Equal(8, chances.Applicants.Sum(one => one.Chance), 1e-7);
    }

    [Fact]
    public void The_order_of_applicants_and_rules_does_not_matter()
    {
        var (workforce, request) = Pools.Random(11, 50, 7, [2, 3, 3], slack: 0);
        var turned = request with { Applicants = [.. Enumerable.Range(0, workforce.Count).Reverse().Select(workforce.IdAt)] };
        var lottery = new AdmissionLottery();
        Assert.Equal(lottery.Draw(workforce, request, 5).Admitted, lottery.Draw(workforce, turned, 5).Admitted);
        var otherRules = request with { Rules = [.. request.Rules.Reverse()] };
        var first = lottery.FindChances(workforce, request);
        var second = lottery.FindChances(workforce, otherRules);
        for (int i = 0; i < workforce.Count; i++) Assert.Equal(first.Applicants[i].Chance, second.Applicants[i].Chance, 1e-7);
    }

    [Fact]
    public void All_kinds_of_rules_hold_at_once()
    {
        var people = Enumerable.Range(0, 40).Select(i => new Person
        {
            Id = new PersonId($"p{i:D2}"),
            BusinessUnit = $"Unit{i % 5}",
            Geography = $"Country{i % 7}",
            Manager = i % 8 == 0 ? null : new PersonId($"p{i / 8 * 8:D2}"),
            Values = [new DimensionValue(Household, $"house{i / 2}")],
        });
        var workforce = Workforce.Create(people);
        PersonId P(int i) => new($"p{i:D2}");
        var request = new AdmissionRequest
        {
            Places = 9,
            AlreadyIn = [P(3)],
            Rules =
            [
                new PerValueRule(Household) { Maximum = 1 },
                new PerValueRule(Dimension.BusinessUnit) { Minimum = 2, Maximum = 3 },
                new DistinctRule { Dimension = Dimension.Geography, Minimum = 5 },
                new TogetherRule(P(10), P(20)),
                new ApartRule(P(11), P(22), P(33)),
                new IncludeRule(P(30)),
                new ExcludeRule(P(39)),
                new ReportingLineRule { Depth = 1 },
            ],
        };

        var lottery = new AdmissionLottery(new AdmissionOptions { Reserves = 5 });
        var admission = lottery.Draw(workforce, request, 3);

        Assert.Equal(Proof.Optimal, admission.Certificate.Proof);
        Assert.Empty(admission.Verify(workforce, request));
        Assert.Contains(P(3), admission.Admitted);
        Assert.Contains(P(30), admission.Admitted);
        Assert.DoesNotContain(P(39), admission.Admitted);
        Assert.Equal(5, admission.Reserve.Count);
        Assert.Empty(admission.Reserve.Intersect(admission.Admitted));
        Assert.False(admission.Chances.ChanceOf(P(39)).IsDefined);
    }

    private static Dimension Household { get; } = new("Household", DimensionClass.Organisational);

    [Fact]
    public void Impossible_quotas_name_the_rules_that_clash_and_the_least_that_must_give()
    {
        var workforce = Workforce.Create(Enumerable.Range(0, 12).Select(i => new Person { Id = new PersonId($"p{i:D2}"), BusinessUnit = i < 2 ? "Legal" : "Sales" }));
        var request = new AdmissionRequest
        {
            Places = 6,
            Rules =
            [
                new CountRule { Values = [new DimensionValue(Unit, "Legal")], Minimum = 4 },
                new CountRule { Values = [new DimensionValue(Unit, "Sales")], Minimum = 2 },
                new DistinctRule { Dimension = Unit, Minimum = 2 },
            ],
        };

        var admission = new AdmissionLottery().Draw(workforce, request, 1);

        Assert.Equal(Proof.Impossible, admission.Certificate.Proof);
        Assert.Empty(admission.Admitted);
        var conflict = Assert.IsType<AdmissionConflict>(admission.Chances.Conflict);
        Assert.Equal([request.Rules[0]], conflict.Rules);
        var move = Assert.Single(conflict.Relaxation);
        Assert.Equal((0, 4, 2), (move.Rule, move.From, move.To));
        Assert.Equal(Proof.Optimal, conflict.RulesProof);
        Assert.Equal(Proof.Optimal, conflict.RelaxationProof);
        Assert.Equal("No 6 of the 12 applicants keep this one rule, whatever the others say:", admission.Reasons[0].ToString());
    }

    [Fact]
    public void Whoever_no_cohort_holds_is_found_by_enumeration_too_and_stands_on_one_level()
    {
        int pools = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var (workforce, request) = Pools.Random(seed, 14, 5, [3, 4, 3], slack: 0);
            var isHeld = new bool[14];
            for (int mask = 0; mask < 1 << 14; mask++)
            {
                if (int.PopCount(mask) != 5) continue;
                var group = Enumerable.Range(0, 14).Where(i => (mask >> i & 1) == 1).Select(workforce.IdAt).ToList();
                if (request.Rules.Any(rule => rule.Check(workforce, group).Count > 0)) continue;
                for (int i = 0; i < 14; i++) isHeld[i] |= (mask >> i & 1) == 1;
            }

            var chances = new AdmissionLottery().FindChances(workforce, request);

            Assert.Equal(Proof.Optimal, chances.Certificate.Proof);
            Assert.Empty(chances.Verify(workforce, request));
            Assert.Equal(isHeld, chances.Applicants.Select(one => one.Chance > 0));
            if (!isHeld.Contains(false)) continue;
            pools++;
            Assert.Equal(0, chances.Levels[0].Chance);
            Assert.Equal(isHeld.Count(held => !held), chances.Levels.Where(level => level.Chance == 0).Sum(level => level.Applicants));
        }

        Assert.InRange(pools, 10, 60);
    }

    [Fact]
    public void Every_problem_of_a_request_is_reported_at_once()
    {
        var workforce = Workforce.Create(Enumerable.Range(0, 4).Select(i => new Person { Id = new PersonId($"p{i}"), BusinessUnit = "Sales", TimeZone = "Europe/Paris" }));
        var request = new AdmissionRequest
        {
            Places = 1,
            Applicants = [new PersonId("p0"), new PersonId("p0"), new PersonId("nobody")],
            AlreadyIn = [new PersonId("p1"), new PersonId("p1"), new PersonId("ghost")],
            Rules =
            [
                new CountRule { Values = [new DimensionValue(Unit, "Legal")], Minimum = 1 },
                new OverlapRule { MinimumPerWeek = Duration.FromHours(2), Dates = new DateInterval(new LocalDate(2026, 1, 1), new LocalDate(2026, 2, 1)) },
            ],
        };

        var admission = new AdmissionLottery().Draw(workforce, request, 1);

        Assert.Equal(
            [
                "admission.applicant.duplicate", "admission.applicant.unknown", "admission.already-in.duplicate", "admission.already-in.unknown", "admission.places.too-few",
                "rule.value.unknown", "admission.rule.unsupported",
            ],
            admission.Problems.Select(problem => problem.Code));
        Assert.Equal(Proof.None, admission.Certificate.Proof);
        Assert.Empty(admission.Admitted);
    }

    [Fact]
    public void A_protected_attribute_needs_a_legal_basis()
    {
        var gender = new Dimension("Gender", DimensionClass.Protected);
        var workforce = Workforce.Create(Enumerable.Range(0, 4).Select(i => new Person { Id = new PersonId($"p{i}"), Values = [new DimensionValue(gender, i % 2 == 0 ? "f" : "m")] }));
        var request = new AdmissionRequest { Places = 2, Rules = [new PerValueRule(gender) { Maximum = 1 }] };
        Assert.Equal("fairness.attribute.no-legal-basis", Assert.Single(new AdmissionLottery().FindChances(workforce, request).Problems).Code);
    }

    [Fact]
    public void Draws_over_many_seeds_agree_with_the_chances()
    {
        var (workforce, request) = Pools.Random(4, 20, 5, [2, 3], slack: 0);
        var lottery = new AdmissionLottery();
        var chances = lottery.FindChances(workforce, request);
        const int Draws = 20_000;
        var times = new int[workforce.Count];
        for (ulong seed = 0; seed < Draws; seed++)
        {
            foreach (var person in lottery.Draw(chances, seed).Admitted) times[workforce.IndexOf(person)]++;
        }

        for (int i = 0; i < times.Length; i++)
        {
            double chance = chances.Applicants[i].Chance;
            double deviation = Math.Sqrt(Math.Max(1e-12, chance * (1 - chance) / Draws));
            Assert.InRange(Math.Abs(((double)times[i] / Draws) - chance), 0, 5 * deviation);
        }
    }
}
