using PeerLearning.Internal;
using PeerLearning.Mentors;

namespace PeerLearning.Tests.Mentors;

public class MentorTeamOracleTests
{
    [Fact]
    public void The_team_is_the_best_of_all_teams_under_rules_of_every_kind()
    {
        var selector = new MentorTeamSelector();
        var random = new SeededRandom(4);
        int solved = 0, impossible = 0;
        for (ulong seed = 1; seed <= 150; seed++)
        {
            var world = MentorWorld.Generate(16, seed);
            var request = world.AnyRequest(ref random);
            var expected = world.Enumerate(request);
            var selection = selector.Select(world.Workforce, world.Levels, request);
            string at = $"seed {seed}";
            if (selection.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)) continue;
            Assert.True(selection.Verify(world.Workforce, world.Levels, request) is [], at + ": " + string.Join("; ", selection.Verify(world.Workforce, world.Levels, request)));
            if (expected.Count == 0)
            {
                Assert.True(selection.Certificate.Proof == Proof.Impossible, at);
                Assert.Null(selection.Team);
                Assert.NotEmpty(selection.Conflict);
                impossible++;
                continue;
            }

            Assert.True(selection.Certificate.Proof == Proof.Optimal, at);
            Assert.True(Math.Abs(expected[0].Score - selection.Team!.Score) < 1e-9, $"{at}: {expected[0].Score} against {selection.Team.Score}");
            Assert.Equal(Math.Min(request.RunnersUp, expected.Count - 1), selection.RunnersUp.Count);
            for (int r = 0; r < selection.RunnersUp.Count; r++) Assert.Equal(expected[r + 1].Score, selection.RunnersUp[r].Score, 1e-9);
            solved++;
        }

        Assert.True(solved > 60 && impossible > 5, $"{solved} solved, {impossible} impossible");
    }
}
