namespace PeerLearning.Evaluation.Areas;

/// <summary>One field of claims that the runner can check: finds its cases in a data folder or generates them, and runs them one by one.</summary>
internal interface IArea
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>The cases, found by format; lazily, so that the runner can show progress.</summary>
    IEnumerable<Case> Cases(EvaluationOptions options);
}
