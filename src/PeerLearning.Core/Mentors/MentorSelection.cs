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
    /// <remarks>The rules and the score are computed anew from their definitions, the bound from the prices over every candidate, and the teams that the
    /// prices do not exclude are enumerated. O(candidates) but for that enumeration.</remarks>
    public IReadOnlyList<Problem> Verify(Workforce workforce, SkillProfiles levels, MentorTeamRequest request)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(levels);
        Guard.Against.Null(request);
        return new MentorSelectionCheck(workforce, levels, request).Check(this);
    }
}
