namespace PeerLearning.People;

/// <summary>A person as the host knows them: a row that accepts anything; <see cref="Workforce"/> judges it.</summary>
/// <remarks>There is no name here: results and audit records speak of ids.</remarks>
public sealed record Person
{
    /// <summary>The id, unique within the workforce.</summary>
    public required PersonId Id { get; init; }

    /// <summary>The business unit; null when unknown.</summary>
    public string? BusinessUnit { get; init; }

    /// <summary>The geography, usually the country; null when unknown.</summary>
    public string? Geography { get; init; }

    /// <summary>The IANA time zone, such as <c>Europe/Paris</c>; null when unknown, and then the person has no known working hours.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The weekly working hours in the person's time zone.</summary>
    /// <value><see cref="People.WorkingHours.NineToFive"/> unless said otherwise.</value>
    public IReadOnlyList<WorkingHours> WorkingHours { get; init => field = ReferenceEquals(value, People.WorkingHours.NineToFive) ? value : ValueList.Copy(value); } = People.WorkingHours.NineToFive;

    /// <summary>The dates, first and last included, on which the person is away.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<DateInterval> Absences { get; init => field = ValueList.Copy(value); } = ValueList<DateInterval>.Empty;

    /// <summary>The direct manager; null for nobody, or unknown.</summary>
    public PersonId? Manager { get; init; }

    /// <summary>The languages the person works in.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<string> Languages { get; init => field = ValueList.Copy(value); } = ValueList<string>.Empty;

    /// <summary>The values in further dimensions, any number, several of one dimension where that has a meaning.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<DimensionValue> Values { get; init => field = ValueList.Copy(value); } = ValueList<DimensionValue>.Empty;
}
