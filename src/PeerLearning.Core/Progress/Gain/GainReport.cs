namespace PeerLearning.Progress;

/// <summary>What a group learned, skill by skill.</summary>
public sealed record GainReport
{
    /// <summary>The skills, by id.</summary>
    public required IReadOnlyList<SkillGain> Skills { get; init => field = ValueList.Copy(value); }

    /// <summary>Each person's changes, by person and then by skill: for the person and the mentor, not for a list.</summary>
    public required IReadOnlyList<PersonChange> People { get; init => field = ValueList.Copy(value); }

    /// <summary>What is wrong with the input.</summary>
    public required IReadOnlyList<Problem> Problems { get; init => field = ValueList.Copy(value); }
}
