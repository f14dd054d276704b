using System.Text.Json.Serialization;

namespace PeerLearning.Programs;

/// <summary>The JSON code of the standards' shapes, generated at compile time: fields without a value are left out, as the standards want it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(OpenBadge))]
[JsonSerializable(typeof(LearningStatement))]
internal sealed partial class StandardsJsonContext : JsonSerializerContext;
