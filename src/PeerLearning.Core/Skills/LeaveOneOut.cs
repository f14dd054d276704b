namespace PeerLearning.Skills;

/// <summary>The first skill when one source is left out.</summary>
public sealed record LeaveOneOut
{
    /// <summary>The source left out.</summary>
    public required NeedSource Without { get; init; }

    /// <summary>The first skill; several when they tie.</summary>
    public required IReadOnlyList<SkillId> First { get; init => field = ValueList.Copy(value); }
}
