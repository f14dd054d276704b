using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.Tests.Mentors;

namespace PeerLearning.Evaluation.Areas.Teams;

/// <summary>Two thousand small organisations with requests of every kind, through the public door, against plain enumeration of all teams.</summary>
internal sealed class TeamOracleArea : IArea
{
    private const int Blocks = 20, PerBlock = 100;

    public string Name => "teams";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        for (int block = 0; block < Blocks; block++)
        {
            int first = block * PerBlock;
            yield return new Case($"oracle-{first + 1}-{first + PerBlock}", () => Run(first));
        }
    }

    private static CaseOutcome Run(int first)
    {
        var selector = new MentorTeamSelector();
        var random = new SeededRandom(20_26 + (ulong)first);
        int solved = 0, impossible = 0;
        var wrong = new List<string>();
        for (int i = 0; i < PerBlock; i++)
        {
            ulong seed = (ulong)(first + i + 1);
            var world = MentorWorld.Generate(12 + (int)(seed % 29), seed);
            var request = world.AnyRequest(ref random);
            var selection = selector.Select(world.Workforce, world.Levels, request);
            while (selection.Problems.Any(problem => problem.Severity == ProblemSeverity.Error))
            {
                request = world.AnyRequest(ref random);
                selection = selector.Select(world.Workforce, world.Levels, request);
            }

            var expected = world.BestScores(request, 1 + request.RunnersUp);
            if (selection.Verify(world.Workforce, world.Levels, request) is { Count: > 0 } objections) wrong.Add($"seed {seed}: {objections[0]}");
            if (expected.Count == 0)
            {
                impossible++;
                if (selection.Certificate.Proof != Proof.Impossible) wrong.Add($"seed {seed}: {selection.Certificate.Proof} where nothing is possible");
                continue;
            }

            solved++;
            if (selection.Team is not { } team || selection.Certificate.Proof != Proof.Optimal || !IsNear(team.Score, expected[0]) || !selection.RunnersUp.Select(next => next.Score).Zip(expected.Skip(1)).All(pair => IsNear(pair.First, pair.Second)) || selection.RunnersUp.Count != expected.Count - 1)
            {
                wrong.Add($"seed {seed}: {selection.Team?.Score} where {expected[0]} is best");
            }
        }

        return new CaseOutcome
        {
            Ok = wrong.Count == 0,
            Value = wrong.Count,
            Reference = 0,
            Proven = true,
            Verified = wrong.Count == 0,
            Detail = wrong.Count == 0 ? $"{solved} equal, {impossible} impossible in both" : string.Join("; ", wrong.Take(3)),
        };
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= 1e-9;
}
