namespace PeerLearning.Progress;

/// <summary>Something that the learner could do now, and the score that it would leave, computed by scoring again.</summary>
public sealed record NudgeRemedy
{
    /// <summary>What to do, with its figures.</summary>
    public required Reason Action { get; init; }

    /// <summary>The score afterwards, everything else unchanged.</summary>
    public required int ScoreAfter { get; init; }

    /// <summary>Whether that alone clears the nudge.</summary>
    public required bool Clears { get; init; }
}
