using System.Text.Json.Serialization;

namespace PeerLearning.Cohorts;

/// <summary>The id of a learning project, as the host knows it.</summary>
/// <remarks>
/// <para>Ids are compared ordinally, character by character.</para>
/// <para>The default value is the blank id, which no door accepts.</para>
/// </remarks>
[JsonConverter(typeof(Converter))]
public readonly record struct ProjectId : IComparable<ProjectId>
{
    private readonly string? _value;

    /// <summary>Initialises an id; whether it is blank is judged at the door of the service it is brought to.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ProjectId(string value) => _value = Guard.Against.Null(value);

    /// <summary>The text of the id.</summary>
    public string Value => _value ?? "";

    /// <summary>Compares two ids ordinally.</summary>
    /// <param name="left">The first id.</param>
    /// <param name="right">The second id.</param>
    /// <returns>Whether the first comes before the second.</returns>
    public static bool operator <(ProjectId left, ProjectId right) => left.CompareTo(right) < 0;

    /// <summary>Compares two ids ordinally.</summary>
    /// <param name="left">The first id.</param>
    /// <param name="right">The second id.</param>
    /// <returns>Whether the first comes before the second, or is the same.</returns>
    public static bool operator <=(ProjectId left, ProjectId right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two ids ordinally.</summary>
    /// <param name="left">The first id.</param>
    /// <param name="right">The second id.</param>
    /// <returns>Whether the first comes after the second.</returns>
    public static bool operator >(ProjectId left, ProjectId right) => left.CompareTo(right) > 0;

    /// <summary>Compares two ids ordinally.</summary>
    /// <param name="left">The first id.</param>
    /// <param name="right">The second id.</param>
    /// <returns>Whether the first comes after the second, or is the same.</returns>
    public static bool operator >=(ProjectId left, ProjectId right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(ProjectId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether the other id has the same text, ordinally.</summary>
    /// <param name="other">The other id.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Equals(ProjectId other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The text of the id.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    internal sealed class Converter : TextIdConverter<ProjectId>
    {
        protected override ProjectId Make(string value) => new(value);
    }
}
