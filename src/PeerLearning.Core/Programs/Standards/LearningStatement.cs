namespace PeerLearning.Programs;

/// <summary>A statement in the shape of the Experience API (xAPI, IEEE 9274.1.1).</summary>
/// <remarks>Plain data with the fields that the standard requires; sending it to a learning record store is the host's.</remarks>
public sealed record LearningStatement
{
    /// <summary>The id, a UUID made of the programme and the number of the event, so that sending it twice does no harm.</summary>
    public required string Id { get; init; }

    /// <summary>Who did it.</summary>
    public required StatementActor Actor { get; init; }

    /// <summary>What they did.</summary>
    public required StatementTerm Verb { get; init; }

    /// <summary>What they did it with.</summary>
    public required StatementObject Object { get; init; }

    /// <summary>What came of it; null when there is nothing to say.</summary>
    public StatementResult? Result { get; init; }

    /// <summary>When.</summary>
    public required Instant Timestamp { get; init; }
}
