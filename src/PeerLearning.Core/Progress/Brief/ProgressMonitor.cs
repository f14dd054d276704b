using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Answers the champion's questions of every week or two: how is the cohort progressing, who needs a nudge, what is in the way?</summary>
/// <remarks>
/// <para>Stateless: the same cohort, facts and moment give the same brief. Facts dated after the moment are left out and reported.</para>
/// <para>Cost: O(events of the cohort + n log n) for n learners.</para>
/// </remarks>
public sealed class ProgressMonitor
{
    /// <summary>Initialises the service.</summary>
    /// <param name="options">How to read the facts; null for the defaults.</param>
    public ProgressMonitor(ProgressMonitorOptions? options = null) => Options = options ?? new ProgressMonitorOptions();

    /// <summary>How the facts are read.</summary>
    public ProgressMonitorOptions Options { get; }

    /// <summary>Writes the brief of a cohort.</summary>
    /// <param name="cohort">The cohort, with its dates and its time zone.</param>
    /// <param name="facts">The facts; those of other cohorts are ignored.</param>
    /// <param name="asOf">The moment; what is dated later does not count.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The brief, also when there is hardly anything to say: then it says so.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="cohort"/> or <paramref name="facts"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public CohortBrief Brief(Cohort cohort, ProgressFacts facts, Instant asOf, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(cohort);
        Guard.Against.Null(facts);
        cancellationToken.ThrowIfCancellationRequested();
        return BriefWriter.Write(new BriefContext(cohort, facts, asOf, Options), cancellationToken);
    }

    /// <summary>Writes the brief again after one more check-in, from what has not changed.</summary>
    /// <param name="brief">The brief before the check-in, written by a monitor with the same options.</param>
    /// <param name="cohort">The cohort.</param>
    /// <param name="facts">The facts with the check-in, see <see cref="ProgressFacts.With"/>.</param>
    /// <param name="checkIn">The check-in.</param>
    /// <returns>The same brief that <see cref="Brief"/> would write at the same moment.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public CohortBrief Refresh(CohortBrief brief, Cohort cohort, ProgressFacts facts, CheckIn checkIn)
    {
        Guard.Against.Null(brief);
        Guard.Against.Null(cohort);
        Guard.Against.Null(facts);
        Guard.Against.Null(checkIn);
        return BriefRefresher.TryRefresh(brief, cohort, facts, checkIn, Options) ?? Brief(cohort, facts, brief.AsOf);
    }

    /// <summary>What the mentors grew in: leadership exercised in the first and in the second half of the programme so far.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="asOf">The moment; what is dated later does not count.</param>
    /// <returns>One entry a mentor, by id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="cohort"/> or <paramref name="facts"/> is null.</exception>
    public static IReadOnlyList<MentorGrowth> Growth(Cohort cohort, ProgressFacts facts, Instant asOf)
    {
        Guard.Against.Null(cohort);
        Guard.Against.Null(facts);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(cohort.TimeZone) ?? DateTimeZone.Utc;
        return MentorGrowthWriter.Write(cohort, facts, asOf.InZone(zone).Date);
    }

    /// <summary>The periods of a cohort under this monitor's cadence and holidays.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <returns>All periods, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="cohort"/> is null.</exception>
    public IReadOnlyList<BriefPeriod> Periods(Cohort cohort)
    {
        var calendar = new PeriodCalendar(Guard.Against.Null(cohort).Dates, Options);
        return [.. Enumerable.Range(1, calendar.Count).Select(number => calendar[number])];
    }
}
