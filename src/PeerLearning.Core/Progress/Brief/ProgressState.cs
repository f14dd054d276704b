namespace PeerLearning.Progress;

/// <summary>What the control chart says about the cohort's pace.</summary>
public enum ProgressState
{
    /// <summary>Not enough periods to say anything.</summary>
    CannotSayYet,

    /// <summary>Common-cause variation only: no change.</summary>
    Steady,

    /// <summary>A change for the better that chance does not explain.</summary>
    Better,

    /// <summary>A change for the worse that chance does not explain.</summary>
    Worse,
}
