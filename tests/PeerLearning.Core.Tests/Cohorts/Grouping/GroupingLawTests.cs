using FsCheck.Xunit;
using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

/// <summary>What holds for every request to form cohorts.</summary>
public class GroupingLawTests
{
    private static readonly CohortGrouper Quick = new(new CohortGrouperOptions { Budget = new WorkBudget(5_000_000) });

    [Property(MaxTest = 25)]
    public void The_order_of_learners_and_columns_does_not_matter(ushort seed)
    {
        var (workforce, request) = GroupingCases.Draw(seed, 6, 20);
        int[] order = [.. Enumerable.Range(0, request.Learners.Count)];
        new SeededRandom(seed).Shuffle(order.AsSpan());
        var turned = request with
        {
            Learners = [.. order.Select(i => request.Learners[i])],
            Attributes = [.. request.Attributes.Select(column => column with { Values = [.. order.Select(i => column.Values[i])] })],
        };
        AssertSame(Quick.Group(workforce, request), Quick.Group(workforce, turned));
    }

    [Property(MaxTest = 25)]
    public void People_who_do_not_learn_change_nothing(ushort seed)
    {
        var (workforce, request) = GroupingCases.Draw(seed, 6, 16);
        var people = Org.Random(request.Learners.Count, seed).ToList();
        var more = people.Take(5).Select(person => person with { Id = new PersonId("Z" + person.Id.Value), Manager = person.Id });
        AssertSame(Quick.Group(workforce, request), Quick.Group(Workforce.Create([.. people, .. more]), request));
    }

    [Property(MaxTest = 40)]
    public void A_further_rule_never_improves_a_proven_optimum(ushort seed) => AssertThatARuleCosts(seed);

    [Fact]
    public void A_further_rule_never_improves_a_proven_optimum_without_the_least_distance() => AssertThatARuleCosts(80);

    private static void AssertThatARuleCosts(int seed)
    {
        var (workforce, request) = GroupingCases.Draw(seed, 4, 7);
        if (request.Rules.Count == 0) return;

        // The least distance is decided first: with one rule fewer it can rise at the expense of the objective.
        request = request with { Criteria = [.. request.Criteria.Where(criterion => criterion.Measure != GroupingMeasure.Dispersion)] };
        var with = Quick.Group(workforce, request);
        var without = Quick.Group(workforce, request with { Rules = [.. request.Rules.Skip(1)] });
        if (with.Certificate.Proof != Proof.Optimal || without.Certificate.Proof != Proof.Optimal)
        {
            Assert.False(with.Certificate.Proof == Proof.Optimal && without.Certificate.Proof == Proof.Impossible, "Fewer rules cannot be impossible where more are possible.");
            return;
        }

        double gain = with.Certificate.IsMinimised ? without.Certificate.Objective - with.Certificate.Objective : with.Certificate.Objective - without.Certificate.Objective;
        Assert.True(gain <= 1e-9 * Math.Max(1, Math.Abs(with.Certificate.Objective)), $"{with.Certificate.Objective} with, {without.Certificate.Objective} without");
    }

    [Property(MaxTest = 60)]
    public void Every_problem_is_named_whatever_else_is_wrong(ulong seed)
    {
        var (workforce, request) = GroupingCases.Draw(1 + (int)(seed % 50), 6, 10);
        request = request with { Rules = [], Cohorts = CohortFrame.Several(2) };
        var random = new SeededRandom(seed);
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        var learners = request.Learners.ToList();
        var columns = request.Attributes.ToList();
        if (random.Next(2) == 0)
        {
            learners.Add(learners[0]);
            expected.Add("grouping.learner.duplicate");
        }

        if (random.Next(2) == 0)
        {
            learners.Add(new PersonId("nobody"));
            expected.Add("grouping.learner.unknown");
        }

        if (random.Next(2) == 0)
        {
            columns.Add(new LearnerColumn { Name = "Short", Values = [1] });
            expected.Add("grouping.attribute.length");
        }

        columns = [.. columns.Select((column, c) => c < request.Attributes.Count ? column with { Values = [.. Enumerable.Range(0, learners.Count).Select(i => (double)(i % 5))] } : column)];
        if (random.Next(2) == 0)
        {
            columns[0] = columns[0] with { Values = [.. columns[0].Values.Select((value, i) => i == 1 ? double.NaN : value)] };
            expected.Add("grouping.attribute.not-finite");
        }

        var criteria = request.Criteria.ToList();
        if (random.Next(2) == 0)
        {
            criteria.Add(new GroupingCriterion { Attributes = ["Shoe size"] });
            expected.Add("grouping.criterion.attribute-unknown");
        }

        var answer = Quick.Group(workforce, request with { Learners = learners, Attributes = columns, Criteria = criteria });

        Assert.Equal(expected, answer.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.Code).ToHashSet().Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count > 0, !answer.HasCohorts);
    }

    private static void AssertSame(CohortGrouping first, CohortGrouping second)
    {
        Assert.Equal(first.Certificate.Proof, second.Certificate.Proof);
        Assert.Equal(first.Certificate.Objective, second.Certificate.Objective, 1e-9 * Math.Max(1, Math.Abs(first.Certificate.Objective)));
        Assert.Equal(first.Cohorts, second.Cohorts);
    }
}
