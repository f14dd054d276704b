namespace PeerLearning.Statistics;

/// <summary>The checks that every statistic makes on its numbers, so that no NaN comes in and none goes out.</summary>
internal static class Inputs
{
    // Squares and products of larger numbers leave the range of a double.
    private const double Largest = 1e100;

    /// <summary>Whether a number can be computed with: finite, and not so large that its square is not.</summary>
    public static bool IsUsable(double value) => Math.Abs(value) <= Largest;

    /// <summary>The reason why the values cannot be used, or null when all can.</summary>
    public static Undefined? NotFinite(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!IsUsable(values[i])) return Undefined.OutOfRange($"Value {i} is not a finite number, or too large to compute with.");
        }

        return null;
    }

    /// <summary>A quotient, or the reason why there is none: a tiny divisor can take it out of the range of a double.</summary>
    public static Measured<double> Finite(double value) =>
        double.IsFinite(value) ? value : Undefined.OutOfRange("The figure is too large for a number: what it is divided by is nearly zero.");

    /// <summary>Refuses a confidence level that is none; levels come from options, so this is misuse.</summary>
    public static void CheckLevel(double level)
    {
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A level between 0 and 1 is needed.");
    }

    public static void CheckSameLength(int first, int second)
    {
        if (first != second) throw new ArgumentException($"The series have {first} and {second} values.");
    }
}
