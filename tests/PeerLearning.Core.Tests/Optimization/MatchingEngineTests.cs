using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public class MatchingEngineTests
{
    [Fact]
    public void Weighted_matchings_agree_with_brute_force_and_their_dual_values_prove_them()
    {
        var random = new SeededRandom(11);
        for (int t = 0; t < 6000; t++)
        {
            int n = random.Next(9) + 2, range = random.Next(3) == 0 ? 3 : random.Next(2) == 0 ? 20 : 1000, density = random.Next(100);
            List<int> first = [], second = [];
            List<long> weight = [];
            long[,] table = new long[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++)
                {
                    if (random.Next(100) > density) continue;
                    first.Add(i);
                    second.Add(j);
                    weight.Add(random.Next(range));
                    table[i, j] = table[j, i] = weight[^1] + 1;
                }
            }

            var solution = GeneralMatching.Solve(n, [.. first], [.. second], [.. weight]);
            long[] best = new long[1 << n];
            for (int set = 1; set < 1 << n; set++)
            {
                int i = System.Numerics.BitOperations.TrailingZeroCount(set), rest = set & ~(1 << i);
                best[set] = best[rest];
                for (int j = i + 1; j < n; j++)
                {
                    if ((rest >> j & 1) != 0 && table[i, j] > 0) best[set] = Math.Max(best[set], best[rest & ~(1 << j)] + table[i, j] - 1);
                }
            }

            Assert.Equal(best[^1], solution.Total);
            Proves(n, first, second, weight, solution);
        }
    }

    [Fact]
    public void Pricing_proves_the_matching_on_the_complete_graph()
    {
        var random = new SeededRandom(4);
        for (int t = 0; t < 25; t++)
        {
            int n = 60 + random.Next(60), range = t % 2 == 0 ? 100 : 100_000;
            int[] weight = new int[n * n];
            List<int> first = [], second = [];
            List<long> all = [];
            for (int i = 0; i < n; i++)
            {
                weight[(i * n) + i] = -1;
                for (int j = i + 1; j < n; j++)
                {
                    int w = random.Next(4) == 0 ? -1 : random.Next(range);
                    weight[(i * n) + j] = weight[(j * n) + i] = w;
                    if (w < 0) continue;
                    first.Add(i);
                    second.Add(j);
                    all.Add(w + ((long)range * n));
                }
            }

            var solution = PairMatching.Solve(n, weight, (long)range * n);
            Proves(n, first, second, all, solution);
        }
    }

    private static void Proves(int n, List<int> first, List<int> second, List<long> weight, GeneralMatching.Solution solution)
    {
        long twice = solution.TwiceDual.Sum(), total = 0;
        foreach (var (members, dual) in solution.Blossoms)
        {
            Assert.True(members.Length % 2 == 1 && dual > 0);
            twice += 2 * dual * (members.Length / 2);
        }

        for (int v = 0; v < n; v++)
        {
            Assert.True(solution.TwiceDual[v] >= 0);
            if (solution.Mate[v] >= 0) Assert.Equal(v, solution.Mate[solution.Mate[v]]);
        }

        for (int k = 0; k < weight.Count; k++)
        {
            long slack = solution.TwiceDual[first[k]] + solution.TwiceDual[second[k]] - (2 * weight[k]);
            foreach (var (members, dual) in solution.Blossoms)
            {
                if (Array.BinarySearch(members, first[k]) >= 0 && Array.BinarySearch(members, second[k]) >= 0) slack += 2 * dual;
            }

            Assert.True(slack >= 0);
            if (solution.Mate[first[k]] == second[k]) total += weight[k];
        }

        Assert.Equal(total, solution.Total);
        Assert.Equal(2 * total, twice);
    }

    [Fact]
    public void Stable_strongly_stable_and_super_stable_matchings_with_ties_agree_with_brute_force()
    {
        for (int seed = 0; seed < 4_000; seed++) Assert.Null(StableMarkets.Try(seed));
    }

    [Fact]
    public void Student_project_allocation_is_stable_and_best_for_every_student_or_every_lecturer()
    {
        var random = new SeededRandom(13);
        for (int t = 0; t < 1500; t++)
        {
            int students = random.Next(4) + 1, projects = random.Next(4) + 1, lecturers = random.Next(3) + 1;
            int[] group = new int[projects], capacity = new int[projects], groupCapacity = new int[lecturers], start = new int[students + 1];
            for (int p = 0; p < projects; p++) (group[p], capacity[p]) = (random.Next(lecturers), random.Next(3));
            for (int g = 0; g < lecturers; g++) groupCapacity[g] = random.Next(3);

            // A lecturer ranks students strictly, whichever the project.
            int[][] order = new int[lecturers][];
            for (int g = 0; g < lecturers; g++)
            {
                order[g] = [.. Enumerable.Range(0, students)];
                random.Shuffle<int>(order[g]);
            }

            List<int> to = [], leftRank = [], rightRank = [];
            for (int i = 0; i < students; i++)
            {
                int[] shuffled = [.. Enumerable.Range(0, projects)];
                random.Shuffle<int>(shuffled);
                for (int p = 0; p < projects; p++)
                {
                    if (random.Next(4) == 0) continue;
                    to.Add(p);
                    leftRank.Add(Array.IndexOf(shuffled, p));
                    rightRank.Add(order[group[p]][i]);
                }

                start[i + 1] = to.Count;
            }

            var market = new StableGraph
            {
                LeftCount = students,
                RightCount = projects,
                Start = start,
                To = [.. to],
                LeftRank = [.. leftRank],
                RightRank = [.. rightRank],
                Capacity = capacity,
                Group = group,
                GroupCapacity = groupCapacity,
            };
            int[] found = DeferredAcceptance.LeftOptimal(market), current = new int[students], best = [.. Enumerable.Repeat(int.MaxValue, students)], worst = new int[students], offered = StudentProjects.LecturerOptimal(market);
            Try(0);
            for (int i = 0; i < students; i++) Assert.Equal((t, best[i]), (t, found[i] < 0 ? int.MaxValue : leftRank[found[i]]));

            // What is best for all lecturers is worst for all students.
            for (int i = 0; i < students; i++) Assert.Equal((t, worst[i]), (t, offered[i] < 0 ? int.MaxValue : leftRank[offered[i]]));

            void Try(int i)
            {
                if (i == students)
                {
                    if (!IsStable(current)) return;
                    for (int k = 0; k < students; k++)
                    {
                        int rank = current[k] < 0 ? int.MaxValue : leftRank[current[k]];
                        best[k] = Math.Min(best[k], rank);
                        worst[k] = Math.Max(worst[k], rank);
                    }

                    return;
                }

                current[i] = -1;
                Try(i + 1);
                for (int e = start[i]; e < start[i + 1]; e++)
                {
                    current[i] = e;
                    Try(i + 1);
                }

                current[i] = -1;
            }

            bool IsStable(int[] one)
            {
                int Count(Func<int, bool> where) => one.Count(e => e >= 0 && where(to[e]));
                for (int p = 0; p < projects; p++)
                {
                    if (Count(q => q == p) > capacity[p] || Count(q => group[q] == group[p]) > groupCapacity[group[p]]) return false;
                }

                for (int i = 0; i < students; i++)
                {
                    for (int e = start[i]; e < start[i + 1]; e++)
                    {
                        int p = to[e], g = group[p];
                        if (e == one[i] || (one[i] >= 0 && leftRank[one[i]] < leftRank[e]) || capacity[p] == 0 || groupCapacity[g] == 0) continue;
                        bool projectFree = Count(q => q == p) < capacity[p], lecturerFree = Count(q => group[q] == g) < groupCapacity[g];
                        int WorstOf(Func<int, bool> where) => one.Max(k => k >= 0 && where(to[k]) ? rightRank[k] : -1);
                        if (projectFree && lecturerFree) return false;
                        if (projectFree && ((one[i] >= 0 && group[to[one[i]]] == g) || rightRank[e] < WorstOf(q => group[q] == g))) return false;
                        if (!projectFree && rightRank[e] < WorstOf(q => q == p)) return false;
                    }
                }

                return true;
            }
        }
    }
}
