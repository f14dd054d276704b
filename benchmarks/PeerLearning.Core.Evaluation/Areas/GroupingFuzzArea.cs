using PeerLearning.Tests.Cohorts;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Malformed grouping requests: each must be answered, with problems or with sound cohorts, and never with an exception or a NaN.</summary>
internal sealed class GroupingFuzzArea : IArea
{
    private const int Part = 10_000;

    public string Name => "fuzz";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        for (int part = 0; part < 5; part++)
        {
            int first = 1_000_000 + (part * Part);
            yield return new Case($"grouping/requests-{first:0000000}", () => Judge(first));
        }
    }

    private static CaseOutcome Judge(int first)
    {
        int wrong = 0;
        string example = "";
        for (int seed = first; seed < first + Part; seed++)
        {
            if (GroupingFuzz.Try(seed) is not { } what) continue;
            wrong++;
            if (example.Length == 0) example = what;
        }

        return new CaseOutcome { Ok = wrong == 0, Value = wrong, Reference = 0, Verified = wrong == 0, Detail = wrong == 0 ? $"{Part} requests" : example };
    }
}
