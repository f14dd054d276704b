using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>Explains why there is no team: a minimal set of demands that cannot be met together, and the single changes that would be enough.</summary>
/// <remarks>The set is minimal by the deletion filter (Chinneck and Dravnieks, ORSA Journal on Computing 3(2), 1991): without any one of its demands, the
/// others can be met, as far as the budget of each question lets that be decided.</remarks>
internal sealed class MentorImpossibility(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, CancellationToken cancellationToken)
{
    private const long Nodes = 200_000;

    public MentorSelection Explain(MentorTeamModel model, IReadOnlyList<Problem> problems)
    {
        var demands = MentorDemand.Of(request);
        var needed = new List<MentorDemand>(demands);
        foreach (var demand in demands)
        {
            if (cancellationToken.IsCancellationRequested) break;
            var without = needed.Where(other => other != demand).ToList();
            if (IsImpossible(request, demands.Except(without).Select(other => other.Place))) needed = without;
        }

        var conflict = needed.Select(demand => demand.Words).ToList();
        conflict.Insert(0, Reason.Of(
            "mentors.demand.size", "A team of {size} with a proficiency in {skill}.", Figure.Of("size", request.Size), Figure.Of("skill", request.Skill.Value)));
        var certificate = new Certificate { Proof = Proof.Impossible, Method = MentorSelectionBuilder.Method, Prices = ImpossiblePrices(out long nodes), WorkSpent = nodes };
        return MentorSeal.Put(new MentorSelection
        {
            Certificate = certificate,
            Candidates = model.Pool.Count,
            Conflict = ValueList.Copy(conflict),
            Relaxations = ValueList.Copy(Relax(needed)),
            Reasons = ValueList.Of(Reason.Of(
                "mentors.impossible", "No team meets every demand; {count} of them cannot be met together.", Figure.Of("count", conflict.Count))),
            Problems = problems,
        });
    }

    private IReadOnlyList<Figure> ImpossiblePrices(out long nodes)
    {
        var model = new MentorTeamModel(workforce, levels, request, [], isOnlyPossible: true);
        nodes = 0;
        if (model.LacksRequired) return [];
        var answer = Ask(model, Nodes);
        nodes = answer.Nodes;
        return MentorSelectionBuilder.Prices(model.Problem, answer, 0, 0);
    }

    private List<MentorRelaxation> Relax(List<MentorDemand> needed)
    {
        var changes = new List<MentorRelaxation>();
        foreach (var demand in needed)
        {
            if (cancellationToken.IsCancellationRequested) break;
            var change = Smallest(demand);
            if (change is not null) changes.Add(new MentorRelaxation { Demand = demand.Place, Change = change.Words });
            else if (IsPossible(request, [demand.Place]))
            {
                changes.Add(new MentorRelaxation
                {
                    Demand = demand.Place,
                    Change = Reason.Of("mentors.relax.drop", "Drop the demand: {demand}", Figure.Of("demand", demand.Words.ToString())),
                });
            }
        }

        for (int size = request.Size - 1; size >= 1; size--)
        {
            if (cancellationToken.IsCancellationRequested || !IsPossible(request with { Size = size }, [])) continue;
            changes.Add(new MentorRelaxation { Demand = "Size", Change = Reason.Of("mentors.relax.size", "Ask for a team of {size}.", Figure.Of("size", size)) });
            break;
        }

        return changes;
    }

    /// <summary>The smallest change of a demand that is enough, confirmed by asking again; null if none was found.</summary>
    private MentorRelaxer.Softened? Smallest(MentorDemand demand)
    {
        var computed = demand.Place switch
        {
            MentorDemand.Member => HighestFloor(),
            MentorDemand.Mean => Attainable(demand, model => Array.ConvertAll(model.Pool.Points, points => (long)points)) is { } sum ? MentorRelaxer.Mean(request, sum) : null,
            MentorDemand.Budget => Attainable(demand, model => Array.ConvertAll(model.Costs(), cost => -cost)) is { } saved ? MentorRelaxer.Budget(request, -saved) : null,
            _ => null,
        };
        if (computed is not null) return IsPossible(computed.Request, []) ? computed : null;
        return MentorRelaxer.Changes(request, demand).TakeWhile(_ => !cancellationToken.IsCancellationRequested).FirstOrDefault(change => IsPossible(change.Request, []));
    }

    /// <summary>The highest floor that leaves a team: whatever keeps a floor keeps every lower one, so that halving finds it.</summary>
    private MentorRelaxer.Softened? HighestFloor()
    {
        int asked = MentorPool.FloorOf(request.MinimumMemberExpertise!.Value);
        int[] floors = [.. MentorPool.Distinct(new MentorTeamModel(workforce, levels, request, [MentorDemand.Member], isOnlyPossible: true).Pool.Points).Where(points => points < asked)];
        int low = -1, high = floors.Length;
        while (high - low > 1 && !cancellationToken.IsCancellationRequested)
        {
            int middle = (low + high) / 2;
            if (IsPossible(MentorRelaxer.Member(request, floors[middle]).Request, [])) low = middle;
            else high = middle;
        }

        return low < 0 ? null : MentorRelaxer.Member(request, floors[low]);
    }

    /// <summary>The largest total that a team can have that keeps all other demands; null if none was found.</summary>
    private long? Attainable(MentorDemand demand, Func<MentorTeamModel, long[]> amounts)
    {
        var model = new MentorTeamModel(workforce, levels, request, [demand.Place], isOnlyPossible: true);
        if (model.LacksRequired) return null;
        var answer = SelectionSolver.Solve(model.Problem.WithProfits(amounts(model)), new SelectionOptions { Nodes = Nodes, TieKey = model.TieKey }, null, cancellationToken);
        return answer.Teams.Count == 0 ? null : answer.Teams[0].Objective;
    }

    private bool IsImpossible(MentorTeamRequest asked, IEnumerable<string> dropped) => Decide(asked, dropped) == Proof.Impossible;

    private bool IsPossible(MentorTeamRequest asked, IEnumerable<string> dropped) => Decide(asked, dropped) is Proof.Optimal or Proof.Bounded;

    private Proof Decide(MentorTeamRequest asked, IEnumerable<string> dropped)
    {
        var model = new MentorTeamModel(workforce, levels, asked, dropped, isOnlyPossible: true);
        return model.LacksRequired ? Proof.Impossible : Ask(model, Nodes).Proof;
    }

    private SelectionAnswer Ask(MentorTeamModel model, long nodes) => SelectionSolver.Solve(
        model.Problem, new SelectionOptions { AnyTeam = true, AtLeast = 0, Nodes = nodes, TieKey = model.TieKey }, null, cancellationToken);
}
