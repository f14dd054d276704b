namespace PeerLearning.Statistics;

/// <summary>The p chart for proportions of varying size, with Laney's p' (2002) for more spread than binomial and exact limits for small groups.</summary>
internal static class ProportionChart
{
    public static Measured<ProportionChartResult> Of(ReadOnlySpan<int> counts, ReadOnlySpan<int> sizes)
    {
        Inputs.CheckSameLength(counts.Length, sizes.Length);
        long sum = 0, total = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if (sizes[i] < 1 || counts[i] < 0 || counts[i] > sizes[i]) return Undefined.OutOfRange($"Period {i} has {counts[i]} of {sizes[i]}.");
            sum += counts[i];
            total += sizes[i];
        }

        if (total == 0) return Undefined.TooFew(1, 0, "periods");
        double centre = (double)sum / total;
        var shares = new double[counts.Length];
        var limits = new Limits[counts.Length];
        var deviations = new double[counts.Length];
        var signals = new List<int>();
        for (int i = 0; i < counts.Length; i++)
        {
            shares[i] = (double)counts[i] / sizes[i];
            deviations[i] = Math.Sqrt(centre * (1 - centre) / sizes[i]);
            limits[i] = Around(centre, 3 * deviations[i]);
            if (deviations[i] > 0 && (shares[i] < limits[i].Lower || shares[i] > limits[i].Upper)) signals.Add(i);
        }

        return new ProportionChartResult(shares, centre, limits, signals, Laney(shares, centre, deviations));
    }

    /// <summary>Limits that chance alone crosses on each side with at most the chance of three sigmas, exact for any size.</summary>
    public static Limits Exact(double centre, int size)
    {
        const double Tail = 0.0013498980316300933;
        int low = BinomialDistribution.Quantile(Tail, size, centre);
        int high = size - BinomialDistribution.Quantile(Tail, size, 1 - centre);
        return new Limits((double)low / size, (double)high / size);
    }

    private static Measured<LaneyLimits> Laney(double[] shares, double centre, double[] deviations)
    {
        if (shares.Length < 2) return Undefined.TooFew(2, shares.Length, "periods");
        if (!(deviations[0] > 0)) return Undefined.NoVariation("All or none have succeeded in every period.");
        double ranges = 0;
        for (int i = 1; i < shares.Length; i++)
        {
            ranges += Math.Abs(((shares[i] - centre) / deviations[i]) - ((shares[i - 1] - centre) / deviations[i - 1]));
        }

        double sigma = ranges / (shares.Length - 1) / IndividualsChart.RangeToDeviation;
        return new LaneyLimits(sigma, Array.ConvertAll(deviations, deviation => Around(centre, 3 * deviation * sigma)));
    }

    private static Limits Around(double centre, double half) => new Limits(centre - half, centre + half).Within(0, 1);
}

/// <summary>The shares, their centre, the limits of each period, the periods outside, and Laney's limits.</summary>
internal sealed record ProportionChartResult(
    IReadOnlyList<double> Shares, double Centre, IReadOnlyList<Limits> Limits, IReadOnlyList<int> Signals, Measured<LaneyLimits> Laney);

/// <summary>The spread between periods in units of the binomial one, and the limits widened by it.</summary>
internal sealed record LaneyLimits(double SigmaZ, IReadOnlyList<Limits> Limits);
