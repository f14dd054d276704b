using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Two members differ by the distance of their values: the way between places, or any distance of the host's own.</summary>
/// <remarks>
/// <para>The difference of a pair is the distance of their values divided by the largest distance among the values given, in thousandths. Somebody whose value is unknown, has several, or is not
/// among them, is no candidate.</para>
/// <para>Distances do not fall apart into counts of single values, so the proof looks at the ways to spread a team over the values: there may be 2,000,000 of them (80 values for a team of 4, 19
/// for one of 8). More are a problem of the request; group the values then.</para>
/// </remarks>
public sealed record DistanceDifference : TeamDifference
{
    /// <summary>Initialises a difference from the host's own distance.</summary>
    /// <param name="dimension">The dimension that is compared.</param>
    /// <param name="values">The values, at least two, each once.</param>
    /// <param name="distance">The distance of two different values: 0 or more, the same in both directions; asked once for every pair.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> has fewer than two values or one twice; a distance is negative or not finite; or all are 0.</exception>
    public DistanceDifference(Dimension dimension, IReadOnlyList<string> values, Func<string, string, double> distance)
        : base(dimension)
    {
        Guard.Against.Null(values);
        Guard.Against.Null(distance);
        if (values.Count < 2) throw new ArgumentException("A distance needs at least two values.", nameof(values));
        Values = ValueList.Copy(Guard.Against.Duplicates(values));
        double[] raw = new double[values.Count * values.Count];
        for (int i = 0; i < values.Count; i++)
        {
            for (int j = i + 1; j < values.Count; j++)
            {
                double between = distance(values[i], values[j]);
                if (!double.IsFinite(between) || between < 0) throw new ArgumentException($"The distance of '{values[i]}' and '{values[j]}' is {between}.", nameof(distance));
                raw[(i * values.Count) + j] = raw[(j * values.Count) + i] = between;
            }
        }

        double largest = raw.Max();
        if (largest == 0) throw new ArgumentException("All distances are 0.", nameof(distance));
        Thousandths = ValueList.Copy(raw.Select(between => (int)Math.Round(Full * (between / largest), MidpointRounding.AwayFromZero)));
    }

    /// <summary>The values that have a distance.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The distances in thousandths of the largest, row by row.</summary>
    internal IReadOnlyList<int> Thousandths { get; }

    internal const int Full = 1000;

    /// <summary>A difference by the way along the great circle between places.</summary>
    /// <param name="dimension">The dimension whose values are the places.</param>
    /// <param name="places">The places, at least two, each once.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are fewer than two places, or one twice.</exception>
    /// <remarks>Haversine formula on a sphere (Sinnott, Sky and Telescope 68(2), 1984), within 0.6 % of the ellipsoid.</remarks>
    public static DistanceDifference Geographic(Dimension dimension, params IReadOnlyList<GeographicPlace> places)
    {
        Guard.Against.Null(places);
        if (places.Count < 2) throw new ArgumentException("A distance needs at least two places.", nameof(places));
        string[] names = [.. places.Select(place => place.Value ?? "")];
        Guard.Against.Duplicates(names, nameof(places));
        var byName = places.ToDictionary(place => place.Value ?? "", StringComparer.Ordinal);
        return new DistanceDifference(dimension, names, (first, second) => Angle(byName[first], byName[second]));
    }

    /// <summary>The distance of two values in thousandths.</summary>
    internal int Between(int first, int second) => Thousandths[(first * Values.Count) + second];

    /// <summary>The place of a value among those given; -1 if it is not.</summary>
    internal int IndexOf(string value)
    {
        for (int i = 0; i < Values.Count; i++)
        {
            if (string.Equals(Values[i], value, StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    /// <summary>The angle between two places as seen from the centre; the radius does not matter, since distances count as shares of the largest.</summary>
    private static double Angle(GeographicPlace first, GeographicPlace second)
    {
        double latitude = double.DegreesToRadians(second.Latitude - first.Latitude), longitude = double.DegreesToRadians(second.Longitude - first.Longitude);
        double half = (Math.Sin(latitude / 2) * Math.Sin(latitude / 2))
            + (Math.Cos(double.DegreesToRadians(first.Latitude)) * Math.Cos(double.DegreesToRadians(second.Latitude)) * Math.Sin(longitude / 2) * Math.Sin(longitude / 2));
        return 2 * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }
}
