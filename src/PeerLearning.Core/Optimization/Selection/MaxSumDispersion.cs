namespace PeerLearning.Optimization;

/// <summary>The team with the largest sum of distances: tabu search for a good team, branch and bound for the proof.</summary>
/// <remarks>
/// <para>The bound of an unfinished team gives every candidate its distances to the chosen ones and half of its largest distances to the others, and adds
/// up the best (Marti, Gallego and Duarte, EJOR 200(1), 2010). Where the distances are of negative type, such as Euclidean ones, the objective is concave
/// on teams of equal size, and tangents bound it much better (Spiers, Bui and Loxton, EJOR 311(2), 2023).</para>
/// <para>The search starts anew from what good teams have in common (memetic tabu search, Wu and Hao, Applied Soft Computing 13(1), 2013).</para>
/// </remarks>
internal static class MaxSumDispersion
{
    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="moves">The exchanges that the search for a good team may make.</param>
    /// <param name="nodes">The nodes that the proof may visit.</param>
    /// <param name="seed">The seed of the perturbations.</param>
    /// <param name="cancellationToken">Stops early.</param>
    public static DispersionAnswer Solve(DispersionProblem problem, long moves, long nodes, ulong seed, CancellationToken cancellationToken = default)
    {
        int[] team = new DispersionTabu(problem, seed).Run(moves, cancellationToken);
        double value = problem.Sum(team);
        var proof = new DispersionTangents(problem, team, value, nodes, cancellationToken);
        if (!proof.IsConcave)
        {
            var search = new DispersionBranch(problem, team, value, nodes, cancellationToken);
            search.Run();
            return new DispersionAnswer(search.Team, search.Value, search.IsComplete ? search.Value : search.Bound, search.IsComplete, search.Work);
        }

        proof.Run();
        return new DispersionAnswer(proof.Team, proof.Value, proof.IsComplete ? proof.Value : proof.Bound, proof.IsComplete, proof.Work);
    }
}
