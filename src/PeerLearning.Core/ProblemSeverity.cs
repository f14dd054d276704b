namespace PeerLearning;

/// <summary>How much a <see cref="Problem"/> matters.</summary>
public enum ProblemSeverity
{
    /// <summary>The row cannot be used: it is left out, or the call refused.</summary>
    Error,

    /// <summary>The row is used as it stands, but somebody should look at it.</summary>
    Warning,
}
