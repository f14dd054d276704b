using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A learner and the mentor who was found for them.</summary>
[System.Diagnostics.DebuggerDisplay("{Learner} with {Mentor} ({Points})")]
public sealed class MatchedPair
{
    private readonly Func<IReadOnlyList<Reason>> _reasons;

    internal MatchedPair(PersonId learner, PersonId mentor, int points, Func<IReadOnlyList<Reason>> reasons)
    {
        Learner = learner;
        Mentor = mentor;
        Points = points;
        _reasons = reasons;
    }

    /// <summary>The learner.</summary>
    public PersonId Learner { get; }

    /// <summary>The mentor.</summary>
    public PersonId Mentor { get; }

    /// <summary>The fit in points, 0 to 1000 unless the host brought its own.</summary>
    public int Points { get; }

    /// <summary>Why this mentor; worked out when asked for.</summary>
    public IReadOnlyList<Reason> Reasons => _reasons();

    /// <summary>The pair on one line.</summary>
    /// <returns>For example <c>L1 with M7 (812)</c>.</returns>
    public override string ToString() => $"{Learner} with {Mentor} ({Points.ToString(System.Globalization.CultureInfo.InvariantCulture)})";
}
