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
    /// <exception cref="ArgumentException"><paramref name="value"/> is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is out of range.</exception>
    public GeographicPlace(string value, double latitude, double longitude)
    {
        Value = Guard.Against.NullOrWhiteSpace(value);
        Latitude = latitude is >= -90 and <= 90 ? latitude : throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "A latitude is from -90 to 90 degrees.");
        Longitude = longitude is >= -180 and <= 180 ? longitude : throw new ArgumentOutOfRangeException(nameof(longitude), longitude, "A longitude is from -180 to 180 degrees.");
    }

    /// <summary>The value of the dimension.</summary>
    public string Value { get; }

    /// <summary>Degrees north of the equator.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east of Greenwich.</summary>
    public double Longitude { get; }
}
