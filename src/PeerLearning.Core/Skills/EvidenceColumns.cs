using System.Buffers;

namespace PeerLearning.Skills;

/// <summary>The evidence of one skill in columns, for populations of millions: one row per rating, people and raters by position.</summary>
/// <remarks>The columns are read where they are; the caller must not change them while an estimate runs. Levels are on the estimator's scale.</remarks>
[System.Diagnostics.DebuggerDisplay("{Skill}: {Person.Length} ratings of {People} people")]
public sealed record EvidenceColumns
{
    private const double MostYears = 200;

    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The number of people; positions count from 0.</summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public required int People { get; init => field = Guard.Against.Negative(value); }

    /// <summary>The number of raters; positions count from 0.</summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public required int Raters { get; init => field = Guard.Against.Negative(value); }

    /// <summary>The person of every row.</summary>
    public required ReadOnlyMemory<int> Person { get; init; }

    /// <summary>The rater of every row; -1 for none. Self-ratings need none.</summary>
    public required ReadOnlyMemory<int> Rater { get; init; }

    /// <summary>The kind of every row, as the number of the <see cref="EvidenceKind"/>.</summary>
    public required ReadOnlyMemory<byte> Kind { get; init; }

    /// <summary>The level of every row, on the estimator's scale.</summary>
    public required ReadOnlyMemory<float> Level { get; init; }

    /// <summary>The age of every row in years; empty when all are fresh.</summary>
    public ReadOnlyMemory<float> AgeInYears { get; init; }

    internal RatedColumns Check(ProficiencyEstimatorOptions options)
    {
        int n = Person.Length;
        CheckShape(options.Scale);
        var rater = Rater.Span;
        var kind = Kind.Span;
        ReadOnlySpan<float> level = Level.Span, age = AgeInYears.Span;
        double drift = options.DriftPerYear * options.Scale.Range;
        float perYear = (float)(drift * drift);
        int[]? raters = null;
        double[] levels = new double[n];
        float[] extra = age.IsEmpty ? [] : new float[n];
        for (int k = 0; k < n; k++)
        {
            if (kind[k] == (byte)EvidenceKind.Self && rater[k] >= 0) (raters ??= rater.ToArray())[k] = -1;
            levels[k] = level[k];
            if (!age.IsEmpty) extra[k] = perYear * age[k];
        }

        return new RatedColumns(People, Raters, Person, raters is null ? Rater : raters, Kind, levels, extra, IsOwned: true);
    }

    internal ProficiencyColumns Fuse(ProficiencyEstimatorOptions options, SkillModel model)
    {
        CheckShape(options.Scale);
        var person = Person.Span;
        var kind = Kind.Span;
        ReadOnlySpan<float> level = Level.Span, age = AgeInYears.Span;
        Span<float> weight = stackalloc float[6], bias = stackalloc float[6], variance = stackalloc float[6];
        double drift = options.DriftPerYear * options.Scale.Range;
        float perYear = (float)(drift * drift);
        for (int s = 0; s < 6; s++)
        {
            var (sourceBias, error) = model.ErrorOf((EvidenceKind)s);
            (bias[s], variance[s], weight[s]) = ((float)(sourceBias + model.Mean), (float)error, (float)(1 / error));
        }

        // Of millions, the memory is most of the work: what is only needed here is rented, what is written whole is not cleared before.
        float[] precision = ArrayPool<float>.Shared.Rent(People), sum = ArrayPool<float>.Shared.Rent(People);
        Array.Clear(precision, 0, People);
        Array.Clear(sum, 0, People);
        int[] items = new int[People];
        if (age.IsEmpty)
        {
            for (int k = 0; k < person.Length; k++)
            {
                int i = person[k];
                float w = weight[kind[k]];
                precision[i] += w;
                sum[i] += w * (level[k] - bias[kind[k]]);
                items[i]++;
            }
        }
        else
        {
            for (int k = 0; k < person.Length; k++)
            {
                int i = person[k];
                float w = 1 / (variance[kind[k]] + (perYear * age[k]));
                precision[i] += w;
                sum[i] += w * (level[k] - bias[kind[k]]);
                items[i]++;
            }
        }

        double prior = 1 / (model.LevelDeviation * model.LevelDeviation);
        var ends = ValueList.Copy(model.EndStretches).AsSpan();
        double[] levels = GC.AllocateUninitializedArray<double>(People), errors = GC.AllocateUninitializedArray<double>(People);
        for (int i = 0; i < levels.Length; i++)
        {
            double total = prior + precision[i];
            levels[i] = model.Mean + (sum[i] / total);
            errors[i] = IntervalCalibration.At(model.Stretch, ends, levels[i]) / Math.Sqrt(total);
        }

        ArrayPool<float>.Shared.Return(precision);
        ArrayPool<float>.Shared.Return(sum);
        return new ProficiencyColumns(Skill, levels, errors, items, model);
    }

    private void CheckShape(SkillScale scale)
    {
        var problems = new ProblemList();
        int n = Person.Length;
        if (Rater.Length != n || Kind.Length != n || Level.Length != n || (AgeInYears.Length != n && AgeInYears.Length != 0))
        {
            problems.Error("columns.length", "columns", "The columns have different lengths.", "Give every row a person, a rater or -1, a kind and a level; ages for all rows or none.");
            problems.ThrowIfErrors();
        }

        if (n == 0) problems.Error("columns.empty", "columns", "There is no row.", "Bring at least one rating.");
        ReadOnlySpan<int> person = Person.Span, rater = Rater.Span;
        var kind = Kind.Span;
        ReadOnlySpan<float> level = Level.Span, age = AgeInYears.Span;
        float low = (float)scale.Lowest, high = (float)scale.Highest;
        bool sound = true;
        for (int k = 0; k < n; k++) sound &= (uint)person[k] < (uint)People & rater[k] >= -1 & rater[k] < Raters & kind[k] < 6 & level[k] >= low & level[k] <= high;
        for (int k = 0; k < age.Length; k++) sound &= age[k] >= 0 & age[k] <= MostYears;
        for (int k = 0; k < n && !sound && problems.Count < 1000; k++)
        {
            if ((uint)person[k] >= (uint)People) problems.Error("columns.person", $"columns.Person[{k}]", "The position of the person does not exist.", "Count people from 0.");
            if (rater[k] < -1 || rater[k] >= Raters) problems.Error("columns.rater", $"columns.Rater[{k}]", "The position of the rater does not exist.", "Count raters from 0, or give -1 for none.");
            if (kind[k] >= 6) problems.Error("columns.kind", $"columns.Kind[{k}]", "The kind does not exist.", "Use the number of one of the six kinds.");
            if (!(level[k] >= low && level[k] <= high)) problems.Error("columns.level", $"columns.Level[{k}]", $"The level does not lie on the scale {scale}.", "Leave the row out when the person was not assessed.");
            if (!age.IsEmpty && !(age[k] >= 0 && age[k] <= MostYears)) problems.Error("columns.age", $"columns.AgeInYears[{k}]", "The age is negative, not a number, or beyond two hundred years.", "Count years back from the day of the estimate.");
        }

        problems.ThrowIfErrors();
    }
}
