using PeerLearning.Skills;

namespace PeerLearning.Progress;

/// <summary>What a group gained in one skill.</summary>
[System.Diagnostics.DebuggerDisplay("{Skill}: {MeanGain}")]
public sealed record SkillGain
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The people with a level before and after.</summary>
    public required int People { get; init; }

    /// <summary>The mean gain, in levels.</summary>
    public required Measured<double> MeanGain { get; init; }

    /// <summary>The lower 95 % limit of the mean gain (paired t).</summary>
    public required Measured<double> Lower { get; init; }

    /// <summary>The upper 95 % limit of the mean gain.</summary>
    public required Measured<double> Upper { get; init; }

    /// <summary>The two-sided p value of the paired t test.</summary>
    public required Measured<double> P { get; init; }

    /// <summary>The p value corrected for all skills measured (Benjamini and Hochberg, 1995).</summary>
    public required Measured<double> AdjustedP { get; init; }

    /// <summary>The two-sided p value of the signed-rank test, exact where the numbers allow.</summary>
    public required Measured<double> SignedRankP { get; init; }

    /// <summary>The gain over the average of the two standard deviations: the size to report.</summary>
    public required Measured<double> DAverage { get; init; }

    /// <summary>The gain over the standard deviation of the changes: the size for planning.</summary>
    public required Measured<double> DChange { get; init; }

    /// <summary>The lower 95 % limit of <see cref="DChange"/>, by the noncentral t distribution.</summary>
    public required Measured<double> DChangeLower { get; init; }

    /// <summary>The upper 95 % limit of <see cref="DChange"/>.</summary>
    public required Measured<double> DChangeUpper { get; init; }

    /// <summary>The share of the room above the first mean that was gained (Hake, 1998).</summary>
    public required Measured<double> NormalisedGain { get; init; }

    /// <summary>The people whose own gain is larger than measurement error explains.</summary>
    public required Measured<int> ReliablyBetter { get; init; }

    /// <summary>The people whose own loss is larger than measurement error explains.</summary>
    public required Measured<int> ReliablyWorse { get; init; }

    /// <summary>The learners that the next cohort needs to find a gain of this size with a power of 80 % at 5 %, two-sided.</summary>
    public required Measured<int> LearnersForNextCohort { get; init; }

    /// <summary>The sentence.</summary>
    public required Reason Because { get; init; }
}
