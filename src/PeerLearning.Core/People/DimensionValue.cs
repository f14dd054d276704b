namespace PeerLearning.People;

/// <summary>A value of a dimension, such as the business unit Sales.</summary>
/// <remarks>The default value belongs to no dimension and is blank; the door of the workforce reports it.</remarks>
public readonly record struct DimensionValue
{
    private readonly string? _value;

    /// <summary>Initialises a value; whether it is blank is judged at the door.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="value">The value, compared ordinally.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public DimensionValue(Dimension dimension, string value)
    {
        Dimension = Guard.Against.Null(dimension);
        _value = Guard.Against.Null(value);
    }

    /// <summary>The dimension; null only in the default value.</summary>
    public Dimension? Dimension { get; }

    /// <summary>The value.</summary>
    public string Value => _value ?? "";

    /// <summary>The dimension and the value.</summary>
    /// <returns>For example <c>BusinessUnit Sales</c>.</returns>
    public override string ToString() => $"{Dimension?.Name} {Value}";
}
