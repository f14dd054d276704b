namespace PeerLearning.Statistics;

/// <summary>Charts that remember: the tabular CUSUM (Page, 1954) and the EWMA with exact limits (Roberts, 1959; Lucas and Saccucci, 1990).</summary>
internal static class MemoryCharts
{
    /// <summary>The two-sided tabular CUSUM; <paramref name="k"/> and <paramref name="h"/> in sigmas, sums in the unit of the values.</summary>
    public static Measured<CusumResult> Cusum(ReadOnlySpan<double> values, double target, double sigma, double k, double h)
    {
        if (Inputs.NotFinite(values) is { } wrong) return wrong;
        if (!(sigma > 0) || !Inputs.IsUsable(sigma) || !Inputs.IsUsable(target) || !Inputs.IsUsable(k) || !Inputs.IsUsable(h)) return Undefined.OutOfRange("Sigma is positive, and all parameters are finite.");
        int n = values.Length;
        var result = new CusumResult(new double[n], new double[n], new int[n], new int[n], h * sigma, [], []);
        double plus = 0, minus = 0, slack = k * sigma;
        int runPlus = 0, runMinus = 0;
        for (int i = 0; i < n; i++)
        {
            plus = Math.Max(0, values[i] - (target + slack) + plus);
            minus = Math.Max(0, target - slack - values[i] + minus);
            runPlus = plus > 0 ? runPlus + 1 : 0;
            runMinus = minus > 0 ? runMinus + 1 : 0;
            (result.Plus[i], result.Minus[i], result.RunPlus[i], result.RunMinus[i]) = (plus, minus, runPlus, runMinus);
            if (plus > result.Limit) result.SignalsPlus.Add(i);
            if (minus > result.Limit) result.SignalsMinus.Add(i);
        }

        return result;
    }

    /// <summary>The EWMA with limits that widen with time.</summary>
    public static Measured<EwmaResult> Ewma(ReadOnlySpan<double> values, double target, double sigma, double lambda, double width)
    {
        if (Inputs.NotFinite(values) is { } wrong) return wrong;
        if (!(sigma >= 0) || !(lambda > 0 && lambda <= 1) || !(width > 0) || !Inputs.IsUsable(target) || !Inputs.IsUsable(sigma) || !Inputs.IsUsable(width))
        {
            return Undefined.OutOfRange("Needs sigma >= 0, 0 < lambda <= 1 and a positive width.");
        }

        var averages = new double[values.Length];
        var limits = new Limits[values.Length];
        var signals = new List<int>();
        double average = target, remembered = 1;
        double asymptotic = width * sigma * Math.Sqrt(lambda / (2 - lambda));
        for (int i = 0; i < values.Length; i++)
        {
            average = (lambda * values[i]) + ((1 - lambda) * average);
            remembered *= (1 - lambda) * (1 - lambda);
            double half = asymptotic * Math.Sqrt(1 - remembered);
            averages[i] = average;
            limits[i] = new Limits(target - half, target + half);
            if (average < limits[i].Lower || average > limits[i].Upper) signals.Add(i);
        }

        return new EwmaResult(averages, limits, signals, new Limits(target - asymptotic, target + asymptotic));
    }
}

/// <summary>The sums above and below, how long each has been positive, the limit, and where it was crossed.</summary>
internal sealed record CusumResult(
    double[] Plus, double[] Minus, int[] RunPlus, int[] RunMinus, double Limit, List<int> SignalsPlus, List<int> SignalsMinus);

/// <summary>The averages, their limits, where they were crossed, and the limits of the long run.</summary>
internal sealed record EwmaResult(
    IReadOnlyList<double> Averages, IReadOnlyList<Limits> Limits, IReadOnlyList<int> Signals, Limits Asymptotic);
