namespace PeerLearning.Skills;

/// <summary>A skill that cannot be ranked because a source says nothing about it.</summary>
public sealed record IncompleteNeed
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The sources that say nothing about it, though they speak of other skills.</summary>
    public required IReadOnlyList<NeedSource> Missing { get; init => field = ValueList.Copy(value); }

    /// <summary>The score if the missing sources said 0.</summary>
    public required double LowestScore { get; init; }

    /// <summary>The score if the missing sources said 1.</summary>
    public required double HighestScore { get; init; }
}
