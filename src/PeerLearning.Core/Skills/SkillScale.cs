using MathNet.Numerics.Distributions;

namespace PeerLearning.Skills;

/// <summary>A scale of levels: its ends, its step, and whether its numbers are percentiles.</summary>
/// <remarks>
/// <para>Levels of different systems are brought to one scale by their position between the ends. A percentile is brought through the normal
/// distribution whose mean is the middle of the other scale and whose standard deviation is a fifth of its range: percentile 50 is the middle, 84 a fifth
/// of the range above. Conversion keeps the order, and going there and back returns the number up to 1e-12, but for percentiles outside 0.63 to 99.37, which lie
/// beyond the other scale and are brought to its ends.</para>
/// <para>What the step of a scale loses is reported as <see cref="RoundingError"/>, never hidden.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Name}: {Lowest} to {Highest}")]
public sealed record SkillScale
{
    // Phi(-2.5) and Phi(2.5): the percentiles of the two ends.
    private const double LowestPercentile = 0.62096653257761323;
    private const double HighestPercentile = 99.379033467422388;

    /// <summary>Five levels, 1 to 5: the default.</summary>
    public static SkillScale OneToFive { get; } = new() { Name = "1-5", Lowest = 1, Highest = 5, Step = 1 };

    /// <summary>Eight levels, 1 to 8.</summary>
    public static SkillScale OneToEight { get; } = new() { Name = "1-8", Lowest = 1, Highest = 8, Step = 1 };

    /// <summary>The level scale of O*NET, 0 to 7.</summary>
    public static SkillScale ZeroToSeven { get; } = new() { Name = "0-7", Lowest = 0, Highest = 7, Step = 1 };

    /// <summary>Marks from 0 to 100, in whole points.</summary>
    public static SkillScale ZeroToHundred { get; } = new() { Name = "0-100", Lowest = 0, Highest = 100, Step = 1 };

    /// <summary>Percentiles of the population, between 0 and 100.</summary>
    public static SkillScale Percentile { get; } = new() { Name = "percentile", Lowest = 0, Highest = 100, Step = 1, IsPercentile = true };

    /// <summary>The five stages of Dreyfus, from novice (1) to expert (5).</summary>
    public static SkillScale Dreyfus { get; } = new() { Name = "Dreyfus", Lowest = 1, Highest = 5, Step = 1 };

    /// <summary>As many levels of responsibility as SFIA has, 1 to 7.</summary>
    public static SkillScale SevenLevels { get; } = new() { Name = "1-7", Lowest = 1, Highest = 7, Step = 1 };

    /// <summary>The name, for people.</summary>
    public required string Name { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The lowest level.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public required double Lowest { get; init => field = Guard.Against.NotFinite(value); }

    /// <summary>The highest level; a scale whose highest is not above its lowest converts nothing.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public required double Highest { get; init => field = Guard.Against.NotFinite(value); }

    /// <summary>The distance between neighbouring levels; 0 for a continuous scale.</summary>
    /// <value>0 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is negative or not finite.</exception>
    public double Step { get; init => field = Guard.Against.Negative(Guard.Against.NotFinite(value)); }

    /// <summary>Whether the numbers are percentiles of the population.</summary>
    /// <value>False unless said otherwise.</value>
    public bool IsPercentile { get; init; }

    /// <summary>The distance between the ends.</summary>
    public double Range => Highest - Lowest;

    /// <summary>The standard error that the step causes: an even spread over one step, step / √12.</summary>
    public double RoundingError => Step / Math.Sqrt(12);

    /// <summary>Whether a level lies on the scale.</summary>
    /// <param name="level">The level.</param>
    /// <returns>Whether it is finite and between the ends, both included.</returns>
    public bool Contains(double level) => level >= Lowest && level <= Highest;

    /// <summary>A level of this scale, on another one.</summary>
    /// <param name="level">The level on this scale.</param>
    /// <param name="to">The other scale.</param>
    /// <returns>The level there, not rounded to its step; undefined when the level is not on this scale, or a scale has no range.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="to"/> is null.</exception>
    public Measured<double> Convert(double level, SkillScale to)
    {
        Guard.Against.Null(to);
        if (!(Range > 0) || !(to.Range > 0)) return Undefined.OutOfRange("A scale needs a highest level above its lowest.");
        if (!Contains(level)) return Undefined.OutOfRange($"The level does not lie between the ends of the scale {Name}.");
        if (IsPercentile == to.IsPercentile) return to.Lowest + ((level - Lowest) / Range * to.Range);

        // Position between the ends, 0.5 + z / 5, against percentile, Phi(z).
        double position = IsPercentile
            ? 0.5 + (Normal.InvCDF(0, 1, Math.Clamp((level - Lowest) / Range * 100, LowestPercentile, HighestPercentile) / 100) / 5)
            : Normal.CDF(0, 1, (((level - Lowest) / Range) - 0.5) * 5);
        if (!IsPercentile) position = Math.Clamp(position, LowestPercentile / 100, HighestPercentile / 100);
        return to.Lowest + (position * to.Range);
    }

    /// <summary>The standard error that a level of this scale carries on another one because of this scale's step.</summary>
    /// <param name="to">The other scale.</param>
    /// <returns><see cref="RoundingError"/> in steps of the other scale; for percentiles at the middle of the distribution.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="to"/> is null.</exception>
    public double AddedError(SkillScale to)
    {
        Guard.Against.Null(to);
        if (!(Range > 0) || !(to.Range > 0)) return 0;
        double slope = to.Range / Range;
        if (IsPercentile && !to.IsPercentile) slope *= Math.Sqrt(2 * Math.PI) / 5;
        else if (!IsPercentile && to.IsPercentile) slope *= 5 / Math.Sqrt(2 * Math.PI);
        return RoundingError * slope;
    }

    /// <summary>The name of the scale.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
