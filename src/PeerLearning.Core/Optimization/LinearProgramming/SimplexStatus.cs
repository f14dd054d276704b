namespace PeerLearning.Optimization;

/// <summary>How a run of the simplex method ended.</summary>
internal enum SimplexStatus
{
    /// <summary>Primal and dual feasible within tolerance.</summary>
    Optimal,

    /// <summary>No point keeps all bounds; the prices are a proof (Farkas).</summary>
    Infeasible,

    /// <summary>The dual objective proves that nothing better than the cutoff exists.</summary>
    CutOff,

    /// <summary>The iterations ran out, or the numbers went bad even after a fresh factorisation.</summary>
    Stopped,
}
