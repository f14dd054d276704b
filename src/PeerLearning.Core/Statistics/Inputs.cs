namespace PeerLearning.Statistics;

/// <summary>The checks that every statistic makes on its numbers, so that no NaN comes in and none goes out.</summary>
internal static class Inputs
{
    /// <summary>The reason why the values cannot be used, or null when all are finite.</summary>
    public static Undefined? NotFinite(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) return Undefined.OutOfRange($"Value {i} is not a finite number.");
        }

        return null;
    }

    /// <summary>A finite value, or the reason why there is none.</summary>
    public static Measured<double> Finite(double value, string otherwise) =>
        double.IsFinite(value) ? value : Undefined.OutOfRange(otherwise);

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
