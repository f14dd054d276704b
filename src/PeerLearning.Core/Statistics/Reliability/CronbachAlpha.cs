namespace PeerLearning.Statistics;

/// <summary>Cronbach's alpha and its companions for a scale of several items.</summary>
/// <remarks>Cronbach (1951); interval of Feldt (1965); lambda-2 of Guttman (1945). Rows with a missing answer are left out whole.</remarks>
internal static class CronbachAlpha
{
    /// <summary>Judges a scale.</summary>
    /// <param name="answers">The answers, one respondent after the other.</param>
    /// <param name="items">The number of items.</param>
    public static AlphaResult Of(ReadOnlySpan<double> answers, int items)
    {
        if (items < 1 || answers.Length % items != 0) throw new ArgumentException($"{answers.Length} answers are no rows of {items} items.");
        int n = answers.Length / items;
        if (n < 2 || items < 2) return AlphaResult.None(n, items, n < 2 ? Undefined.TooFew(2, n, "complete respondents") : Undefined.TooFew(2, items, "items"));
        if (Inputs.NotFinite(answers) is { } wrong) return AlphaResult.None(n, items, wrong);
        var columns = new double[items][];
        for (int item = 0; item < items; item++)
        {
            columns[item] = new double[n];
            for (int row = 0; row < n; row++) columns[item][row] = answers[(row * items) + item];
        }

        var covariance = Covariances(columns, n);
        var deleted = new Measured<double>[items];
        var rest = new Measured<double>[items];
        var others = new double[n];
        for (int item = 0; item < items; item++)
        {
            deleted[item] = items > 2 ? Alpha(covariance, item) : Undefined.TooFew(3, items, "items to leave one out");
            Array.Clear(others);
            for (int other = 0; other < items; other++)
            {
                if (other == item) continue;
                for (int row = 0; row < n; row++) others[row] += columns[other][row];
            }

            rest[item] = Moments.Correlation(columns[item], others);
        }

        var interItem = MeanCorrelation(covariance);
        return new AlphaResult
        {
            Respondents = n,
            Items = items,
            Alpha = Alpha(covariance, -1),
            Standardised = interItem.TryGet(out double r) ? Standardise(items, r) : interItem.Undefined!,
            WithoutItem = deleted,
            ItemRest = rest,
            MeanInterItem = interItem,
            Lambda2 = Lambda2(covariance),
        };
    }

    private static double[,] Covariances(double[][] columns, int n)
    {
        int items = columns.Length;
        var covariance = new double[items, items];
        var means = new double[items];
        for (int i = 0; i < items; i++) means[i] = Moments.Mean(columns[i]);
        for (int i = 0; i < items; i++)
        {
            for (int j = i; j < items; j++)
            {
                double value = Moments.SumOfProducts(columns[i], means[i], columns[j], means[j]) / (n - 1);
                if (i == j && Moments.IsZero(value, means[i], 1)) value = 0;
                covariance[i, j] = covariance[j, i] = value;
            }
        }

        return covariance;
    }

    private static Measured<double> Alpha(double[,] covariance, int without)
    {
        int items = covariance.GetLength(0), k = without < 0 ? items : items - 1;
        double own = 0, shared = 0;
        for (int i = 0; i < items; i++)
        {
            if (i == without) continue;
            own += covariance[i, i];
            for (int j = i + 1; j < items; j++)
            {
                if (j != without) shared += 2 * covariance[i, j];
            }
        }

        double total = own + shared;
        return total > 1e-14 * own && total > 0
            ? k / (k - 1.0) * (shared / total)
            : Undefined.NoVariation("The scale's total does not vary.");
    }

    private static Measured<double> Standardise(int items, double r)
    {
        double scale = 1 + ((items - 1) * r);
        return Math.Abs(scale) > 1e-14 ? items * r / scale : Undefined.NoVariation("The standardised total does not vary.");
    }

    private static Measured<double> MeanCorrelation(double[,] covariance)
    {
        int items = covariance.GetLength(0);
        double sum = 0;
        for (int i = 0; i < items; i++)
        {
            if (!(covariance[i, i] > 0)) return Undefined.NoVariation("An item does not vary.");
            for (int j = 0; j < i; j++) sum += covariance[i, j] / Math.Sqrt(covariance[i, i]) / Math.Sqrt(covariance[j, j]);
        }

        return 2 * sum / (items * (items - 1.0));
    }

    private static Measured<double> Lambda2(double[,] covariance)
    {
        int items = covariance.GetLength(0);
        double own = 0, shared = 0, squares = 0;
        for (int i = 0; i < items; i++)
        {
            own += covariance[i, i];
            for (int j = 0; j < items; j++)
            {
                if (i == j) continue;
                shared += covariance[i, j];
                squares += covariance[i, j] * covariance[i, j];
            }
        }

        double total = own + shared;
        return total > 1e-14 * own && total > 0
            ? (shared + Math.Sqrt(items / (items - 1.0) * squares)) / total
            : Undefined.NoVariation("The scale's total does not vary.");
    }
}

/// <summary>What is known about a scale.</summary>
internal sealed record AlphaResult
{
    public required int Respondents { get; init; }

    public required int Items { get; init; }

    public required Measured<double> Alpha { get; init; }

    public required Measured<double> Standardised { get; init; }

    public required IReadOnlyList<Measured<double>> WithoutItem { get; init; }

    /// <summary>The correlation of each item with the sum of the others.</summary>
    public required IReadOnlyList<Measured<double>> ItemRest { get; init; }

    public required Measured<double> MeanInterItem { get; init; }

    public required Measured<double> Lambda2 { get; init; }

    /// <summary>Feldt's interval of alpha.</summary>
    public Measured<Limits> Feldt(double level = 0.95)
    {
        Inputs.CheckLevel(level);
        if (!Alpha.TryGet(out double alpha)) return Alpha.Undefined!;
        double tail = (1 - level) / 2, df1 = Respondents - 1, df2 = df1 * (Items - 1);
        return new Limits(
            1 - ((1 - alpha) * FDistribution.UpperQuantile(tail, df1, df2)),
            1 - ((1 - alpha) * FDistribution.Quantile(tail, df1, df2)));
    }

    internal static AlphaResult None(int respondents, int items, Undefined because)
    {
        var none = new Measured<double>[items];
        Array.Fill(none, because);
        return new AlphaResult
        {
            Respondents = respondents,
            Items = items,
            Alpha = because,
            Standardised = because,
            WithoutItem = none,
            ItemRest = none,
            MeanInterItem = because,
            Lambda2 = because,
        };
    }
}
