using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A learner for whom there is no mentor, and why.</summary>
[System.Diagnostics.DebuggerDisplay("{Learner}")]
public sealed class UnmatchedLearner
{
    private readonly Func<IReadOnlyList<Reason>> _reasons;

    internal UnmatchedLearner(PersonId learner, Func<IReadOnlyList<Reason>> reasons)
    {
        Learner = learner;
        _reasons = reasons;
    }

    /// <summary>The learner.</summary>
    public PersonId Learner { get; }

    /// <summary>What excluded how many mentors, or who competes for the places; worked out when asked for.</summary>
    public IReadOnlyList<Reason> Reasons => _reasons();

    /// <summary>The learner's id.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Learner.ToString();
}
