using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>The champion's fortnight on one page: how is the cohort progressing, who needs a nudge, what is in the way, who keeps what they promised.</summary>
/// <remarks>
/// <para>Every sentence is a <see cref="Reason"/> whose figures stand in the brief. What cannot be said yet is said as such, in
/// <see cref="CannotSayYet"/>.</para>
/// <para>The certificate's objective is the sum of the scores of the nudges that are up; its bound is the largest sum within the mentors' capacity.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Cohort} on {Today}: {Nudges.Count} nudges, {Challenges.Open.Count} obstacles")]
public sealed record CohortBrief
{
    /// <summary>The cohort.</summary>
    public required CohortId Cohort { get; init; }

    /// <summary>The moment of the brief.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The date at that moment in the cohort's time zone.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>The period that today belongs to.</summary>
    public required BriefPeriod Period { get; init; }

    /// <summary>The next check-in on or after today; null when the programme is over.</summary>
    public LocalDate? NextCheckInOn { get; init; }

    /// <summary>Progress against the plan.</summary>
    public required CohortProgress Progress { get; init; }

    /// <summary>The nudges that are up, the highest score first.</summary>
    public required IReadOnlyList<Nudge> Nudges { get; init => field = ValueList.Copy(value); }

    /// <summary>The nudges that are snoozed or wait for a free hand, the highest score first.</summary>
    public required IReadOnlyList<Nudge> HeldBack { get; init => field = ValueList.Copy(value); }

    /// <summary>All learners who belong to the cohort today, by id.</summary>
    public required IReadOnlyList<LearnerProgress> Learners { get; init => field = ValueList.Copy(value); }

    /// <summary>What is in the way, and how it is tackled.</summary>
    public required ChallengeReport Challenges { get; init; }

    /// <summary>The feedback and what was done about it.</summary>
    public required FeedbackReport Feedback { get; init; }

    /// <summary>The mentors' accounts, by id.</summary>
    public required IReadOnlyList<MentorAccount> Mentors { get; init => field = ValueList.Copy(value); }

    /// <summary>The reflections of this period and the one before, the latest first.</summary>
    public required IReadOnlyList<Reflection> Reflections { get; init => field = ValueList.Copy(value); }

    /// <summary>The brief in sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }

    /// <summary>What the facts do not allow to say yet, and why.</summary>
    public required IReadOnlyList<Reason> CannotSayYet { get; init => field = ValueList.Copy(value); }

    /// <summary>What is wrong with the cohort, or with facts in the light of it.</summary>
    public required IReadOnlyList<Problem> Problems { get; init => field = ValueList.Copy(value); }

    /// <summary>How good the choice of nudges is within the mentors' capacity.</summary>
    public required Certificate Certificate { get; init; }

    internal ProgressMonitorOptions Options { get; init; } = null!;

    internal BriefSource? Source { get; init; }

    /// <summary>Checks the brief against the facts, with code that shares nothing with the monitor.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="facts">The facts.</param>
    /// <returns>What does not hold; empty when all holds.</returns>
    /// <remarks>Cost: O(people x events); meant for audits, not for every page.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> Verify(Cohort cohort, ProgressFacts facts) =>
        BriefVerifier.Check(this, Guard.Against.Null(cohort), Guard.Against.Null(facts));
}
