using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>How much each side of the fit of a learner and a mentor counts, and from where on more is not better.</summary>
/// <remarks>
/// <para>The points of a pair are 1000 x the weighted mean of the parts that apply, each from 0 to 1, in whole numbers. A part applies when there is something to measure
/// in the request at all: preferences of learners when any learner has some, overlap when there is an <see cref="OverlapRule"/>, and so on; it is the same set
/// for all pairs, so stating nothing never earns a better mean.</para>
/// <para>A preference of rank r is worth max(0, 11 - r) / 10 whatever the length of the list, and somebody not listed 0: a short list is no advantage.
/// A goal is worth the mentor's level less the learner's, in tenths of a level, up to <see cref="FullLead"/>, divided by it; several goals are averaged; an unknown mentor's level is worth 0, an unknown
/// learner's level is the lowest of the scale.
/// Overlap is worth the common working time up to <see cref="FullOverlapPerWeek"/>, divided by it.</para>
/// </remarks>
public sealed record FitWeights
{
    /// <summary>The weight of the mentor's lead in the skills that the learner wants to grow in.</summary>
    /// <value>3 unless said otherwise.</value>
    public int Skills { get; init => field = Check(value); } = 3;

    /// <summary>The weight of the learner's preferences.</summary>
    /// <value>3 unless said otherwise.</value>
    public int LearnerPreferences { get; init => field = Check(value); } = 3;

    /// <summary>The weight of the mentor's preferences.</summary>
    /// <value>2 unless said otherwise.</value>
    public int MentorPreferences { get; init => field = Check(value); } = 2;

    /// <summary>The weight of common working time.</summary>
    /// <value>1 unless said otherwise.</value>
    public int Overlap { get; init => field = Check(value); } = 1;

    /// <summary>The weight of a common language.</summary>
    /// <value>1 unless said otherwise.</value>
    public int Language { get; init => field = Check(value); } = 1;

    /// <summary>By how many levels a mentor must be ahead of a learner in a skill for it to be worth everything.</summary>
    /// <value>2 levels unless said otherwise.</value>
    public double FullLead { get; init => field = value is >= 0.1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(FullLead), value, "0.1 to 1000 levels."); } = 2;

    /// <summary>The common working time per week above which more is not better.</summary>
    /// <value>20 hours unless said otherwise.</value>
    public Duration FullOverlapPerWeek
    {
        get;
        init => field = value > Duration.Zero && value <= Duration.FromDays(7)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(FullOverlapPerWeek), value, "More than nothing and at most a whole week is needed.");
    } = Duration.FromHours(20);

    private static int Check(int value, [System.Runtime.CompilerServices.CallerMemberName] string? name = null) =>
        value is >= 0 and <= 1000 ? value : throw new ArgumentOutOfRangeException(name, value, "A weight is a whole number from 0 to 1000.");
}
