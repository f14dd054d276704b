using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.People;

namespace PeerLearning.Tests.Mentors;

public class MentorTeamInquiryTests
{
    private readonly MentorTeamSelector _selector = new();

    [Fact]
    public void With_the_stated_expertise_a_person_is_selected_and_with_one_point_less_not()
    {
        int confirmed = 0;
        for (ulong seed = 1; seed <= 12; seed++)
        {
            var world = MentorWorld.Generate(24, seed);
            var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 3, Rules = [new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }] };
            foreach (var row in world.Levels.Of(MentorWorld.Rust).Take(6))
            {
                var why = _selector.WhyNot(world.Workforce, world.Levels, request, row.Person);
                Assert.NotEmpty(why.Reasons);
                if (why.NeededExpertise is null) continue;
                Assert.True(why.IsConfirmed, $"seed {seed}, {row.Person}");
                confirmed++;
            }
        }

        Assert.True(confirmed > 20, $"{confirmed}");
    }

    [Fact]
    public void A_person_whom_a_demand_excludes_is_told_which()
    {
        var world = MentorWorld.Generate(24, 3);
        var person = world.Levels.Of(MentorWorld.Rust)[0].Person;
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Loads = [new MentorLoad(person, 3)], MaximumLoad = 1 };
        var why = _selector.WhyNot(world.Workforce, world.Levels, request, person);
        Assert.Equal("mentors.not.load", Assert.Single(why.Reasons).Code);
        Assert.Null(why.NeededExpertise);
    }

    [Fact]
    public void The_front_is_the_front_of_all_teams()
    {
        var random = new SeededRandom(8);
        for (ulong seed = 1; seed <= 25; seed++)
        {
            var world = MentorWorld.Generate(14, seed);
            var request = world.AnyRequest(ref random) with { RunnersUp = 0, MinimumMeanExpertise = null };
            if (request.Differences.Count == 0 || _selector.Select(world.Workforce, world.Levels, request).Problems.Any(problem => problem.Severity == ProblemSeverity.Error)) continue;
            var front = _selector.Front(world.Workforce, world.Levels, request);
            var points = world.Enumerate(request)
                .Select(pair => (
                    Difference: Math.Round(world.DifferenceOf(request, pair.Team), 9),
                    Expertise: Math.Round(ExpertiseOf(world, request, pair.Team), 9)))
                .Distinct().ToList();
            var best = points.Where(point => !points.Any(other =>
                    other != point && other.Difference >= point.Difference && other.Expertise >= point.Expertise))
                .OrderByDescending(point => point.Difference).ToList();
            Assert.True(front.IsComplete, $"seed {seed}");
            Assert.Equal(best, front.Teams.Select(team => (Math.Round(team.Difference, 9), Math.Round(team.Expertise, 9))));
        }
    }

    private static double ExpertiseOf(MentorWorld world, MentorTeamRequest request, IReadOnlyList<PersonId> team)
    {
        var own = team.Select(person => MentorWorld.ExpertiseOf(request, world.Levels.Find(person, request.Skill)!.Value)).ToList();
        return request.ExpertiseMeasure == TeamMeasure.Least ? own.Min() : own.Average();
    }

    [Fact]
    public void Within_the_band_the_most_different_team_is_chosen_and_the_price_is_told()
    {
        var world = MentorWorld.Generate(20, 5);
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 3 };
        var answer = _selector.SelectWithinBand(world.Workforce, world.Levels, request, 0.1);
        var all = world.Enumerate(request with { ExpertiseShare = 1 });
        double reachable = all.Where(pair => pair.Score >= all[0].Score - 0.1 - 1e-9).Max(pair => world.DifferenceOf(request, pair.Team));
        Assert.Equal(reachable, answer.Chosen!.Team!.Difference, 1e-9);
        Assert.InRange(answer.ExpertiseGivenUp!.Value, 0, 0.1 + 1e-9);
        Assert.Empty(answer.Chosen.Verify(world.Workforce, world.Levels, answer.ChosenRequest!));
    }

    [Fact]
    public void Leaving_a_dimension_out_gives_the_answer_of_a_request_without_it()
    {
        var world = MentorWorld.Generate(20, 6);
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 3, Rules = [new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }] };
        var without = _selector.Without(world.Workforce, world.Levels, request, Dimension.BusinessUnit);
        Assert.Empty(without.Request.Rules);
        Assert.Equal(world.Enumerate(without.Request)[0].Score, without.Selection.Team!.Score, 1e-9);
        Assert.Equal(without.Joining.Count, without.Leaving.Count);
        Assert.True(without.ExpertiseCost >= -1);
    }
}
