using PeerLearning.Golden;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Every case of every golden file about progress.</summary>
internal sealed class GoldenProgressArea : IArea
{
    public string Name => "golden";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        foreach (string file in options.Files("golden-*.json"))
        {
            if (!ProgressGoldens.Knows(GoldenFile.MethodOf(file))) continue;
            string name = options.NameOf(file);
            foreach (var golden in GoldenFile.Read(file)) yield return new Case($"{name}#{golden.Name}", () => Run(golden));
        }
    }

    private static CaseOutcome Run(GoldenCase golden)
    {
        var comparison = ProgressGoldens.Run(golden);
        return new CaseOutcome
        {
            Ok = comparison.Mismatches.Count == 0,
            Gap = comparison.Largest,
            Detail = comparison.Mismatches.Count == 0
                ? $"{comparison.Compared} numbers, largest distance {comparison.Largest:0.0E+0}"
                : string.Join("; ", comparison.Mismatches),
        };
    }
}
