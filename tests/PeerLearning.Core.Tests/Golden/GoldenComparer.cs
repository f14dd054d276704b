using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace PeerLearning.Golden;

/// <summary>
/// Walks the expected values of a golden case and compares each with what the library answered: numbers within the tolerance (relative above 1,
/// absolute below), <c>null</c>, <c>error</c>, <c>undefined</c> and <c>policy</c> with a typed reason. An expected field without an answer is a mismatch.
/// </summary>
/// <remarks>
/// Answers are numbers, booleans, texts, lists, dictionaries (the fields of an object), <see cref="Undefined"/>, and <see cref="Measured{T}"/> of any of them.
/// Fields that only inform (<c>note</c>, <c>peerOutput</c>, <c>crossChecks</c>, <c>published</c>) are not compared.
/// </remarks>
internal sealed class GoldenComparer(double tolerance, IReadOnlyDictionary<string, double>? fieldTolerances = null)
{
    private static readonly string[] Information = ["note", "peerOutput", "crossChecks", "published"];

    private readonly List<string> _mismatches = [];

    /// <summary>The largest distance of a number, in the measure of the tolerance.</summary>
    public double Largest { get; private set; }

    /// <summary>The numbers compared.</summary>
    public int Compared { get; private set; }

    public IReadOnlyList<string> Mismatches => _mismatches;

    public void Compare(JsonElement expected, object? answer, string path = "")
    {
        answer = Unwrap(answer);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Null:
                if (answer is not Undefined) Mismatch(path, "undefined", answer);
                break;
            case JsonValueKind.Number:
                CompareNumber(expected.GetDouble(), answer, path);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                if (answer is not bool flag || flag != expected.GetBoolean()) Mismatch(path, expected.ToString(), answer);
                break;
            case JsonValueKind.String:
                if (answer is not string text || text != expected.GetString()) Mismatch(path, expected.ToString(), answer);
                break;
            case JsonValueKind.Array:
                CompareList(expected, answer, path);
                break;
            case JsonValueKind.Object:
                CompareFields(expected, answer, path);
                break;
            default:
                Mismatch(path, expected.ToString(), answer);
                break;
        }
    }

    private void CompareNumber(double expected, object? answer, string path)
    {
        Compared++;
        if (answer is bool or string or Undefined or not IConvertible)
        {
            Mismatch(path, expected.ToString("R", CultureInfo.InvariantCulture), answer);
            return;
        }

        double number = Convert.ToDouble(answer, CultureInfo.InvariantCulture);
        double distance = Math.Abs(number - expected) / Math.Max(1, Math.Abs(expected));
        if (double.IsNaN(distance)) distance = double.PositiveInfinity;
        Largest = Math.Max(Largest, distance);
        if (!(distance <= ToleranceOf(path))) Mismatch(path, expected.ToString("R", CultureInfo.InvariantCulture), number.ToString("R", CultureInfo.InvariantCulture));
    }

    private double ToleranceOf(string path)
    {
        string field = path.Split('.')[^1].Split('[')[0];
        return fieldTolerances is not null && fieldTolerances.TryGetValue(field, out double own) ? Math.Max(own, tolerance) : tolerance;
    }

    private void CompareList(JsonElement expected, object? answer, string path)
    {
        if (answer is Undefined && expected.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Null)) return;
        if (answer is string or IDictionary or not IEnumerable)
        {
            Mismatch(path, "a list", answer);
            return;
        }

        var items = ((IEnumerable)answer).Cast<object?>().ToList();
        int length = expected.GetArrayLength();
        if (items.Count != length)
        {
            Mismatch(path, $"{length} items", $"{items.Count} items");
            return;
        }

        for (int i = 0; i < length; i++) Compare(expected[i], items[i], $"{path}[{i}]");
    }

    private void CompareFields(JsonElement expected, object? answer, string path)
    {
        if (Refusal(expected) is { } refusal)
        {
            if (answer is not Undefined) Mismatch(path, refusal, answer);
            return;
        }

        if (answer is not IReadOnlyDictionary<string, object?> fields)
        {
            Mismatch(path, "an object", answer);
            return;
        }

        foreach (var field in expected.EnumerateObject())
        {
            string where = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (Information.Contains(field.Name)) continue;
            if (field.Name is "undefined" && field.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var name in field.Value.EnumerateArray())
                {
                    object? named = Unwrap(fields.GetValueOrDefault(name.GetString()!));
                    if (named is not Undefined) Mismatch($"{path}.{name.GetString()}", "undefined", named);
                }

                continue;
            }

            if (!fields.TryGetValue(field.Name, out object? value)) Mismatch(where, "an answer", "none");
            else Compare(field.Value, value, where);
        }
    }

    // { "error": … }, { "undefined": true or a text }, { "policy": … }: the whole answer is a typed reason.
    private static string? Refusal(JsonElement expected)
    {
        foreach (string name in new[] { "error", "undefined", "policy" })
        {
            if (!expected.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind is JsonValueKind.String or JsonValueKind.True) return $"undefined ({name}: {value})";
        }

        return null;
    }

    private static object? Unwrap(object? answer)
    {
        while (answer is not null && answer.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Measured<>))
        {
            bool defined = (bool)type.GetProperty(nameof(Measured<>.IsDefined))!.GetValue(answer)!;
            answer = type.GetProperty(defined ? nameof(Measured<>.Value) : nameof(Measured<>.Undefined))!.GetValue(answer);
        }

        return answer switch
        {
            PeerLearning.Statistics.Limits limits => new[] { limits.Lower, limits.Upper },
            _ => answer,
        };
    }

    private void Mismatch(string path, string expected, object? answer) =>
        _mismatches.Add($"{path}: expected {expected}, answered {(answer is IEnumerable and not string ? "a list" : answer ?? "nothing")}");
}
