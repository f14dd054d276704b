namespace PeerLearning.Skills;

/// <summary>The levels of one skill: positions of people in ascending order, with level, error and number of items.</summary>
internal sealed class SkillColumn(SkillId skill, int[] people, double[] levels, double[] errors, int[] items, SkillFit? fit)
{
    public SkillId Skill { get; } = skill;

    public int[] People { get; } = people;

    public double[] Levels { get; } = levels;

    public double[] Errors { get; } = errors;

    public int[] Items { get; } = items;

    /// <summary>How the levels were estimated; null when the host brought them.</summary>
    public SkillFit? Fit { get; } = fit;

    /// <summary>The rows with the highest probability to reach the bar, those tied with the last included.</summary>
    public int[] Best(double bar, int count, int minimumItems) => TopChances.Of(Levels, Errors, Items, bar, count, minimumItems);
}
