using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Turns what the solver found into an answer in the words of the chapter.</summary>
internal sealed class MentorSelectionBuilder(Workforce workforce, MentorTeamRequest request, MentorTeamModel model)
{
    public const string Method = "Lagrangian branch and bound";

    public MentorSelection Build(SelectionAnswer answer, IReadOnlyList<SelectionTeam> found, List<Reason> reasons, IReadOnlyList<Problem> problems)
    {
        var teams = found.Select(team => Team(team.Items)).ToList();
        if (teams.Count > 0) AddReasons(teams[0], answer, reasons);
        var certificate = new Certificate
        {
            Proof = answer.Proof,
            Method = Method,
            Objective = teams.Count > 0 ? teams[0].Objective : 0,
            Bound = answer.Bound + model.Constant,
            WorkSpent = answer.Nodes,
            Prices = Prices(model.Problem, answer, model.Constant),
        };
        var selection = new MentorSelection
        {
            Team = teams.Count > 0 ? teams[0] : null,
            RunnersUp = ValueList.Copy(teams.Skip(1)),
            Candidates = model.Pool.Count,
            Certificate = certificate,
            Reasons = ValueList.Copy(reasons),
            Problems = problems,
        };
        return MentorSeal.Put(selection);
    }

    /// <summary>The prices by the names of the features, then the bound that they give and the number of candidates that they leave.</summary>
    public static IReadOnlyList<Figure> Prices(SelectionProblem problem, SelectionAnswer answer, long constant)
    {
        var figures = new List<Figure>();
        int at = 0;
        foreach (var column in problem.Columns)
        {
            foreach (var feature in column.Features) figures.Add(Figure.Of(feature.Name, answer.Prices[at++]));
        }

        foreach (var sum in problem.Sums) figures.Add(Figure.Of(sum.Name, answer.Prices[at++]));
        figures.Add(Figure.Of("bound by prices", answer.PriceBound + constant));
        return figures;
    }

    /// <summary>The team with its parts, from the definitions of the score.</summary>
    public MentorTeam Team(int[] items)
    {
        var scale = model.Scale;
        var compare = new MentorComparison(workforce, request, scale);
        long[] differences = new long[items.Length];
        long points = 0, difference = 0;
        for (int i = 0; i < items.Length; i++)
        {
            points += scale.PerPoint * model.Pool.Points[items[i]];
            for (int j = i + 1; j < items.Length; j++)
            {
                long pair = compare.Worth(model.Pool.People[items[i]], model.Pool.People[items[j]]);
                differences[i] += pair;
                differences[j] += pair;
                difference += pair;
            }
        }

        double[] covering = new double[items.Length];
        difference += compare.TeamWorth([.. items.Select(item => model.Pool.People[item])], covering);
        double full = scale.Full;
        var members = new MentorTeamMember[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            members[i] = new MentorTeamMember
            {
                Person = workforce.IdAt(model.Pool.People[items[i]]),
                Level = model.Pool.Levels[items[i]],
                Expertise = (double)model.Pool.Points[items[i]] / MentorPool.FullExpertise,
                ExpertisePart = scale.PerPoint * model.Pool.Points[items[i]] / full,
                DifferencePart = ((differences[i] / 2.0) + covering[i]) / full,
            };
        }

        return new MentorTeam
        {
            Members = ValueList.Copy(members),
            Objective = points + difference,
            Score = (points + difference) / full,
            Expertise = members.Average(member => member.Expertise),
            Difference = compare.MeanDifference([.. items.Select(item => model.Pool.People[item])]),
        };
    }

    private void AddReasons(MentorTeam team, SelectionAnswer answer, List<Reason> reasons)
    {
        reasons.Insert(0, answer.Proof == Proof.Optimal
            ? Reason.Of(
                "mentors.best", "Of {candidates|candidate|candidates} this team of {size} has the best score there is: {score:0.000}.", Figure.Of("candidates", model.Pool.Count),
                Figure.Of("size", request.Size), Figure.Of("score", team.Score))
            : Reason.Of(
                "mentors.bounded", "This team scores {score:0.000}; no team scores more than {bound:0.000}.", Figure.Of("score", team.Score),
                Figure.Of("bound", (answer.Bound + model.Constant) / (double)model.Scale.Full)));
        reasons.Insert(1, Reason.Of(
            "mentors.parts", "Mean expertise {expertise:0.000}, mean difference {difference:0.000}.", Figure.Of("expertise", team.Expertise), Figure.Of("difference", team.Difference)));
        foreach (var member in team.Members)
        {
            reasons.Add(Reason.Of(
                "mentors.member", "{person}: level {level:0.##} brings {expertise:0.000}, differing from the others {difference:0.000}.", Figure.Of("person", member.Person),
                Figure.Of("level", member.Level), Figure.Of("expertise", member.ExpertisePart), Figure.Of("difference", member.DifferencePart)));
        }
    }
}
