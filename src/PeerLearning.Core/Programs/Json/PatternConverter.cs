using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace PeerLearning.Programs;

/// <summary>Writes a NodaTime value in its ISO pattern, which round-trips exactly.</summary>
internal abstract class PatternConverter<T>(IPattern<T> pattern) : JsonConverter<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException($"{typeof(T).Name} is a string.");
        var parsed = pattern.Parse(reader.GetString()!);
        return parsed.Success ? parsed.Value : throw new JsonException(parsed.Exception.Message);
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
}
