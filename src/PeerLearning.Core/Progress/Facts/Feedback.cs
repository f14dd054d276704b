using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Feedback of a learner or a mentor, followed to the action it led to. A row; <see cref="ProgressFacts"/> judges it.</summary>
public sealed record Feedback
{
    /// <summary>Who gave it.</summary>
    public required PersonId From { get; init; }

    /// <summary>Whom it is about; null when it is about the programme.</summary>
    public PersonId? About { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>A rating from 1 (worst) to 5 (best); null when not asked.</summary>
    public int? Rating { get; init; }

    /// <summary>What was said; null when nothing was.</summary>
    public string? Comment { get; init; }

    /// <summary>What the champion or somebody for them did about it; null while nothing was done.</summary>
    public string? Action { get; init; }

    /// <summary>The day of that action; null while nothing was done.</summary>
    public LocalDate? ActedOn { get; init; }

    /// <summary>The day on which the giver was told what came of it; null while it is open.</summary>
    public LocalDate? ClosedOn { get; init; }
}
