using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Mentors;

public class TeamDifferenceTests
{
    private static readonly Workforce Four = Workforce.Create(
    [
        new Person { Id = new("ann"), BusinessUnit = "U", Geography = "Paris", Languages = ["fr", "en"] },
        new Person { Id = new("bob"), BusinessUnit = "U", Geography = "London", Languages = ["en"] },
        new Person { Id = new("cleo"), BusinessUnit = "U", Geography = "Sydney", Languages = ["en"] },
        new Person { Id = new("dan"), BusinessUnit = "U", Languages = ["de", "hi"] },
    ]);

    private static readonly SkillProfiles Levels = SkillProfiles.Create(
        new[] { "ann", "bob", "cleo", "dan" }.Select(person => MentorProficiency.Of(new PersonId(person), MentorWorld.Rust, 4)));

    private static readonly DistanceDifference Kilometres = DistanceDifference.Geographic(
        Dimension.Geography, new GeographicPlace("Paris", 48.8566, 2.3522), new GeographicPlace("London", 51.5074, -0.1278), new GeographicPlace("Sydney", -33.8688, 151.2093));

    [Fact]
    public void Distances_are_great_circles_in_thousandths_of_the_largest()
    {
        // Paris-London 343.6 km, Paris-Sydney 16,960 km, London-Sydney 16,994 km.
        Assert.Equal(1000, Kilometres.Between(1, 2));
        Assert.Equal(20, Kilometres.Between(0, 1));
        Assert.InRange(Kilometres.Between(0, 2), 997, 999);
        Assert.Equal(Kilometres.Between(2, 0), Kilometres.Between(0, 2));
    }

    [Fact]
    public void The_farthest_pair_is_chosen_and_who_has_no_place_is_no_candidate()
    {
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 2, Differences = [Kilometres] };
        var selection = new MentorTeamSelector().Select(Four, Levels, request);
        Assert.Equal(["bob", "cleo"], selection.Team!.Members.Select(member => member.Person.Value));
        Assert.Equal(1, selection.Team.Difference, 1e-12);
        Assert.Equal(3, selection.Candidates);
        Assert.Empty(selection.Verify(Four, Levels, request));
        Assert.Equal("mentors.not.band", new MentorTeamSelector().WhyNot(Four, Levels, request, new PersonId("dan")).Reasons[0].Code);

        // Somebody who is no candidate cannot be smuggled into the team.
        var members = selection.Team.Members.ToArray();
        members[1] = members[1] with { Person = new PersonId("dan") };
        var changed = new MentorSelection { Certificate = selection.Certificate, Candidates = 3, Team = selection.Team with { Members = members }, Reasons = selection.Reasons };
        Assert.Contains(changed.Verify(Four, Levels, request), problem => problem.Code == "mentors.verify.demand");
    }

    [Fact]
    public void Covering_counts_every_value_once_and_shares_it_among_those_who_have_it()
    {
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 2, ExpertiseShare = 0, Differences = [new CoverageDifference(Dimension.Language)] };
        var selection = new MentorTeamSelector().Select(Four, Levels, request);
        Assert.Equal(["ann", "dan"], selection.Team!.Members.Select(member => member.Person.Value));
        Assert.Equal(1, selection.Team.Difference, 1e-12);
        Assert.Equal([0.5, 0.5], selection.Team.Members.Select(member => Math.Round(member.DifferencePart, 12)));
        Assert.Empty(selection.Verify(Four, Levels, request));
    }

    [Fact]
    public void Too_many_values_for_a_proof_are_a_problem_and_not_an_endless_search()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(i => $"G{i:000}")];
        var people = names.Select((name, i) => new Person { Id = new PersonId($"p{i:000}"), Geography = name }).ToList();
        var request = new MentorTeamRequest
        {
            Skill = MentorWorld.Rust,
            Size = 6,
            Differences = [new DistanceDifference(Dimension.Geography, names, (a, b) => Math.Abs(string.CompareOrdinal(a, b)))],
        };
        var levels = SkillProfiles.Create(people.Select(person => MentorProficiency.Of(person.Id, MentorWorld.Rust, 3)));
        Assert.Equal("mentors.difference.too-many-spreads", Assert.Single(new MentorTeamSelector().Select(Workforce.Create(people), levels, request).Problems).Code);
    }

    [Fact]
    public void More_combinations_than_can_be_numbered_are_a_problem()
    {
        Dimension a = new("A", DimensionClass.Organisational), b = new("B", DimensionClass.Organisational);
        var people = Enumerable.Range(0, 70_000).Select(i => new Person { Id = new PersonId($"p{i:00000}"), Values = [new(a, $"a{i % 300}"), new(b, $"b{i / 300}")] }).ToList();
        var levels = SkillProfiles.Create(people.Select(person => MentorProficiency.Of(person.Id, MentorWorld.Rust, 3)));
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 2, Differences = [new CategoryDifference(a)], Rules = [new PerValueRule(a, b) { Maximum = 1 }] };
        Assert.Equal("mentors.combinations.too-many", Assert.Single(new MentorTeamSelector().Select(Workforce.Create(people), levels, request).Problems).Code);
    }

    [Fact]
    public void Distances_that_make_no_sense_are_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => new DistanceDifference(Dimension.Geography, ["a"], (_, _) => 1));
        Assert.Throws<ArgumentException>(() => new DistanceDifference(Dimension.Geography, ["a", "a"], (_, _) => 1));
        Assert.Throws<ArgumentException>(() => new DistanceDifference(Dimension.Geography, ["a", "b"], (_, _) => double.NaN));
        Assert.Throws<ArgumentException>(() => new DistanceDifference(Dimension.Geography, ["a", "b"], (_, _) => 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GeographicPlace("a", 91, 0));
        Assert.Equal(Kilometres, DistanceDifference.Geographic(
            Dimension.Geography, new GeographicPlace("Paris", 48.8566, 2.3522), new GeographicPlace("London", 51.5074, -0.1278), new GeographicPlace("Sydney", -33.8688, 151.2093)));
    }

    [Fact]
    public void A_place_that_cannot_be_is_refused_by_name()
    {
        Assert.Equal("latitude", Assert.Throws<ArgumentOutOfRangeException>(() => new GeographicPlace("Oslo", 200, 0)).ParamName);
        Assert.Equal("longitude", Assert.Throws<ArgumentOutOfRangeException>(() => new GeographicPlace("Oslo", 60, double.NaN)).ParamName);
        var oslo = new GeographicPlace("Oslo", 59.9, 10.8);
        var twice = Assert.Throws<ArgumentException>(() => DistanceDifference.Geographic(Dimension.Geography, oslo, new GeographicPlace("Rome", 41.9, 12.5), oslo));
        Assert.Equal("places", twice.ParamName);
        Assert.StartsWith("'Oslo' stands there twice.", twice.Message, StringComparison.Ordinal);
        Assert.Equal("places", Assert.Throws<ArgumentException>(() => DistanceDifference.Geographic(Dimension.Geography, oslo)).ParamName);
    }
}
