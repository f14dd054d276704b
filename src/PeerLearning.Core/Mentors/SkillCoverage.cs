using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>A further skill that some members of the team must have.</summary>
public sealed record SkillCoverage
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The level that counts, on the scale of the profiles.</summary>
    public required double MinimumLevel { get; init => field = Guard.Against.NotFinite(value); }

    /// <summary>The chance with which the level must have been reached.</summary>
    /// <value>0.8 unless said otherwise.</value>
    public double MinimumChance { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.8;

    /// <summary>How many members must have it.</summary>
    /// <value>1 unless said otherwise.</value>
    public int Members { get; init => field = Guard.Against.NegativeOrZero(value); } = 1;
}
