using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Two members differ by the distance of their bands on an ordered scale: grades, levels of experience.</summary>
/// <remarks>
/// <para>The difference of a pair is the number of steps between the bands, divided by the number of steps from the first to the last band. Somebody whose
/// band is unknown, or not on the scale, is no candidate.</para>
/// </remarks>
public sealed record BandDifference : TeamDifference
{
    /// <summary>Initialises the difference.</summary>
    /// <param name="dimension">The dimension that is compared.</param>
    /// <param name="bands">The values from lowest to highest, at least two, each once.</param>
    /// <exception cref="ArgumentException"><paramref name="bands"/> has fewer than two values or one twice.</exception>
    public BandDifference(Dimension dimension, params IReadOnlyList<string> bands)
        : base(dimension)
    {
        Guard.Against.Null(bands);
        if (bands.Count < 2) throw new ArgumentException("A scale has at least two bands.", nameof(bands));
        Bands = ValueList.Copy(Guard.Against.Duplicates(bands));
    }

    /// <summary>The values from lowest to highest.</summary>
    public IReadOnlyList<string> Bands { get; }
}
