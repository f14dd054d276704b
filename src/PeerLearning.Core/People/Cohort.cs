namespace PeerLearning.People;

/// <summary>A group of learners that goes through a programme together, with its mentors and its dates.</summary>
/// <remarks>A plain value that a host can make from its own database; the services that take it judge it at their door.</remarks>
public sealed record Cohort
{
    /// <summary>The id.</summary>
    public required CohortId Id { get; init; }

    /// <summary>The learners, each with their mentor.</summary>
    public required IReadOnlyList<CohortMember> Members { get; init => field = ValueList.Copy(value); }

    /// <summary>The lead mentors of the cohort.</summary>
    public required IReadOnlyList<PersonId> Mentors { get; init => field = ValueList.Copy(value); }

    /// <summary>The first and the last day of the programme.</summary>
    public required DateInterval Dates { get; init => field = Guard.Against.Null(value); }

    /// <summary>The IANA time zone in which days begin and end for the cohort.</summary>
    /// <value><c>Etc/UTC</c> unless said otherwise.</value>
    public string TimeZone { get; init => field = Guard.Against.Null(value); } = "Etc/UTC";
}
