namespace PeerLearning.People;

/// <summary>A dimension in which people differ: a name and the class of its values.</summary>
/// <remarks>Two dimensions of a workforce never share a name. A person may carry several values of one dimension, as with languages.</remarks>
public sealed record Dimension
{
    /// <summary>Initialises a dimension.</summary>
    /// <param name="name">The name, unique within the workforce.</param>
    /// <param name="class">How careful its values must be treated.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    public Dimension(string name, DimensionClass @class)
    {
        Name = Guard.Against.NullOrWhiteSpace(name);
        Class = @class;
    }

    /// <summary>The business unit: <see cref="Person.BusinessUnit"/>.</summary>
    public static Dimension BusinessUnit { get; } = new("BusinessUnit", DimensionClass.Organisational);

    /// <summary>The geography, usually the country: <see cref="Person.Geography"/>.</summary>
    public static Dimension Geography { get; } = new("Geography", DimensionClass.Geographic);

    /// <summary>The time zone: <see cref="Person.TimeZone"/>.</summary>
    public static Dimension TimeZone { get; } = new("TimeZone", DimensionClass.Geographic);

    /// <summary>The languages spoken: <see cref="Person.Languages"/>.</summary>
    public static Dimension Language { get; } = new("Language", DimensionClass.Organisational);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How careful its values must be treated.</summary>
    public DimensionClass Class { get; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
