using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;
using PeerLearning.Tests.Mentors;

namespace PeerLearning.Evaluation.Areas.Teams;

/// <summary>A hundred thousand requests, many of them senseless, to the mentor team selector: nothing but documented exceptions, and no answer without sense.</summary>
internal sealed class TeamFuzzArea : IArea
{
    private const int Blocks = 20, PerBlock = 5_000;

    public string Name => "fuzz";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        for (int block = 0; block < Blocks; block++)
        {
            int own = block;
            yield return new Case($"mentors-{(own * PerBlock) + 1}-{(own + 1) * PerBlock}", () => Run(own));
        }
    }

    private static CaseOutcome Run(int block)
    {
        var selector = new MentorTeamSelector(new MentorTeamOptions { Budget = new WorkBudget(2_000) });
        var random = new SeededRandom(900 + (ulong)block);
        int teams = 0, refused = 0, impossible = 0, misuse = 0;
        var wrong = new List<string>();
        var worlds = Enumerable.Range(0, 8).Select(i => MentorWorld.Generate(3 + (i * 2), (ulong)((block * 8) + i + 1))).ToArray();
        for (int i = 0; i < PerBlock; i++)
        {
            var world = worlds[random.Next(worlds.Length)];
            try
            {
                var request = Damage(world.AnyRequest(ref random), ref random);
                var selection = selector.Select(world.Workforce, world.Levels, request);
                if (selection.Team is { } team)
                {
                    teams++;
                    if (!double.IsFinite(team.Score) || selection.Certificate.Bound < selection.Certificate.Objective) wrong.Add($"{i}: senseless figures");
                }
                else if (selection.Certificate.Proof == Proof.Impossible) impossible++;
                else refused++;
            }
            catch (ArgumentException)
            {
                // The request guards itself: this is documented misuse.
                misuse++;
            }
        }

        return new CaseOutcome { Ok = wrong.Count == 0, Value = wrong.Count, Reference = 0, Detail = $"{teams} teams, {impossible} impossible, {refused} refused, {misuse} guarded; {string.Join("; ", wrong.Take(3))}" };
    }

    private static MentorTeamRequest Damage(MentorTeamRequest request, ref SeededRandom random) => random.Next(12) switch
    {
        0 => request with { ExpertiseShare = random.Next(2) == 0 ? double.NaN : -1 },
        1 => request with { Size = random.Next(300) - 5 },
        2 => request with { Skill = random.Next(2) == 0 ? default : new SkillId("unheard of") },
        3 => request with { Loads = [default, new MentorLoad(new PersonId("p00"), -3)] },
        4 => request with { Costs = [new MentorCost(new PersonId("p01"), long.MaxValue), new MentorCost(new PersonId("p01"), 1)], Budget = 5 },
        5 => request with { Differences = [null!, new CategoryDifference(new Dimension("Nothing", DimensionClass.SpecialCategory))] },
        6 => request with { Rules = [null!, new IncludeRule(), new CountRule { Values = [default] }] },
        7 => request with { MinimumLevel = double.PositiveInfinity },
        8 => request with { MinimumMeanExpertise = 1, MinimumChance = 1 },
        9 => request with { Differences = [new CategoryDifference(Dimension.Geography) { Weight = random.Next(3000) }] },
        10 => request with { RunnersUp = 1000, TieSeed = random.Next() },
        _ => request,
    };
}
