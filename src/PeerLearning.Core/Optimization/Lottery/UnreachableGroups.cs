namespace PeerLearning.Optimization;

/// <summary>Which groups no point of a <see cref="QuotaProgram"/> holds, with one search that proves it for all of them.</summary>
internal sealed class UnreachableGroups
{
    private readonly QuotaProgram _program;
    private readonly QuotaOptimizer _optimizer;
    private readonly bool[] _isReached;

    private UnreachableGroups(QuotaProgram program, int groups)
    {
        _program = program.Copy();
        _optimizer = new QuotaOptimizer(_program);
        _isReached = new bool[groups];
        Proof = new BranchingProof(program.Rows);
    }

    /// <summary>The groups, rising.</summary>
    public List<int> Groups { get; } = [];

    /// <summary>Proves that no point earns anything where every one of the groups is worth something and nothing else is.</summary>
    public BranchingProof Proof { get; }

    /// <summary>Nodes spent.</summary>
    public long Work => _optimizer.Nodes;

    /// <summary>Asks for every group that no known point holds; null when stopped.</summary>
    /// <param name="program">A programme with points.</param>
    /// <param name="groups">The number of groups, its first variables.</param>
    /// <param name="found">Known points; those that the questions bring are added.</param>
    /// <param name="maxWork">The most nodes.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static UnreachableGroups? Find(QuotaProgram program, int groups, List<int[]> found, long maxWork, CancellationToken cancellation)
    {
        var search = new UnreachableGroups(program, groups);
        foreach (int[] point in found) search.Mark(point);
        return search.Ask(found, maxWork, cancellation) ? search : null;
    }

    private void Mark(int[] point)
    {
        for (int g = 0; g < _isReached.Length; g++) _isReached[g] |= point[g] > 0;
    }

    /// <summary>
    /// One group after the other: a search for a point that holds it. The tree of a search that finds none becomes the branch of the joint proof where
    /// the group is held; where it is not, the proof goes on with the next.
    /// </summary>
    private bool Ask(List<int[]> found, long maxWork, CancellationToken cancellation)
    {
        double[] nothing = new double[_program.Variables];
        double[] noPrices = new double[_program.Rows];
        var own = new BranchingProof(_program.Rows);
        for (int g = 0; g < _isReached.Length; g++)
        {
            if (_isReached[g] || _program.Upper[g] == 0) continue;
            _program.Lower[g] = 1;
            var answer = _optimizer.Maximise(nothing, -1, Math.Max(1, maxWork - Work), stopAtFirst: true, proof: own, cancellation: cancellation);
            _program.Lower[g] = 0;
            if (answer.HasPoint)
            {
                int[] point = _optimizer.Point.ToArray();
                Mark(point);
                found.Add(point);
                continue;
            }

            if (!answer.IsComplete) return false;
            Groups.Add(g);
            Proof.Add(g, 0, upFirst: true, noPrices);
            Proof.Append(own);
            _program.Upper[g] = 0;
        }

        Proof.Add(-1, 0, upFirst: false, noPrices);
        return true;
    }
}
