using System.Text.Json;

namespace PeerLearning.Golden;

/// <summary>One case of a golden file.</summary>
/// <param name="Method">The method, from the file's name: <c>ttests</c> of <c>golden-ttests.json</c> or <c>golden-ttests-public.json</c>.</param>
/// <param name="Name">The case's name.</param>
/// <param name="Input">The case, without what is expected.</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Tolerance">The tolerance of the case, the file or, without either, 1e-9.</param>
internal sealed record GoldenCase(string Method, string Name, JsonElement Input, JsonElement Expected, double Tolerance);

/// <summary>Reads golden files.</summary>
internal static class GoldenFile
{
    /// <summary>The method that a file's name names, or null when it is not a golden file.</summary>
    public static string? MethodOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        if (!name.StartsWith("golden-", StringComparison.Ordinal)) return null;
        name = name["golden-".Length..];
        return name.EndsWith("-public", StringComparison.Ordinal) ? name[..^"-public".Length] : name;
    }

    public static IReadOnlyList<GoldenCase> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        double common = Tolerance(root) ?? 1e-9;
        return root.GetProperty("cases").EnumerateArray()
            .Select((item, index) => new GoldenCase(
                MethodOf(file) ?? "",
                item.TryGetProperty("name", out var name) ? name.GetString()! : $"case {index}",
                item.Clone(),
                item.GetProperty("expected").Clone(),
                Tolerance(item) ?? common))
            .ToList();
    }

    private static double? Tolerance(JsonElement element) =>
        element.TryGetProperty("tolerance", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
