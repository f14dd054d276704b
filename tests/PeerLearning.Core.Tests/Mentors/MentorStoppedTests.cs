using PeerLearning.Mentors;
using PeerLearning.People;

namespace PeerLearning.Tests.Mentors;

/// <summary>Answers of a search that had to stop: a sound team, a bound that holds, and a check that agrees.</summary>
public class MentorStoppedTests
{
    public static TheoryData<int, TeamMeasure, TeamMeasure> Kinds() =>
        [.. from size in new[] { 4, 8, 20 } from expertise in Enum.GetValues<TeamMeasure>() from difference in Enum.GetValues<TeamMeasure>() select (size, expertise, difference)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_small_budget_leaves_a_team_and_a_bound_that_the_check_confirms(int size, TeamMeasure expertise, TeamMeasure difference)
    {
        int bounded = 0;
        for (ulong seed = 0; seed < 4; seed++)
        {
            var (workforce, levels) = MentorWorld.Crowd(400, seed, seed % 2 == 0 ? 0.8 : 0.1, digits: seed % 3 == 0 ? 1 : 15);
            var request = new MentorTeamRequest
            {
                Skill = MentorWorld.Rust,
                Size = size,
                ExpertiseMeasure = expertise,
                DifferenceMeasure = difference,
                RunnersUp = seed < 3 ? 0 : 3,
                Differences = [new CategoryDifference(Dimension.BusinessUnit), new CategoryDifference(Dimension.Geography), new CategoryDifference(MentorWorld.Grade)],
                Rules = [new ReportingLineRule(), new PerValueRule(Dimension.BusinessUnit) { Maximum = (size / 4) + 1 }],
            };
            foreach (long budget in new[] { 1, 100 })
            {
                var selection = new MentorTeamSelector(new MentorTeamOptions { Budget = new WorkBudget(budget) }).Select(workforce, levels, request);
                if (selection.Certificate.Proof == Proof.Bounded) bounded++;
                Assert.True(selection.Certificate.Bound >= selection.Certificate.Objective);
                Assert.Empty(selection.Verify(workforce, levels, request));
            }
        }

        Assert.True(bounded > 0);
    }

    [Fact]
    public void An_answer_without_the_bound_of_its_prices_is_rejected()
    {
        var (workforce, levels) = MentorWorld.Crowd(60, 1);
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 4 };
        var selection = new MentorTeamSelector().Select(workforce, levels, request);
        var prices = selection.Certificate.Prices.SkipLast(1).Where(figure => figure.Name != MentorCertificate.Bound).ToList();
        var changed = MentorSeal.Put(selection.With(selection.Certificate with { Prices = prices }, selection.Team));
        Assert.Contains(changed.Verify(workforce, levels, request), problem => problem.Code == "mentors.verify.prices");
    }

    [Fact]
    public void Runners_up_that_the_search_could_not_finish_are_not_said_to_be_proven()
    {
        // The even seeds have many people of equal level, so that the best team is found long before the next ones are known.
        int stopped = 0;
        for (ulong seed = 0; seed < 12; seed++)
        {
            var (workforce, levels) = MentorWorld.Crowd(200, seed, seed % 2 == 0 ? 0.1 : 0.8, digits: 1);
            var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 12, RunnersUp = 3, Rules = [new ReportingLineRule()] };
            var whole = new MentorTeamSelector().Select(workforce, levels, request);
            foreach (long budget in new[] { 1, 5, 25 })
            {
                var selection = new MentorTeamSelector(new MentorTeamOptions { Budget = new WorkBudget(budget) }).Select(workforce, levels, request);
                Assert.Empty(selection.Verify(workforce, levels, request));
                if (selection.Certificate.Proof == Proof.Bounded) stopped++;
                if (selection.Certificate.Proof != Proof.Optimal || whole.Certificate.Proof != Proof.Optimal) continue;
                Assert.Equal(whole.RunnersUp.Select(team => team.Objective), selection.RunnersUp.Select(team => team.Objective));
            }
        }

        Assert.True(stopped > 0);
    }
}
