using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PeerLearning.Programs;

/// <summary>The id of one thing recorded in a programme: a decision, milestone, obstacle, promise, feedback or recognition.</summary>
/// <remarks>
/// <para>Unique within its programme and kind. Ids are compared ordinally, character by character.</para>
/// <para>The default value is the blank id, which no door accepts.</para>
/// </remarks>
[JsonConverter(typeof(IdJsonConverter<EntryId>))]
public readonly record struct EntryId : IComparable<EntryId>, IParsable<EntryId>
{
    private readonly string? _value;

    /// <summary>Initialises an id; whether it is blank is judged at the door it is brought to.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public EntryId(string value) => _value = Guard.Against.Null(value);

    /// <summary>The text of the id.</summary>
    public string Value => _value ?? "";

    /// <summary>Compares two ids ordinally.</summary>
    /// <param name="left">The first id.</param>
    /// <param name="right">The second id.</param>
    /// <returns>Whether the first comes before the second.</returns>
    public static bool operator <(EntryId left, EntryId right) => left.CompareTo(right) < 0;

    /// <summary>Compares two ids ordinally.</summary>
    /// <param name="left">The first id.</param>
    /// <param name="right">The second id.</param>
    /// <returns>Whether the first comes before the second, or is the same.</returns>
    public static bool operator <=(EntryId left, EntryId right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two ids ordinally.</summary>
    /// <param name="left">The first id.</param>
    /// <param name="right">The second id.</param>
    /// <returns>Whether the first comes after the second.</returns>
    public static bool operator >(EntryId left, EntryId right) => left.CompareTo(right) > 0;

    /// <summary>Compares two ids ordinally.</summary>
    /// <param name="left">The first id.</param>
    /// <param name="right">The second id.</param>
    /// <returns>Whether the first comes after the second, or is the same.</returns>
    public static bool operator >=(EntryId left, EntryId right) => left.CompareTo(right) >= 0;

    /// <summary>Reads an id: any text is one.</summary>
    /// <param name="s">The text of the id.</param>
    /// <param name="provider">Not used: ids know no culture.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    public static EntryId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <summary>Reads an id if there is a text.</summary>
    /// <param name="s">The text of the id.</param>
    /// <param name="provider">Not used: ids know no culture.</param>
    /// <param name="result">The id; blank without a text.</param>
    /// <returns>Whether there is a text.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EntryId result)
    {
        result = s is null ? default : new(s);
        return s is not null;
    }

    /// <inheritdoc/>
    public int CompareTo(EntryId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether the other id has the same text, ordinally.</summary>
    /// <param name="other">The other id.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Equals(EntryId other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The text of the id.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
