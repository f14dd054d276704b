using System.Runtime.CompilerServices;

namespace PeerLearning.Progress;

/// <summary>Weeks of a programme as options name them.</summary>
internal static class ProgramWeeks
{
    /// <summary>Each week once, in order; there is at least one, and they count from 1.</summary>
    public static ValueList<int> Checked(IReadOnlyList<int> weeks, [CallerArgumentExpression(nameof(weeks))] string? parameterName = null)
    {
        Guard.Against.NullOrEmpty(weeks, parameterName);
        foreach (int week in weeks) Guard.Against.NegativeOrZero(week, parameterName);
        return ValueList.Copy(weeks.Distinct().Order());
    }
}
