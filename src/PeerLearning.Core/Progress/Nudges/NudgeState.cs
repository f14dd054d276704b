namespace PeerLearning.Progress;

/// <summary>What is to happen with a learner's score in this brief.</summary>
public enum NudgeState
{
    /// <summary>No nudge.</summary>
    None,

    /// <summary>The nudge is new.</summary>
    Raised,

    /// <summary>The nudge was given earlier and is not over: the score has not come down to the clearing line yet.</summary>
    Open,

    /// <summary>The nudge was given earlier, and its owner asked for peace until a day that has not passed.</summary>
    Snoozed,

    /// <summary>The score asks for a nudge, but the owner already has as many with higher scores as they can act on.</summary>
    Waiting,

    /// <summary>The nudge was given earlier, and the score has come down: it is over.</summary>
    Cleared,
}
