namespace PeerLearning.Programs;

/// <summary>What was read from a stored list of events: every good event, every other one as it was found, and all problems.</summary>
public sealed class ProgramReading
{
    internal ProgramReading(IReadOnlyList<ProgramEvent> events, IReadOnlyList<RejectedEvent> rejected, IReadOnlyList<Problem> problems)
    {
        Events = events;
        Rejected = rejected;
        Problems = problems;
    }

    /// <summary>The events that could be read, in the order of the text.</summary>
    public IReadOnlyList<ProgramEvent> Events { get; }

    /// <summary>The others, as they were found; nothing is lost.</summary>
    public IReadOnlyList<RejectedEvent> Rejected { get; }

    /// <summary>All problems, in the order of the text.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
