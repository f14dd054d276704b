using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Who needs a nudge, and why: the score, the points that make it, what would clear it, who acts and what to ask.</summary>
[System.Diagnostics.DebuggerDisplay("{Learner} {Score} {State}")]
public sealed record Nudge
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The score: exactly the sum of the points of <see cref="Reasons"/>.</summary>
    public required int Score { get; init; }

    /// <summary>What is to happen.</summary>
    public required NudgeState State { get; init; }

    /// <summary>The day from which on the nudge has been up.</summary>
    public required LocalDate Since { get; init; }

    /// <summary>The signals, most points first.</summary>
    public required IReadOnlyList<NudgeReason> Reasons { get; init => field = ValueList.Copy(value); }

    /// <summary>What would bring the score down today, the one that helps most last. Empty when nothing done today would.</summary>
    public required IReadOnlyList<NudgeRemedy> Remedies { get; init => field = ValueList.Copy(value); }

    /// <summary>The score at which the nudge is over.</summary>
    public required int ClearAt { get; init; }

    /// <summary>What it takes until the nudge is over: the score to reach, what today can do, and what only the weeks ahead can.</summary>
    public required Reason Clearing { get; init; }

    /// <summary>The learner's mentor; null when nobody is assigned, so that the champion acts.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>The question with which to begin.</summary>
    public required Reason Question { get; init; }

    /// <summary>The last day of a snooze; null without one.</summary>
    public LocalDate? SnoozedUntil { get; init; }
}
