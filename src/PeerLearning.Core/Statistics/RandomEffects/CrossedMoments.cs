namespace PeerLearning.Statistics;

/// <summary>Variance components by moments, in one pass over the ratings: unbiased, and the start of everything finer.</summary>
internal static class CrossedMoments
{
    /// <summary>The U-statistics of Gao and Owen 2017 for one rater class and one residual class, with their three sums.</summary>
    public static Measured<GaoOwen> Of(int people, int raters, ReadOnlySpan<int> person, ReadOnlySpan<int> rater, ReadOnlySpan<double> y)
    {
        int n = y.Length;
        if (n < 3) return Undefined.TooFew(3, n, "ratings");
        double[] personSum = new double[people], raterSum = new double[raters], personCount = new double[people], raterCount = new double[raters];
        double mean = 0;
        foreach (double value in y) mean += value / n;
        if (!double.IsFinite(mean)) return Undefined.OutOfRange("A rating is not a finite number, or too large to add.");
        for (int k = 0; k < n; k++)
        {
            personSum[person[k]] += y[k] - mean;
            personCount[person[k]]++;
            raterSum[rater[k]] += y[k] - mean;
            raterCount[rater[k]]++;
        }

        double a = 0, b = 0, e = 0, personSquares = 0, raterSquares = 0;
        int usedPeople = 0, usedRaters = 0;
        for (int k = 0; k < n; k++)
        {
            double value = y[k] - mean, fromPerson = value - (personSum[person[k]] / personCount[person[k]]), fromRater = value - (raterSum[rater[k]] / raterCount[rater[k]]);
            a += fromPerson * fromPerson;
            b += fromRater * fromRater;
            e += value * value;
        }

        e *= n;
        foreach (double count in personCount)
        {
            personSquares += count * count;
            if (count > 0) usedPeople++;
        }

        foreach (double count in raterCount)
        {
            raterSquares += count * count;
            if (count > 0) usedRaters++;
        }

        // E Ua = (rater + residual)(N - R), E Ub = (person + residual)(N - C), E Ue = person (N² - sum n²) + rater (N² - sum n²) + residual (N² - N)
        double freeA = n - usedPeople, freeB = n - usedRaters;
        if (freeA <= 0) return Undefined.NotIdentifiable("Every person has one rating: raters and error cannot be told from persons.");
        if (freeB <= 0) return Undefined.NotIdentifiable("Every rater gave one rating: raters cannot be told from error.");
        double raterPlus = a / freeA, personPlus = b / freeB, all = (double)n * n;
        double top = e - (personPlus * (all - personSquares)) - (raterPlus * (all - raterSquares));
        double bottom = (all - n) - (all - personSquares) - (all - raterSquares);
        if (bottom == 0) return Undefined.NotIdentifiable("The design cannot tell the residual from persons and raters.");
        double residual = top / bottom;
        var result = new GaoOwen(personPlus - residual, raterPlus - residual, residual, a, b, e);
        return double.IsFinite(residual) ? result : Undefined.OutOfRange("The ratings are too large to square.");
    }

    /// <summary>
    /// Components of a model with several kinds: the products of two ratings of one person estimate the person variance, those of two ratings by one
    /// rater the rater variance, and the rest of each kind's variance is its residual. Estimates below a floor are raised to it.
    /// </summary>
    public static CrossedVariances Pairs(CrossedData data, double[] kindMeans, CrossedVariances fallback)
    {
        double personPairs = 0, personProducts = 0;
        double[] raterSum = new double[data.Raters], raterSquares = new double[data.Raters];
        int[] raterCount = new int[data.Raters];
        double[] squares = new double[data.Kinds.Length];
        double[] extra = new double[data.Kinds.Length];
        long[] counts = new long[data.Kinds.Length];
        double[] raterShare = new double[data.Kinds.Length * Math.Max(1, data.RaterClasses)];
        for (int i = 0; i < data.People; i++)
        {
            int from = data.Start[i], to = data.Start[i + 1];
            double sum = 0, square = 0;
            for (int k = from; k < to; k++)
            {
                int kind = data.Kind[k];
                double value = data.Y[k] - kindMeans[kind];
                sum += value;
                square += value * value;
                squares[kind] += value * value;
                counts[kind]++;
                if (data.Extra is not null) extra[kind] += data.Extra[k];
                int j = data.Rater[k];
                if (j < 0) continue;
                raterSum[j] += value;
                raterSquares[j] += value * value;
                raterCount[j]++;
                raterShare[(kind * data.RaterClasses) + data.RaterClass[j]]++;
            }

            int n = to - from;
            if (n < 2) continue;
            personProducts += ((sum * sum) - square) / (n - 1);
            personPairs += n;
        }

        double total = squares.Sum() / Math.Max(1, counts.Sum()), floor = Math.Max(total * 1e-3, 1e-12);
        double person = personPairs > 0 ? personProducts / personPairs : fallback.Person;
        double[] products = new double[data.RaterClasses], pairs = new double[data.RaterClasses];
        for (int j = 0; j < data.Raters; j++)
        {
            int n = raterCount[j];
            if (n < 2) continue;
            products[data.RaterClass[j]] += ((raterSum[j] * raterSum[j]) - raterSquares[j]) / (n - 1);
            pairs[data.RaterClass[j]] += n;
        }

        person = Math.Clamp(person, floor, Math.Max(floor, total));
        double[] rater = new double[data.RaterClasses];
        for (int c = 0; c < rater.Length; c++) rater[c] = pairs[c] > 0 ? Math.Clamp(products[c] / pairs[c], floor, Math.Max(floor, total)) : fallback.Rater[c];
        double[] residual = new double[data.ResidualClasses], weight = new double[data.ResidualClasses];
        for (int kind = 0; kind < data.Kinds.Length; kind++)
        {
            double rest = squares[kind] - (counts[kind] * person) - extra[kind];
            for (int c = 0; c < data.RaterClasses; c++) rest -= raterShare[(kind * data.RaterClasses) + c] * rater[c];
            residual[data.Kinds[kind].ResidualClass] += rest;
            weight[data.Kinds[kind].ResidualClass] += counts[kind];
        }

        for (int c = 0; c < residual.Length; c++) residual[c] = weight[c] > 0 ? Math.Max(residual[c] / weight[c], 10 * floor) : fallback.Residual[c];
        return new CrossedVariances(person, rater, residual);
    }
}

/// <summary>Moment estimates, negative ones too, with the sums they come from.</summary>
internal readonly record struct GaoOwen(double Person, double Rater, double Residual, double WithinPersons, double WithinRaters, double Total);
