namespace PeerLearning.Optimization;

/// <summary>Choose exactly k of n items by their distances from each other alone; any symmetric distances.</summary>
/// <param name="distances">The n x n distances, row by row; symmetric, the diagonal is not read.</param>
/// <param name="count">The number of items.</param>
/// <param name="size">The number of items to choose.</param>
internal sealed class DispersionProblem(double[] distances, int count, int size)
{
    public int Count { get; } = count;

    public int Size { get; } = size;

    public ReadOnlySpan<double> Row(int item) => distances.AsSpan(item * Count, Count);

    public double Distance(int first, int second) => distances[(first * Count) + second];

    /// <summary>The sum of the distances of all pairs.</summary>
    public double Sum(ReadOnlySpan<int> team)
    {
        double sum = 0;
        for (int i = 0; i < team.Length; i++)
        {
            for (int j = i + 1; j < team.Length; j++) sum += Distance(team[i], team[j]);
        }

        return sum;
    }

    /// <summary>The smallest distance of any pair.</summary>
    public double Minimum(ReadOnlySpan<int> team)
    {
        double least = double.PositiveInfinity;
        for (int i = 0; i < team.Length; i++)
        {
            for (int j = i + 1; j < team.Length; j++) least = Math.Min(least, Distance(team[i], team[j]));
        }

        return least;
    }
}

/// <summary>What a dispersion search found.</summary>
/// <param name="Team">The items, ascending.</param>
/// <param name="Value">The objective.</param>
/// <param name="Bound">No team is better.</param>
/// <param name="IsProven">Whether the bound meets the value.</param>
/// <param name="Work">The counted work.</param>
internal sealed record DispersionAnswer(int[] Team, double Value, double Bound, bool IsProven, long Work);
