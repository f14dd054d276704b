using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Two members differ by the values that one of them has and the other has not: languages, certificates.</summary>
/// <remarks>
/// <para>The difference of a pair is the number of such values, divided by the largest number that a pair could reach (twice the largest
/// set in the workforce, or all values if those are fewer). Somebody without any value has the empty set.</para>
/// </remarks>
public sealed record SetDifference : TeamDifference
{
    /// <summary>Initialises the difference.</summary>
    /// <param name="dimension">The dimension that is compared.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dimension"/> is null.</exception>
    public SetDifference(Dimension dimension)
        : base(dimension)
    {
    }
}
