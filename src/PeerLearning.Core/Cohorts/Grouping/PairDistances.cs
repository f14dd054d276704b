namespace PeerLearning.Cohorts;

/// <summary>The host's own distances between learners.</summary>
/// <remarks>Distances are symmetric and from 0 to 1e100; every learner has distance 0 from themselves. This type is immutable.</remarks>
[System.Diagnostics.DebuggerDisplay("{Count} learners")]
public sealed class PairDistances
{
    private readonly double[] _matrix;

    private PairDistances(double[] matrix, int count)
    {
        _matrix = matrix;
        Count = count;
    }

    /// <summary>The number of learners.</summary>
    public int Count { get; }

    /// <summary>The distance between two learners, by their positions in <see cref="GroupingRequest.Learners"/>.</summary>
    /// <param name="first">The position of one learner.</param>
    /// <param name="second">The position of the other.</param>
    /// <returns>The distance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A position is negative or not below <see cref="Count"/>.</exception>
    public double this[int first, int second] =>
        (uint)first < (uint)Count && (uint)second < (uint)Count
            ? _matrix[((long)first * Count) + second]
            : throw new ArgumentOutOfRangeException((uint)first < (uint)Count ? nameof(second) : nameof(first));

    /// <summary>Computes the distances of all pairs.</summary>
    /// <param name="count">The number of learners.</param>
    /// <param name="distance">The distance of the learners at two positions; asked once for each pair, the first position before the second.</param>
    /// <returns>The distances.</returns>
    /// <exception cref="ArgumentException"><paramref name="count"/> is negative, <paramref name="distance"/> is null, or a distance is negative, above 1e100 or not a number.</exception>
    /// <remarks>O(count^2) time and memory.</remarks>
    public static PairDistances Create(int count, Func<int, int, double> distance)
    {
        Guard.Against.Negative(count);
        Guard.Against.Null(distance);
        double[] matrix = new double[(long)count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                double value = distance(i, j);
                if (!(value >= 0 && value <= 1e100))
                {
                    throw new ArgumentOutOfRangeException(nameof(distance), value, $"The distance of {i} and {j} must be a number from 0 to 1e100.");
                }

                matrix[((long)i * count) + j] = matrix[((long)j * count) + i] = value;
            }
        }

        return new PairDistances(matrix, count);
    }
}
