using NodaTime.Text;

namespace PeerLearning.Programs;

/// <summary>Instants in extended ISO form.</summary>
internal sealed class InstantConverter() : PatternConverter<Instant>(InstantPattern.ExtendedIso);
