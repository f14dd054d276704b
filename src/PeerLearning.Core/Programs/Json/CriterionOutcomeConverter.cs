using System.Text.Json.Serialization.Metadata;

namespace PeerLearning.Programs;

/// <summary>Outcomes by kind.</summary>
internal sealed class CriterionOutcomeConverter : KindConverter<CriterionOutcome>
{
    public override JsonTypeInfo? TypeInfo(string kind) => kind switch
    {
        nameof(RateOutcome) => ProgramJsonContext.Default.RateOutcome,
        nameof(MeanOutcome) => ProgramJsonContext.Default.MeanOutcome,
        nameof(DifferenceOutcome) => ProgramJsonContext.Default.DifferenceOutcome,
        nameof(ReturnOutcome) => ProgramJsonContext.Default.ReturnOutcome,
        _ => null,
    };
}
