namespace PeerLearning.Cohorts;

/// <summary>What one method gives and costs against the others: a row of <see cref="CohortMatcher.Compare"/>.</summary>
[System.Diagnostics.DebuggerDisplay("{Method}: {Matched} matched, {TotalPoints} points")]
public sealed record MatchSummary
{
    /// <summary>The method.</summary>
    public required MatchMethod Method { get; init; }

    /// <summary>What is known about its answer.</summary>
    public required Proof Proof { get; init; }

    /// <summary>The number of learners matched.</summary>
    public required int Matched { get; init; }

    /// <summary>The points of all pairs.</summary>
    public required long TotalPoints { get; init; }

    /// <summary>The number of learners with their first choice.</summary>
    public required int FirstChoices { get; init; }

    /// <summary>The largest choice number that anybody matched got; 0 when nobody is matched.</summary>
    public required int WorstChoice { get; init; }

    /// <summary>The number of blocking pairs.</summary>
    public required int BlockingPairs { get; init; }
}
