using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerLearning;

/// <summary>Writes an id as the JSON string that it is, also as a property name.</summary>
/// <typeparam name="TId">The id.</typeparam>
/// <remarks>Every id names it by itself; it is public so that a host's own source-generated JSON finds it.</remarks>
public sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IParsable<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.Parse(reader.GetString() ?? throw new JsonException($"{typeof(TId).Name} is a string, not null."), null);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => Guard.Against.Null(writer).WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.Parse(reader.GetString()!, null);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => Guard.Against.Null(writer).WritePropertyName(value.ToString()!);
}
