namespace PeerLearning.Statistics;

/// <summary>Is one learner's change more than measurement error (Jacobson and Truax, 1991)?</summary>
internal static class ReliableChange
{
    /// <summary>Judges a change from a scale's standard deviation and reliability.</summary>
    public static Measured<ReliableChangeResult> Of(double before, double after, double deviation, double reliability, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        if (!Inputs.IsUsable(before) || !Inputs.IsUsable(after)) return Undefined.OutOfRange("A measurement is not a finite number.");
        if (!(deviation >= 0) || !Inputs.IsUsable(deviation)) return Undefined.OutOfRange("The standard deviation is not a number of at least 0.");
        if (!(reliability >= 0 && reliability <= 1)) return Undefined.OutOfRange("The reliability is not between 0 and 1.");
        double error = deviation * Math.Sqrt(1 - reliability);
        double difference = error * Math.Sqrt(2);
        double z = NormalDistribution.Critical(level);
        return new ReliableChangeResult(
            error,
            difference,
            difference > 0 ? Inputs.Finite((after - before) / difference) : Undefined.NoVariation("Without measurement error the index has no unit."),
            z * difference,
            z);
    }
}

/// <summary>The error of measurement, that of a difference, the index, and the smallest change that can be detected.</summary>
internal sealed record ReliableChangeResult(
    double ErrorOfMeasurement, double ErrorOfDifference, Measured<double> Index, double SmallestDetectable, double Critical)
{
    public Measured<bool> IsReliable => Index.TryGet(out double index) ? Math.Abs(index) > Critical : Index.Undefined!;
}
