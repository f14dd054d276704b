using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>The answer to a <see cref="MentorTeamRequest"/>: the team, how good it is proven to be, and why.</summary>
[System.Diagnostics.DebuggerDisplay("{Certificate}")]
public sealed class MentorSelection
{
    internal MentorSelection()
    {
    }

    /// <summary>The best team found; null if there is none, or the request had problems.</summary>
    public MentorTeam? Team { get; internal init; }

    /// <summary>The next best teams in order; as many as were asked for, or fewer if there are no more.</summary>
    public IReadOnlyList<MentorTeam> RunnersUp { get; internal init; } = ValueList<MentorTeam>.Empty;

    /// <summary>The number of people that met every demand on a single person.</summary>
    public int Candidates { get; internal init; }

    /// <summary>The proof: objective, bound and the prices of the dimensions' values, in units of the whole-number objective.</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>Why this team, and what decided.</summary>
    public IReadOnlyList<Reason> Reasons { get; internal init; } = ValueList<Reason>.Empty;

    /// <summary>Everything that was wrong with the request or its rows.</summary>
    public IReadOnlyList<Problem> Problems { get; internal init; } = ValueList<Problem>.Empty;

    /// <summary>When no team is possible: demands that cannot be met together, none of which can be missed from the list.</summary>
    public IReadOnlyList<Reason> Conflict { get; internal init; } = ValueList<Reason>.Empty;

    /// <summary>When no team is possible: single changes that are enough, the smallest of each kind.</summary>
    public IReadOnlyList<MentorRelaxation> Relaxations { get; internal init; } = ValueList<MentorRelaxation>.Empty;

    /// <summary>Checks this answer with code that shares nothing with the solver.</summary>
    /// <param name="workforce">The workforce that the answer was made for.</param>
    /// <param name="levels">The proficiencies that the answer was made for.</param>
    /// <param name="request">The request that the answer was made for.</param>
    /// <returns>What does not hold; empty when everything does.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>
    /// <para>Candidates, rules and score are restated from the request and the definitions. Of a proven answer the prices are put on every candidate anew, which bounds all teams (any prices
    /// would), and the teams that they do not exclude are enumerated: none that is not listed may be better than the last one listed. Where the least counts this is done floor by floor,
    /// and the floors must leave no gap. Of an answer that was stopped, the bound by prices is checked. An impossible request is enumerated in the same way.</para>
    /// <para>Not checked are the figures in the sentences of <see cref="Reasons"/>, and that <see cref="Conflict"/> and <see cref="Relaxations"/> are the smallest, beyond the fingerprint of the whole
    /// answer. O(candidates) but for the enumeration, which is given up as not confirmed after 50,000,000 steps.</para>
    /// </remarks>
    public IReadOnlyList<Problem> Verify(Workforce workforce, SkillProfiles levels, MentorTeamRequest request)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(levels);
        Guard.Against.Null(request);
        return new MentorSelectionCheck(workforce, levels, request).Check(this);
    }

    /// <summary>The same answer with another certificate and team.</summary>
    internal MentorSelection With(Certificate certificate, MentorTeam? team) => new()
    {
        Team = team,
        RunnersUp = RunnersUp,
        Candidates = Candidates,
        Certificate = certificate,
        Reasons = Reasons,
        Problems = Problems,
        Conflict = Conflict,
        Relaxations = Relaxations,
    };
}
