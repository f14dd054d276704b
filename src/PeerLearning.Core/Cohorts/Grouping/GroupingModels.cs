using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>Makes the model of a task: the weighted sum of its criteria as one matrix, or as columns where a matrix would be too large.</summary>
internal static class GroupingModels
{
    /// <summary>From this many learners on, squared distances are summed over columns instead of held as a matrix.</summary>
    public const int MostForMatrix = 500;

    public static GroupingModel Free(GroupingTask task)
    {
        var free = new GroupingModel { Count = task.Count, Lower = task.Lower, Upper = task.Upper };
        var summed = task.Criteria.Where(criterion => criterion.Measure != GroupingMeasure.Dispersion).ToList();
        if (task.Count > MostForMatrix && summed.TrueForAll(criterion => criterion.IsSquared))
        {
            return free with { Features = Columns(task, summed.Where(criterion => !criterion.IsPerSize)), FeaturesPerSize = Columns(task, summed.Where(criterion => criterion.IsPerSize)) };
        }

        double[]? plain = Matrix(task, summed.Where(criterion => !criterion.IsPerSize).ToList());
        double[]? perSize = Matrix(task, summed.Where(criterion => criterion.IsPerSize).ToList());
        if (perSize is not null && task.Lower.AsSpan().SequenceEqual(task.Upper) && task.Lower.AsSpan().IndexOfAnyExcept(task.Lower[0]) < 0)
        {
            // All cohorts are of one size, so the division is a constant factor.
            plain ??= new double[perSize.Length];
            for (int k = 0; k < plain.Length; k++) plain[k] += perSize[k] / task.Lower[0];
            perSize = null;
        }

        double scale = Scale(plain, perSize, Math.Min(task.Count, task.Upper.Max()));
        return free with
        {
            Weights = Round(plain, scale),
            WeightsPerSize = Round(perSize, scale),
            ExactWeights = task.Count <= SubsetGrouping.MostUnits * 4 ? plain : null,
            ExactWeightsPerSize = task.Count <= SubsetGrouping.MostUnits * 4 ? perSize : null,
        };
    }

    private static double[]? Matrix(GroupingTask task, List<CriterionTask> criteria)
    {
        if (criteria.Count == 0) return null;
        int n = task.Count;
        double[] matrix = new double[(long)n * n];
        foreach (var criterion in criteria)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++)
                {
                    double weight = criterion.Factor * criterion.Distance(i, j);
                    matrix[((long)i * n) + j] += weight;
                    matrix[((long)j * n) + i] = matrix[((long)i * n) + j];
                }
            }
        }

        return matrix;
    }

    /// <summary>The largest power of ten that keeps every sum over a group within the search's integers: decimal distances stay exact.</summary>
    private static double Scale(double[]? plain, double[]? perSize, int largest)
    {
        double most = 0;
        foreach (double value in plain ?? []) most = Math.Max(most, Math.Abs(value));
        foreach (double value in perSize ?? []) most = Math.Max(most, Math.Abs(value));
        if (most == 0) return 1;
        double digits = Math.Floor(Math.Log10(DiversityInstance.SafeSum) - Math.Log10(most) - Math.Log10(Math.Max(1, largest)));
        return Math.Pow(10, Math.Clamp(digits, -300, 300));
    }

    private static int[]? Round(double[]? matrix, double scale) => matrix is null ? null : Array.ConvertAll(matrix, value => (int)Math.Round(value * scale));

    /// <summary>All columns side by side, each scaled by the root of its criterion's weight; alike criteria get a sign.</summary>
    private static FeatureTable? Columns(GroupingTask task, IEnumerable<CriterionTask> criteria)
    {
        var parts = criteria.ToList();
        int width = parts.Sum(part => part.Features.Columns);
        if (parts.Count == 0) return null;
        double[] values = new double[(long)task.Count * width];
        double[] signs = new double[width];
        int at = 0;
        foreach (var part in parts)
        {
            double root = Math.Sqrt(part.Criterion.Weight);
            int columns = part.Features.Columns;
            for (int c = 0; c < columns; c++) signs[at + c] = part.Criterion.IsSimilar ? -1 : 1;
            for (int i = 0; i < task.Count; i++)
            {
                var row = part.Features.Row(i);
                for (int c = 0; c < columns; c++) values[((long)i * width) + at + c] = root * row[c];
            }

            at += columns;
        }

        return new FeatureTable(width, values) { Signs = Array.TrueForAll(signs, sign => sign > 0) ? null : signs };
    }
}
