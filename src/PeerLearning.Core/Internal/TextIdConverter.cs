using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerLearning.Internal;

/// <summary>Writes an id as the JSON string that it is, also as a property name.</summary>
internal abstract class TextIdConverter<T> : JsonConverter<T>
    where T : struct
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Make(reader.GetString() ?? throw new JsonException($"{typeof(T).Name} is a string, not null."));

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public sealed override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Make(reader.GetString()!);

    public sealed override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString()!);

    protected abstract T Make(string value);
}
