using System.Text;
using System.Text.Json;
using NodaTime.Text;
using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>Writes and reads explanations without reflection, so that it works in native code.</summary>
internal static class ProficiencyExplanationJson
{
    public static string Write(ProficiencyExplanation explanation)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("modelVersion", explanation.ModelVersion);
            var level = explanation.Proficiency;
            writer.WriteString("person", level.Person.Value);
            writer.WriteString("skill", level.Skill.Value);
            writer.WriteNumber("level", level.Level);
            writer.WriteNumber("standardError", level.StandardError);
            writer.WriteNumber("itemCount", level.Items);
            writer.WriteNumber("priorLevel", explanation.PriorLevel);
            writer.WriteNumber("priorShare", explanation.PriorShare);
            writer.WriteStartArray("items");
            foreach (var item in explanation.Items) WriteItem(writer, item);
            writer.WriteEndArray();
            writer.WriteStartArray("assumptions");
            foreach (var reason in explanation.Assumptions) WriteReason(writer, reason);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static ProficiencyExplanation Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new ProficiencyExplanation
            {
                ModelVersion = Text(root, "modelVersion"),
                Proficiency = new Proficiency
                {
                    Person = new PersonId(Text(root, "person")),
                    Skill = new SkillId(Text(root, "skill")),
                    Level = root.GetProperty("level").GetDouble(),
                    StandardError = root.GetProperty("standardError").GetDouble(),
                    Items = root.GetProperty("itemCount").GetInt32(),
                },
                PriorLevel = root.GetProperty("priorLevel").GetDouble(),
                PriorShare = root.GetProperty("priorShare").GetDouble(),
                Items = ValueList.Copy(root.GetProperty("items").EnumerateArray().Select(ReadItem).ToArray()),
                Assumptions = ValueList.Copy(root.GetProperty("assumptions").EnumerateArray().Select(ReadReason).ToArray()),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or UnparsableValueException)
        {
            throw new FormatException("The text is not a stored explanation.", exception);
        }
    }

    private static void WriteItem(Utf8JsonWriter writer, EvidenceShare item)
    {
        var evidence = item.Evidence;
        writer.WriteStartObject();
        writer.WriteString("person", evidence.Person.Value);
        writer.WriteString("skill", evidence.Skill.Value);
        writer.WriteString("kind", evidence.Kind.ToString());
        if (evidence.Level is { } level) writer.WriteNumber("level", level);
        if (evidence.By is { } by) writer.WriteString("by", by.Value);
        if (evidence.At is { } at) writer.WriteString("at", InstantPattern.ExtendedIso.Format(at));
        if (evidence.Scale is { } scale)
        {
            writer.WriteStartObject("scale");
            writer.WriteString("name", scale.Name);
            writer.WriteNumber("lowest", scale.Lowest);
            writer.WriteNumber("highest", scale.Highest);
            writer.WriteNumber("step", scale.Step);
            writer.WriteBoolean("isPercentile", scale.IsPercentile);
            writer.WriteEndObject();
        }

        writer.WriteNumber("statedLevel", item.StatedLevel);
        writer.WriteNumber("adjustedLevel", item.AdjustedLevel);
        writer.WriteNumber("share", item.Share);
        writer.WriteNumber("levelWithout", item.LevelWithout);
        writer.WriteEndObject();
    }

    private static EvidenceShare ReadItem(JsonElement item) => new()
    {
        Evidence = new Evidence
        {
            Person = new PersonId(Text(item, "person")),
            Skill = new SkillId(Text(item, "skill")),
            Kind = Enum.Parse<EvidenceKind>(Text(item, "kind")),
            Level = item.TryGetProperty("level", out var level) ? level.GetDouble() : null,
            By = item.TryGetProperty("by", out var by) ? new PersonId(by.GetString()!) : null,
            At = item.TryGetProperty("at", out var at) ? InstantPattern.ExtendedIso.Parse(at.GetString()!).Value : null,
            Scale = item.TryGetProperty("scale", out var scale)
                ? new SkillScale
                {
                    Name = Text(scale, "name"),
                    Lowest = scale.GetProperty("lowest").GetDouble(),
                    Highest = scale.GetProperty("highest").GetDouble(),
                    Step = scale.GetProperty("step").GetDouble(),
                    IsPercentile = scale.GetProperty("isPercentile").GetBoolean(),
                }
                : null,
        },
        StatedLevel = item.GetProperty("statedLevel").GetDouble(),
        AdjustedLevel = item.GetProperty("adjustedLevel").GetDouble(),
        Share = item.GetProperty("share").GetDouble(),
        LevelWithout = item.GetProperty("levelWithout").GetDouble(),
    };

    private static void WriteReason(Utf8JsonWriter writer, Reason reason)
    {
        writer.WriteStartObject();
        writer.WriteString("code", reason.Code);
        writer.WriteString("template", reason.Template);
        writer.WriteStartObject("figures");
        foreach (var figure in reason.Figures)
        {
            if (figure.Number is { } number) writer.WriteNumber(figure.Name, number);
            else writer.WriteString(figure.Name, figure.Text);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static Reason ReadReason(JsonElement reason) => new()
    {
        Code = Text(reason, "code"),
        Template = Text(reason, "template"),
        Figures = ValueList.Copy(reason.GetProperty("figures").EnumerateObject()
            .Select(figure => figure.Value.ValueKind == JsonValueKind.Number ? Figure.Of(figure.Name, figure.Value.GetDouble()) : Figure.Of(figure.Name, figure.Value.GetString()!)).ToArray()),
    };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
