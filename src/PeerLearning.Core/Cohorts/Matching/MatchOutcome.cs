using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>What a method found: the candidate of every learner, and what is known about it.</summary>
internal sealed class MatchOutcome
{
    /// <summary>The candidate pair of each learner, -1 for none.</summary>
    public required int[] CandidateOf { get; init; }

    public required string Method { get; init; }

    public long Work { get; init; }

    /// <summary>Whether the method's own claim is proven; prices, if any, prove it by duality.</summary>
    public bool IsProven { get; init; }

    /// <summary>Whether the method found that no answer exists.</summary>
    public bool IsImpossible { get; init; }

    /// <summary>The prices of places beyond the minimum; null where duality is not the proof.</summary>
    public long[]? Price { get; init; }

    /// <summary>The prices of minimum places; <see cref="long.MaxValue"/> for mentors without any.</summary>
    public long[]? MinimumPrice { get; init; }

    /// <summary>The engine with its seats and prices as the method left it; null where the method has none.</summary>
    public SparseAssignment? Engine { get; init; }

    /// <summary>For methods that are not proven by prices: a bound on what the certificate's objective can be.</summary>
    public double Bound { get; init; }
}
