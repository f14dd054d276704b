using System.Text.Json;
using NodaTime.Text;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>What the performance plan and the CEO agenda say of each skill, from a small JSON file.</summary>
internal static class AgendaInput
{
    public static IReadOnlyDictionary<string, Row> Read(string file)
    {
        if (!File.Exists(file)) throw new InputException(file, null, "The file does not exist.", "Check the path.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var rows = new SortedDictionary<string, Row>(StringComparer.Ordinal);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("skills", out var skills) || skills.ValueKind != JsonValueKind.Array)
            {
                throw new InputException(file, null, "There is no list 'skills'.", "See agenda.json beside the sample.");
            }

            int place = 0;
            foreach (var entry in skills.EnumerateArray())
            {
                string where = $"skills[{place++}]";
                if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("skill", out var name) || name.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(name.GetString()))
                {
                    throw new InputException(file, null, $"{where} names no skill.", "Give it a 'skill'.");
                }

                var row = new Row(Mark(file, where, entry, "plan"), Mark(file, where, entry, "ceo"), Date(file, where, entry));
                if (!rows.TryAdd(name.GetString()!, row)) throw new InputException(file, null, $"{where}: '{name.GetString()}' stands there twice.", "Keep one of them.");
            }

            return rows;
        }
        catch (JsonException exception)
        {
            throw new InputException(file, (int?)exception.LineNumber + 1, "The file is no sound JSON.", "Repair it there.");
        }
    }

    private static double? Mark(string file, string where, JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var mark) || mark.ValueKind == JsonValueKind.Null) return null;
        return mark.ValueKind == JsonValueKind.Number && mark.TryGetDouble(out double value) && value is >= 0 and <= 1
            ? value
            : throw new InputException(file, null, $"{where}.{name} is no number from 0 to 1.", "Correct it, or leave it out.");
    }

    private static LocalDate? Date(string file, string where, JsonElement entry)
    {
        if (!entry.TryGetProperty("by", out var by) || by.ValueKind == JsonValueKind.Null) return null;
        var parsed = LocalDatePattern.Iso.Parse(by.ValueKind == JsonValueKind.String ? by.GetString()! : "");
        return parsed.Success ? parsed.Value : throw new InputException(file, null, $"{where}.by is no date.", "Write it as 2026-12-31.");
    }

    internal sealed record Row(double? Plan, double? Ceo, LocalDate? By);
}
