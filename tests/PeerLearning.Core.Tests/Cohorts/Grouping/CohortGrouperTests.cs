using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

public sealed class CohortGrouperTests
{
    private static readonly CohortGrouper Quick = new(new CohortGrouperOptions { Budget = new WorkBudget(20_000_000) });

    private static readonly string[] Units = ["Sales", "Engineering", "Support"];

    [Fact]
    public void A_default_call_mixes_units_evenly()
    {
        var (workforce, learners) = Twelve();
        var answer = new CohortGrouper().Group(workforce, new GroupingRequest { Learners = learners, Cohorts = CohortFrame.Several(4) });

        Assert.Equal(Proof.Optimal, answer.Certificate.Proof);
        Assert.All(answer.Cohorts, cohort => Assert.Equal(3, cohort.Members.Select(member => workforce.ValuesOf(member, Dimension.BusinessUnit)[0]).Distinct().Count()));
        Assert.Empty(answer.Verify(workforce, new GroupingRequest { Learners = learners, Cohorts = CohortFrame.Several(4) }));
    }

    [Fact]
    public void Similar_members_come_together_on_purpose()
    {
        var (workforce, learners) = Twelve();
        var request = new GroupingRequest
        {
            Learners = learners,
            Cohorts = CohortFrame.Several(3),
            Criteria = [new GroupingCriterion { Dimensions = [Dimension.BusinessUnit], IsSimilar = true }],
        };

        var answer = new CohortGrouper().Group(workforce, request);

        Assert.All(answer.Cohorts, cohort => Assert.Single(cohort.Members.Select(member => workforce.ValuesOf(member, Dimension.BusinessUnit)[0]).Distinct()));
        Assert.Equal(0, answer.Certificate.Objective, 9);
    }

    [Fact]
    public void The_order_of_the_learners_does_not_matter()
    {
        var (workforce, request) = GroupingCases.Draw(11, 30, 30);
        var free = request with { Rules = [], Cohorts = CohortFrame.Several(5) };
        int[] order = [.. Enumerable.Range(0, 30)];
        new SeededRandom(5).Shuffle(order.AsSpan());
        var shuffled = free with
        {
            Learners = [.. order.Select(i => free.Learners[i])],
            Attributes = [.. free.Attributes.Select(column => column with { Values = [.. order.Select(i => column.Values[i])] })],
        };

        var first = Quick.Group(workforce, free);
        var second = Quick.Group(workforce, shuffled);

        Assert.Equal(first.Cohorts, second.Cohorts);
        Assert.Equal(first.Certificate.Objective, second.Certificate.Objective);
    }

    [Fact]
    public void Small_requests_are_decided_exactly_as_by_brute_force()
    {
        int possible = 0;
        int impossible = 0;
        for (int seed = 0; seed < 150; seed++)
        {
            var (workforce, request) = GroupingCases.Draw(seed, 4, 7);
            var answer = Quick.Group(workforce, request);
            if (answer.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)) continue;

            bool isPossible = GroupingVerifier.Enumerate(workforce, request).Any();

            Assert.Equal(isPossible ? Proof.Optimal : Proof.Impossible, answer.Certificate.Proof);
            Assert.Equal(isPossible, answer.HasCohorts);
            Assert.True(answer.Verify(workforce, request).Count == 0, $"seed {seed}: {string.Join("; ", answer.Verify(workforce, request))}");
            if (isPossible) possible++;
            else impossible++;
        }

        Assert.True(possible > 40, $"{possible} possible");
        Assert.True(impossible > 20, $"{impossible} impossible");
    }

    [Fact]
    public void Larger_requests_keep_every_rule()
    {
        int answered = 0;
        for (int seed = 1000; seed < 1060; seed++)
        {
            var (workforce, request) = GroupingCases.Draw(seed, 14, 40);
            var answer = Quick.Group(workforce, request);
            if (answer.HasCohorts) answered++;
            Assert.Empty(answer.Verify(workforce, request));
        }

        Assert.True(answered > 20, $"{answered} answered");
    }

    [Fact]
    public void Impossible_is_answered_with_a_minimal_conflict_and_a_way_out()
    {
        var (workforce, learners) = Twelve();
        var request = new GroupingRequest
        {
            Learners = learners,
            Cohorts = CohortFrame.Several(4),
            Rules =
            [
                new TogetherRule(learners[0], learners[1]), new ApartRule(learners[1], learners[2]), new TogetherRule(learners[0], learners[2]),
                new DistinctRule { Dimension = Dimension.BusinessUnit, Minimum = 2 },
            ],
        };

        var answer = new CohortGrouper().Group(workforce, request);

        Assert.Equal(Proof.Impossible, answer.Certificate.Proof);
        Assert.False(answer.HasCohorts);
        Assert.Equal(["grouping.sizes", "rule.together", "rule.apart", "rule.together"], answer.Conflict.Select(reason => reason.Code));
        Assert.Equal(3, answer.Relaxations.Count);
    }

    [Fact]
    public void Too_few_places_are_counted()
    {
        var (workforce, learners) = Twelve();
        var request = new GroupingRequest { Learners = learners, Cohorts = [.. CohortFrame.Several(2).Select(frame => frame with { MinimumSize = 1, MaximumSize = 5 })] };

        var answer = new CohortGrouper().Group(workforce, request);

        Assert.Equal(Proof.Impossible, answer.Certificate.Proof);
        Assert.Equal("Raise the maximum sizes by 2 in all.", answer.Relaxations[0].ToString());
    }

    [Fact]
    public void A_team_larger_than_the_number_of_cohorts_cannot_be_kept_apart()
    {
        var people = Enumerable.Range(0, 20).Select(i => Org.Person($"p{i:00}", Units[i % 3], manager: i is > 0 and < 5 ? "p00" : null)).ToList();
        var workforce = Workforce.Create(people);
        var request = new GroupingRequest
        {
            Learners = people.ConvertAll(person => person.Id),
            Cohorts = CohortFrame.Several(4),
            Rules = [new ReportingLineRule { SeparatesTeams = true }],
        };

        var answer = Quick.Group(workforce, request);

        Assert.Equal(Proof.Impossible, answer.Certificate.Proof);
        Assert.Equal("p00, p01, p02, p03, p04 must all stay apart, and only 4 cohorts are open.", answer.Conflict[0].ToString());
        Assert.True(Quick.Group(workforce, request with { Cohorts = CohortFrame.Several(5) }).HasCohorts);
    }

    [Fact]
    public void All_problems_come_at_once()
    {
        var (workforce, learners) = Twelve();
        var request = new GroupingRequest
        {
            Learners = [.. learners, learners[0], new PersonId("nobody")],
            Cohorts = [new CohortFrame { Id = new CohortId("a") }, new CohortFrame { Id = new CohortId("a"), MinimumSize = 5, MaximumSize = 2 }],
            Attributes = [new LearnerColumn { Name = "Level", Values = [1, double.NaN] }],
            Criteria = [new GroupingCriterion { Attributes = ["Years"] }, new GroupingCriterion { Dimensions = [Org.Grade] }],
            Rules = [new IncludeRule(learners[0]), new ApartRule(learners[0])],
        };

        var answer = new CohortGrouper().Group(workforce, request);

        string[] expected =
        [
            "grouping.learner.unknown", "grouping.learner.duplicate", "grouping.cohort.duplicate", "grouping.cohort.sizes", "grouping.attribute.length",
            "grouping.criterion.attribute-unknown", "grouping.dimension.unknown", "grouping.rule.misplaced", "rule.people.too-few",
        ];
        Assert.Equal(expected, answer.Problems.Select(problem => problem.Code));
        Assert.False(answer.HasCohorts);
    }

    [Fact]
    public void A_rule_in_the_wrong_place_is_told_where_it_belongs()
    {
        var (workforce, learners) = Twelve();
        var rule = new TogetherRule(learners[0], learners[1]);
        var request = new GroupingRequest { Learners = learners, Cohorts = [new CohortFrame { Id = new CohortId("a"), Rules = [rule] }, new CohortFrame { Id = new CohortId("b"), Rules = [rule] }], Rules = [new IncludeRule(learners[0])] };
        var misplaced = new CohortGrouper().Group(workforce, request).Problems.Where(problem => problem.Code == "grouping.rule.misplaced").ToList();
        Assert.Equal(3, misplaced.Count);
        Assert.Equal(2, misplaced.Count(problem => problem.Repair.StartsWith("Put it into the rules of the request", StringComparison.Ordinal)));
        Assert.Single(misplaced, problem => problem.Repair.StartsWith("Put it into the rules of the cohort", StringComparison.Ordinal));
    }

    [Fact]
    public void Dispersion_is_decided_first_and_others_choose_among_the_rest()
    {
        var (workforce, request) = GroupingCases.Draw(3, 8, 8);
        var both = request with
        {
            Rules = [],
            Cohorts = CohortFrame.Several(2),
            Criteria = [new GroupingCriterion { Attributes = ["Years"] }, new GroupingCriterion { Measure = GroupingMeasure.Dispersion, Attributes = ["Level"], IsStandardized = false }],
        };

        var answer = Quick.Group(workforce, both);
        var alone = Quick.Group(workforce, both with { Criteria = [both.Criteria[1]] });

        Assert.Equal(alone.Certificate.Objective, answer.Criteria[1].Value);
        Assert.Equal(Proof.Optimal, answer.Certificate.Proof);
        Assert.Empty(answer.Verify(workforce, both));
        Assert.Empty(alone.Verify(workforce, both with { Criteria = [both.Criteria[1]] }));
    }

    [Fact]
    public void The_least_distance_alone_is_proven_beyond_what_a_dynamic_program_holds()
    {
        // Pairs of twins at five levels: in two cohorts the twins can be parted, and then the nearest are neighbours on the scale.
        var people = Enumerable.Range(0, 20).Select(i => Org.Person($"p{i:00}")).ToList();
        var workforce = Workforce.Create(people);
        var request = new GroupingRequest
        {
            Learners = [.. people.Select(person => person.Id)],
            Cohorts = CohortFrame.Several(2),
            Attributes = [new LearnerColumn { Name = "Level", Values = [.. Enumerable.Range(0, 20).Select(i => i / 2 * 1.0)] }],
            Criteria = [new GroupingCriterion { Measure = GroupingMeasure.Dispersion, Attributes = ["Level"], IsStandardized = false }],
        };

        var answer = Quick.Group(workforce, request);

        Assert.Equal(Proof.Optimal, answer.Certificate.Proof);
        Assert.Equal(1, answer.Certificate.Objective, 9);
        Assert.Empty(answer.Verify(workforce, request));
    }

    [Fact]
    public void Balance_contributions_and_swaps_can_be_recomputed()
    {
        var (workforce, request) = GroupingCases.Draw(21, 24, 24);
        var free = request with { Rules = [], Cohorts = CohortFrame.Several(4), Criteria = [new GroupingCriterion { Attributes = ["Level", "Years"] }] };
        var answer = Quick.Group(workforce, free);

        var level = answer.Balance.First(row => row.Subject == "Level" && row.Cohort == answer.Cohorts[0].Id);
        var mine = answer.Cohorts[0].Members.Select(member => free.Attributes[0].Values[free.Learners.ToList().IndexOf(member)]);
        Assert.Equal(mine.Average(), level.Mean, 9);
        var learner = answer.Cohorts[1].Members[0];
        Assert.True(answer.ContributionOf(learner).Contribution > 0);
        var swaps = answer.SwapsFor(learner, 3);
        Assert.Equal(3, swaps.Count);
        Assert.True(swaps[0].Price <= swaps[1].Price);
        Assert.All(swaps, swap => Assert.True(swap.Price >= -1e-9, "The answer is a local optimum."));
        Assert.NotNull(answer.WorstCohort);
    }

    [Fact]
    public void A_rule_costs_what_the_cohorts_gain_without_it()
    {
        var people = Enumerable.Range(0, 4).Select(i => Org.Person($"p{i}")).ToList();
        var workforce = Workforce.Create(people);
        var request = new GroupingRequest
        {
            Learners = [.. people.Select(person => person.Id)],
            Cohorts = [new CohortFrame { Id = new CohortId("a"), MinimumSize = 2, MaximumSize = 2, Rules = [new IncludeRule(people[3].Id)] }, new CohortFrame { Id = new CohortId("b"), MinimumSize = 2, MaximumSize = 2 }],
            Attributes = [new LearnerColumn { Name = "Level", Values = [0, 1, 10, 11] }],
            Criteria = [new GroupingCriterion { Measure = GroupingMeasure.Diversity, Attributes = ["Level"], IsStandardized = false }],
            Rules = [new TogetherRule(people[0].Id, people[1].Id)],
        };
        var answer = new CohortGrouper().Group(workforce, request);

        var prices = new CohortGrouper().PriceRules(workforce, request, answer);

        // Together 0 and 1: distances 1 + 1; without the rule 10 + 10 or 11 + 9.
        Assert.Equal([18.0, 0.0], prices.Select(price => Math.Round(price.Price, 9)));
        Assert.Equal([null, new CohortId("a")], prices.Select(price => price.Cohort));
        Assert.Equal([request.Rules[0], request.Cohorts[0].Rules[0]], prices.Select(price => price.Rule));
        Assert.All(prices, price => Assert.True(price.IsProven));
        Assert.Empty(new CohortGrouper().PriceRules(workforce, request, new CohortGrouper().Group(workforce, request with { Learners = [Org.Id("nobody")] })));
    }

    [Fact]
    public void A_repair_touches_only_whom_it_must()
    {
        var (workforce, request) = GroupingCases.Draw(31, 30, 30);
        var sizes = CohortFrame.Several(5).Select(frame => frame with { MinimumSize = 4, MaximumSize = 7 }).ToList();
        var before = request with { Rules = [], Cohorts = sizes, Learners = [.. request.Learners.Take(29)], Attributes = [.. request.Attributes.Select(c => c with { Values = [.. c.Values.Take(29)] })] };
        var old = Quick.Group(workforce, before);
        var after = before with { Learners = request.Learners, Attributes = request.Attributes };

        var none = Quick.Repair(workforce, after, old.Cohorts, 0);
        var some = Quick.Repair(workforce, after, old.Cohorts, 4);

        Assert.Empty(none.Moved);
        Assert.InRange(some.Moved.Count, 0, 4);
        Assert.True(some.Certificate.Objective >= none.Certificate.Objective);
        Assert.Empty(some.Verify(workforce, after));
        Assert.Empty(none.Verify(workforce, after));
    }

    [Fact]
    public void A_repair_with_too_few_moves_says_how_many_it_takes()
    {
        var (workforce, request) = GroupingCases.Draw(31, 30, 30);
        var before = request with { Rules = [], Cohorts = CohortFrame.Several(5), Attributes = [] };
        before = before with { Criteria = [new GroupingCriterion()] };
        var old = Quick.Group(workforce, before);
        var friends = new[] { 0, 1, 2 }.Select(g => old.Cohorts[g].Members[0]).ToArray();
        var after = before with { Rules = [new TogetherRule(friends)] };

        var tooFew = Quick.Repair(workforce, after, old.Cohorts, 3);
        var enough = Quick.Repair(workforce, after, old.Cohorts, 4);

        Assert.Equal(Proof.Impossible, tooFew.Certificate.Proof);
        Assert.Equal("grouping.moves", Assert.Single(tooFew.Conflict).Code);
        var relaxation = Assert.Single(tooFew.Relaxations);
        Assert.Equal("grouping.relax.moves", relaxation.Code);
        Assert.Contains("4", relaxation.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, enough.Moved.Count);
        Assert.Empty(enough.Verify(workforce, after));
    }

    [Fact]
    public void Impossible_is_proven_beyond_what_a_dynamic_program_holds()
    {
        // Thirty people of three units in cohorts of ten, three of each unit at most: nine is all that fits.
        var people = Enumerable.Range(0, 30).Select(i => Org.Person($"p{i:00}", $"Unit {i % 3}", $"Country {i % 2}")).ToList();
        var workforce = Workforce.Create(people);
        var request = new GroupingRequest
        {
            Learners = [.. people.Select(person => person.Id)],
            Cohorts = [new CohortFrame { Id = new CohortId("a"), Rules = [new PerValueRule(Dimension.BusinessUnit) { Maximum = 3 }] }, new CohortFrame { Id = new CohortId("b") }, new CohortFrame { Id = new CohortId("c") }],
            Rules = [new PerValueRule(Dimension.Geography) { Minimum = 2 }],
        };

        var answer = Quick.Group(workforce, request);

        Assert.Equal(Proof.Impossible, answer.Certificate.Proof);
        Assert.Equal(["grouping.sizes", "grouping.rule-of-cohort"], answer.Conflict.Select(reason => reason.Code));
        Assert.NotEmpty(answer.Relaxations);
    }

    [Fact]
    public void Verification_notices_an_answer_to_another_question()
    {
        var (workforce, request) = GroupingCases.Draw(41, 20, 20);
        var free = request with { Rules = [], Cohorts = CohortFrame.Several(4) };
        var answer = Quick.Group(workforce, free);

        Assert.Empty(answer.Verify(workforce, free));
        Assert.NotEmpty(answer.Verify(workforce, free with { Rules = [new ApartRule(answer.Cohorts[0].Members[0], answer.Cohorts[0].Members[1])] }));
        Assert.NotEmpty(answer.Verify(workforce, free with { Learners = [.. free.Learners.Skip(1)], Attributes = [.. free.Attributes.Select(c => c with { Values = [.. c.Values.Skip(1)] })] }));
        Assert.NotEmpty(answer.Verify(workforce, free with { Cohorts = [.. free.Cohorts.Select(frame => frame with { MinimumSize = 6, MaximumSize = 7 })] }));
        Assert.NotEmpty(answer.Verify(workforce, free with { Criteria = [new GroupingCriterion { Weight = 17, Attributes = ["Years"] }] }));
    }

    [Fact]
    public void A_stopped_search_still_answers()
    {
        var (workforce, request) = GroupingCases.Draw(51, 40, 40);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var free = request with { Rules = [], Cohorts = CohortFrame.Several(4) };

        var answer = new CohortGrouper().Group(workforce, free, cancellationToken: stop.Token);

        Assert.True(answer.HasCohorts);
        Assert.Empty(answer.Verify(workforce, free));
    }

    [Fact]
    public void Whatever_is_wrong_with_a_request_it_is_answered()
    {
        var wrong = Enumerable.Range(0, 600).Select(GroupingFuzz.Try).Where(what => what is not null).ToList();

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(3)));
    }

    [Fact]
    public void Large_tables_are_balanced_within_a_thousandth_of_the_proven_bound()
    {
        var people = Org.Random(3000, 7);
        var workforce = Workforce.Create(people);
        var random = new SeededRandom(3);
        double[] Column()
        {
            double[] values = new double[people.Length];
            for (int i = 0; i < values.Length; i++) values[i] = random.NextDouble();
            return values;
        }

        var request = new GroupingRequest
        {
            Learners = [.. people.Select(person => person.Id)],
            Cohorts = CohortFrame.Several(130),
            Attributes = [new LearnerColumn { Name = "a", Values = Column() }, new LearnerColumn { Name = "b", Values = Column() }, new LearnerColumn { Name = "c", Values = Column() }],
            Criteria = [new GroupingCriterion { Attributes = ["a", "b", "c"] }],
        };

        var answer = new CohortGrouper(new CohortGrouperOptions { Budget = new WorkBudget(60_000_000) }).Group(workforce, request);
        var means = new CohortGrouper(new CohortGrouperOptions { Budget = new WorkBudget(60_000_000) })
            .Group(workforce, request with { Criteria = [new GroupingCriterion { Measure = GroupingMeasure.KPlus, Attributes = ["a", "b", "c"] }] });

        Assert.InRange(answer.Certificate.Gap, 0, 0.001);
        Assert.InRange(means.Certificate.Gap, 0, 0.02);
        Assert.Empty(answer.Verify(workforce, request));
    }

    [Fact]
    public void A_protected_attribute_needs_a_legal_basis_to_steer_and_none_to_be_measured()
    {
        var (workforce, learners) = Twelve();
        var age = new LearnerColumn { Name = "Age", Values = [.. Enumerable.Range(20, 12).Select(i => (double)i)], Class = DimensionClass.Protected };
        var request = new GroupingRequest { Learners = learners, Cohorts = CohortFrame.Several(3), Attributes = [age] };

        var measured = new CohortGrouper().Group(workforce, request);
        var steered = new CohortGrouper().Group(workforce, request with { Criteria = [new GroupingCriterion { Attributes = ["Age"] }] });

        Assert.Contains(measured.Balance, row => row.Subject == "Age");
        Assert.Equal("fairness.attribute.no-legal-basis", Assert.Single(steered.Problems).Code);
        Assert.False(steered.HasCohorts);
    }

    private static (Workforce Workforce, List<PersonId> Learners) Twelve()
    {
        var people = Enumerable.Range(0, 12).Select(i => Org.Person($"p{i:00}", Units[i % 3])).ToList();
        return (Workforce.Create(people), people.ConvertAll(person => person.Id));
    }
}
