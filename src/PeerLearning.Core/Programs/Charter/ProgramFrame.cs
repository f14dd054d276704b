using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>The frame that the sponsor gives: time, money and top cover.</summary>
public sealed record ProgramFrame
{
    /// <summary>The working time that a learner may spend each week.</summary>
    public required Duration LearnerTimePerWeek { get; init; }

    /// <summary>The working time that a lead mentor may spend each week.</summary>
    public required Duration MentorTimePerWeek { get; init; }

    /// <summary>The money that the team may spend, in <see cref="Currency"/>.</summary>
    /// <value>0 unless said otherwise.</value>
    public decimal Budget { get; init; }

    /// <summary>The ISO 4217 code of the budget's currency.</summary>
    /// <value><c>EUR</c> unless said otherwise.</value>
    public string Currency { get; init; } = "EUR";

    /// <summary>The one who protects the team's time when other work presses; null when it is the sponsor.</summary>
    public PersonId? TopCover { get; init; }
}
