using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PeerLearning.Programs;

/// <summary>Writes a member of a closed family with its kind beside its fields, and reads it wherever the kind stands among them.</summary>
/// <remarks>A store may order fields as it likes; the serializer's own discriminator has to come first.</remarks>
internal abstract class KindConverter<T> : JsonConverter<T>
    where T : class
{
    private const string Kind = "kind";

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Kind, out var kind) || kind.ValueKind != JsonValueKind.String)
        {
            throw new JsonException($"{typeof(T).Name} is an object with a kind.");
        }

        string name = kind.GetString()!;
        var info = TypeInfo(name) ?? throw new JsonException($"The kind '{name}' of {typeof(T).Name} is not known.");
        return (T)JsonSerializer.Deserialize(JsonFields.Without(root, Kind), info)!;
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        string name = value.GetType().Name;
        var fields = JsonSerializer.SerializeToElement(value, TypeInfo(name)!);
        writer.WriteStartObject();
        writer.WriteString(Kind, name);
        foreach (var field in fields.EnumerateObject()) field.WriteTo(writer);
        writer.WriteEndObject();
    }

    public abstract JsonTypeInfo? TypeInfo(string kind);
}
