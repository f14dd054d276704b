using NodaTime.Text;

namespace PeerLearning.Programs;

/// <summary>Durations in NodaTime's round-trip form.</summary>
internal sealed class DurationConverter() : PatternConverter<Duration>(DurationPattern.Roundtrip);
