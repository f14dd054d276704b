namespace PeerLearning.Skills;

/// <summary>How much one skill is needed, how surely, and why.</summary>
[System.Diagnostics.DebuggerDisplay("{Rank}. {Skill} {Score}")]
public sealed record SkillNeed
{
    private const double NinetyPercent = 1.6448536269514722;

    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The rank, 1 for the most needed; equal scores share the better rank. 0 for a vetoed skill.</summary>
    public required int Rank { get; init; }

    /// <summary>The score from 0 to 1: the weighted sum of the sources' scores.</summary>
    public required double Score { get; init; }

    /// <summary>The standard error of the score, the sources taken as independent.</summary>
    public required double StandardError { get; init; }

    /// <summary>The lower end of the 90% interval.</summary>
    public double Lower => Score - (NinetyPercent * StandardError);

    /// <summary>The upper end of the 90% interval.</summary>
    public double Upper => Score + (NinetyPercent * StandardError);

    /// <summary>What each source adds, in the order of <see cref="NeedSource"/>.</summary>
    public required IReadOnlyList<NeedContribution> Sources { get; init => field = ValueList.Copy(value); }

    /// <summary>The probability that this skill truly has the highest score, given the errors of all scores; 0 for a vetoed skill.</summary>
    public double ChanceFirst { get; init; }

    /// <summary>The share of all admissible weightings that give the skill each rank, from the first; empty for a vetoed skill.</summary>
    public IReadOnlyList<double> RankShares { get; init => field = ValueList.Copy(value); } = ValueList<double>.Empty;

    /// <summary>The mean of the weightings that put the skill first; empty when none does.</summary>
    public IReadOnlyList<SourceWeight> CentralWeights { get; init => field = ValueList.Copy(value); } = ValueList<SourceWeight>.Empty;

    /// <summary>What it would take to put this skill first; null for the first skill and for vetoed ones.</summary>
    public TippingPoint? TippingPoint { get; init; }

    /// <summary>Why the skill cannot be chosen although it is needed; empty for a candidate.</summary>
    public IReadOnlyList<Reason> Vetoes { get; init => field = ValueList.Copy(value); } = ValueList<Reason>.Empty;

    /// <summary>Whether the skill can be taught here, as far as the host told.</summary>
    public SkillPracticality? Practicality { get; init; }
}
