using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>A team differs by how many values it covers: languages spoken, countries known, methods mastered.</summary>
/// <remarks>
/// <para>The difference of a team is the number of different values among its members, divided by the most that a team of its size could cover. A second member with the same value adds
/// nothing, unlike with <see cref="CategoryDifference"/> and <see cref="SetDifference"/>, which compare pairs. To insist on a number of values, use <see cref="DistinctRule"/>.</para>
/// </remarks>
public sealed record CoverageDifference : TeamDifference
{
    /// <summary>Initialises the difference.</summary>
    /// <param name="dimension">The dimension whose values are counted.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dimension"/> is null.</exception>
    public CoverageDifference(Dimension dimension)
        : base(dimension)
    {
    }
}
