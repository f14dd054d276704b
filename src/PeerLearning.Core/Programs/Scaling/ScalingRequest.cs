namespace PeerLearning.Programs;

/// <summary>How many people are to get there, and what is known about how many do.</summary>
public sealed record ScalingRequest
{
    /// <summary>The number of learners who are to complete, in all rounds together.</summary>
    public required int LearnersToReach { get; init => field = Guard.Against.NegativeOrZero(value); }

    /// <summary>The number of learners in a cohort.</summary>
    public required int LearnersPerCohort { get; init => field = Guard.Against.NegativeOrZero(value); }

    /// <summary>The number of lead mentors of a cohort.</summary>
    /// <value>4 unless said otherwise.</value>
    public int MentorsPerCohort { get; init => field = Guard.Against.NegativeOrZero(value); } = 4;

    /// <summary>The number of mentors at hand.</summary>
    public required int MentorsNow { get; init => field = Guard.Against.Negative(value); }

    /// <summary>The length of a round in weeks.</summary>
    /// <value>12 unless said otherwise.</value>
    public int WeeksPerRound { get; init => field = Guard.Against.NegativeOrZero(value); } = 12;

    /// <summary>The weeks between two rounds.</summary>
    /// <value>4 unless said otherwise.</value>
    public int WeeksBetween { get; init => field = Guard.Against.Negative(value); } = 4;

    /// <summary>The largest number of cohorts at a time; null for no limit.</summary>
    public int? MostCohorts { get; init => field = value is null ? null : Guard.Against.NegativeOrZero(value.Value); }

    /// <summary>The largest number of rounds.</summary>
    /// <value>12 unless said otherwise.</value>
    public int MostRounds { get; init => field = Guard.Against.NegativeOrZero(value); } = 12;

    /// <summary>How many learners completed, of how many.</summary>
    public required ObservedShare Completed { get; init; }

    /// <summary>How many graduates are ready to mentor the next round, of how many who were asked.</summary>
    public required ObservedShare GraduatesWhoMentor { get; init; }

    /// <summary>How many mentors go on for another round, of how many who were asked.</summary>
    public required ObservedShare MentorsWhoStay { get; init; }

    /// <summary>The seed of the simulation.</summary>
    public required ulong Seed { get; init; }
}
