using System.Text.Json.Serialization.Metadata;

namespace PeerLearning.Programs;

/// <summary>Criteria by kind.</summary>
internal sealed class CriterionConverter : KindConverter<Criterion>
{
    public override JsonTypeInfo? TypeInfo(string kind) => kind switch
    {
        nameof(RateCriterion) => ProgramJsonContext.Default.RateCriterion,
        nameof(MeanCriterion) => ProgramJsonContext.Default.MeanCriterion,
        nameof(DifferenceCriterion) => ProgramJsonContext.Default.DifferenceCriterion,
        nameof(EquivalenceCriterion) => ProgramJsonContext.Default.EquivalenceCriterion,
        nameof(ReturnCriterion) => ProgramJsonContext.Default.ReturnCriterion,
        _ => null,
    };
}
