using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>A criterion over the learners of a task: its distances, its value for given cohorts, its expectation and its bound.</summary>
internal sealed class CriterionTask
{
    private readonly PairDistances? _distances;
    private readonly int[] _places;

    public CriterionTask(int index, GroupingCriterion criterion, FeatureTable features, int[] places)
    {
        Index = index;
        Criterion = criterion;
        Features = features;
        _distances = criterion.Distances;
        _places = places;
    }

    public int Index { get; }

    public GroupingCriterion Criterion { get; }

    public GroupingMeasure Measure => Criterion.Measure;

    /// <summary>The attributes and dimensions as centred columns; without columns when the host brought distances.</summary>
    public FeatureTable Features { get; }

    /// <summary>What the value is multiplied by in the objective: the weight, negative when members shall be alike.</summary>
    public double Factor => Criterion.IsSimilar ? -Criterion.Weight : Criterion.Weight;

    public bool IsSquared => Measure is GroupingMeasure.SquaredDistance or GroupingMeasure.BalanceOfMeans or GroupingMeasure.KPlus;

    /// <summary>Whether sums within a cohort are divided by its size.</summary>
    public bool IsPerSize => Measure is GroupingMeasure.AverageDiversity or GroupingMeasure.BalanceOfMeans or GroupingMeasure.KPlus;

    /// <summary>The distance of a pair, squared where the measure squares it.</summary>
    public double Distance(int i, int j)
    {
        if (_distances is not null) return _distances[_places[i], _places[j]];
        double sum = 0;
        var first = Features.Row(i);
        var second = Features.Row(j);
        for (int c = 0; c < first.Length; c++)
        {
            double difference = first[c] - second[c];
            sum += difference * difference;
        }

        return IsSquared ? sum : Math.Sqrt(sum);
    }

    /// <summary>The value over all cohorts.</summary>
    public double Value(IReadOnlyList<int[]> members)
    {
        if (Measure == GroupingMeasure.Dispersion) return Dispersion(members);
        double sum = 0;
        foreach (int[] group in members) sum += ValueOf(group);
        return sum;
    }

    /// <summary>The part of one cohort.</summary>
    public double ValueOf(ReadOnlySpan<int> members)
    {
        if (members.Length < 2) return 0;
        double within = IsSquared ? SquaresWithin(members) : 0;
        if (!IsSquared)
        {
            for (int a = 0; a < members.Length; a++)
            {
                for (int b = a + 1; b < members.Length; b++) within += Distance(members[a], members[b]);
            }
        }

        return IsPerSize ? within / members.Length : within;
    }

    /// <summary>The expectation over random groupings of the same sizes.</summary>
    public Measured<double> ByChance(IReadOnlyList<int[]> members)
    {
        if (Measure == GroupingMeasure.Dispersion) return Undefined.NotInTheData("The expectation of a least distance has no closed form.");
        int count = _places.Length;
        if (count < 2) return 0.0;
        double pairs = 0;
        foreach (int[] group in members)
        {
            double inside = group.Length * (group.Length - 1.0) / 2;
            pairs += IsPerSize && group.Length > 0 ? inside / group.Length : inside;
        }

        return pairs * TotalOfAllPairs() / (count * (count - 1.0) / 2);
    }

    /// <summary>What no grouping within the sizes can exceed, before the factor.</summary>
    /// <remarks>
    /// Squared distances: the sum over a cohort is s x (sum of squared distances to the overall mean) less s^2 x (squared distance of its mean), so giving
    /// the largest cohorts to the learners farthest from the mean bounds it. Otherwise every learner has at best their farthest others around them.
    /// </remarks>
    public double UpperBound(int[] lower, int[] upper)
    {
        int count = _places.Length;
        int largest = Math.Min(count, upper.Max());
        if (Measure == GroupingMeasure.Dispersion) return FarthestPair();
        if (!IsSquared) return FarthestOthers(lower.Min(), largest);
        double[] squares = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            foreach (double value in Features.Row(i)) squares[i] += value * value;
            total += squares[i];
        }

        if (IsPerSize) return total;
        var patterns = SizeBounds(count, lower, upper);
        Array.Sort(squares);
        Array.Reverse(squares);
        double sum = 0;
        int at = 0;
        foreach (int size in patterns)
        {
            for (int k = 0; k < size && at < count; k++) sum += size * squares[at++];
        }

        return sum;
    }

    /// <summary>Sizes, largest first, that no sizes within the ranges exceed in the places they give to the farthest learners.</summary>
    /// <remarks>
    /// The bound is convex in the sizes, so when all cohorts have the same range it is largest with as many cohorts full as can be and the others as
    /// small as can be. With different ranges the largest maxima are filled up one after the other.
    /// </remarks>
    private static List<int> SizeBounds(int count, int[] lower, int[] upper)
    {
        bool isOneRange = lower.AsSpan().IndexOfAnyExcept(lower[0]) < 0 && upper.AsSpan().IndexOfAnyExcept(upper[0]) < 0;
        int spare = count - lower.Sum();
        var sizes = new List<int>();
        int left = count;
        foreach (int size in upper.OrderDescending())
        {
            int full = isOneRange ? Math.Min(size, lower[0] + spare) : size;
            if (left <= 0) break;
            sizes.Add(full);
            left -= full;
            if (isOneRange) spare -= full - lower[0];
        }

        return sizes;
    }

    private double SquaresWithin(ReadOnlySpan<int> members)
    {
        int columns = Features.Columns;
        double[] sum = new double[columns];
        double squares = 0;
        foreach (int i in members)
        {
            var row = Features.Row(i);
            for (int c = 0; c < columns; c++)
            {
                sum[c] += row[c];
                squares += row[c] * row[c];
            }
        }

        double mean = 0;
        foreach (double value in sum) mean += value * value;
        return (members.Length * squares) - mean;
    }

    private double TotalOfAllPairs()
    {
        int[] all = new int[_places.Length];
        for (int i = 0; i < all.Length; i++) all[i] = i;
        if (IsSquared) return SquaresWithin(all);
        double sum = 0;
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = i + 1; j < all.Length; j++) sum += Distance(i, j);
        }

        return sum;
    }

    private double Dispersion(IReadOnlyList<int[]> members)
    {
        double least = double.PositiveInfinity;
        foreach (int[] group in members)
        {
            for (int a = 0; a < group.Length; a++)
            {
                for (int b = a + 1; b < group.Length; b++) least = Math.Min(least, Distance(group[a], group[b]));
            }
        }

        return double.IsFinite(least) ? least : 0;
    }

    private double FarthestPair()
    {
        double most = 0;
        for (int i = 0; i < _places.Length; i++)
        {
            for (int j = i + 1; j < _places.Length; j++) most = Math.Max(most, Distance(i, j));
        }

        return most;
    }

    private double FarthestOthers(int smallest, int largest)
    {
        int count = _places.Length;
        double sum = 0;
        double[] row = new double[Math.Max(0, count - 1)];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0, k = 0; j < count; j++)
            {
                if (j != i) row[k++] = Distance(i, j);
            }

            Array.Sort(row);
            Array.Reverse(row);
            double top = 0;
            double best = 0;
            for (int size = 2; size <= largest; size++)
            {
                top += row[size - 2];
                if (!IsPerSize) best = top;
                else if (size >= smallest) best = Math.Max(best, top / size);
            }

            sum += best / 2;
        }

        return sum;
    }
}
