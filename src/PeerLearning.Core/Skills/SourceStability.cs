namespace PeerLearning.Skills;

/// <summary>Between which weights of one source, the others in proportion, the first skill stays first.</summary>
public sealed record SourceStability
{
    /// <summary>The source.</summary>
    public required NeedSource Source { get; init; }

    /// <summary>The present weight.</summary>
    public required double Weight { get; init; }

    /// <summary>The least weight.</summary>
    public required double Lowest { get; init; }

    /// <summary>The skill that takes over below; null when none does.</summary>
    public required SkillId? TakenOverBelowBy { get; init; }

    /// <summary>The most weight.</summary>
    public required double Highest { get; init; }

    /// <summary>The skill that takes over above; null when none does.</summary>
    public required SkillId? TakenOverAboveBy { get; init; }
}
