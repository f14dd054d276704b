namespace PeerLearning.Statistics;

/// <summary>How far one uncertain level lies below another.</summary>
/// <param name="Gap">Required less current.</param>
/// <param name="StandardError">Of the difference of two independent estimates.</param>
/// <param name="Probability">That there is a gap at all, from the normal distribution; undefined when neither estimate states an error.</param>
/// <param name="Expected">The expected shortfall, the mean of max(0, gap).</param>
internal readonly record struct Shortfall(double Gap, double StandardError, Measured<double> Probability, double Expected)
{
    public static Shortfall Of(double current, double currentError, double required, double requiredError)
    {
        double gap = required - current, error = Math.Sqrt((currentError * currentError) + (requiredError * requiredError));
        if (error == 0) return new(gap, 0, Undefined.NoVariation("Neither level states an error."), Math.Max(0, gap));
        double z = gap / error, probability = NormalDistribution.Lower(z);
        return new(gap, error, probability, (gap * probability) + (error * NormalDistribution.Density(z)));
    }
}
