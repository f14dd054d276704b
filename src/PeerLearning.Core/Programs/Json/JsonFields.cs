using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PeerLearning.Programs;

/// <summary>Work on the fields of JSON objects.</summary>
internal static class JsonFields
{
    /// <summary>The object without some of its fields.</summary>
    public static ReadOnlySpan<byte> Without(JsonElement element, params ReadOnlySpan<string> names)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var field in element.EnumerateObject())
            {
                bool isKept = true;
                foreach (string name in names) isKept &= !field.NameEquals(name);
                if (isKept) field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    /// <summary>The paths of all fields that the type has and the object lacks; a field that is not written has no value, not a default one.</summary>
    public static List<string> Missing(JsonElement element, JsonTypeInfo info)
    {
        var missing = new List<string>();
        Collect(element, info, "", missing);
        return missing;
    }

    private static void Collect(JsonElement element, JsonTypeInfo info, string path, List<string> missing)
    {
        if (element.ValueKind == JsonValueKind.Array && info.Kind == JsonTypeInfoKind.Enumerable && info.Type.GenericTypeArguments is [var type])
        {
            int i = 0;
            foreach (var item in element.EnumerateArray()) CollectIn(item, type, $"{path}[{i++}]", missing);
        }

        if (element.ValueKind != JsonValueKind.Object || info.Kind != JsonTypeInfoKind.Object) return;
        foreach (var property in info.Properties)
        {
            string here = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (element.TryGetProperty(property.Name, out var value)) CollectIn(value, property.PropertyType, here, missing);
            else missing.Add(here);
        }
    }

    private static void CollectIn(JsonElement element, Type type, string path, List<string> missing)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return;
        var info = ProgramJsonContext.Default.GetTypeInfo(type);
        if (info is null) return;
        if (info.Kind == JsonTypeInfoKind.None && element.ValueKind == JsonValueKind.Object && element.TryGetProperty("kind", out var kind)
            && kind.ValueKind == JsonValueKind.String)
        {
            var actual = info.Converter switch
            {
                KindConverter<Criterion> converter => converter.TypeInfo(kind.GetString()!),
                KindConverter<CriterionOutcome> converter => converter.TypeInfo(kind.GetString()!),
                _ => null,
            };
            if (actual is null) return;
            info = actual;
        }

        Collect(element, info, path, missing);
    }
}
