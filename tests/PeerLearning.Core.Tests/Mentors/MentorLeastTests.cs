using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Mentors;

/// <summary>The weakest member and the most similar pair as objectives.</summary>
public class MentorLeastTests
{
    private readonly MentorTeamSelector _selector = new();

    private static MentorTeamRequest Request(int size = 4) => new() { Skill = MentorWorld.Rust, Size = size };

    [Fact]
    public void A_strong_member_does_not_make_up_for_a_weak_one()
    {
        var workforce = Workforce.Create(new[] { "a", "b", "c", "d" }.Select(id => new Person { Id = new PersonId(id), BusinessUnit = $"U{id}" }));
        double[] own = [5, 2, 3.4, 3.2];
        var levels = SkillProfiles.Create(own.Select((level, i) => new Proficiency { Person = workforce.IdAt(i), Skill = MentorWorld.Rust, Level = level, StandardError = 0.1 }));
        var request = Request(2) with { ExpertiseShare = 1, Differences = [], Rules = [new ApartRule(new PersonId("a"), new PersonId("c")), new ApartRule(new PersonId("a"), new PersonId("d"))] };
        Assert.Equal(["a", "b"], _selector.Select(workforce, levels, request).Team!.Members.Select(member => member.Person.Value));
        var least = _selector.Select(workforce, levels, request with { ExpertiseMeasure = TeamMeasure.Least });
        Assert.Equal(["c", "d"], least.Team!.Members.Select(member => member.Person.Value));
        Assert.Equal(0.55, least.Team.Expertise, 1e-12);
        Assert.Equal(0.55, least.Team.Score, 1e-12);
        Assert.Equal(least.Team.Score, least.Team.Members.Sum(member => member.ExpertisePart + member.DifferencePart), 1e-12);
        Assert.Empty(least.Verify(workforce, levels, request with { ExpertiseMeasure = TeamMeasure.Least }));
    }

    [Fact]
    public void Two_alike_spoil_a_team_of_otherwise_different_people()
    {
        // The first two are the best, and alike; the others share a unit.
        (string Unit, string Land)[] values = [("U1", "G1"), ("U1", "G1"), ("U2", "G2"), ("U2", "G3"), ("U2", "G4")];
        var workforce = Workforce.Create(values.Select((own, i) => new Person { Id = new PersonId($"p{i}"), BusinessUnit = own.Unit, Geography = own.Land }));
        var levels = SkillProfiles.Create(values.Select((_, i) => new Proficiency { Person = new PersonId($"p{i}"), Skill = MentorWorld.Rust, Level = i < 2 ? 5 : 3, StandardError = 0.1 }));
        var request = Request(3) with { ExpertiseShare = 0.4, DifferenceMeasure = TeamMeasure.Least };
        var answer = _selector.Select(workforce, levels, request);
        Assert.Equal(0.5, answer.Team!.Difference, 1e-12);
        Assert.Single(answer.Team.Members, member => member.Person.Value is "p0" or "p1");
        Assert.Equal(answer.Team.Score, answer.Team.Members.Sum(member => member.ExpertisePart + member.DifferencePart), 1e-12);
        Assert.Empty(answer.Verify(workforce, levels, request));
    }

    [Theory]
    [InlineData(TeamMeasure.Mean)]
    [InlineData(TeamMeasure.Least)]
    public void Nobody_with_a_place_to_compare_is_impossible(TeamMeasure measure)
    {
        var (workforce, levels) = MentorWorld.Crowd(10, 1);
        var nowhere = DistanceDifference.Geographic(Dimension.Geography, new GeographicPlace("Oslo", 59.9, 10.8), new GeographicPlace("Lima", -12, -77));
        var request = Request() with { Differences = [nowhere], DifferenceMeasure = measure };
        var answer = _selector.Select(workforce, levels, request);
        Assert.Equal(Proof.Impossible, answer.Certificate.Proof);
        Assert.Empty(answer.Verify(workforce, levels, request));
    }

    [Fact]
    public void Many_runners_up_among_many_who_are_equally_good_are_found_and_verified()
    {
        for (ulong seed = 0; seed < 24; seed++)
        {
            var (workforce, levels) = MentorWorld.Crowd(150 + (20 * (int)seed), seed, spread: seed % 3 == 0 ? 0.05 : 0.8);
            var request = Request(3 + (int)(seed % 4)) with { RunnersUp = 20, ExpertiseMeasure = (TeamMeasure)(seed % 2), DifferenceMeasure = TeamMeasure.Least };
            var answer = _selector.Select(workforce, levels, request);
            Assert.Equal((seed, 20), (seed, answer.RunnersUp.Count));
            Assert.Empty(answer.Verify(workforce, levels, request));
        }
    }

    [Theory]
    [InlineData(TeamMeasure.Least, TeamMeasure.Mean)]
    [InlineData(TeamMeasure.Mean, TeamMeasure.Least)]
    [InlineData(TeamMeasure.Least, TeamMeasure.Least)]
    public void Thousands_of_people_are_proven_and_verified(TeamMeasure expertise, TeamMeasure difference)
    {
        var (workforce, levels) = MentorWorld.Crowd(4000, 3);
        foreach (int size in new[] { 3, 6 })
        {
            var request = Request(size) with
            {
                ExpertiseMeasure = expertise,
                DifferenceMeasure = difference,
                Differences = [new CategoryDifference(Dimension.BusinessUnit) { Weight = 3 }, new CategoryDifference(Dimension.Geography) { Weight = 2 }, new BandDifference(MentorWorld.Grade, "G0", "G1", "G2", "G3")],
                Rules = [new DistinctRule { Dimension = MentorWorld.Function, Minimum = 3 }, new ReportingLineRule { SeparatesTeams = true }],
                RunnersUp = 3,
            };
            var answer = _selector.Select(workforce, levels, request);
            Assert.Equal(Proof.Optimal, answer.Certificate.Proof);
            Assert.Empty(answer.Verify(workforce, levels, request));
        }
    }

    [Theory]
    [InlineData(TeamMeasure.Least, TeamMeasure.Mean)]
    [InlineData(TeamMeasure.Mean, TeamMeasure.Least)]
    [InlineData(TeamMeasure.Least, TeamMeasure.Least)]
    public void The_draw_is_uniform_over_all_best_teams(TeamMeasure expertise, TeamMeasure difference)
    {
        // Two experts of one unit are as good as one with a beginner of another unit by the weakest member: teams of different floors tie.
        var people = Enumerable.Range(0, 6).Select(i => new Person { Id = new PersonId($"p{i}"), BusinessUnit = i < 3 ? "U0" : "U1" }).ToList();
        var workforce = Workforce.Create(people);
        var levels = SkillProfiles.Create(people.Select((person, i) => new Proficiency { Person = person.Id, Skill = MentorWorld.Rust, Level = i < 3 ? 5 : 1, StandardError = 0.2 }));
        var request = Request(2) with { Differences = [new CategoryDifference(Dimension.BusinessUnit)], ExpertiseMeasure = expertise, DifferenceMeasure = difference };
        var all = _selector.Select(workforce, levels, request with { RunnersUp = 55 });
        var best = new[] { all.Team! }.Concat(all.RunnersUp).Where(team => team.Objective == all.Team!.Objective).Select(Key).ToHashSet();
        Assert.Equal(expertise == TeamMeasure.Least ? 12 : 9, best.Count);
        var counts = best.ToDictionary(key => key, _ => 0);
        const int Draws = 3000;
        for (ulong seed = 0; seed < Draws; seed++)
        {
            var answer = _selector.Select(workforce, levels, request with { TieSeed = seed });
            counts[Key(answer.Team!)]++;
            if (seed == 0) Assert.Empty(answer.Verify(workforce, levels, request with { TieSeed = seed }));
        }

        double expected = Draws / (double)best.Count, statistic = counts.Values.Sum(count => (count - expected) * (count - expected) / expected), freedom = best.Count - 1;
        Assert.True(statistic < freedom * Math.Pow(1 - (2 / (9 * freedom)) + (3.0902 * Math.Sqrt(2 / (9 * freedom))), 3), $"{statistic} with {freedom} degrees of freedom");
    }

    [Fact]
    public void The_band_gives_up_the_least_expertise_and_no_more()
    {
        var world = MentorWorld.Generate(20, 5);
        var request = Request(3) with { ExpertiseMeasure = TeamMeasure.Least };
        var answer = _selector.SelectWithinBand(world.Workforce, world.Levels, request, 0.15);
        var all = world.Enumerate(request with { ExpertiseShare = 1 });
        double reachable = all.Where(pair => pair.Score >= all[0].Score - 0.15 - 1e-9).Max(pair => world.DifferenceOf(request, pair.Team));
        Assert.Equal(all[0].Score, answer.Best.Team!.Expertise, 1e-9);
        Assert.Equal(reachable, answer.Chosen!.Team!.Difference, 1e-9);
        Assert.InRange(answer.ExpertiseGivenUp!.Value, 0, 0.15 + 1e-9);
        Assert.Empty(answer.Chosen.Verify(world.Workforce, world.Levels, answer.ChosenRequest!));
    }

    [Fact]
    public void A_stopped_search_keeps_a_team_and_a_bound_that_holds()
    {
        var (workforce, levels) = MentorWorld.Crowd(1500, 9);
        var request = Request(12) with
        {
            ExpertiseMeasure = TeamMeasure.Least,
            DifferenceMeasure = TeamMeasure.Least,
            Differences = [new CategoryDifference(Dimension.BusinessUnit) { Weight = 3 }, new CategoryDifference(Dimension.Geography) { Weight = 2 }, new BandDifference(MentorWorld.Grade, "G0", "G1", "G2", "G3")],
        };
        var proven = _selector.Select(workforce, levels, request);
        var stopped = new MentorTeamSelector(new MentorTeamOptions { Budget = new WorkBudget(3) }).Select(workforce, levels, request);
        Assert.NotNull(stopped.Team);
        Assert.True(stopped.Certificate.Bound >= proven.Certificate.Objective);
        Assert.True(stopped.Certificate.Objective <= proven.Certificate.Bound);
    }

    [Fact]
    public void A_part_of_the_proof_cannot_be_left_out()
    {
        var (workforce, levels) = MentorWorld.Crowd(300, 4);
        var request = Request() with { ExpertiseMeasure = TeamMeasure.Least };
        var answer = _selector.Select(workforce, levels, request);
        var figures = answer.Certificate.Prices.ToList();
        int first = figures.FindIndex(figure => figure.Name == MentorCertificate.Floors[0]), next = figures.FindIndex(first + 1, figure => figure.Name == MentorCertificate.Floors[0]);
        figures.RemoveRange(first, (next < 0 ? figures.Count - 2 : next) - first);
        var problems = answer.With(answer.Certificate with { Prices = figures }, answer.Team).Verify(workforce, levels, request);
        Assert.Contains(problems, problem => problem.Code is "mentors.verify.floors" or "mentors.verify.prices" or "mentors.verify.better");
    }

    [Fact]
    public void A_floor_for_every_member_holds_and_is_named_when_it_is_too_high()
    {
        var world = MentorWorld.Generate(20, 7);
        var request = Request(3) with { MinimumMemberExpertise = 0.5 };
        var answer = _selector.Select(world.Workforce, world.Levels, request);
        Assert.All(answer.Team!.Members, member => Assert.True(member.Expertise >= 0.5));
        var impossible = _selector.Select(world.Workforce, world.Levels, request with { MinimumMemberExpertise = 0.99 });
        Assert.Equal(Proof.Impossible, impossible.Certificate.Proof);
        Assert.Contains(impossible.Conflict, reason => reason.Code == "mentors.demand.member");
        Assert.Contains(impossible.Relaxations, relaxation => relaxation.Demand == "MinimumMemberExpertise");
        Assert.Empty(impossible.Verify(world.Workforce, world.Levels, request with { MinimumMemberExpertise = 0.99 }));
    }

    [Fact]
    public void Differences_with_too_many_degrees_are_refused()
    {
        var world = MentorWorld.Generate(20, 7);
        var request = Request(2) with
        {
            Differences = [MentorWorld.Places, MentorWorld.Farness, new DistanceDifference(MentorWorld.Function, ["F0", "F1", "F2"], (a, b) => a[1] + b[1])],
        };
        Assert.DoesNotContain(_selector.Select(world.Workforce, world.Levels, request).Problems, problem => problem.Code == "mentors.difference.too-many-levels");
        Assert.Contains(_selector.Select(world.Workforce, world.Levels, request with { DifferenceMeasure = TeamMeasure.Least }).Problems, problem => problem.Code == "mentors.difference.too-many-levels");
    }

    private static string Key(MentorTeam team) => string.Join('+', team.Members.Select(member => member.Person));
}
