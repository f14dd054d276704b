using System.Globalization;
using Google.OrTools.LinearSolver;
using Google.OrTools.Sat;
using PeerLearning.Evaluation.Areas.Teams;
using LinearExpr = Google.OrTools.Sat.LinearExpr;

namespace PeerLearning.Benchmarks;

/// <summary>The same question put to the solvers of Google.OrTools, in the strongest model known to us: only the counts per value matter.</summary>
internal static class TeamPeers
{
    /// <summary>CP-SAT with one count per attribute and value; returns the objective, or null without a proof.</summary>
    public static long? SolveCpSat(TeamInstance instance, double secondsLimit)
    {
        var model = new CpModel();
        var chosen = new BoolVar[instance.Count];
        for (int i = 0; i < chosen.Length; i++) chosen[i] = model.NewBoolVar("");
        model.Add(LinearExpr.Sum(chosen) == instance.Size);
        foreach (var (first, second) in instance.Conflicts) model.AddBoolOr([chosen[first].Not(), chosen[second].Not()]);
        model.AddBoolOr(Enumerable.Range(0, instance.Count).Where(i => instance.Attributes[TeamInstance.Tenure][i] >= 3).Select(i => (ILiteral)chosen[i]));
        var objective = LinearExpr.NewBuilder();
        for (int i = 0; i < chosen.Length; i++) objective.AddTerm(chosen[i], instance.PerPoint * instance.Expertise[i]);
        long pairs = (long)instance.Size * (instance.Size - 1) / 2;
        ForEachValue(instance, (attribute, members) =>
        {
            int cap = CapOf(instance, attribute);
            var sum = LinearExpr.NewBuilder();
            foreach (int i in members) sum.Add(chosen[i]);
            var count = model.NewIntVar(0, Math.Min(cap, members.Count), "");
            model.Add(count == sum);
            var same = model.NewIntVar(0, pairs, "");
            for (int t = 0; t < instance.Size; t++) model.Add(same >= (t * count) - (t * (t + 1) / 2));
            objective.AddTerm(same, -instance.PerDifference * TeamInstance.Weight[attribute]);
        });
        model.Maximize(objective);
        var solver = new CpSolver { StringParameters = string.Create(CultureInfo.InvariantCulture, $"num_workers:2,max_time_in_seconds:{secondsLimit},random_seed:1") };
        return solver.Solve(model) == CpSolverStatus.Optimal ? (long)Math.Round(solver.ObjectiveValue) + instance.Constant : null;
    }

    /// <summary>A mixed-integer solver of the package (SCIP or HIGHS) on the same model; returns the objective, or null without a proof.</summary>
    public static long? SolveMip(TeamInstance instance, string backend, double secondsLimit)
    {
        using var solver = Solver.CreateSolver(backend) ?? throw new NotSupportedException(backend);
        var chosen = new Variable[instance.Count];
        for (int i = 0; i < chosen.Length; i++) chosen[i] = solver.MakeBoolVar("");
        var size = solver.MakeConstraint(instance.Size, instance.Size, "");
        var senior = solver.MakeConstraint(1, double.PositiveInfinity, "");
        var objective = solver.Objective();
        objective.SetMaximization();
        for (int i = 0; i < chosen.Length; i++)
        {
            size.SetCoefficient(chosen[i], 1);
            objective.SetCoefficient(chosen[i], instance.PerPoint * instance.Expertise[i]);
            if (instance.Attributes[TeamInstance.Tenure][i] >= 3) senior.SetCoefficient(chosen[i], 1);
        }

        foreach (var (first, second) in instance.Conflicts)
        {
            var apart = solver.MakeConstraint(0, 1, "");
            apart.SetCoefficient(chosen[first], 1);
            apart.SetCoefficient(chosen[second], 1);
        }

        ForEachValue(instance, (attribute, members) =>
        {
            var count = solver.MakeNumVar(0, CapOf(instance, attribute), "");
            var link = solver.MakeConstraint(0, 0, "");
            link.SetCoefficient(count, -1);
            foreach (int i in members) link.SetCoefficient(chosen[i], 1);
            var same = solver.MakeNumVar(0, double.PositiveInfinity, "");
            for (int t = 1; t < instance.Size; t++)
            {
                var cut = solver.MakeConstraint(-t * (t + 1) / 2.0, double.PositiveInfinity, "");
                cut.SetCoefficient(same, 1);
                cut.SetCoefficient(count, -t);
            }

            objective.SetCoefficient(same, -(double)instance.PerDifference * TeamInstance.Weight[attribute]);
        });
        solver.SetTimeLimit((long)(secondsLimit * 1000));
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
        return solver.Solve(parameters) == Solver.ResultStatus.OPTIMAL ? (long)Math.Round(objective.Value()) + instance.Constant : null;
    }

    private static int CapOf(TeamInstance instance, int attribute) => attribute switch
    {
        TeamInstance.Unit => instance.MaximumPerUnit,
        TeamInstance.Geography => instance.Size - 1,
        TeamInstance.Category => (instance.Size + 1) / 2,
        _ => instance.Size,
    };

    private static void ForEachValue(TeamInstance instance, Action<int, List<int>> visit)
    {
        for (int attribute = 0; attribute < TeamInstance.Cardinality.Length; attribute++)
        {
            var members = Enumerable.Range(0, TeamInstance.Cardinality[attribute]).Select(_ => new List<int>()).ToArray();
            for (int i = 0; i < instance.Count; i++) members[instance.Attributes[attribute][i]].Add(i);
            foreach (var list in members.Where(list => list.Count > 0)) visit(attribute, list);
        }
    }
}
