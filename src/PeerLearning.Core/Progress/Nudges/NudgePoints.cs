namespace PeerLearning.Progress;

/// <summary>A scorecard: how many points each signal gives, and from which score on somebody is nudged.</summary>
/// <remarks>
/// <para>The score is the sum of whole points, so the points of a nudge always sum exactly to its score. A signal about which nothing is known yet
/// counts with half of its points; a signal that the host's data cannot show at all counts with none.</para>
/// <para>A nudge goes up at <see cref="RaiseAt"/> and down again only at <see cref="ClearAt"/>: the gap (hysteresis) keeps it from flickering.</para>
/// </remarks>
public sealed record NudgePoints
{
    private readonly PointTable _table = null!;

    /// <summary>The built-in card: 100 points, straight lines, round numbers.</summary>
    /// <remarks>
    /// Half of the points lie on what was reached (credit not earned 35, milestones missed in a row 15), a quarter on how (late 15, marks 10), a
    /// quarter on activity (idle 15, few active days 10). The numbers are round and were frozen after a look at the OULAD presentations of 2013 and
    /// spring 2014 (Kuzilek, Hlosta, Zdrahal 2017); later presentations were not looked at. They lie on a plateau: the area of any card of the same
    /// kind, chosen on earlier presentations, differs on later ones by a few thousandths (<c>benchmarks/figures/progress.md</c>).
    /// </remarks>
    public static NudgePoints BuiltIn { get; } = new()
    {
        Signals =
        [
            Line(NudgeSignal.CreditNotEarned, 1, 35),
            Line(NudgeSignal.MissedInARow, 3, 15),
            Line(NudgeSignal.HandsInLate, 1, 15),
            Line(NudgeSignal.MarksBelow, 1, 10),
            Line(NudgeSignal.DaysIdle, 28, 15),
            Line(NudgeSignal.FewActiveDays, 1, 10),
        ],
        RaiseAt = 47,
        ClearAt = 20,
    };

    /// <summary>The built-in card for the question who will miss the next milestone: missing it looks like missing the last ones.</summary>
    /// <remarks>Half of the points lie on milestones missed in a row; marks and activity do not count. Its thresholds are those of <see cref="BuiltIn"/>.</remarks>
    public static NudgePoints NextMilestone { get; } = new()
    {
        Signals =
        [
            Line(NudgeSignal.CreditNotEarned, 1, 35),
            Line(NudgeSignal.MissedInARow, 3, 50),
            Line(NudgeSignal.HandsInLate, 1, 15),
        ],
        RaiseAt = 46,
        ClearAt = 25,
    };

    /// <summary>The points of each signal; a signal that is not there gives none.</summary>
    /// <exception cref="ArgumentException">There is no signal, or one stands there twice.</exception>
    public required IReadOnlyList<SignalPoints> Signals
    {
        get;
        init
        {
            Guard.Against.NullOrEmpty(value);
            Guard.Against.Duplicates(value.Select(entry => entry.Signal).ToList(), nameof(value));
            field = ValueList.Copy(value.OrderBy(entry => entry.Signal));
            _table = new PointTable(field);
        }
    }

    /// <summary>The score from which on a nudge goes up; where a host has no activity to show, the same share of the points that remain.</summary>
    public required int RaiseAt { get; init => field = Guard.Against.NegativeOrZero(value); }

    /// <summary>The score at which a nudge that is up goes down; below <see cref="RaiseAt"/>, and read in the same way.</summary>
    public required int ClearAt { get; init => field = Guard.Against.Negative(value); }

    /// <summary>The score, out of <see cref="Maximum"/>, at which as many need help as not.</summary>
    /// <value>45 unless said otherwise.</value>
    public double EvenAt { get; init => field = Guard.Against.NotFinite(value); } = 45;

    /// <summary>The same for single weeks, where a fit found it; between them in a straight line, before and after them level.</summary>
    /// <value>Empty unless said otherwise: then <see cref="EvenAt"/> and <see cref="PointsPerLogit"/> hold in every week.</value>
    public IReadOnlyList<EvenScore> EvenAtWeeks { get; init => field = ValueList.Copy(value.OrderBy(entry => entry.Week)); } = ValueList<EvenScore>.Empty;

    /// <summary>How many points multiply the odds of needing help by e.</summary>
    /// <value>12 unless said otherwise.</value>
    public double PointsPerLogit { get; init => field = Guard.Against.NotPositive(value); } = 12;

    /// <summary>The most points that can come together.</summary>
    public int Maximum => _table.Total;

    /// <summary>The chance that a learner with a score needs help, by the logistic line of this card.</summary>
    /// <param name="score">The score.</param>
    /// <param name="withActivity">Whether the host's data shows activity; without it the score is read out of the points that remain.</param>
    /// <param name="week">The week of the programme; null for any.</param>
    /// <returns>A chance between 0 and 1: a rough one for the built-in cards, a calibrated one for fitted cards.</returns>
    public double ChanceOf(int score, bool withActivity = true, int? week = null)
    {
        double scaled = Scaled(score, withActivity);
        var (even, pointsPerLogit) = LineIn(week);
        return 1 / (1 + Math.Exp((even - scaled) / pointsPerLogit));
    }

    private (double Even, double PointsPerLogit) LineIn(int? week)
    {
        if (week is not { } asked || EvenAtWeeks.Count == 0) return (EvenAt, PointsPerLogit);
        int after = 0;
        while (after < EvenAtWeeks.Count && EvenAtWeeks[after].Week < asked) after++;
        var right = EvenAtWeeks[Math.Min(after, EvenAtWeeks.Count - 1)];
        var left = EvenAtWeeks[Math.Max(0, after - 1)];
        if (left.Week >= right.Week || right.Week <= asked) return (right.At, right.PointsPerLogit);
        double share = (double)(asked - left.Week) / (right.Week - left.Week);
        return (left.At + (share * (right.At - left.At)), left.PointsPerLogit + (share * (right.PointsPerLogit - left.PointsPerLogit)));
    }

    internal PointTable Table => _table;

    /// <summary>Whether a nudge goes up at a score. Whole numbers throughout: no rounding decides.</summary>
    internal bool Raises(int score, bool withActivity) => Reachable(withActivity) > 0 && (long)score * _table.Total >= (long)RaiseAt * Reachable(withActivity);

    /// <summary>Whether a nudge that is up goes down at a score.</summary>
    internal bool Clears(int score, bool withActivity) => (long)score * _table.Total <= (long)ClearAt * Reachable(withActivity);

    /// <summary>A score read out of all points, where only a part of them can be reached.</summary>
    internal double Scaled(int score, bool withActivity)
    {
        int reachable = Reachable(withActivity);
        return reachable > 0 ? score * ((double)_table.Total / reachable) : 0;
    }

    private int Reachable(bool withActivity) => withActivity ? _table.Total : _table.TotalWithoutActivity;

    /// <summary>Two cards are equal when their points and thresholds are.</summary>
    /// <param name="other">The other card.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(NudgePoints? other) => other is not null && Signals.Equals(other.Signals) && RaiseAt == other.RaiseAt && ClearAt == other.ClearAt
        && EvenAt.Equals(other.EvenAt) && EvenAtWeeks.Equals(other.EvenAtWeeks) && PointsPerLogit.Equals(other.PointsPerLogit);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Signals, RaiseAt, ClearAt, EvenAt, PointsPerLogit);

    private static SignalPoints Line(NudgeSignal signal, double end, int points) =>
        new() { Signal = signal, Knots = [new PointKnot(0, 0), new PointKnot(end, points)] };
}
