using PeerLearning.Golden;
using PeerLearning.Internal;

namespace PeerLearning.Evaluation.Areas;

/// <summary>A hundred thousand random inputs for Fairness and Statistics.</summary>
internal sealed class FairnessFuzzArea : IArea
{
    private const int Count = 10_000;

    public string Name => "fuzz";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        for (ulong batch = 1; batch <= 10; batch++)
        {
            ulong seed = batch;
            yield return new Case($"fairness-and-statistics/batch-{seed:00}", () => Run(seed));
        }
    }

    private static CaseOutcome Run(ulong seed)
    {
        var random = new SeededRandom(seed);
        var failures = new SortedSet<string>(StringComparer.Ordinal);
        int failed = 0;
        for (int i = 0; i < Count; i++)
        {
            try
            {
                FairnessFuzz.Run(ref random);
            }
#pragma warning disable CA1031 // Every kind of failure is counted, none ends the run.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failed++;
                failures.Add($"{exception.GetType().Name}: {exception.Message}");
            }
        }

        return new CaseOutcome
        {
            Ok = failed == 0,
            Value = failed,
            Reference = 0,
            Detail = failed == 0 ? $"{Count} inputs: no exception, nothing that is not a number" : string.Join("; ", failures.Take(10)),
        };
    }
}
