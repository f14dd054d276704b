namespace PeerLearning.Statistics;

/// <summary>One label that a rater gave to an item; a rater may label an item more than once.</summary>
internal readonly record struct Label(int Item, int Rater, int Class);

/// <summary>True classes and error rates of raters from labels, by expectation-maximisation. Dawid and Skene 1979.</summary>
internal sealed record DawidSkene(double[] Prevalence, double[][][] ErrorRates, double[][] Posterior, double LogLikelihood, int Steps)
{
    /// <param name="labels">The labels.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="raters">The number of raters.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="pseudoCount">Added to every cell of every rater's table, so that no error rate is exactly 0; 0 for the published estimator.</param>
    /// <param name="mostSteps">The most steps.</param>
    /// <param name="tolerance">The change of the log-likelihood, relative above 1, at which to stop.</param>
    public static Measured<DawidSkene> Fit(
        IReadOnlyList<Label> labels, int items, int raters, int classes, double pseudoCount = 0, int mostSteps = 1000, double tolerance = 1e-13)
    {
        if (labels.Count == 0) return Undefined.TooFew(1, 0, "labels");
        if (classes < 2) return Undefined.NoVariation("There is one class only.");
        double[] posterior = new double[items * classes], prevalence = new double[classes], rates = new double[raters * classes * classes];
        int[] given = new int[items];
        foreach (var label in labels)
        {
            if ((uint)label.Class >= (uint)classes) return Undefined.OutOfRange("A label is not one of the classes.");
            posterior[(label.Item * classes) + label.Class]++;
            given[label.Item]++;
        }

        int labelled = 0;
        for (int i = 0; i < items; i++)
        {
            if (given[i] > 0) labelled++;
            for (int c = 0; c < classes; c++) posterior[(i * classes) + c] = given[i] > 0 ? posterior[(i * classes) + c] / given[i] : 0;
        }

        double last = double.NegativeInfinity, log = 0;
        int step = 0;
        double[] logPrevalence = new double[classes], logRates = new double[rates.Length], table = new double[items * classes];
        while (step < mostSteps)
        {
            step++;
            Maximise();
            log = Expect();
            if (Math.Abs(log - last) <= tolerance * Math.Max(1, Math.Abs(log))) break;
            last = log;
        }

        double[][][] errorRates = new double[raters][][];
        for (int r = 0; r < raters; r++)
        {
            errorRates[r] = new double[classes][];
            for (int c = 0; c < classes; c++) errorRates[r][c] = rates.AsSpan(((r * classes) + c) * classes, classes).ToArray();
        }

        double[][] rows = new double[items][];
        for (int i = 0; i < items; i++) rows[i] = given[i] > 0 ? posterior.AsSpan(i * classes, classes).ToArray() : [.. prevalence];
        return new DawidSkene(prevalence, errorRates, rows, log, step);

        void Maximise()
        {
            Array.Clear(prevalence);
            Array.Fill(rates, pseudoCount);
            for (int i = 0; i < items; i++)
            {
                if (given[i] == 0) continue;
                for (int c = 0; c < classes; c++) prevalence[c] += posterior[(i * classes) + c] / labelled;
            }

            foreach (var label in labels)
            {
                for (int c = 0; c < classes; c++) rates[(((label.Rater * classes) + c) * classes) + label.Class] += posterior[(label.Item * classes) + c];
            }

            for (int row = 0; row < raters * classes; row++)
            {
                var cells = rates.AsSpan(row * classes, classes);
                double sum = 0;
                foreach (double cell in cells) sum += cell;
                for (int c = 0; c < classes; c++) cells[c] = sum > 0 ? cells[c] / sum : 0;
            }

            for (int c = 0; c < classes; c++) logPrevalence[c] = Math.Log(prevalence[c]);
            for (int k = 0; k < rates.Length; k++) logRates[k] = Math.Log(rates[k]);
        }

        double Expect()
        {
            for (int i = 0; i < items; i++) logPrevalence.CopyTo(table.AsSpan(i * classes, classes));
            foreach (var label in labels)
            {
                for (int c = 0; c < classes; c++) table[(label.Item * classes) + c] += logRates[(((label.Rater * classes) + c) * classes) + label.Class];
            }

            double total = 0;
            for (int i = 0; i < items; i++)
            {
                if (given[i] == 0) continue;
                var cells = table.AsSpan(i * classes, classes);
                double top = double.NegativeInfinity, sum = 0;
                foreach (double cell in cells) top = Math.Max(top, cell);
                foreach (double cell in cells) sum += Math.Exp(cell - top);
                total += top + Math.Log(sum);
                for (int c = 0; c < classes; c++) posterior[(i * classes) + c] = Math.Exp(cells[c] - top) / sum;
            }

            return total;
        }
    }
}
