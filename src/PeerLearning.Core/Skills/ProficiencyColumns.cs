namespace PeerLearning.Skills;

/// <summary>The levels of one skill by position of the person.</summary>
[System.Diagnostics.DebuggerDisplay("{Skill}: {Count} people")]
public sealed class ProficiencyColumns
{
    private readonly double[] _levels;
    private readonly double[] _errors;
    private readonly int[] _items;

    internal ProficiencyColumns(SkillId skill, double[] levels, double[] errors, int[] items, SkillModel model)
    {
        (Skill, _levels, _errors, _items, Model) = (skill, levels, errors, items, model);
    }

    /// <summary>The skill.</summary>
    public SkillId Skill { get; }

    /// <summary>The number of people.</summary>
    public int Count => _levels.Length;

    /// <summary>The most likely level of everybody; the mean level where there is no evidence.</summary>
    public ReadOnlySpan<double> Levels => _levels;

    /// <summary>The standard error of every level.</summary>
    public ReadOnlySpan<double> StandardErrors => _errors;

    /// <summary>How many pieces of evidence each level rests on; 0 for "not assessed".</summary>
    public ReadOnlySpan<int> Items => _items;

    /// <summary>What was learned about the sources; raters are not listed.</summary>
    public SkillModel Model { get; }

    /// <summary>The people most likely to reach a bar.</summary>
    /// <param name="bar">The level.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="minimumItems">How many pieces of evidence each must have; 1 leaves out who was not assessed.</param>
    /// <returns>Positions by falling probability, equal ones by position; those who tie with the last wanted one are included.</returns>
    /// <exception cref="ArgumentException"><paramref name="bar"/> is not finite, or a number is negative.</exception>
    /// <remarks>One pass.</remarks>
    public IReadOnlyList<int> Candidates(double bar, int count, int minimumItems = 1)
    {
        Guard.Against.NotFinite(bar);
        Guard.Against.Negative(count);
        Guard.Against.Negative(minimumItems);
        return count == 0 ? ValueList<int>.Empty : new ValueList<int>(TopChances.Of(_levels, _errors, _items, bar, count, minimumItems).AsSpan());
    }
}
