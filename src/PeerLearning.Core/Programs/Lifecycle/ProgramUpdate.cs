namespace PeerLearning.Programs;

/// <summary>The answer to a wish to record something: the programme after it, or every reason why it cannot be.</summary>
public sealed class ProgramUpdate
{
    internal ProgramUpdate(LearningProgram program, IReadOnlyList<ProgramEvent> recorded, IReadOnlyList<Problem> problems, IReadOnlyList<Reason> reasons, IReadOnlyList<ProgramEvent> missed)
    {
        Program = program;
        Recorded = recorded;
        Problems = problems;
        Reasons = reasons;
        Missed = missed;
    }

    /// <summary>Whether it was recorded.</summary>
    public bool IsAccepted => Reasons.Count == 0;

    /// <summary>The programme after the events, or the unchanged one when they were refused.</summary>
    public LearningProgram Program { get; }

    /// <summary>The events with their numbers, for the host to store; empty when they were refused.</summary>
    public IReadOnlyList<ProgramEvent> Recorded { get; }

    /// <summary>Every reason for the refusal; empty when the events were recorded.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>The same reasons with their places in the events and how to repair them.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>What others recorded since the expected version, when that was the reason.</summary>
    /// <value>Empty unless somebody else was faster.</value>
    public IReadOnlyList<ProgramEvent> Missed { get; }
}
