namespace PeerLearning.Statistics;

/// <summary>
/// Ratings of persons by raters, in columns and in the order of persons: y = x'beta + person + rater + error, where the kind of a rating decides
/// its row x of the fixed effects and its class of residual variance, and the class of a rater its variance.
/// </summary>
internal sealed class CrossedData
{
    private readonly int[]? _rowOf;

    /// <summary>Takes columns in any order and sorts them by person, keeping the given order inside a person; columns that are sorted already are taken over.</summary>
    /// <param name="people">The number of persons.</param>
    /// <param name="raters">The number of raters.</param>
    /// <param name="person">Person index per row.</param>
    /// <param name="rater">Rater index per row; -1 for a rating without a rater effect.</param>
    /// <param name="kind">Kind per row, an index into <paramref name="kinds"/>.</param>
    /// <param name="y">The rating.</param>
    /// <param name="extraVariance">Known variance on top of the class's, such as drift; empty for none.</param>
    /// <param name="kinds">Fixed effects and residual class of every kind.</param>
    /// <param name="raterClass">Class of every rater.</param>
    public CrossedData(
        int people, int raters, ReadOnlySpan<int> person, int[] rater, byte[] kind, double[] y, float[] extraVariance, CrossedKind[] kinds, byte[] raterClass)
    {
        People = people;
        Raters = raters;
        Kinds = kinds;
        RaterClass = raterClass;
        int n = person.Length;
        Start = new int[people + 1];
        bool isSorted = true;
        for (int k = 0; k < n; k++)
        {
            Start[person[k] + 1]++;
            isSorted &= k == 0 || person[k] >= person[k - 1];
        }

        for (int i = 0; i < people; i++) Start[i + 1] += Start[i];
        if (isSorted)
        {
            (Rater, Kind, Y, Extra) = (rater, kind, y, extraVariance.Length == 0 ? null : extraVariance);
        }
        else
        {
            int[] at = Start.AsSpan(0, people).ToArray();
            Rater = new int[n];
            Kind = new byte[n];
            Y = new double[n];
            Extra = extraVariance.Length == 0 ? null : new float[n];
            _rowOf = new int[n];
            for (int k = 0; k < n; k++)
            {
                int to = at[person[k]]++;
                Rater[to] = rater[k];
                Kind[to] = kind[k];
                Y[to] = y[k];
                if (Extra is not null) Extra[to] = extraVariance[k];
                _rowOf[to] = k;
            }
        }

        ResidualClasses = kinds.Length == 0 ? 0 : kinds.Max(one => one.ResidualClass) + 1;
        RaterClasses = raterClass.Length == 0 ? 0 : raterClass.Max() + 1;
        FixedEffects = kinds.Length == 0 ? 0 : kinds[0].Design.Length;
    }

    private CrossedData(CrossedData shape, double[] y, float[]? extra)
    {
        (People, Raters, Start, Rater, Kind, _rowOf) = (shape.People, shape.Raters, shape.Start, shape.Rater, shape.Kind, shape._rowOf);
        (Kinds, RaterClass, ResidualClasses, RaterClasses, FixedEffects) =
            (shape.Kinds, shape.RaterClass, shape.ResidualClasses, shape.RaterClasses, shape.FixedEffects);
        Y = y;
        Extra = extra;
    }

    public int Rows => Y.Length;

    public int People { get; }

    public int Raters { get; }

    public int FixedEffects { get; }

    public int ResidualClasses { get; }

    public int RaterClasses { get; }

    /// <summary>The rows of person i are Start[i] to Start[i + 1].</summary>
    public int[] Start { get; }

    public int[] Rater { get; }

    public byte[] Kind { get; }

    public double[] Y { get; }

    public float[]? Extra { get; }

    /// <summary>Where a row stood in the input.</summary>
    public int RowOf(int row) => _rowOf is null ? row : _rowOf[row];

    public CrossedKind[] Kinds { get; }

    public byte[] RaterClass { get; }

    /// <summary>The same design with other ratings.</summary>
    public CrossedData With(double[] y) => new(this, y, Extra);

    /// <summary>The same ratings with other known variances, in the order of the rows here.</summary>
    public CrossedData WithExtra(float[] extra) => new(this, Y, extra);
}

/// <summary>What the kind of a rating decides: its row of the fixed effects and its class of residual variance.</summary>
internal readonly record struct CrossedKind(double[] Design, int ResidualClass);

/// <summary>The variance components of a crossed model.</summary>
internal sealed record CrossedVariances(double Person, double[] Rater, double[] Residual)
{
    public int Count => 1 + Rater.Length + Residual.Length;

    public double this[int component] => component == 0 ? Person : component <= Rater.Length ? Rater[component - 1] : Residual[component - 1 - Rater.Length];

    public double[] ToArray() => [Person, .. Rater, .. Residual];

    public CrossedVariances With(ReadOnlySpan<double> values) => new(values[0], values.Slice(1, Rater.Length).ToArray(), values[(1 + Rater.Length)..].ToArray());
}

/// <summary>Fixed and random effects predicted under given variances.</summary>
internal sealed record CrossedEffects(double[] Fixed, double[] Person, double[] Rater);
