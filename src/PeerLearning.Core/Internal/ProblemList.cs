namespace PeerLearning.Internal;

/// <summary>Collects the problems of one door.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    public int Count => _problems.Count;

    public bool HasErrors => _problems.Exists(problem => problem.Severity == ProblemSeverity.Error);

    public void Error(string code, string where, string what, string repair) =>
        _problems.Add(new Problem { Code = code, Where = where, What = what, Repair = repair });

    public void Warn(string code, string where, string what, string repair) =>
        _problems.Add(new Problem { Code = code, Where = where, What = what, Repair = repair, Severity = ProblemSeverity.Warning });

    public void AddRange(IEnumerable<Problem> problems) => _problems.AddRange(problems);

    public IReadOnlyList<Problem> ToList() => ValueList.Copy(_problems);

    /// <summary>Throws when there is an error.</summary>
    public void ThrowIfErrors()
    {
        if (HasErrors) throw new ProblemsException(ToList());
    }
}
