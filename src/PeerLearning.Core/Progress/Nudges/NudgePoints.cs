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
        RaiseAt = 48,
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
    /// <remarks>It takes the learner alone. <see cref="ChancesOf"/> also looks at the cohort, and is the better one for a whole cohort.</remarks>
    public double ChanceOf(int score, bool withActivity = true, int? week = null) => 1 / (1 + Math.Exp(-Logit(score, withActivity, LineIn(week))));

    /// <summary>The chances that the learners of one cohort need help, by their scores and by what the cohort has shown so far.</summary>
    /// <param name="scores">The scores of all learners who are still there, such as those of <see cref="CohortBrief.Learners"/>.</param>
    /// <param name="left">How many have left the cohort so far.</param>
    /// <param name="week">The week of the programme.</param>
    /// <param name="withActivity">Whether the host's data shows activity.</param>
    /// <returns>A chance between 0 and 1 for each score, in the same order.</returns>
    /// <remarks>
    /// <para>Programmes differ in how many need help and in how hard their milestones are. So the chances of <see cref="ChanceOf"/> are moved together by one
    /// offset on the logit: half of the way to where their mean is the share of past programmes (<see cref="EvenScore.NeededHelp"/>), and by 0.3 of
    /// the difference of the log odds of having left (<see cref="EvenScore.Left"/>). Past programmes weigh as much as ten learners. Whoever has more points never
    /// has the lower chance.</para>
    /// <para>A card that knows nothing of past programmes, such as the built-in one, gives the chances of <see cref="ChanceOf"/>.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="scores"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="left"/> is negative, or <paramref name="week"/> is not positive.</exception>
    public IReadOnlyList<double> ChancesOf(IReadOnlyList<int> scores, int left, int week, bool withActivity = true)
    {
        Guard.Against.Null(scores);
        Guard.Against.Negative(left);
        Guard.Against.NegativeOrZero(week);
        var line = LineIn(week);
        var chances = new double[scores.Count];
        for (int i = 0; i < chances.Length; i++) chances[i] = Logit(scores[i], withActivity, line);
        double offset = line.NeededHelp is { } needed ? CohortChances.Offset(chances, left, needed, line.Left) : 0;
        for (int i = 0; i < chances.Length; i++) chances[i] = 1 / (1 + Math.Exp(-(chances[i] + offset)));
        return new ValueList<double>(chances);
    }

    private double Logit(int score, bool withActivity, EvenScore line) => (Scaled(score, withActivity) - line.At) / line.PointsPerLogit;

    private EvenScore LineIn(int? week)
    {
        if (week is not { } asked || EvenAtWeeks.Count == 0) return new EvenScore(1, EvenAt, PointsPerLogit);
        int after = 0;
        while (after < EvenAtWeeks.Count && EvenAtWeeks[after].Week < asked) after++;
        var right = EvenAtWeeks[Math.Min(after, EvenAtWeeks.Count - 1)];
        var left = EvenAtWeeks[Math.Max(0, after - 1)];
        if (left.Week >= right.Week || right.Week <= asked) return right;
        double share = (double)(asked - left.Week) / (right.Week - left.Week);
        double Between(double from, double to) => from + (share * (to - from));
        return new EvenScore(
            asked,
            Between(left.At, right.At),
            Between(left.PointsPerLogit, right.PointsPerLogit),
            left.NeededHelp is { } neededLeft && right.NeededHelp is { } neededRight ? Between(neededLeft, neededRight) : null,
            left.Left is { } goneLeft && right.Left is { } goneRight ? Between(goneLeft, goneRight) : null);
    }

    internal PointTable Table => _table;

    /// <summary>Whether a nudge goes up at a score. Whole numbers throughout: no rounding decides.</summary>
    internal bool Raises(int score, bool withActivity) => Reachable(withActivity) > 0 && (long)score * _table.Total >= (long)RaiseAt * Reachable(withActivity);

    /// <summary>Whether a nudge that is up goes down at a score.</summary>
    internal bool Clears(int score, bool withActivity) => (long)score * _table.Total <= (long)ClearAt * Reachable(withActivity);

    /// <summary>The highest score at which a nudge goes down.</summary>
    internal int ClearScore(bool withActivity) => (int)((long)ClearAt * Reachable(withActivity) / _table.Total);

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
