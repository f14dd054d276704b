namespace PeerLearning.Cohorts;

/// <summary>How much a new match may differ from the current one.</summary>
public sealed record RematchOptions
{
    /// <summary>What it is worth, in points, that a learner keeps their mentor.</summary>
    /// <value>0 unless said otherwise: the new match is the best there is, however many move.</value>
    public int KeepBonus
    {
        get;
        init => field = value is >= 0 and <= PairFit.MaximumPoints ? value : throw new ArgumentOutOfRangeException(nameof(KeepBonus), value, $"0 to {PairFit.MaximumPoints} points.");
    }

    /// <summary>Whether, after the number of people matched, the fewest moves come first and the fit last.</summary>
    /// <value>False unless said otherwise.</value>
    public bool FewestMoves { get; init; }

    /// <summary>The most learners who may lose the mentor they have; null for any number.</summary>
    /// <value>Null unless said otherwise.</value>
    /// <remarks>Met when the fewest moves that there are do not exceed it. The fit is then the best for a whole keep bonus, with a bound on what another choice of as many moves could gain.</remarks>
    public int? MaximumMoves { get; init => field = value is { } moves ? Guard.Against.Negative(moves) : null; }
}
