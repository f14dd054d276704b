namespace PeerLearning.Evaluation;

/// <summary>One case of an area: a name to select it by and the work that judges it.</summary>
/// <param name="Name">The path or name, such as <c>golden/progress/golden-ttests.json#welch</c>.</param>
/// <param name="Run">Runs the case; the runner measures seconds and allocated bytes around it unless the outcome brings its own.</param>
internal sealed record Case(string Name, Func<CaseOutcome> Run)
{
    /// <summary>A case whose data is not there.</summary>
    public static Case Skipped(string name, string reason) => new(name, () => new CaseOutcome { IsSkipped = true, Ok = true, Detail = reason });
}
