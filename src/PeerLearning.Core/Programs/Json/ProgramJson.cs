using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PeerLearning.Programs;

/// <summary>Events as JSON, one event a line.</summary>
/// <remarks>
/// <para>An event is an object with its kind as <c>event</c>, the <c>schema</c> version of that kind, and all its fields, also those that are null. Instants, dates
/// and durations stand in their ISO forms, ids as strings, enumerations by name. The order of the fields has no meaning when they are read.</para>
/// <para>Reading never throws for what it finds: an event that is damaged, of an unknown kind or of a later schema is kept as text, and the others
/// are read. A field that is missing or not known makes an event damaged, because dropping or guessing it would lose what was recorded.</para>
/// <para>Generated at compile time: no reflection, safe for native ahead-of-time compilation.</para>
/// </remarks>
public static class ProgramJson
{
    /// <summary>The schema version that is written for every kind.</summary>
    public const int Schema = 1;

    private const string KindField = "event";
    private const string SchemaField = "schema";

    /// <summary>Writes one event.</summary>
    /// <param name="happening">The event.</param>
    /// <returns>One line of JSON.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="happening"/> is null.</exception>
    public static string Write(ProgramEvent happening)
    {
        Guard.Against.Null(happening);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer)) WriteTo(writer, happening);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes events, one a line.</summary>
    /// <param name="events">The events.</param>
    /// <returns>Lines of JSON, each ended by a line feed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> or one of them is null.</exception>
    public static string Write(IReadOnlyList<ProgramEvent> events)
    {
        Guard.Against.Null(events);
        var text = new StringBuilder();
        foreach (var happening in events) text.Append(Write(happening)).Append('\n');
        return text.ToString();
    }

    /// <summary>Reads events: one a line, or as one JSON array.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The good events, the others as text, and all problems.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    public static ProgramReading Read(string json)
    {
        Guard.Against.Null(json);
        var events = new List<ProgramEvent>();
        var rejected = new List<RejectedEvent>();
        var problems = new ProblemList();
        if (json.AsSpan().TrimStart() is ['[', ..])
        {
            ReadArray(json, events, rejected, problems);
        }
        else
        {
            int index = 0;
            foreach (string line in json.Split('\n'))
            {
                string text = line.TrimEnd('\r');
                if (!string.IsNullOrWhiteSpace(text)) ReadOne(text, index, events, rejected, problems);
                index++;
            }
        }

        return new ProgramReading(ValueList.Copy(events), ValueList.Copy(rejected), problems.ToList());
    }

    internal static JsonTypeInfo? TypeInfo(string kind) => EventKinds.TypeInfo(kind);

    private static void WriteTo(Utf8JsonWriter writer, ProgramEvent happening)
    {
        string kind = happening.GetType().Name;
        var fields = JsonSerializer.SerializeToElement(happening, TypeInfo(kind)!);
        writer.WriteStartObject();
        writer.WriteString(KindField, kind);
        writer.WriteNumber(SchemaField, Schema);
        foreach (var field in fields.EnumerateObject()) field.WriteTo(writer);
        writer.WriteEndObject();
    }

    /// <summary>Reads the elements of an array one by one, so that damage behind an element does not touch it.</summary>
    private static void ReadArray(string json, List<ProgramEvent> events, List<RejectedEvent> rejected, ProblemList problems)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        int index = 0;
        long consumed = 0;
        try
        {
            reader.Read();
            consumed = reader.BytesConsumed;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                consumed = reader.BytesConsumed;
                ReadOne(Encoding.UTF8.GetString(bytes.AsSpan(start, (int)consumed - start)), index, events, rejected, problems);
                index++;
            }

            consumed = reader.BytesConsumed;
            if (reader.Read()) throw new JsonException("There is text behind the array.");
        }
        catch (JsonException exception)
        {
            rejected.Add(new RejectedEvent { Index = index, Json = Encoding.UTF8.GetString(bytes.AsSpan((int)consumed)) });
            problems.Error("event.json.damaged", $"events[{index}]", $"The text is damaged: {exception.Message}", "Restore it from the store.");
        }
    }

    private static void ReadOne(string text, int index, List<ProgramEvent> events, List<RejectedEvent> rejected, ProblemList problems)
    {
        string where = $"events[{index}]";
        int before = problems.Count;
        if (Parse(text, where, problems) is { } happening)
        {
            events.Add(happening);
            return;
        }

        System.Diagnostics.Debug.Assert(problems.Count > before, "What is rejected has a problem.");
        rejected.Add(new RejectedEvent { Index = index, Json = text });
    }

    private static ProgramEvent? Parse(string text, string where, ProblemList problems)
    {
        const string Restore = "Restore it from the store.";
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                problems.Error("event.json.damaged", where, "An event is a JSON object.", Restore);
                return null;
            }

            if (!root.TryGetProperty(KindField, out var kindField) || kindField.ValueKind != JsonValueKind.String)
            {
                problems.Error("event.kind.missing", $"{where}.event", "The event has no kind.", Restore);
                return null;
            }

            string kind = kindField.GetString()!;
            if (!root.TryGetProperty(SchemaField, out var schemaField) || schemaField.ValueKind != JsonValueKind.Number || !schemaField.TryGetInt32(out int schema))
            {
                problems.Error("event.schema.missing", $"{where}.schema", "The event has no schema version.", Restore);
                return null;
            }

            if (schema != Schema)
            {
                problems.Error("event.schema.unknown", $"{where}.schema", $"Schema {schema} of {kind} is not known here.", "Read it with the version of the library that wrote it.");
                return null;
            }

            if (TypeInfo(kind) is not { } info)
            {
                problems.Error("event.kind.unknown", $"{where}.event", $"The kind '{kind}' is not known here.", "Read it with the version of the library that wrote it.");
                return null;
            }

            var missing = JsonFields.Missing(root, info);
            foreach (string path in missing) problems.Error("event.field.missing", $"{where}.{path}", "The field is missing.", Restore);
            return missing.Count > 0 ? null : (ProgramEvent?)JsonSerializer.Deserialize(JsonFields.Without(root, KindField, SchemaField), info);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            string path = exception is JsonException { Path: { Length: > 2 } inside } ? $"{where}.{inside[2..]}" : where;
            problems.Error("event.json.damaged", path, $"The event is damaged: {exception.Message}", Restore);
            return null;
        }
    }
}
