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
        for (int i = 0; i < Count; i++) FairnessFuzz.Run(ref random);
        return new CaseOutcome { Ok = true, Value = Count, Detail = "no exception, nothing that is not a number" };
    }
}
