using System.Text.Json;

namespace PeerLearning.Evaluation.Golden;

/// <summary>Compares computed values with expected JSON, and keeps the worst distance.</summary>
internal sealed class GoldenCheck(double tolerance)
{
    private readonly List<string> _faults = [];

    /// <summary>The largest distance, relative above 1, as a multiple of nothing: compare with the tolerance.</summary>
    public double Worst { get; private set; }

    public int Compared { get; private set; }

    public bool Ok => _faults.Count == 0 && Compared > 0;

    public string Detail => _faults.Count == 0 ? $"{Compared} values" : string.Join("; ", _faults.Take(5));

    public void Fault(string text) => _faults.Add(text);

    public void Number(string name, JsonElement expected, double? actual, double? ownTolerance = null)
    {
        Compared++;
        if (expected.ValueKind == JsonValueKind.Null)
        {
            if (actual is not null) Fault($"{name}: expected nothing, is {actual}");
            return;
        }

        double target = expected.GetDouble();
        if (actual is not { } value || !double.IsFinite(value))
        {
            Fault($"{name}: expected {target}, is {actual?.ToString() ?? "undefined"}");
            return;
        }

        double distance = Math.Abs(value - target) / Math.Max(1, Math.Abs(target));
        Worst = Math.Max(Worst, distance);
        if (distance > (ownTolerance ?? tolerance)) Fault($"{name}: expected {target:R}, is {value:R}");
    }

    /// <summary>Relative to the value itself, as variances are judged.</summary>
    public void Relative(string name, JsonElement expected, double actual, double relative)
    {
        Compared++;
        double target = expected.GetDouble(), distance = Math.Abs(actual - target) / Math.Max(Math.Abs(target), 1e-12);
        Worst = Math.Max(Worst, distance);
        if (!(distance <= relative) && !(Math.Abs(actual - target) <= 1e-9)) Fault($"{name}: expected {target:R}, is {actual:R}");
    }

    public void Numbers(string name, JsonElement expected, IReadOnlyList<double>? actual, double? ownTolerance = null) =>
        Numbers(name, expected, actual?.Select(value => (double?)value).ToArray(), ownTolerance);

    public void Numbers(string name, JsonElement expected, IReadOnlyList<double?>? actual, double? ownTolerance = null)
    {
        if (expected.ValueKind == JsonValueKind.Null || (expected.ValueKind == JsonValueKind.Array && expected.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Null)))
        {
            Compared++;
            if (actual is not null && actual.Any(value => value is not null)) Fault($"{name}: expected nothing");
            return;
        }

        int length = expected.GetArrayLength();
        if (actual is null || actual.Count != length)
        {
            Compared++;
            Fault($"{name}: expected {length} values, has {actual?.Count.ToString() ?? "none"}");
            return;
        }

        for (int i = 0; i < length; i++) Number($"{name}[{i}]", expected[i], actual[i], ownTolerance);
    }

    public void Table(string name, JsonElement expected, IReadOnlyList<double[]?>? actual, double? ownTolerance = null)
    {
        if (actual is null || actual.Count != expected.GetArrayLength())
        {
            Compared++;
            Fault($"{name}: expected {expected.GetArrayLength()} rows");
            return;
        }

        for (int i = 0; i < actual.Count; i++)
        {
            if (expected[i].ValueKind == JsonValueKind.Null)
            {
                Compared++;
                if (actual[i] is not null) Fault($"{name}[{i}]: expected nothing");
            }
            else
            {
                Numbers($"{name}[{i}]", expected[i], actual[i], ownTolerance);
            }
        }
    }

    public void Whole(string name, JsonElement expected, long? actual)
    {
        Compared++;
        if (expected.ValueKind == JsonValueKind.Null ? actual is not null : actual != expected.GetInt64()) Fault($"{name}: expected {expected}, is {actual}");
    }

    public void Text(string name, string expected, string actual)
    {
        Compared++;
        if (expected != actual) Fault($"{name}: expected '{expected}', is '{actual}'");
    }

    /// <summary>A typed reason is the expected answer.</summary>
    public void Undefined<T>(string name, Measured<T> actual)
        where T : notnull
    {
        Compared++;
        if (actual.IsDefined) Fault($"{name}: expected a typed reason, is {actual}");
    }
}
