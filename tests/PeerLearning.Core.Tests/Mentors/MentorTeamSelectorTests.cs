using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Mentors;

public class MentorTeamSelectorTests
{
    private static readonly SkillId Rust = MentorWorld.Rust;

    private static readonly Workforce Five = Workforce.Create(
    [
        Person("ann", "Sales", "FR"), Person("bob", "Sales", "FR"), Person("cleo", "Research", "DE"), Person("dan", "Research", "IN"), Person("eve", "Legal", "US"),
    ]);

    private static readonly SkillProfiles Levels = SkillProfiles.Create(
        new[] { ("ann", 5.0), ("bob", 4.9), ("cleo", 3.0), ("dan", 4.0), ("eve", 2.0) }.Select(row => MentorProficiency.Of(new PersonId(row.Item1), Rust, row.Item2)));

    private readonly MentorTeamSelector _selector = new();

    [Fact]
    public void Without_a_share_for_difference_the_best_experts_are_chosen()
    {
        var selection = _selector.Select(Five, Levels, new MentorTeamRequest { Skill = Rust, Size = 2, ExpertiseShare = 1 });
        Assert.Equal(["ann", "bob"], selection.Team!.Members.Select(member => member.Person.Value));
        Assert.Equal(Proof.Optimal, selection.Certificate.Proof);
        Assert.Equal(0.9875, selection.Team.Score, 1e-9);
    }

    [Fact]
    public void Difference_brings_in_another_unit_and_country()
    {
        var request = new MentorTeamRequest { Skill = Rust, Size = 2 };
        var selection = _selector.Select(Five, Levels, request);
        Assert.Equal(["ann", "dan"], selection.Team!.Members.Select(member => member.Person.Value));
        Assert.Equal(1, selection.Team.Difference, 1e-12);
        Assert.Empty(selection.Verify(Five, Levels, request));
        Assert.Contains("Of 5 candidates this team of 2 has the best score there is: 0.938.", selection.Reasons.Select(reason => reason.ToString()));
    }

    [Fact]
    public void Runners_up_come_in_order_and_are_all_that_there_are()
    {
        var request = new MentorTeamRequest { Skill = Rust, Size = 2, RunnersUp = 100 };
        var selection = _selector.Select(Five, Levels, request);
        Assert.Equal(9, selection.RunnersUp.Count);
        Assert.Equal(selection.RunnersUp.OrderByDescending(team => team.Objective).Select(team => team.Objective), selection.RunnersUp.Select(team => team.Objective));
        Assert.Empty(selection.Verify(Five, Levels, request));
    }

    [Fact]
    public void An_impossible_request_names_the_demands_that_clash_and_the_smallest_way_out()
    {
        var request = new MentorTeamRequest
        {
            Skill = Rust,
            Size = 3,
            Rules =
            [
                new DistinctRule { Dimension = Dimension.Geography, Minimum = 2 },
                new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, "Sales")], Minimum = 2 },
                new PerValueRule(Dimension.Geography) { Maximum = 1 },
            ],
        };
        var selection = _selector.Select(Five, Levels, request);
        Assert.Null(selection.Team);
        Assert.Equal(Proof.Impossible, selection.Certificate.Proof);
        Assert.Equal(3, selection.Conflict.Count);
        Assert.Contains(selection.Relaxations, relaxation => relaxation.Demand == "Rules[1]" && relaxation.Change.ToString().Contains("At least 1 with", StringComparison.Ordinal));
        Assert.Contains(selection.Relaxations, relaxation => relaxation.Demand == "Rules[2]" && relaxation.Change.ToString().Contains("At most 2 of each", StringComparison.Ordinal));
        Assert.Empty(selection.Verify(Five, Levels, request));
    }

    [Fact]
    public void Protected_attributes_are_refused_without_a_legal_basis()
    {
        var gender = new Dimension("Gender", DimensionClass.Protected);
        var workforce = Workforce.Create(
            new[] { "a", "b", "c" }.Select(id => new Person { Id = new PersonId(id), BusinessUnit = "U", Geography = "G", Values = [new DimensionValue(gender, id)] }));
        var levels = SkillProfiles.Create(new[] { "a", "b", "c" }.Select(id => MentorProficiency.Of(new PersonId(id), Rust, 3)));
        var request = new MentorTeamRequest
        {
            Skill = Rust,
            Size = 2,
            Differences = [new CategoryDifference(gender)],
            Rules = [new PerValueRule(gender) { Maximum = 1 }],
        };
        var selection = _selector.Select(workforce, levels, request);
        Assert.Null(selection.Team);
        Assert.Equal(2, selection.Problems.Count(problem => problem.Code == "fairness.attribute.no-legal-basis"));
    }

    [Fact]
    public void Every_best_team_is_drawn_equally_often()
    {
        var people = Enumerable.Range(0, 4).Select(i => Person($"p{i}", $"U{i}", $"G{i}")).ToList();
        var workforce = Workforce.Create(people);
        var levels = SkillProfiles.Create(people.Select(person => MentorProficiency.Of(person.Id, Rust, 3)));
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        const int Draws = 3000;
        for (ulong seed = 0; seed < Draws; seed++)
        {
            var team = _selector.Select(workforce, levels, new MentorTeamRequest { Skill = Rust, Size = 2, TieSeed = seed }).Team!;
            string key = string.Join('+', team.Members.Select(member => member.Person));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(6, counts.Count);
        double expected = Draws / 6.0;
        double statistic = counts.Values.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.True(statistic < 20.5, $"chi-square {statistic} with 5 degrees of freedom");
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var request = new MentorTeamRequest
        {
            Skill = new SkillId("haskell"),
            Differences = [new CategoryDifference(new Dimension("Shoe", DimensionClass.Organisational)), new CategoryDifference(Dimension.Geography), new CategoryDifference(Dimension.Geography)],
            Rules = [new IncludeRule(new PersonId("nobody")), new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, "sales")], Minimum = 3, Maximum = 2 }],
            Loads = [new MentorLoad(new PersonId("ann"), 1), new MentorLoad(new PersonId("ann"), -1), default],
        };
        string[] codes = [.. _selector.Select(Five, Levels, request).Problems.Select(problem => problem.Code)];
        Assert.Equal(
            [
                "mentors.candidates.too-few", "mentors.difference.unknown", "mentors.difference.duplicate", "rule.person.unknown", "rule.range.empty", "rule.value.unknown",
                "mentors.load.duplicate", "mentors.load.negative", "mentors.load.person.unknown",
            ],
            codes);
    }

    [Fact]
    public void A_stopped_selection_still_answers()
    {
        var world = MentorWorld.Generate(40, 1);
        using var source = new CancellationTokenSource();
        source.Cancel();
        var selection = _selector.Select(world.Workforce, world.Levels, new MentorTeamRequest { Skill = Rust }, null, source.Token);
        Assert.NotEqual(Proof.Impossible, selection.Certificate.Proof);
        Assert.True(selection.Team is null || selection.Certificate.Bound >= selection.Certificate.Objective);
    }

    private static Person Person(string id, string unit, string geography) => new() { Id = new PersonId(id), BusinessUnit = unit, Geography = geography };

    [Fact]
    public void Two_values_that_the_same_people_have_are_two_values()
    {
        var workforce = Workforce.Create([new Person { Id = new PersonId("a"), Languages = ["de", "en"] }, new Person { Id = new PersonId("b"), Languages = ["fr"] }, new Person { Id = new PersonId("c"), Languages = ["fr"] }]);
        var levels = SkillProfiles.Create(Enumerable.Range(0, 3).Select(i => new Proficiency { Person = workforce.IdAt(i), Skill = MentorWorld.Rust, Level = 2 + i, StandardError = 0.2 }));
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 2, Differences = [], Rules = [new DistinctRule { Dimension = Dimension.Language, Minimum = 3 }] };
        var answer = new MentorTeamSelector().Select(workforce, levels, request);
        Assert.Equal(["a", "c"], answer.Team!.Members.Select(member => member.Person.Value));
        Assert.Empty(answer.Verify(workforce, levels, request));
    }
}
