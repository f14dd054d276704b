using PeerLearning.Evaluation.Generators;

namespace PeerLearning.Evaluation.Areas;

/// <summary>A million inputs with zeros, constants, NaN, huge and tiny values: no NaN or infinity may come out, and no exception that is not documented.</summary>
internal sealed class FuzzSkillsArea : IArea
{
    public string Name => "fuzz";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("fuzz/skills/statistics-960000", () => Judge(SkillsFuzz.Statistics(960_000, 1)));
        yield return new Case("fuzz/skills/needs-30000", () => Judge(SkillsFuzz.Needs(30_000, 2)));
        yield return new Case("fuzz/skills/evidence-10000", () => Judge(SkillsFuzz.Levels(10_000, 3)));
    }

    private static CaseOutcome Judge(SkillsFuzz fuzz) => new()
    {
        Ok = fuzz.NotFinite == 0 && fuzz.Undocumented == 0,
        Value = fuzz.NotFinite + fuzz.Undocumented,
        Reference = 0,
        Detail = $"{fuzz.Inputs} inputs, {fuzz.NotFinite} not finite, {fuzz.Undocumented} undocumented exceptions {fuzz.FirstFault}",
    };
}
