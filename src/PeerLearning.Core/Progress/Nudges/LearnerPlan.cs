namespace PeerLearning.Progress;

/// <summary>The plan of a programme as a <see cref="LearnerState"/> needs it: computed once, and shared by all learners who joined on the same day.</summary>
public sealed class LearnerPlan
{
    /// <summary>The most milestones that a constant-size state can tell apart.</summary>
    public const int MostMilestones = 64;

    private readonly Dictionary<MilestoneId, int> _index = [];
    private readonly int[] _due;
    private readonly double[] _weight;
    private readonly ulong[] _sameDay;

    /// <summary>Initialises a plan.</summary>
    /// <param name="milestones">The milestones, such as those of <see cref="ProgressFacts.Milestones"/>; any order.</param>
    /// <param name="seenFrom">The first day on which activity can be seen: usually the first day of the programme.</param>
    /// <param name="joined">The day on which the learners joined, so that they are asked for nothing before it; null for before the start.</param>
    /// <exception cref="ArgumentNullException"><paramref name="milestones"/> is null.</exception>
    /// <exception cref="ArgumentException">There are more than <see cref="MostMilestones"/>, or one stands there twice.</exception>
    public LearnerPlan(IEnumerable<Milestone> milestones, LocalDate seenFrom, LocalDate? joined = null)
    {
        var sorted = Guard.Against.Null(milestones).OrderBy(milestone => milestone.Due).ThenBy(milestone => milestone.Id).ToList();
        if (sorted.Count > MostMilestones) throw new ArgumentException($"A constant-size state tells at most {MostMilestones} milestones apart, not {sorted.Count}.", nameof(milestones));
        _due = [.. sorted.Select(milestone => Days.Of(milestone.Due))];
        _weight = [.. sorted.Select(milestone => milestone.Weight)];
        _sameDay = new ulong[sorted.Count];
        for (int i = 0; i < sorted.Count; i++)
        {
            if (!_index.TryAdd(sorted[i].Id, i)) throw new ArgumentException($"The milestone '{sorted[i].Id}' stands there twice.", nameof(milestones));
            for (int j = 0; j < sorted.Count; j++)
            {
                if (_due[j] == _due[i]) _sameDay[i] |= 1UL << j;
            }
        }

        int from = joined is { } day ? Days.Of(day) : int.MinValue;
        SeenFrom = Math.Max(Days.Of(seenFrom), from);
        Asked = Array.FindIndex(_due, due => due >= from) is >= 0 and int first ? first : _due.Length;
    }

    internal int SeenFrom { get; }

    /// <summary>The first milestone that is asked of the learners: those before it were due before they joined.</summary>
    internal int Asked { get; }

    internal ReadOnlySpan<int> Due => _due;

    internal ReadOnlySpan<double> Weight => _weight;

    /// <summary>For each milestone, those that are due on its day, as bits.</summary>
    internal ReadOnlySpan<ulong> SameDay => _sameDay;

    /// <summary>The place of a milestone in the plan, by which a state knows it.</summary>
    /// <param name="milestone">The milestone.</param>
    /// <returns>The place, from 0.</returns>
    /// <exception cref="ArgumentException">The plan does not hold it.</exception>
    public int PlaceOf(MilestoneId milestone) =>
        _index.TryGetValue(milestone, out int place) ? place : throw new ArgumentException($"The plan does not hold '{milestone}'.", nameof(milestone));
}
