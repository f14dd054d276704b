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
            Prices = model.HasLeastExpertise || model.HasLeastDifference ? RegionPrices(answer) : Prices(model.Problem, answer, model.Constant, model.Scale.Full),
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

    /// <summary>What a score of 1 is worth, the prices by the names of the features, then the bound that they give.</summary>
    public static IReadOnlyList<Figure> Prices(SelectionProblem problem, SelectionAnswer answer, long constant, long unit)
    {
        var figures = new List<Figure> { Figure.Of(MentorCertificate.Unit, unit) };
        figures.AddRange(Prices(problem, answer.Prices));
        figures.Add(Figure.Of(MentorCertificate.Bound, answer.PriceBound + constant));
        return figures;
    }

    private static IEnumerable<Figure> Prices(SelectionProblem problem, long[] prices) =>
        problem.Columns.SelectMany(column => column.Features.Select(feature => feature.Name)).Concat(problem.Sums.Select(sum => sum.Name)).Zip(prices, Figure.Of);

    /// <summary>The same where the least counts: floor by floor, with the prices that are not 0.</summary>
    private List<Figure> RegionPrices(SelectionAnswer answer)
    {
        var figures = new List<Figure> { Figure.Of(MentorCertificate.Unit, model.Scale.Full) };
        var floors = model.OwnFloors;
        foreach (var region in answer.Regions)
        {
            var low = floors.At(region.Items.Low, region.Pairs.Low);
            var high = floors.At(region.Items.High, region.Pairs.High);
            figures.Add(Figure.Of(MentorCertificate.Floors[0], low.Points));
            figures.Add(Figure.Of(MentorCertificate.Floors[1], high.Points));
            figures.Add(Figure.Of(MentorCertificate.Floors[2], low.Worth));
            figures.Add(Figure.Of(MentorCertificate.Floors[3], high.Worth));

            // Who is too close to whom is checked anew, so that its prices are not needed.
            figures.AddRange(region.Names.Zip(region.Prices, Figure.Of).Where(figure => figure.Number != 0 && !figure.Name.StartsWith(MentorPairs.Prefix, StringComparison.Ordinal)));
        }

        figures.Add(Figure.Of(MentorCertificate.Bound, answer.Bound + model.Constant));
        return figures;
    }

    /// <summary>The team with its parts, from the definitions of the score.</summary>
    public MentorTeam Team(int[] items)
    {
        var scale = model.Scale;
        var compare = new MentorComparison(workforce, request, scale);
        int size = items.Length;
        int[] people = Array.ConvertAll(items, item => model.Pool.People[item]);
        int[] points = Array.ConvertAll(items, item => model.Pool.Points[item]);
        double[] bring = new double[size];
        long least = long.MaxValue, pairs = (long)size * (size - 1) / 2, difference = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = i + 1; j < size; j++)
            {
                long pair = compare.Worth(people[i], people[j]);
                bring[i] += pair / 2.0;
                bring[j] += pair / 2.0;
                difference += pair;
                least = Math.Min(least, pair);
            }
        }

        // What only the least counts, everybody carries an equal part of.
        if (request.DifferenceMeasure == TeamMeasure.Least && size > 1)
        {
            difference = pairs * least;
            Array.Fill(bring, difference / (double)size);
        }

        bool isLeast = request.ExpertiseMeasure == TeamMeasure.Least;
        int weakest = points.Min();
        long expertise = scale.PerPoint * (isLeast ? (long)size * weakest : points.Sum(own => (long)own));
        double[] covering = new double[size];
        difference += compare.TeamWorth(people, covering);
        double full = scale.Full;
        var members = new MentorTeamMember[size];
        for (int i = 0; i < size; i++)
        {
            members[i] = new MentorTeamMember
            {
                Person = workforce.IdAt(people[i]),
                Level = model.LevelOf(items[i]),
                Expertise = (double)points[i] / MentorPool.FullExpertise,
                ExpertisePart = scale.PerPoint * (isLeast ? weakest : points[i]) / full,
                DifferencePart = (bring[i] + covering[i]) / full,
            };
        }

        return new MentorTeam
        {
            Members = ValueList.Copy(members),
            Objective = expertise + difference,
            Score = (expertise + difference) / full,
            Expertise = isLeast ? weakest / (double)MentorPool.FullExpertise : members.Average(member => member.Expertise),
            Difference = compare.Difference(people),
        };
    }

    private static string Word(TeamMeasure measure, string mean, string least) => measure == TeamMeasure.Least ? least : mean;

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
            "mentors.parts", $"{Word(request.ExpertiseMeasure, "Mean", "Least")} expertise {{expertise:0.000}}, {Word(request.DifferenceMeasure, "mean", "least")} difference {{difference:0.000}}.", Figure.Of("expertise", team.Expertise), Figure.Of("difference", team.Difference)));
        foreach (var member in team.Members)
        {
            reasons.Add(Reason.Of(
                "mentors.member", "{person}: level {level:0.##} brings {expertise:0.000}, differing from the others {difference:0.000}.", Figure.Of("person", member.Person),
                Figure.Of("level", member.Level), Figure.Of("expertise", member.ExpertisePart), Figure.Of("difference", member.DifferencePart)));
        }
    }
}
