using PeerLearning.Skills;

namespace PeerLearning.Programs;

/// <summary>The champion's charter: why, what and by when, the frame, and the criteria by which the programme will be judged.</summary>
/// <remarks>
/// <para>The charter does not say how. Content, approach, milestones and timeline are proposed, decided and changed by the mentors and learners, and
/// recorded as their decisions.</para>
/// <para>A plain carrier: it is judged when the programme is drafted or the charter revised.</para>
/// </remarks>
public sealed record Charter
{
    /// <summary>Why the organisation needs it, in the champion's words.</summary>
    public required string Why { get; init; }

    /// <summary>What people will be able to do that they cannot do today.</summary>
    public required string What { get; init; }

    /// <summary>The skill that is learned; null when the charter names none.</summary>
    public SkillId? Skill { get; init; }

    /// <summary>The first day of learning.</summary>
    public required LocalDate StartsOn { get; init; }

    /// <summary>The day by which it is done.</summary>
    public required LocalDate EndsOn { get; init; }

    /// <summary>The IANA time zone in which the programme's days begin and end.</summary>
    /// <value><c>Etc/UTC</c> unless said otherwise.</value>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>The number of places for learners.</summary>
    public required int Places { get; init; }

    /// <summary>The least number of lead mentors.</summary>
    /// <value>3 unless said otherwise.</value>
    public int MentorsAtLeast { get; init; } = 3;

    /// <summary>The largest number of lead mentors.</summary>
    /// <value>4 unless said otherwise.</value>
    public int MentorsAtMost { get; init; } = 4;

    /// <summary>The frame within which the team is free.</summary>
    public required ProgramFrame Frame { get; init; }

    /// <summary>The criteria for success and for stopping, frozen before the start.</summary>
    public required ProgramCriteria Criteria { get; init; }
}
