namespace PeerLearning.Progress;

/// <summary>How a <see cref="ProgressMonitor"/> reads the facts.</summary>
public sealed record ProgressMonitorOptions
{
    /// <summary>How often the cohort is asked.</summary>
    /// <value><see cref="Cadence.Biweekly"/> unless said otherwise.</value>
    public Cadence Cadence
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such cadence.");
    } = Cadence.Biweekly;

    /// <summary>The days on which nobody is expected to work.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<LocalDate> Holidays { get; init => field = ValueList.Copy(value.Distinct().Order()); } = ValueList<LocalDate>.Empty;

    /// <summary>What the control chart compares with.</summary>
    /// <value>Null unless said otherwise: all complete weeks so far, the last against those before it.</value>
    public ChartBaseline? Baseline { get; init; }

    /// <summary>The points that make a nudge.</summary>
    /// <value><see cref="NudgePoints.BuiltIn"/> unless said otherwise.</value>
    public NudgePoints Points { get; init => field = Guard.Against.Null(value); } = NudgePoints.BuiltIn;

    /// <summary>How many nudges one mentor, or the champion for learners without one, is asked to act on at a time.</summary>
    /// <value>5 unless said otherwise.</value>
    public int NudgesPerMentor { get; init => field = Guard.Against.NegativeOrZero(value); } = 5;

    /// <summary>The smallest number of people whose answers are shown together.</summary>
    /// <value>5 unless said otherwise; at least 2.</value>
    public int SmallestGroup { get; init => field = Guard.Against.OutOfRange(value, nameof(value), 2, int.MaxValue); } = 5;

    /// <summary>The age from which on an open obstacle without an owner is called overdue.</summary>
    /// <value>7 days unless said otherwise.</value>
    public int DaysWithoutOwner { get; init => field = Guard.Against.Negative(value); } = 7;
}
