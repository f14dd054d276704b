using System.Globalization;
using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>What is known about one person's level in one skill, and how surely.</summary>
/// <remarks>
/// <para>The level is a latent one: it lies on the estimator's scale, but strong evidence may put it a little beyond the ends. Its error is close to normal.</para>
/// <para>A host that has levels of its own constructs this row; <see cref="SkillProfiles"/> judges it.</para>
/// </remarks>
public readonly record struct Proficiency
{
    // The 95% quantile of the standard normal distribution: 90% lie between the two ends.
    private const double NinetyPercent = 1.6448536269514722;

    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The most likely level.</summary>
    public required double Level { get; init; }

    /// <summary>The standard error of the level; 0 for a level known exactly.</summary>
    public required double StandardError { get; init; }

    /// <summary>How many pieces of evidence it rests on; 0 when the host brought the level itself.</summary>
    public int Items { get; init; }

    /// <summary>The lower end of the 90% interval.</summary>
    public double Lower => Level - (NinetyPercent * StandardError);

    /// <summary>The upper end of the 90% interval.</summary>
    public double Upper => Level + (NinetyPercent * StandardError);

    /// <summary>The probability that the true level is at least the bar.</summary>
    /// <param name="bar">The bar, on the scale of the level.</param>
    /// <returns>A probability from the normal distribution; 0 or 1 for a level known exactly.</returns>
    /// <exception cref="ArgumentException"><paramref name="bar"/> is not finite.</exception>
    public double ChanceAtLeast(double bar)
    {
        Guard.Against.NotFinite(bar);
        if (!(StandardError > 0)) return Level >= bar ? 1 : 0;
        return NormalDistribution.Upper((bar - Level) / StandardError);
    }

    /// <summary>The person, the skill and the level with its interval.</summary>
    /// <returns>For example <c>p-17 Rust 3.4 [2.9, 3.9]</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Person} {Skill} {Level:0.00} [{Lower:0.00}, {Upper:0.00}]");
}
