namespace PeerLearning.Statistics;

/// <summary>Alternatives by criteria, with weights that sum to 1 and a direction per criterion: checked once, used by every method.</summary>
internal sealed class DecisionTable
{
    private DecisionTable(double[][] values, double[] weights, bool[] isCost)
    {
        Values = values;
        Weights = weights;
        IsCost = isCost;
    }

    /// <summary>One row per alternative.</summary>
    public double[][] Values { get; }

    /// <summary>Non-negative, summing to 1.</summary>
    public double[] Weights { get; }

    /// <summary>Whether less is better, per criterion.</summary>
    public bool[] IsCost { get; }

    public int Alternatives => Values.Length;

    public int Criteria => Weights.Length;

    /// <summary>Checks and normalises; null weights are equal ones, null directions are benefits.</summary>
    public static Measured<DecisionTable> Create(double[][] values, double[]? weights = null, bool[]? isCost = null)
    {
        if (values.Length == 0) return Undefined.TooFew(1, 0, "alternatives");
        int criteria = values[0].Length;
        if (criteria == 0) return Undefined.TooFew(1, 0, "criteria");
        foreach (double[] row in values)
        {
            if (row.Length != criteria) return Undefined.OutOfRange($"An alternative has {row.Length} values where the first has {criteria}.");
            foreach (double value in row)
            {
                if (!double.IsFinite(value)) return Undefined.OutOfRange("A value is not a finite number.");
            }
        }

        var normal = NormaliseWeights(weights ?? Enumerable.Repeat(1.0, criteria).ToArray());
        if (!normal.TryGet(out double[]? w)) return normal.Undefined!;
        if (w.Length != criteria) return Undefined.OutOfRange($"There are {w.Length} weights for {criteria} criteria.");
        if (isCost is not null && isCost.Length != criteria) return Undefined.OutOfRange($"There are {isCost.Length} directions for {criteria} criteria.");
        return new DecisionTable(values, w, isCost ?? new bool[criteria]);
    }

    /// <summary>Weights divided by their sum; undefined when one is negative or none is positive.</summary>
    public static Measured<double[]> NormaliseWeights(ReadOnlySpan<double> weights)
    {
        double largest = 0;
        foreach (double weight in weights)
        {
            if (!double.IsFinite(weight)) return Undefined.OutOfRange("A weight is not a finite number.");
            if (weight < 0) return Undefined.OutOfRange("A weight is negative.");
            largest = Math.Max(largest, weight);
        }

        if (largest == 0) return Undefined.OutOfRange("No weight is positive.");

        // Dividing by the largest first keeps huge and tiny weights finite.
        double[] result = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < result.Length; i++) sum += result[i] = weights[i] / largest;
        for (int i = 0; i < result.Length; i++) result[i] /= sum;
        return result;
    }

    /// <summary>One criterion over all alternatives, divided by its largest magnitude so that nothing overflows.</summary>
    public double[] ScaledColumn(int criterion, out double magnitude)
    {
        magnitude = 0;
        foreach (double[] row in Values) magnitude = Math.Max(magnitude, Math.Abs(row[criterion]));
        double[] column = new double[Values.Length];
        if (magnitude == 0) return column;
        for (int i = 0; i < column.Length; i++) column[i] = Values[i][criterion] / magnitude;
        return column;
    }

    /// <summary>Whether every number is finite; the last check before a result leaves.</summary>
    public static bool AllFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) return false;
        }

        return true;
    }
}
