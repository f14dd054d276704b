using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Tests.Mentors;

namespace PeerLearning.Evaluation.Areas.Teams;

/// <summary>A thousand answers of the mentor team selector, each changed in one place: the check must reject all of them.</summary>
internal sealed class TeamCertificatesArea : IArea
{
    public string Name => "certificates";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("mentors-tampered-1000", () => Run(1000));
    }

    private static CaseOutcome Run(int count)
    {
        var selector = new MentorTeamSelector();
        var random = new SeededRandom(77);
        int rejected = 0, tampered = 0;
        var missed = new List<string>();
        for (ulong seed = 1; tampered < count; seed++)
        {
            var world = MentorWorld.Generate(18, seed);
            var request = world.AnyRequest(ref random);
            var selection = selector.Select(world.Workforce, world.Levels, request);
            if (selection.Team is null) continue;
            if (selection.Verify(world.Workforce, world.Levels, request).Count > 0) missed.Add($"seed {seed}: an honest answer was rejected");
            for (int i = 0; i < 10 && tampered < count; i++)
            {
                string what = Tamper(selection, world, ref random, out var changed);
                tampered++;
                if (changed.Verify(world.Workforce, world.Levels, request).Count > 0) rejected++;
                else missed.Add($"seed {seed}: {what}");
            }
        }

        return new CaseOutcome
        {
            Ok = rejected == tampered && missed.Count == 0,
            Value = rejected,
            Reference = tampered,
            Verified = missed.Count == 0,
            Detail = string.Join("; ", missed.Take(3)),
        };
    }

    private static string Tamper(MentorSelection selection, MentorWorld world, ref SeededRandom random, out MentorSelection changed)
    {
        var certificate = selection.Certificate;
        var team = selection.Team!;
        switch (random.Next(7))
        {
            case 0:
                changed = selection.With(certificate with { Objective = certificate.Objective + 1 + random.Next(5) }, team);
                return "objective";
            case 1:
                changed = selection.With(certificate with { Bound = certificate.Bound + 1 + random.Next(5) }, team);
                return "bound";
            case 2:
                changed = selection.With(certificate with { Proof = certificate.Proof == Proof.Optimal ? Proof.Bounded : Proof.Optimal }, team);
                return "proof";
            case 3:
                int at = random.Next(certificate.Prices.Count);
                var prices = certificate.Prices.ToArray();
                prices[at] = Figure.Of(prices[at].Name, prices[at].Number!.Value + 1 + random.Next(50));
                changed = selection.With(certificate with { Prices = prices }, team);
                return $"price {prices[at].Name}";
            case 4:
                var members = team.Members.ToArray();
                var stranger = world.People[random.Next(world.People.Count)].Id;
                if (members.Any(member => member.Person == stranger)) stranger = new PersonId("nobody");
                members[random.Next(members.Length)] = members[0] with { Person = stranger };
                changed = selection.With(certificate, team with { Members = members });
                return "member";
            case 5:
                changed = selection.With(certificate, team with { Score = team.Score + 0.001 });
                return "score";
            default:
                changed = selection.With(certificate with { WorkSpent = certificate.WorkSpent + 1 }, team);
                return "work";
        }
    }
}
