namespace PeerLearning.Programs;

/// <summary>What the evidence shows about one criterion, with its figures.</summary>
/// <remarks>
/// The standing follows from the tests alone, at the frozen error rate; the chances are the same evidence in the words of Bayes, for people who have to
/// plan. Kill criteria share the error rate among them.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Criterion.Id} {Standing}")]
public sealed record CriterionFinding
{
    /// <summary>The criterion.</summary>
    public required Criterion Criterion { get; init; }

    /// <summary>Whether it is a kill criterion.</summary>
    public required bool IsKill { get; init; }

    /// <summary>What the evidence shows.</summary>
    public required CriterionStanding Standing { get; init; }

    /// <summary>The number of people it rests on; in a comparison, the smaller group.</summary>
    public int People { get; init; }

    /// <summary>The share, mean, difference or return that was measured.</summary>
    public Measured<double> Estimate { get; init; }

    /// <summary>The lower confidence bound at the error rate; the measure is met when it reaches the bar.</summary>
    public Measured<double> Lower { get; init; }

    /// <summary>The upper confidence bound at the error rate; the measure is missed when it stays below the bar.</summary>
    public Measured<double> Upper { get; init; }

    /// <summary>The probability of evidence at least as good if the true measure just lay at the bar.</summary>
    public Measured<double> PValue { get; init; }

    /// <summary>The chance, from 0 to 1, that the true measure reaches the bar.</summary>
    public Measured<double> Chance { get; init; }

    /// <summary>The chance, from 0 to 1, that a next round of the planned size reaches the bar.</summary>
    public Measured<double> PlannedChance { get; init; }

    /// <summary>
    /// How many learners, judged on their own, would be enough to show it with the asked power if the measure stays where it is; for a comparison, in
    /// each of the groups.
    /// </summary>
    public Measured<int> EnoughLearners { get; init; }
}
