using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A cohort to be filled: its id, how many learners it may have, and rules of its own.</summary>
public sealed record CohortFrame
{
    /// <summary>The id, unique within the request.</summary>
    public required CohortId Id { get; init; }

    /// <summary>The fewest learners; null for an even share, rounded down.</summary>
    /// <value>Null unless said otherwise.</value>
    public int? MinimumSize { get; init => field = value is { } size ? Guard.Against.Negative(size) : null; }

    /// <summary>The most learners; null for an even share, rounded up.</summary>
    /// <value>Null unless said otherwise.</value>
    public int? MaximumSize { get; init => field = value is { } size ? Guard.Against.NegativeOrZero(size) : null; }

    /// <summary>Rules for this cohort alone, besides those of the request; <see cref="IncludeRule"/> and <see cref="ExcludeRule"/> fix who is in and who is not.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Rule> Rules { get; init => field = ValueList.Copy(value); } = ValueList<Rule>.Empty;

    /// <summary>Several cohorts of even sizes with the ids <c>1</c>, <c>2</c> and so on.</summary>
    /// <param name="count">The number of cohorts, at least 1.</param>
    /// <returns>The frames.</returns>
    /// <exception cref="ArgumentException"><paramref name="count"/> is zero or negative.</exception>
    public static IReadOnlyList<CohortFrame> Several(int count)
    {
        Guard.Against.NegativeOrZero(count);
        var frames = new CohortFrame[count];
        for (int g = 0; g < count; g++) frames[g] = new CohortFrame { Id = new CohortId((g + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)) };
        return ValueList.Copy(frames);
    }
}
