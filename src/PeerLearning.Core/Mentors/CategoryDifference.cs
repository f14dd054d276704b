using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Two members differ when their values differ: business units, countries, functions.</summary>
/// <remarks>
/// <para>The difference of a pair is 1 or 0. People whose value is unknown are taken as having one more value, the same for all of them.</para>
/// <para>Where people may carry several values, compare them with a <see cref="SetDifference"/>; here the whole set is one value. A hierarchy (country within
/// region) is two differences, one per level.</para>
/// </remarks>
public sealed record CategoryDifference : TeamDifference
{
    /// <summary>Initialises the difference.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="dimension"/> is null.</exception>
    public CategoryDifference(Dimension dimension)
        : base(dimension)
    {
    }
}
