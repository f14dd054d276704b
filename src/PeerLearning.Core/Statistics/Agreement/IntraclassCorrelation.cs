namespace PeerLearning.Statistics;

/// <summary>
/// The six intraclass correlations of Shrout and Fleiss 1979, with intervals (McGraw and Wong 1996), from mean squares.
/// Estimates are reported as they are, negative ones too.
/// </summary>
internal sealed record IntraclassCorrelation
{
    public required double BetweenTargets { get; init; }

    public required double BetweenRaters { get; init; }

    public required double Residual { get; init; }

    public required double WithinTargets { get; init; }

    /// <summary>One-way random, single and average.</summary>
    public required IccForm OneWay { get; init; }

    public required IccForm OneWayAverage { get; init; }

    /// <summary>Two-way random, absolute agreement.</summary>
    public required IccForm TwoWayRandom { get; init; }

    public required IccForm TwoWayRandomAverage { get; init; }

    /// <summary>Two-way mixed, consistency.</summary>
    public required IccForm TwoWayMixed { get; init; }

    public required IccForm TwoWayMixedAverage { get; init; }

    /// <summary>From a complete table of targets by raters.</summary>
    public static Measured<IntraclassCorrelation> Of(double[][] ratings, double confidence = 0.95)
    {
        int n = ratings.Length;
        if (n < 2) return Undefined.TooFew(2, n, "targets");
        int k = ratings[0].Length;
        if (k < 2) return Undefined.TooFew(2, k, "raters");
        double grand = 0;
        double[] rowMeans = new double[n], columnMeans = new double[k];
        for (int i = 0; i < n; i++)
        {
            if (ratings[i].Length != k) return Undefined.NotInTheData("Some targets lack ratings: use the variance components.");
            for (int j = 0; j < k; j++)
            {
                double value = ratings[i][j];
                if (!double.IsFinite(value)) return Undefined.OutOfRange("A rating is not a finite number.");
                rowMeans[i] += value / k;
                columnMeans[j] += value / n;
                grand += value / n / k;
            }
        }

        double rows = 0, columns = 0, within = 0, residual = 0;
        for (int i = 0; i < n; i++)
        {
            rows += k * (rowMeans[i] - grand) * (rowMeans[i] - grand);
            for (int j = 0; j < k; j++)
            {
                double inside = ratings[i][j] - rowMeans[i], rest = inside - columnMeans[j] + grand;
                within += inside * inside;
                residual += rest * rest;
            }
        }

        for (int j = 0; j < k; j++) columns += n * (columnMeans[j] - grand) * (columnMeans[j] - grand);
        double total = rows + within;
        if (!double.IsFinite(total)) return Undefined.OutOfRange("The ratings are too large to square.");
        if (total <= 1e-28 * Math.Max(1, grand * grand) * n * k) return Undefined.NoVariation("All ratings are equal.");
        double msr = rows / (n - 1), msc = columns / (k - 1), mse = residual / ((n - 1.0) * (k - 1)), msw = within / (n * (k - 1.0));
        if (mse <= 1e-28 * total) mse = 0;
        if (msw <= 1e-28 * total) msw = 0;
        return From(n, k, msr, msc, mse, msw, confidence);
    }

    private static IntraclassCorrelation From(int n, int k, double msr, double msc, double mse, double msw, double confidence)
    {
        double upper = (1 + confidence) / 2;
        double one = Ratio(msr - msw, msr + ((k - 1) * msw)), oneK = Ratio(msr - msw, msr);
        double two = Ratio(msr - mse, msr + ((k - 1) * mse) + (k * (msc - mse) / n)), twoK = Ratio(msr - mse, msr + ((msc - mse) / n));
        double three = Ratio(msr - mse, msr + ((k - 1) * mse)), threeK = Ratio(msr - mse, msr);

        var oneBounds = FBounds(msr, msw, n - 1, n * (k - 1.0));
        var threeBounds = FBounds(msr, mse, n - 1, (n - 1.0) * (k - 1));
        Measured<Limits> twoBounds = TwoWayBounds();
        return new IntraclassCorrelation
        {
            BetweenTargets = msr,
            BetweenRaters = msc,
            Residual = mse,
            WithinTargets = msw,
            OneWay = Form(one, Single(oneBounds)),
            OneWayAverage = Form(oneK, Average(oneBounds)),
            TwoWayRandom = Form(two, twoBounds),
            TwoWayRandomAverage = Form(twoK, SteppedUp(twoBounds)),
            TwoWayMixed = Form(three, Single(threeBounds)),
            TwoWayMixedAverage = Form(threeK, Average(threeBounds)),
        };

        // F ratios at both ends; an infinite ratio (no error at all) is the value 1.
        (double Low, double High) FBounds(double top, double bottom, double df1, double df2)
        {
            if (bottom == 0) return (double.PositiveInfinity, double.PositiveInfinity);
            double f = top / bottom;
            return (f / FDistribution.Quantile(upper, df1, df2), f * FDistribution.Quantile(upper, df2, df1));
        }

        Measured<Limits> Single((double Low, double High) f) => new Limits(SingleOf(f.Low), SingleOf(f.High));
        double SingleOf(double f) => double.IsInfinity(f) ? 1 : (f - 1) / (f + k - 1);
        Measured<Limits> Average((double Low, double High) f) =>
            f.Low <= 0 ? Undefined.OutOfRange("The targets do not differ: the interval of the average has no lower end.") : new Limits(1 - (1 / f.Low), 1 - (1 / f.High));

        Measured<Limits> TwoWayBounds()
        {
            if (mse == 0 && msc == 0) return new Limits(1, 1);
            if (mse == 0) return Undefined.NoVariation("There is no residual: the interval cannot be computed.");
            double fj = msc / mse;
            double vn = (k - 1.0) * (n - 1) * Square((k * two * fj) + (n * (1 + ((k - 1) * two))) - (k * two));
            double vd = ((n - 1.0) * k * k * two * two * fj * fj) + Square((n * (1 + ((k - 1) * two))) - (k * two));
            double v = vn / vd;
            if (!(v > 0) || !double.IsFinite(v)) return Undefined.OutOfRange("The degrees of freedom of the interval are not positive.");
            double fUp = FDistribution.Quantile(upper, n - 1, v), fLow = FDistribution.Quantile(upper, v, n - 1);
            double shared = (k * msc) + (((double)k * n - k - n) * mse);
            double low = n * (msr - (fUp * mse)) / ((fUp * shared) + (n * msr));
            double high = n * ((fLow * msr) - mse) / (shared + (n * fLow * msr));
            return double.IsFinite(low) && double.IsFinite(high) ? new Limits(low, high) : Undefined.OutOfRange("The interval is not finite.");
        }

        Measured<Limits> SteppedUp(Measured<Limits> single)
        {
            if (!single.TryGet(out var bounds)) return single;
            double low = 1 + (bounds.Lower * (k - 1)), high = 1 + (bounds.Upper * (k - 1));
            return low > 0 && high > 0
                ? new Limits(bounds.Lower * k / low, bounds.Upper * k / high)
                : Undefined.OutOfRange("The single-rater interval reaches where the average of raters has no meaning.");
        }

        static double Square(double x) => x * x;
        static double Ratio(double top, double bottom) => bottom == 0 ? (top == 0 ? 0 : double.NaN) : top / bottom;
        static IccForm Form(double value, Measured<Limits> bounds) =>
            new(double.IsFinite(value) ? value : Undefined.NoVariation("The mean squares cancel."), bounds);
    }
}

/// <summary>One form of the intraclass correlation.</summary>
internal readonly record struct IccForm(Measured<double> Value, Measured<Limits> Interval);
