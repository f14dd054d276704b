namespace PeerLearning.Statistics;

/// <summary>Kendall's coefficient of concordance W with ties, its chi-square and its permutation p. Kendall and Babington Smith 1939; Siegel and Castellan 1988.</summary>
/// <remarks>The p value is the chi-square approximation, which is poor for few judges; <see cref="PermutationP"/> is exact. The mean Spearman is (k W - 1) / (k - 1).</remarks>
internal sealed record KendallConcordance(double W, double WithoutTieCorrection, double ChiSquare, int DegreesOfFreedom, double PValue, double MeanSpearman)
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(int Judges, int Items), double[]> Untied = new();

    /// <summary>The most permutations that are enumerated: three judges with six items.</summary>
    public const long MostPermutations = 518_400;

    public static Measured<KendallConcordance> Of(double[][] ranks)
    {
        if (ranks.Length < 2) return Undefined.TooFew(2, ranks.Length, "judges");
        int k = ranks.Length, m = ranks[0].Length;
        if (m < 2) return Undefined.TooFew(2, m, "items");
        double ties = 0;
        foreach (double[] ranking in ranks)
        {
            if (ranking.Length != m) return Undefined.OutOfRange("The judges ranked different numbers of items.");
            if (!DecisionTable.AllFinite(ranking)) return Undefined.OutOfRange("A rank is not a finite number.");
            foreach (var group in ranking.GroupBy(rank => rank))
            {
                double t = group.Count();
                ties += (t * t * t) - t;
            }
        }

        double squares = Squares(ranks);
        double full = (double)k * k * (((double)m * m * m) - m), corrected = full - (k * ties);
        if (corrected <= 0) return Undefined.NoVariation("Every judge ties all items.");
        double w = 12 * squares / corrected;
        double chi = k * (m - 1) * w;
        double p = MathNet.Numerics.SpecialFunctions.GammaUpperRegularized((m - 1) / 2.0, chi / 2);
        if (!double.IsFinite(w) || !double.IsFinite(p)) return Undefined.OutOfRange("The ranks are too large to compute with.");
        return new KendallConcordance(w, 12 * squares / full, chi, m - 1, p, ((k * w) - 1) / (k - 1));
    }

    /// <summary>The number of permutations that an exact p looks at: (m!)^(k-1), the first judge fixed.</summary>
    public static double Permutations(int judges, int items)
    {
        double factorial = 1;
        for (int i = 2; i <= items; i++) factorial *= i;
        return Math.Pow(factorial, judges - 1);
    }

    /// <summary>The share of permutations that agree at least as much: every one of them when there are few, otherwise seeded draws with their standard error.</summary>
    public static (double P, double StandardError, bool IsExact) PermutationP(double[][] ranks, int draws = 20_000, ulong seed = 1)
    {
        int k = ranks.Length, m = ranks[0].Length;
        double observed = Squares(ranks) - 1e-9;
        if (Permutations(k, m) <= MostPermutations && Array.TrueForAll(ranks, IsUntied))
        {
            // Without ties the null distribution depends on the numbers of judges and items only, and is a constant.
            double[] distribution = Untied.GetOrAdd((k, m), static size => Distribution(size.Judges, size.Items));
            int at = Array.BinarySearch(distribution, observed);
            if (at < 0) at = ~at;
            while (at > 0 && distribution[at - 1] >= observed) at--;
            return ((distribution.Length - at) / (double)distribution.Length, 0, true);
        }

        if (Permutations(k, m) <= MostPermutations)
        {
            long atLeast = 0, all = 0;
            double[] sums = [.. ranks[0]];
            var orders = AllOrders(m);
            Recurse(1, sums);
            return (atLeast / (double)all, 0, true);

            void Recurse(int judge, double[] partial)
            {
                if (judge == k)
                {
                    all++;
                    if (SquaresOf(partial) >= observed) atLeast++;
                    return;
                }

                double[] next = new double[m];
                foreach (int[] order in orders)
                {
                    for (int i = 0; i < m; i++) next[i] = partial[i] + ranks[judge][order[i]];
                    Recurse(judge + 1, next);
                }
            }
        }

        var random = new SeededRandom(seed);
        double[][] shuffled = [.. ranks.Select(ranking => ranking.ToArray())];
        int hits = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            for (int judge = 1; judge < k; judge++) random.Shuffle<double>(shuffled[judge]);
            if (Squares(shuffled) >= observed) hits++;
        }

        // The observed arrangement counts as one of the draws, so that p is never 0 (Phipson and Smyth 2010).
        double p = (hits + 1.0) / (draws + 1.0);
        return (p, Math.Sqrt(p * (1 - p) / draws), false);
    }

    private static bool IsUntied(double[] ranking)
    {
        for (int rank = 1; rank <= ranking.Length; rank++)
        {
            if (Array.IndexOf(ranking, rank) < 0) return false;
        }

        return true;
    }

    /// <summary>The sum of squares of every permutation, sorted.</summary>
    private static double[] Distribution(int judges, int items)
    {
        var orders = AllOrders(items);
        double[] all = new double[(int)Permutations(judges, items)];
        int at = 0;
        Recurse(1, [.. Enumerable.Range(1, items).Select(rank => (double)rank)]);
        Array.Sort(all);
        return all;

        void Recurse(int judge, double[] partial)
        {
            if (judge == judges)
            {
                all[at++] = SquaresOf(partial);
                return;
            }

            double[] next = new double[items];
            foreach (int[] order in orders)
            {
                for (int i = 0; i < items; i++) next[i] = partial[i] + order[i] + 1;
                Recurse(judge + 1, next);
            }
        }
    }

    private static double Squares(double[][] ranks)
    {
        double[] sums = new double[ranks[0].Length];
        foreach (double[] ranking in ranks)
        {
            for (int i = 0; i < sums.Length; i++) sums[i] += ranking[i];
        }

        return SquaresOf(sums);
    }

    private static double SquaresOf(double[] sums)
    {
        double mean = 0, squares = 0;
        foreach (double sum in sums) mean += sum;
        mean /= sums.Length;
        foreach (double sum in sums) squares += (sum - mean) * (sum - mean);
        return squares;
    }

    private static List<int[]> AllOrders(int m)
    {
        var orders = new List<int[]>();
        int[] order = [.. Enumerable.Range(0, m)];
        Permute(0);
        return orders;

        void Permute(int at)
        {
            if (at == m)
            {
                orders.Add([.. order]);
                return;
            }

            for (int i = at; i < m; i++)
            {
                (order[at], order[i]) = (order[i], order[at]);
                Permute(at + 1);
                (order[at], order[i]) = (order[i], order[at]);
            }
        }
    }
}
