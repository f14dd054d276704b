using NodaTime.Text;

namespace PeerLearning.Programs;

/// <summary>Dates in ISO form.</summary>
internal sealed class LocalDateConverter() : PatternConverter<LocalDate>(LocalDatePattern.Iso);
