using System.Text.Json;
using PeerLearning.Evaluation.Golden;

namespace PeerLearning.Evaluation.Areas;

/// <summary>The golden cases whose method belongs to the skills chapter.</summary>
internal sealed class GoldenSkillsArea : IArea
{
    public string Name => "golden";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        var data = new DataFolder(options.Data);
        foreach (string file in options.Files("golden-*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("cases", out var cases)) continue;
            double tolerance = root.TryGetProperty("meta", out var meta) && meta.TryGetProperty("tolerance", out var own) ? own.GetDouble() : 1e-9;
            foreach (var one in cases.EnumerateArray())
            {
                if (!SkillsGolden.Handles(one)) continue;
                string name = $"{options.NameOf(file)}#{one.GetProperty("id").GetString()}";
                yield return new Case(name, () => Judge(one, tolerance, data));
            }
        }
    }

    private static CaseOutcome Judge(JsonElement one, double tolerance, DataFolder data)
    {
        var check = SkillsGolden.Run(one, tolerance, data);
        return check is null
            ? new CaseOutcome { Ok = true, IsSkipped = true, Detail = $"{one.GetProperty("input").GetProperty("file").GetString()} is not in the data folder" }
            : new CaseOutcome { Ok = check.Ok, Gap = check.Worst, Detail = check.Detail };
    }
}
