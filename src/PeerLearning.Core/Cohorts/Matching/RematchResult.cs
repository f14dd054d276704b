using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A new match and how it differs from the one before.</summary>
[System.Diagnostics.DebuggerDisplay("{Moves.Count} moves, {Match.TotalPoints} points")]
public sealed class RematchResult
{
    /// <summary>The name of the bonus whose duality proves a match with a limit of moves.</summary>
    internal const string BonusName = "keep bonus";

    private readonly RematchOptions _options;

    internal RematchResult(CohortMatch match, IReadOnlyList<MatchMove> moves, RematchOptions options, Certificate certificate)
    {
        _options = options;
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

    /// <summary>Checks the answer against the pairs before and the request, with code that shares nothing with the solver.</summary>
    /// <param name="current">Who learned with whom before: <see cref="CohortMatch.Members"/> of the match that stood.</param>
    /// <param name="workforce">The people now.</param>
    /// <param name="request">The request now.</param>
    /// <returns>What does not hold; empty when the match and the moves are sound and no other match is better under the options.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> Verify(IReadOnlyList<CohortMember> current, Workforce workforce, MatchRequest request) =>
        RematchVerifier.Check(Guard.Against.Null(current), Guard.Against.Null(workforce), Guard.Against.Null(request), Match.Model.Options, _options, this);
}
