using System.Runtime.CompilerServices;

namespace PeerLearning.Internal;

/// <summary>The clauses that the guard package lacks.</summary>
internal static class Guards
{
    public static double NotFinite(this IGuardClause guard, double input, [CallerArgumentExpression(nameof(input))] string? parameterName = null)
    {
        _ = guard;
        return double.IsFinite(input) ? input : throw new ArgumentOutOfRangeException(parameterName, input, "A finite number is needed.");
    }

    public static double OutOfUnitInterval(this IGuardClause guard, double input, [CallerArgumentExpression(nameof(input))] string? parameterName = null)
    {
        _ = guard;
        return input is >= 0 and <= 1 ? input : throw new ArgumentOutOfRangeException(parameterName, input, "A number from 0 to 1 is needed.");
    }

    /// <summary>A share whose odds are finite.</summary>
    public static double OutsideUnitInterval(this IGuardClause guard, double input, [CallerArgumentExpression(nameof(input))] string? parameterName = null)
    {
        _ = guard;
        return input is > 0 and < 1 ? input : throw new ArgumentOutOfRangeException(parameterName, input, "A number above 0 and below 1 is needed.");
    }

    public static double NotPositive(this IGuardClause guard, double input, [CallerArgumentExpression(nameof(input))] string? parameterName = null)
    {
        _ = guard;
        return input > 0 && double.IsFinite(input) ? input : throw new ArgumentOutOfRangeException(parameterName, input, "A positive finite number is needed.");
    }

    public static IReadOnlyList<T> Duplicates<T>(
        this IGuardClause guard, IReadOnlyList<T> input, [CallerArgumentExpression(nameof(input))] string? parameterName = null)
    {
        _ = guard;
        var seen = new HashSet<T>();
        foreach (var item in input)
        {
            if (!seen.Add(item)) throw new ArgumentException($"'{item}' stands there twice.", parameterName);
        }

        return input;
    }
}
