namespace PeerLearning.Cohorts;

/// <summary>A new match and how it differs from the one before.</summary>
[System.Diagnostics.DebuggerDisplay("{Moves.Count} moves, {Match.TotalPoints} points")]
public sealed class RematchResult
{
    internal RematchResult(CohortMatch match, IReadOnlyList<MatchMove> moves, Certificate certificate)
    {
        Match = match;
        Moves = ValueList.Copy(moves);
        Certificate = certificate;
    }

    /// <summary>The new match. Its own certificate compares it with all matches, however many would move.</summary>
    public CohortMatch Match { get; }

    /// <summary>The learners who had a mentor, are still there, and get another one or none; in ordinal order.</summary>
    public IReadOnlyList<MatchMove> Moves { get; }

    /// <summary>What the new match is worth under the <see cref="RematchOptions"/>: points plus <see cref="RematchOptions.KeepBonus"/> for each pair kept, or, with fewest moves, the number of pairs kept, or, with a limit of moves, the points.</summary>
    public Certificate Certificate { get; }
}
