using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>Which kinds of evidence occur in one skill, what can be estimated from them, and the columns in the engine's form.</summary>
/// <remarks>
/// Where raters need not be listed and ratings are in the millions, the raters who gave one rating of a kind are taken out of the equations: their severity adds to
/// the error of that rating and tells nothing of any other, so the levels are the same, and most unknowns are gone.
/// </remarks>
internal sealed class SkillDesign
{
    private const int Kinds = 6;
    private const int NotNumbered = 0;
    private const int Alone = -1;

    // A hundredth of the scale.
    private const double LeastErrorShare = 0.01;

    private readonly double[] _offset = new double[Kinds];
    private readonly int[] _kindAt = new int[Kinds];
    private readonly int[] _counts = new int[Kinds];
    private readonly List<int> _alone = [];
    private readonly ProficiencyEstimatorOptions _options;
    private readonly double _range;

    public SkillDesign(RatedColumns columns, ProficiencyEstimatorOptions options, bool listRaters)
    {
        _options = options;
        _range = options.Scale.Range;
        foreach (byte kind in columns.Kind.Span) _counts[kind]++;
        Present = [.. Enumerable.Range(0, Kinds).Where(kind => _counts[kind] > 0)];

        // A bias is estimated where another source anchors the scale.
        bool anchored = Present.Any(kind => !options.Of((EvidenceKind)kind).EstimateBias);
        var free = Present.Where(kind => anchored && options.Of((EvidenceKind)kind).EstimateBias).ToList();
        BiasColumn = new int[Kinds];
        Array.Fill(BiasColumn, -1);
        for (int c = 0; c < free.Count; c++) BiasColumn[free[c]] = 1 + c;
        Anchor = new double[1 + free.Count];
        Anchor[0] = 1;
        var kinds = new List<CrossedKind>();
        for (int at = 0; at < Present.Length; at++)
        {
            int kind = Present[at];
            _kindAt[kind] = at;
            double[] x = new double[1 + free.Count];
            x[0] = 1;
            if (BiasColumn[kind] > 0) x[BiasColumn[kind]] = 1;
            else _offset[kind] = options.Of((EvidenceKind)kind).Bias * _range;
            kinds.Add(new CrossedKind(x, at));
        }

        // Raters can be told from error where enough of them rated two people in the same way.
        int[]?[] numbers = CountRaters(columns);
        RaterClassOf = new int[Kinds];
        for (int kind = 0; kind < Kinds; kind++)
        {
            int repeated = 0;
            foreach (int count in numbers[kind] ?? []) repeated += count > 1 ? count : 0;
            RaterClassOf[kind] = kind != (int)EvidenceKind.Self && repeated >= options.MinimumToEstimate ? RaterClassCount++ : -1;
        }

        bool leaveOut = !listRaters && columns.Level.Length > SkillFitter.LargestRefined;
        byte[] raterClass = Number(numbers, leaveOut ? 2 : 1);
        int[] aloneAt = new int[Kinds];
        for (int kind = 0; kind < Kinds && leaveOut; kind++)
        {
            if (RaterClassOf[kind] < 0 || !numbers[kind]!.Contains(Alone)) continue;
            aloneAt[kind] = kinds.Count;
            _alone.Add(kind);
            kinds.Add(kinds[_kindAt[kind]] with { ResidualClass = kinds.Count });
        }

        Step = StepOf(columns.Level, options.Scale);
        (IsCutLow, IsCutHigh) = Ends(columns.Level, options.Scale);
        int n = columns.Level.Length;
        byte[] kindColumn = new byte[n];
        int[] raters = new int[n];
        double[] y = columns.IsOwned ? columns.Level : new double[n];
        ReadOnlySpan<int> raterOf = columns.Rater.Span;
        var kindOf = columns.Kind.Span;
        for (int k = 0; k < n; k++)
        {
            int kind = kindOf[k], number = raterOf[k] >= 0 && RaterClassOf[kind] >= 0 ? numbers[kind]![raterOf[k]] : NotNumbered;
            kindColumn[k] = (byte)(number == Alone ? aloneAt[kind] : _kindAt[kind]);
            raters[k] = number > 0 ? number - 1 : -1;
            y[k] = columns.Level[k] - _offset[kind];
        }

        bool anyExtra = columns.ExtraVariance.Length > 0 && Array.Exists(columns.ExtraVariance, extra => extra > 0);
        Data = new CrossedData(columns.People, raterClass.Length, columns.Person.Span, raters, kindColumn, y, anyExtra ? columns.ExtraVariance : [], [.. kinds], raterClass);
        IsFixed = Fixed(options.MinimumToEstimate);
    }

    public int[] Present { get; }

    public CrossedData Data { get; }

    public double[] Anchor { get; }

    /// <summary>Column of the fixed effects that holds a kind's bias; -1 when it is not estimated.</summary>
    public int[] BiasColumn { get; }

    /// <summary>Rater class of every kind; -1 when its raters cannot be told from error.</summary>
    public int[] RaterClassOf { get; }

    public int RaterClassCount { get; }

    /// <summary>The rater and the kind behind every numbered rater.</summary>
    public IReadOnlyList<(int Rater, byte Kind)> RaterRows { get; private set; } = [];

    /// <summary>Per variance component, whether it is assumed.</summary>
    public bool[] IsFixed { get; }

    /// <summary>The step of the ratings: whole or half levels of the scale, or 0 when they are finer.</summary>
    public double Step { get; }

    /// <summary>The least variance of the error of a rating: what rounding alone causes, and never nothing; no source is known exactly.</summary>
    public double LeastError => Math.Max(Step * Step / 12, LeastErrorShare * LeastErrorShare * _range * _range);

    /// <summary>Whether a rating stands at the lowest level, so that lower ones may have been cut off.</summary>
    public bool IsCutLow { get; }

    /// <summary>Whether a rating stands at the highest level.</summary>
    public bool IsCutHigh { get; }

    /// <summary>What was taken off the ratings of a kind as assumed bias.</summary>
    public double Offset(int kind) => _offset[kind];

    public int Count(int kind) => _counts[kind];

    public CrossedVariances Start(CrossedData data)
    {
        var fallback = Assumed();
        double[] sums = new double[Present.Length], means = new double[data.Kinds.Length], counts = new double[data.Kinds.Length];
        for (int k = 0; k < data.Rows; k++)
        {
            sums[BaseOf(data.Kind[k])] += data.Y[k];
            counts[data.Kind[k]]++;
        }

        // Raters who stand alone are of the same kind as the others: one mean for both.
        for (int at = 0; at < means.Length; at++) means[at] = sums[BaseOf(at)] / _counts[Present[BaseOf(at)]];
        return Keep(fallback, Together(CrossedMoments.Pairs(data, means, fallback), counts));
    }

    public CrossedVariances Keep(CrossedVariances assumed, CrossedVariances estimated)
    {
        double[] values = estimated.ToArray();
        for (int a = 0; a < values.Length; a++)
        {
            if (IsFixed[a]) values[a] = assumed[a];
        }

        return assumed.With(values);
    }

    /// <summary>Rounds and cuts a simulated rating as the real ones are.</summary>
    public double Coarsen(double value, int kindAt)
    {
        double offset = _offset[Present[BaseOf(kindAt)]], level = value + offset;
        if (Step > 0) level = _options.Scale.Lowest + (Math.Round((level - _options.Scale.Lowest) / Step, MidpointRounding.AwayFromZero) * Step);
        if (IsCutLow) level = Math.Max(level, _options.Scale.Lowest);
        if (IsCutHigh) level = Math.Min(level, _options.Scale.Highest);
        return level - offset;
    }

    private static double StepOf(double[] levels, SkillScale scale)
    {
        double step = scale.Step > 0 ? scale.Step : scale.Range / 4;
        foreach (double candidate in (ReadOnlySpan<double>)[step, step / 2, step / 4])
        {
            bool all = true;
            foreach (double level in levels)
            {
                double at = (level - scale.Lowest) / candidate;
                if (Math.Abs(at - Math.Round(at)) > 1e-6)
                {
                    all = false;
                    break;
                }
            }

            if (all) return candidate;
        }

        return 0;
    }

    private static (bool Low, bool High) Ends(double[] levels, SkillScale scale)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double level in levels)
        {
            low = Math.Min(low, level);
            high = Math.Max(high, level);
        }

        return (low <= scale.Lowest, high >= scale.Highest);
    }

    /// <summary>How many ratings every rater gave, by kind.</summary>
    private static int[]?[] CountRaters(RatedColumns columns)
    {
        int[]?[] counts = new int[]?[Kinds];
        var kindOf = columns.Kind.Span;
        var raterOf = columns.Rater.Span;
        for (int k = 0; k < kindOf.Length; k++)
        {
            if (raterOf[k] >= 0) (counts[kindOf[k]] ??= new int[columns.Raters])[raterOf[k]]++;
        }

        return counts;
    }

    /// <summary>Turns counts into numbers from 1, so that 0 stays "none"; raters with fewer ratings stand alone. Returns the class of every numbered rater.</summary>
    private byte[] Number(int[]?[] counts, int least)
    {
        var classes = new List<byte>();
        var rows = new List<(int, byte)>();
        for (int kind = 0; kind < Kinds; kind++)
        {
            if (counts[kind] is not { } numbers || RaterClassOf[kind] < 0) continue;
            for (int rater = 0; rater < numbers.Length; rater++)
            {
                if (numbers[rater] == 0) continue;
                if (numbers[rater] < least)
                {
                    numbers[rater] = Alone;
                    continue;
                }

                classes.Add((byte)RaterClassOf[kind]);
                if (least == 1) rows.Add((rater, (byte)kind));
                numbers[rater] = classes.Count;
            }
        }

        RaterRows = rows;
        return [.. classes];
    }

    private int BaseOf(int kindAt) => kindAt < Present.Length ? kindAt : _kindAt[_alone[kindAt - Present.Length]];

    /// <summary>The error of a rating by somebody who stands alone is that of the kind and the spread of its raters: both parts of a kind estimate it together.</summary>
    private CrossedVariances Together(CrossedVariances variances, double[] counts)
    {
        double[] residual = [.. variances.Residual];
        for (int a = 0; a < _alone.Count; a++)
        {
            int kind = _alone[a], at = _kindAt[kind], alone = Present.Length + a;
            double rater = variances.Rater[RaterClassOf[kind]], both = ((counts[at] * residual[at]) + (counts[alone] * (residual[alone] - rater))) / (counts[at] + counts[alone]);
            residual[at] = Math.Max(both, residual[at] / 100);
            residual[alone] = residual[at] + rater;
        }

        return variances with { Residual = residual };
    }

    private CrossedVariances Assumed()
    {
        double person = _options.AssumedLevelDeviation * _range;
        double[] rater = new double[RaterClassCount], residual = new double[Present.Length + _alone.Count];
        for (int at = 0; at < Present.Length; at++)
        {
            var assumption = _options.Of((EvidenceKind)Present[at]);
            double error = assumption.ErrorDeviation * _range, severity = assumption.RaterDeviation * _range;
            residual[at] = error * error;
            int raterClass = RaterClassOf[Present[at]];
            if (raterClass >= 0) rater[raterClass] = severity > 0 ? severity * severity : error * error / 4;
            else residual[at] += severity * severity;
        }

        for (int a = 0; a < _alone.Count; a++) residual[Present.Length + a] = residual[_kindAt[_alone[a]]] + rater[RaterClassOf[_alone[a]]];
        return new CrossedVariances(person * person, rater, residual);
    }

    private bool[] Fixed(int minimum)
    {
        int several = 0;
        for (int i = 0; i < Data.People && several < minimum; i++)
        {
            if (Data.Start[i + 1] - Data.Start[i] > 1) several++;
        }

        bool[] isFixed = new bool[1 + RaterClassCount + Present.Length + _alone.Count];
        isFixed[0] = several < minimum;
        for (int at = 0; at < Present.Length + _alone.Count; at++) isFixed[1 + RaterClassCount + at] = isFixed[0] || _counts[Present[BaseOf(at)]] < minimum;
        return isFixed;
    }
}
