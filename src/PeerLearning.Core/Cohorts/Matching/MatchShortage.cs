using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The proof that not everyone can be matched: more learners than the places of all the mentors who come into question for any of them.</summary>
/// <remarks>
/// P. Hall, "On representatives of subsets", Journal of the London Mathematical Society 10, 1935. No smaller relaxation helps everyone: each learner of
/// <see cref="Missing"/> needs a place of their own with one of <see cref="Mentors"/>.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Learners.Count} learners, {Places} places")]
public sealed record MatchShortage
{
    /// <summary>The learners who compete, in ordinal order.</summary>
    public required IReadOnlyList<PersonId> Learners { get; init => field = ValueList.Copy(value); }

    /// <summary>All mentors who come into question for any of them, in ordinal order.</summary>
    public required IReadOnlyList<PersonId> Mentors { get; init => field = ValueList.Copy(value); }

    /// <summary>The places of these mentors together.</summary>
    public required int Places { get; init; }

    /// <summary>How many places are missing.</summary>
    public int Missing => Learners.Count - Places;

    /// <summary>The shortage in words.</summary>
    /// <returns>A reason whose sentence states it.</returns>
    public Reason Describe() => Mentors.Count == 0
        ? Reason.Of("match.shortage.nobody", "{learners|learner has|learners have} no mentor who comes into question.", Figure.Of("learners", Learners.Count))
        : Reason.Of(
            "match.shortage", "{learners|learner|learners} can only go to {mentors|mentor|mentors} with {places|place|places}: {missing} too few.",
            Figure.Of("learners", Learners.Count), Figure.Of("mentors", Mentors.Count), Figure.Of("places", Places), Figure.Of("missing", Missing));
}
