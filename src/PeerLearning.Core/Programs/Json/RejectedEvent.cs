namespace PeerLearning.Programs;

/// <summary>A stored event that could not be read, kept as it was found.</summary>
public sealed record RejectedEvent
{
    /// <summary>The place in the text, from 0: the line, or the element of the array.</summary>
    public required int Index { get; init; }

    /// <summary>The text as it was found.</summary>
    public required string Json { get; init; }
}
