using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public class DispersionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_sum_and_the_smallest_distance_are_those_of_the_best_subset_of_all(bool isEuclidean)
    {
        for (ulong seed = 1; seed <= 25; seed++)
        {
            var random = new SeededRandom(seed);
            int count = 6 + random.Next(7), size = 2 + random.Next(4);
            var problem = Generate(ref random, count, size, isEuclidean);
            var (sum, minimum) = Best(problem);
            var most = MaxSumDispersion.Solve(problem, 20_000, 2_000_000, 1);
            var farthest = MaxMinDispersion.Solve(problem, 2_000_000);
            Assert.True(most.IsProven && farthest.IsProven, $"seed {seed}");
            Assert.Equal(sum, most.Value, 1e-9);
            Assert.Equal(minimum, farthest.Value, 1e-9);
            Assert.Equal(most.Value, problem.Sum(most.Team), 1e-9);
            Assert.Equal(farthest.Value, problem.Minimum(farthest.Team), 1e-9);
            Assert.True(most.Bound >= most.Value - 1e-9 && farthest.Bound >= farthest.Value - 1e-9);
        }
    }

    [Fact]
    public void Without_work_the_answer_is_a_team_with_an_honest_bound()
    {
        var random = new SeededRandom(3);
        var problem = Generate(ref random, 60, 12, isEuclidean: false);
        var answer = MaxSumDispersion.Solve(problem, 200, 1, 1);
        Assert.Equal(12, answer.Team.Distinct().Count());
        Assert.Equal(answer.Value, problem.Sum(answer.Team), 1e-9);
        Assert.True(answer.Bound >= answer.Value);
        var better = MaxSumDispersion.Solve(problem, 200_000, 1, 1);
        Assert.True(better.Value >= answer.Value && answer.Bound >= better.Value - 1e-9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_team()
    {
        var random = new SeededRandom(4);
        var problem = Generate(ref random, 50, 8, isEuclidean: true);
        Assert.Equal(MaxSumDispersion.Solve(problem, 5_000, 1_000, 9).Team, MaxSumDispersion.Solve(problem, 5_000, 1_000, 9).Team);
    }

    private static DispersionProblem Generate(ref SeededRandom random, int count, int size, bool isEuclidean)
    {
        double[] distances = new double[count * count];
        var points = new (double X, double Y)[count];
        for (int i = 0; i < count; i++) points[i] = (random.Next(100), random.Next(100));
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double x = points[i].X - points[j].X, y = points[i].Y - points[j].Y;
                distances[(i * count) + j] = distances[(j * count) + i] = isEuclidean ? Math.Sqrt((x * x) + (y * y)) : random.Next(10);
            }
        }

        return new DispersionProblem(distances, count, size);
    }

    private static (double Sum, double Minimum) Best(DispersionProblem problem)
    {
        double sum = double.NegativeInfinity, minimum = double.NegativeInfinity;
        int[] team = new int[problem.Size];
        void Extend(int depth, int from)
        {
            if (depth == problem.Size)
            {
                sum = Math.Max(sum, problem.Sum(team));
                minimum = Math.Max(minimum, problem.Minimum(team));
                return;
            }

            for (int i = from; i < problem.Count; i++)
            {
                team[depth] = i;
                Extend(depth + 1, i + 1);
            }
        }

        Extend(0, 0);
        return (sum, minimum);
    }
}
