namespace PeerLearning.Progress;

/// <summary>One stretch of a programme between two check-ins.</summary>
public sealed record BriefPeriod
{
    /// <summary>The number, from 1; 0 before the programme starts.</summary>
    public required int Number { get; init; }

    /// <summary>The first day.</summary>
    public required LocalDate First { get; init; }

    /// <summary>The last day.</summary>
    public required LocalDate Last { get; init; }

    /// <summary>The day of the check-in: the last day of the period, or the next day that is not a holiday.</summary>
    public required LocalDate CheckInOn { get; init; }

    /// <summary>Whether the period consists of holidays only, so that nobody is asked.</summary>
    public bool IsHoliday { get; init; }
}
