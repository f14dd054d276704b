using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>By how much intervals have to grow to keep their promise, from simulated organisations whose truth is known.</summary>
/// <remarks>
/// One factor for everybody where ratings run on; a factor by level where the ends of the scale cut them off, since the level of somebody whose ratings all stand
/// at the top is known worse than the ratings say.
/// </remarks>
internal static class IntervalCalibration
{
    private const int LeastForFactor = 100;
    private const int LeastInWindow = 60;
    private const double MostInMiddle = 1.5;
    private const double MostAtEnds = 2.5;

    /// <summary>One miss of the simulation: the estimated level, and by how many standard errors it was off.</summary>
    public readonly record struct Miss(double Level, double Ratio) : IComparable<Miss>
    {
        public int CompareTo(Miss other) => Level != other.Level ? Level.CompareTo(other.Level) : Ratio.CompareTo(other.Ratio);
    }

    /// <summary>The factor by which the interval of 90% has to grow to keep its promise; one that is not clearly needed is not applied.</summary>
    public static double Factor(double[] ratios) => ratios.Length < LeastForFactor ? 1 : Kept(ratios, MostInMiddle);

    /// <summary>The factor in the middle, and those of windows that widen from each end that cuts ratings off.</summary>
    public static (double Middle, IReadOnlyList<LevelStretch> Ends) ByLevel(Miss[] misses, bool lowEnd, bool highEnd)
    {
        if (misses.Length < 10 * LeastInWindow || !(lowEnd || highEnd)) return (Factor(Array.ConvertAll(misses, miss => miss.Ratio)), ValueList<LevelStretch>.Empty);
        var sorted = misses.ToArray();
        Array.Sort(sorted);
        int first = Math.Max(LeastInWindow, sorted.Length / 50), from = 0, to = sorted.Length;
        var low = new List<LevelStretch>();
        var high = new List<LevelStretch>();
        for (int width = first; to - from - (2 * width) >= sorted.Length / 2; width *= 2)
        {
            if (lowEnd) low.Add(Window(sorted.AsSpan(from, width)));
            if (highEnd) high.Add(Window(sorted.AsSpan(to - width, width)));
            if (lowEnd) from += width;
            if (highEnd) to -= width;
        }

        var middle = Window(sorted.AsSpan(from, to - from));
        double factor = Math.Min(MostInMiddle, middle.Factor);
        high.Reverse();
        return (factor, ValueList.Copy<LevelStretch>([.. low, middle with { Factor = factor }, .. high]));
    }

    /// <summary>The factor at a level: straight lines between the windows, constant beyond the outermost.</summary>
    public static double At(double middle, ReadOnlySpan<LevelStretch> ends, double level)
    {
        if (ends.IsEmpty) return middle;
        if (level <= ends[0].Level) return ends[0].Factor;
        for (int i = 1; i < ends.Length; i++)
        {
            if (level > ends[i].Level) continue;
            double width = ends[i].Level - ends[i - 1].Level, share = width > 0 ? (level - ends[i - 1].Level) / width : 1;
            return ends[i - 1].Factor + (share * (ends[i].Factor - ends[i - 1].Factor));
        }

        return ends[^1].Factor;
    }

    private static LevelStretch Window(ReadOnlySpan<Miss> misses)
    {
        double[] ratios = new double[misses.Length];
        for (int i = 0; i < ratios.Length; i++) ratios[i] = misses[i].Ratio;
        return new LevelStretch { Level = misses[misses.Length / 2].Level, Factor = Kept(ratios, MostAtEnds) };
    }

    private static double Kept(double[] ratios, double most)
    {
        double[] sorted = [.. ratios];
        Array.Sort(sorted);
        double promised = NormalDistribution.Critical(0.9), kept = sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(0.9 * sorted.Length))];
        return Math.Clamp(kept / promised, 1, most);
    }
}
