namespace PeerLearning.Mentors;

/// <summary>Where on earth a value of a dimension lies: a country's capital, a city, a site.</summary>
/// <remarks>The default value is a place without a name at 0 degrees north and east.</remarks>
[System.Diagnostics.DebuggerDisplay("{Value} {Latitude} {Longitude}")]
public readonly record struct GeographicPlace
{
    /// <summary>Initialises a place.</summary>
    /// <param name="value">The value of the dimension.</param>
    /// <param name="latitude">Degrees north of the equator, from -90 to 90.</param>
    /// <param name="longitude">Degrees east of Greenwich, from -180 to 180.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is blank, or a coordinate is out of range.</exception>
    public GeographicPlace(string value, double latitude, double longitude)
    {
        Value = Guard.Against.NullOrWhiteSpace(value);
        Latitude = Guard.Against.OutOfRange(Guard.Against.NotFinite(latitude), nameof(latitude), -90, 90);
        Longitude = Guard.Against.OutOfRange(Guard.Against.NotFinite(longitude), nameof(longitude), -180, 180);
    }

    /// <summary>The value of the dimension.</summary>
    public string Value { get; }

    /// <summary>Degrees north of the equator.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east of Greenwich.</summary>
    public double Longitude { get; }
}
