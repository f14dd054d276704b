namespace PeerLearning.Progress;

/// <summary>How the programmes that points are fitted on are kept apart from those they are judged on.</summary>
public enum EvaluationSplit
{
    /// <summary>Fitted only on programmes that started before the judged one did.</summary>
    ByTime,

    /// <summary>Fitted on all programmes but the judged one.</summary>
    ByProgramme,
}
