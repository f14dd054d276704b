namespace PeerLearning.Statistics;

/// <summary>The log-rank test of k groups, also stratified and with Peto and Peto's weights.</summary>
/// <remarks>Mantel (1966); Peto and Peto (1972) in the form of Harrington and Fleming (rho = 1: weights S(t-)). O(n + times of events x k^2), with strata O(n log n).</remarks>
internal static class LogRank
{
    /// <summary>Compares groups.</summary>
    /// <param name="times">Times since the start.</param>
    /// <param name="events">Whether the event happened then.</param>
    /// <param name="groups">The group of each person, from 0.</param>
    /// <param name="strata">The stratum of each person, any numbers; empty for none.</param>
    /// <param name="peto">Whether early events weigh more (Peto and Peto) or all the same (log-rank).</param>
    public static Measured<LogRankResult> Test(
        ReadOnlySpan<double> times, ReadOnlySpan<bool> events, ReadOnlySpan<int> groups, ReadOnlySpan<int> strata = default, bool peto = false)
    {
        int n = times.Length;
        Inputs.CheckSameLength(n, events.Length);
        Inputs.CheckSameLength(n, groups.Length);
        if (!strata.IsEmpty) Inputs.CheckSameLength(n, strata.Length);
        int count = 0;
        for (int i = 0; i < n; i++)
        {
            if (!(times[i] >= 0) || !Inputs.IsUsable(times[i])) return Undefined.OutOfRange($"Time {i} is not a finite number of at least 0.");
            Guard.Against.Negative(groups[i]);
            count = Math.Max(count, groups[i] + 1);
        }

        var order = Sort(times, strata);
        var totals = new Totals(count, peto);
        for (int first = 0; first < n;)
        {
            int last = first;
            while (last < n && (strata.IsEmpty || strata[order[last]] == strata[order[first]])) last++;
            totals.Add(times, events, groups, order.AsSpan(first, last - first));
            first = last;
        }

        return totals.Result();
    }

    private static int[] Sort(ReadOnlySpan<double> times, ReadOnlySpan<int> strata)
    {
        int[] order = TimeOrder.Of(times);
        if (strata.IsEmpty) return order;
        var strataKeys = new long[order.Length];
        for (int i = 0; i < order.Length; i++) strataKeys[i] = ((long)strata[order[i]] << 32) | (uint)i;
        Array.Sort(strataKeys, order);
        return order;
    }

    private sealed class Totals(int groups, bool peto)
    {
        private readonly double[] _observed = new double[groups];
        private readonly double[] _expected = new double[groups];
        private readonly double[,] _covariance = new double[groups, groups];

        public void Add(ReadOnlySpan<double> times, ReadOnlySpan<bool> events, ReadOnlySpan<int> people, ReadOnlySpan<int> order)
        {
            Span<int> atRisk = groups <= 64 ? stackalloc int[groups] : new int[groups];
            Span<int> deaths = groups <= 64 ? stackalloc int[groups] : new int[groups];
            Span<int> leaving = groups <= 64 ? stackalloc int[groups] : new int[groups];
            atRisk.Clear();
            foreach (int person in order) atRisk[people[person]]++;
            double survival = 1;
            for (int first = 0; first < order.Length;)
            {
                deaths.Clear();
                leaving.Clear();
                int died = 0, last = first;
                double time = times[order[first]];
                for (; last < order.Length && times[order[last]] == time; last++)
                {
                    int person = order[last], group = people[person];
                    leaving[group]++;
                    if (!events[person]) continue;
                    deaths[group]++;
                    died++;
                }

                int all = order.Length - first;
                if (died > 0)
                {
                    Step(atRisk, deaths, died, all, peto ? survival : 1);
                    survival = survival * (all - died) / all;
                }

                for (int group = 0; group < groups; group++) atRisk[group] -= leaving[group];
                first = last;
            }
        }

        private void Step(ReadOnlySpan<int> atRisk, ReadOnlySpan<int> deaths, int died, int all, double weight)
        {
            double spread = all > 1 ? weight * weight * died * (all - died) / (all - 1.0) : 0;
            for (int g = 0; g < groups; g++)
            {
                _observed[g] += weight * deaths[g];
                if (atRisk[g] == 0) continue;
                double share = (double)atRisk[g] / all;
                _expected[g] += weight * died * share;
                _covariance[g, g] += spread * share;
                for (int h = 0; h < groups; h++) _covariance[g, h] -= spread * share * atRisk[h] / all;
            }
        }

        public Measured<LogRankResult> Result()
        {
            if (_observed.Sum() == 0) return Undefined.NotInTheData("No event happened, so there is nothing to compare.");
            var used = Enumerable.Range(0, groups).Where(g => _expected[g] > 0).ToArray();
            if (used.Length < 2) return Undefined.TooFew(2, used.Length, "groups with people at risk");

            // One group's figure follows from the others': it is left out. Cholesky with a test for lost rank.
            int size = used.Length - 1, rank = 0;
            var root = new double[size, size];
            var solved = new double[size];
            double chiSquared = 0;
            for (int i = 0; i < size; i++)
            {
                double value = _observed[used[i + 1]] - _expected[used[i + 1]];
                double pivot = _covariance[used[i + 1], used[i + 1]];
                double scale = pivot;
                for (int j = 0; j < i; j++)
                {
                    if (root[j, j] == 0) continue;
                    double entry = _covariance[used[i + 1], used[j + 1]];
                    for (int k = 0; k < j; k++) entry -= root[i, k] * root[j, k];
                    root[i, j] = entry / root[j, j];
                    pivot -= root[i, j] * root[i, j];
                    value -= root[i, j] * solved[j];
                }

                if (!(pivot > 1e-12 * scale) || scale <= 0) continue;
                root[i, i] = Math.Sqrt(pivot);
                solved[i] = value / root[i, i];
                chiSquared += solved[i] * solved[i];
                rank++;
            }

            if (rank == 0) return Undefined.NoVariation("At every event only one group was at risk.");
            return new LogRankResult(_observed, _expected, chiSquared, rank, ChiSquared.Upper(chiSquared, rank));
        }
    }
}

/// <summary>Observed and expected (weighted) events per group, and the test.</summary>
internal sealed record LogRankResult(
    IReadOnlyList<double> Observed, IReadOnlyList<double> Expected, double ChiSquared, int DegreesOfFreedom, double P);
