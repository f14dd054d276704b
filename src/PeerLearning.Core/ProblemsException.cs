namespace PeerLearning;

/// <summary>Thrown when input has problems and the caller asked for all of it or nothing.</summary>
/// <remarks>Every <c>Create</c> that throws this has a <c>TryCreate</c> that returns the same list instead.</remarks>
public sealed class ProblemsException : Exception
{
    /// <summary>Initialises the exception with the problems that were found.</summary>
    /// <param name="problems">All problems, in the order of the input.</param>
    /// <exception cref="ArgumentNullException"><paramref name="problems"/> is null.</exception>
    public ProblemsException(IReadOnlyList<Problem> problems)
        : base(Summarise(Guard.Against.Null(problems)))
    {
        Problems = ValueList.Copy(problems);
    }

    /// <summary>All problems, in the order of the input.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    private static string Summarise(IReadOnlyList<Problem> problems)
    {
        const int Shown = 5;
        var lines = problems.Take(Shown).Select(problem => problem.ToString());
        string rest = problems.Count > Shown ? $"{Environment.NewLine}(+{problems.Count - Shown} more)" : "";
        return $"{problems.Count} problem(s) in the input:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}{rest}";
    }
}
