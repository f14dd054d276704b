using PeerLearning.Tests.Cohorts;

namespace PeerLearning.Evaluation.Areas;

/// <summary>A million malformed requests for mentors, projects and peers: each must be answered, with problems, and the answer must verify.</summary>
internal sealed class MatchingFuzzArea : IArea
{
    private const int Part = 100_000;

    public string Name => "fuzz";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        for (int part = 0; part < 10; part++)
        {
            int first = 1_000_000 + (part * Part);
            yield return new Case($"matching/requests-{first:0000000}", () => Judge(first));
        }
    }

    private static CaseOutcome Judge(int first)
    {
        int wrong = 0;
        string example = "";
        for (int seed = first; seed < first + Part; seed++)
        {
            if (MatchingFuzz.Try(seed) is not { } what) continue;
            wrong++;
            if (example.Length == 0) example = what;
        }

        return new CaseOutcome { Ok = wrong == 0, Value = wrong, Reference = 0, Verified = wrong == 0, Detail = wrong == 0 ? $"{Part} requests" : example };
    }
}
