using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Cohorts;

/// <summary>Who is to be matched, with whom, under which rules.</summary>
public sealed record MatchRequest
{
    /// <summary>The learners, each once.</summary>
    public required IReadOnlyList<Learner> Learners { get; init => field = ValueList.Copy(value); }

    /// <summary>The mentors with their places, each once.</summary>
    public required IReadOnlyList<MentorPlace> MentorPlaces { get; init => field = ValueList.Copy(value); }

    /// <summary>The rules, each read of the pair of a mentor and a learner as a group of two.</summary>
    /// <value>Empty unless said otherwise.</value>
    /// <remarks>
    /// An <see cref="ExcludeRule"/> leaves its people out of the match; an <see cref="IncludeRule"/> names learners who must get a mentor and mentors who must get a learner.
    /// Nobody is ever matched with themselves, with or without a rule.
    /// </remarks>
    public IReadOnlyList<Rule> Rules { get; init => field = ValueList.Copy(value); } = ValueList<Rule>.Empty;

    /// <summary>Who can what, for the learners' <see cref="Learner.Goals"/>; null when the fit shall not look at skills.</summary>
    /// <value>Null unless said otherwise.</value>
    public SkillProfiles? Levels { get; init; }

    /// <summary>The pairs that come into question, with the fit that the host gives them; null when all pairs do, with the fit of <see cref="MatchOptions.Weights"/>.</summary>
    /// <value>Null unless said otherwise.</value>
    public IReadOnlyList<PairFit>? Fits { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Pairs that may be matched whatever the rules say, by somebody's decision.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<PairWaiver> Waivers { get; init => field = ValueList.Copy(value); } = ValueList<PairWaiver>.Empty;
}
