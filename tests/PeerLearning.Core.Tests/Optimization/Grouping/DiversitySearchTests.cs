using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public sealed class DiversitySearchTests
{
    [Fact]
    public void A_scan_finds_the_first_exchange_that_passes_whatever_the_width_of_vectors()
    {
        var random = new SeededRandom(1);
        foreach (int groups in new[] { 2, 7, 20, 40 })
        {
            var instance = Instance(groups * 3, groups, 5, widen: 0);
            var state = new DiversityState(instance);
            new DiversityAnnealer(state, new SeededRandom(2)).Deal(instance.Lower);
            float[] noise = new float[state.Stride];
            for (int k = 0; k < noise.Length; k++) noise[k] = (float)random.NextDouble();
            for (int trial = 0; trial < 300; trial++)
            {
                int i = random.Next(instance.Count);
                int from = random.Next(instance.Count);
                float temperature = random.Next(3) * 40;

                int found = state.FirstSwap(i, from, 0.5f, temperature, noise, isReady: false);

                int expected = from;
                while (expected < instance.Count
                    && (state.Group[expected] == state.Group[i] || state.SwapGain(i, expected) < 0.5f - (temperature * noise[expected]))) expected++;
                Assert.Equal(expected < instance.Count ? expected : state.Stride, found);
            }
        }
    }

    [Fact]
    public void Gains_stay_true_through_exchanges_and_moves()
    {
        var instance = Instance(37, 4, 6, widen: 3);
        var state = new DiversityState(instance);
        var random = new SeededRandom(9);
        int[] group = [.. Enumerable.Range(0, 37).Select(i => i % 4)];
        state.Load(group);
        for (int step = 0; step < 500; step++)
        {
            int i = random.Next(37);
            int j = random.Next(37);
            if (group[i] == group[j]) continue;
            if (random.Next(2) == 0)
            {
                state.Swap(i, j, state.SwapGain(i, j));
                (group[i], group[j]) = (group[j], group[i]);
            }
            else
            {
                state.Move(i, group[j]);
                group[i] = group[j];
            }

            Assert.Equal(instance.Evaluate(group), state.Objective);
            Assert.Equal(group, state.Group.ToArray());
        }
    }

    [Fact]
    public void A_move_is_offered_when_the_groups_can_keep_or_exchange_their_ranges()
    {
        var random = new SeededRandom(3);
        foreach (int groups in new[] { 2, 5, 16, 17, 40 })
        {
            int[] lower = [.. Enumerable.Range(0, groups).Select(_ => 1 + random.Next(3))];
            int[] upper = [.. lower.Select(low => low + random.Next(3))];
            int count = (lower.Sum() + upper.Sum()) / 2;
            var instance = new DiversityInstance(count, (_, _) => random.Next(101), lower, upper);
            var state = new DiversityState(instance);
            new DiversityAnnealer(state, new SeededRandom(2)).Deal(SizePatterns.Best(count, lower, upper, size => -size * size, 1)[0]);
            int[] low = [.. lower];
            int[] high = [.. upper];
            float[] noise = [.. Enumerable.Range(0, state.Lanes).Select(_ => (float)random.NextDouble())];
            for (int trial = 0; trial < 400; trial++)
            {
                int i = random.Next(count);
                int a = state.Group[i];
                float temperature = random.Next(3) * 400;
                int[] sizes = state.Sizes.ToArray();

                int found = state.FirstMove(i, 0.5f, temperature, noise);

                int expected = Enumerable.Range(0, groups).FirstOrDefault(
                    b => b != a && (Keeps(b) || Exchanges(b)) && state.GainOf(i, b) >= 0.5f - (temperature * noise[b]), -1);
                Assert.Equal(expected, found);
                if (found < 0) continue;
                if (!Keeps(found)) (low[a], low[found], high[a], high[found]) = (low[found], low[a], high[found], high[a]);
                state.Move(i, found);
                int[] named = state.Named();
                for (int g = 0; g < groups; g++) Assert.InRange(named.Count(place => place == g), lower[g], upper[g]);
                Assert.Equal(instance.Evaluate(named), state.Objective);

                bool Keeps(int b) => sizes[a] - 1 >= low[a] && sizes[b] + 1 <= high[b];
                bool Exchanges(int b) => sizes[a] - 1 >= low[b] && sizes[a] - 1 <= high[b] && sizes[b] + 1 >= low[a] && sizes[b] + 1 <= high[a];
            }
        }
    }

    [Fact]
    public void The_search_reaches_proven_optima_and_keeps_sizes()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            int widen = (int)(seed % 2);
            var instance = Instance(11, 3, seed, widen);
            var model = new GroupingModel
            {
                Count = 11,
                Lower = instance.Lower,
                Upper = instance.Upper,
                Weights = [.. Enumerable.Range(0, 121).Select(k => instance.Weights[(k / 11 * instance.Stride) + (k % 11)])],
            };
            int[] exact = SubsetGrouping.Solve(new GroupingUnits(model), out _)!;

            var found = DiversitySearch.Solve(instance, seed, 20_000_000);

            Assert.True(found.Objective <= instance.Evaluate(exact));
            Assert.Equal(instance.Evaluate(found.Group), found.Objective);
            Assert.Equal(instance.Evaluate(exact), found.Objective);
            for (int g = 0; g < 3; g++) Assert.InRange(found.Group.Count(place => place == g), instance.Lower[g], instance.Upper[g]);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_grouping()
    {
        var instance = Instance(60, 5, 4, widen: 2);

        var first = DiversitySearch.Solve(instance, 3, 30_000_000);
        var second = DiversitySearch.Solve(instance, 3, 30_000_000);

        Assert.Equal(first.Group, second.Group);
        Assert.Equal(first.Work, second.Work);
    }

    [Fact]
    public void The_best_sizes_are_found_by_dynamic_programming()
    {
        var patterns = SizePatterns.Best(20, [2, 3, 4], [9, 8, 12], size => size * size, 3);

        Assert.Equal([2, 6, 12], patterns[0]);
        Assert.All(patterns, sizes => Assert.Equal(20, sizes.Sum()));
        Assert.True(patterns[0].Sum(size => size * size) > patterns[1].Sum(size => size * size));
    }

    private static DiversityInstance Instance(int count, int groups, ulong seed, int widen)
    {
        var random = new SeededRandom(seed);
        int[] even = [.. Enumerable.Range(0, groups).Select(g => (count / groups) + (g < count % groups ? 1 : 0))];
        return new DiversityInstance(count, (_, _) => random.Next(101), [.. even.Select(size => Math.Max(0, size - widen))], [.. even.Select(size => size + widen)]);
    }
}
