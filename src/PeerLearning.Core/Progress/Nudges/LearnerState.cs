using System.Numerics;

namespace PeerLearning.Progress;

/// <summary>All that a score needs to know of one learner's past, in 96 bytes: updates in constant time, merges, and equals the batch result.</summary>
/// <remarks>
/// <para>For hosts that follow many programmes event by event. Nothing is allocated. States of disjoint days merge in any order; counts are exact,
/// sums agree with the batch result up to rounding (1e-12 relative).</para>
/// <para>The score compares with the plan, as for a group that is too small for comparison: a state knows nothing of others. The default value is
/// the state of a learner of whom nothing is known.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{ActiveDays} active days, {HandedIn} handed in")]
public readonly record struct LearnerState
{
    /// <summary>The weight of the latest day in the moving average of active days.</summary>
    internal const double Lambda = 0.15;

    private const int Week = 7;
    private const int Window = 28;

    // Fields in order of size, so that no byte is lost.
    private readonly ulong _handedIn;
    private readonly double _earned;
    private readonly double _unmarkedWeight;
    private readonly double _marks;
    private readonly double _squaredMarks;
    private readonly double _average;
    private readonly long _amount;
    private readonly int _leads;
    private readonly int _leadCount;
    private readonly int _late;
    private readonly int _markCount;
    private readonly int _last;

    // Bit i: active i days before the last active day.
    private readonly uint _recent;
    private readonly int _activeDays;
    private readonly int _checkIns;

    private LearnerState(
        ulong handedIn, double earned, double unmarkedWeight, double marks, double squaredMarks, int markCount, int leads, int leadCount, int late, in LearnerState activity, int checkIns)
    {
        this = activity;
        _handedIn = handedIn;
        _earned = earned;
        _unmarkedWeight = unmarkedWeight;
        _marks = marks;
        _squaredMarks = squaredMarks;
        _markCount = markCount;
        _leads = leads;
        _leadCount = leadCount;
        _late = late;
        _checkIns = checkIns;
    }

    private LearnerState(in LearnerState rest, int last, uint recent, int activeDays, long amount, double average)
    {
        this = rest;
        _last = last;
        _recent = recent;
        _activeDays = activeDays;
        _amount = amount;
        _average = average;
    }

    /// <summary>The number of milestones handed in.</summary>
    public int HandedIn => BitOperations.PopCount(_handedIn);

    /// <summary>The number of them handed in late.</summary>
    public int Late => _late;

    /// <summary>The number of days with activity.</summary>
    public int ActiveDays => _activeDays;

    /// <summary>The amount of activity, in the host's own unit.</summary>
    public long Amount => _amount;

    /// <summary>The number of check-ins.</summary>
    public int CheckIns => _checkIns;

    /// <summary>The mean mark.</summary>
    public Measured<double> MeanMark => _markCount > 0 ? _marks / _markCount : Undefined.TooFew(1, 0, "marks");

    /// <summary>The last day with activity.</summary>
    public Measured<LocalDate> LastActive => _activeDays > 0 ? Days.ToDate(_last) : Undefined.NotInTheData("There was no activity.");

    /// <summary>The moving average of active days on a day (EWMA with weight 0.15): near 1 for somebody active every day.</summary>
    /// <param name="on">The day; not before the last active one.</param>
    /// <returns>The average, from 0 to 1.</returns>
    public double ActivityAverage(LocalDate on) => _activeDays == 0 ? 0 : _average * Power(Math.Max(0, Days.Of(on) - _last));

    /// <summary>The state after a day with activity.</summary>
    /// <param name="on">The day; one before the last is taken too, and recognised as known up to 31 days back.</param>
    /// <param name="amount">How much, in the host's own unit.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentException"><paramref name="amount"/> is negative.</exception>
    public LearnerState WithActivity(LocalDate on, int amount = 1)
    {
        // Not the guard package: it boxes, and this path allocates nothing.
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return Active(Days.Of(on), amount);
    }

    /// <summary>The state after a check-in, which is a day with activity too.</summary>
    /// <param name="on">The day.</param>
    /// <returns>The new state.</returns>
    public LearnerState WithCheckIn(LocalDate on)
    {
        var active = Active(Days.Of(on), 0);
        return new LearnerState(_handedIn, _earned, _unmarkedWeight, _marks, _squaredMarks, _markCount, _leads, _leadCount, _late, active, _checkIns + 1);
    }

    /// <summary>The state after handing in a milestone; a second time changes nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="place">The place of the milestone in the plan.</param>
    /// <param name="on">The day.</param>
    /// <param name="mark">The mark, from 0 to 1; null when there is none.</param>
    /// <param name="isCarriedOver">Whether it comes from an earlier programme.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="place"/> is not in the plan, or <paramref name="mark"/> not in 0 to 1.</exception>
    public LearnerState WithSubmission(LearnerPlan plan, int place, LocalDate on, double? mark = null, bool isCarriedOver = false)
    {
        Guard.Against.Null(plan);
        if ((uint)place >= (uint)plan.Due.Length) throw new ArgumentOutOfRangeException(nameof(place), place, "The plan has no such milestone.");
        if (mark is { } given) Guard.Against.OutOfUnitInterval(given, nameof(mark));
        ulong bit = 1UL << place;
        if ((_handedIn & bit) != 0) return this;
        double weight = plan.Weight[place], value = mark ?? 0;
        int lead = isCarriedOver ? 0 : plan.Due[place] - Days.Of(on);
        bool counts = !isCarriedOver && place >= plan.Asked;
        return new LearnerState(
            _handedIn | bit,
            _earned + (weight * value),
            _unmarkedWeight + (mark is null ? weight : 0),
            _marks + value,
            _squaredMarks + (value * value),
            _markCount + (mark is null ? 0 : 1),
            _leads + (counts ? Math.Max(lead, -SignalEngine.LatestLead) : 0),
            _leadCount + (counts ? 1 : 0),
            _late + (lead < 0 ? 1 : 0),
            this,
            _checkIns);
    }

    /// <summary>The state of two disjoint stretches of the same learner's time taken together.</summary>
    /// <param name="other">The other state, of the same plan.</param>
    /// <returns>The merged state; the order does not matter.</returns>
    public LearnerState Merge(in LearnerState other)
    {
        ref readonly var late = ref (_last >= other._last || other._activeDays == 0 ? ref this : ref other);
        ref readonly var early = ref (_last >= other._last || other._activeDays == 0 ? ref other : ref this);
        LearnerState activity;
        if (early._activeDays == 0)
        {
            activity = new LearnerState(late, late._last, late._recent, late._activeDays, _amount + other._amount, late._average);
        }
        else if (late._activeDays == 0)
        {
            activity = new LearnerState(early, early._last, early._recent, early._activeDays, _amount + other._amount, early._average);
        }
        else
        {
            int gap = late._last - early._last;
            uint shifted = gap < 32 ? early._recent << gap : 0;
            uint both = shifted & late._recent;
            double average = late._average + (early._average * Power(gap));
            // Days that both know of count once.
            for (uint rest = both; rest != 0; rest &= rest - 1) average -= Lambda * Power(BitOperations.TrailingZeroCount(rest));
            activity = new LearnerState(
                late, late._last, late._recent | shifted, late._activeDays + early._activeDays - BitOperations.PopCount(both), _amount + other._amount, average);
        }

        return new LearnerState(
            _handedIn | other._handedIn,
            _earned + other._earned,
            _unmarkedWeight + other._unmarkedWeight,
            _marks + other._marks,
            _squaredMarks + other._squaredMarks,
            _markCount + other._markCount,
            _leads + other._leads,
            _leadCount + other._leadCount,
            _late + other._late,
            activity,
            _checkIns + other._checkIns);
    }

    /// <summary>The score on a day, against the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="points">The points.</param>
    /// <param name="today">The day; milestones due before it are due.</param>
    /// <param name="hasActivity">Whether the host can see activity at all.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> or <paramref name="points"/> is null.</exception>
    public int Score(LearnerPlan plan, NudgePoints points, LocalDate today, bool hasActivity = true)
    {
        Guard.Against.Null(plan);
        Guard.Against.Null(points);
        return points.Table.Score(Signals(plan, Days.Of(today), hasActivity));
    }

    internal LearnerSignals Signals(LearnerPlan plan, int today, bool hasActivity = true, bool hasMarks = true)
    {
        var dates = plan.Due;
        int due = 0;
        while (due < dates.Length && dates[due] < today) due++;
        int asked = Math.Min(due, plan.Asked);
        double weightDue = 0;
        for (int milestone = asked; milestone < due; milestone++) weightDue += plan.Weight[milestone];
        ulong dueBits = Below(due) & ~Below(asked);
        ulong missing = dueBits & ~_handedIn;
        bool equal = due > asked && weightDue <= 0;
        double reachable = equal ? due - asked : weightDue;
        // What is ahead of its time, and what was due before the learner joined.
        for (ulong ahead = _handedIn & ~dueBits; ahead != 0; ahead &= ahead - 1) reachable += equal ? 1 : plan.Weight[BitOperations.TrailingZeroCount(ahead)];
        int unmarked = HandedIn - _markCount;
        double earned = equal ? _marks + (hasMarks ? 0.5 * unmarked : unmarked) : _earned + (hasMarks ? 0.5 * _unmarkedWeight : _unmarkedWeight);
        int row = 0;
        for (int last = due - 1; last >= asked;)
        {
            ulong together = plan.SameDay[last];
            if ((_handedIn & together) != 0) break;
            int count = BitOperations.PopCount(together);
            row += count;
            last -= count;
        }

        var signals = new LearnerSignals
        {
            Due = due - asked,
            Missing = BitOperations.PopCount(missing),
            HandedIn = HandedIn,
            Late = _late,
            Marks = _markCount,
            MeanMark = _markCount > 0 ? _marks / _markCount : double.NaN,
            MeanLead = _leadCount > 0 ? (double)(_leads - (SignalEngine.LatestLead * BitOperations.PopCount(missing))) / (_leadCount + BitOperations.PopCount(missing)) : double.NaN,
            CreditNotEarned = reachable > 0 ? 1 - (earned / reachable) : double.NaN,
            MissedInARow = row,
            HasActivity = hasActivity,
            LastActive = int.MinValue,
        };
        if (hasActivity)
        {
            bool seen = _activeDays > 0;
            signals.LastActive = seen ? _last : int.MinValue;
            signals.DaysIdle = Math.Max(0, today - (seen ? _last + 1 : plan.SeenFrom));
            signals.DaysSeen = Math.Clamp(today - plan.SeenFrom, 0, Window);
            if (seen)
            {
                int age = today - _last;
                signals.ActiveLast28 = CountWithin(Window - age);
                signals.ActiveLast7 = CountWithin(Week - age);
                signals.ActivePrevious7 = CountWithin((2 * Week) - age) - signals.ActiveLast7;
            }
        }

        SignalEngine.AgainstPlan(ref signals);
        return signals;
    }

    private static ulong Below(int place) => place >= 64 ? ulong.MaxValue : (1UL << place) - 1;

    /// <summary>The active days at most so many days before the last one.</summary>
    private int CountWithin(int days) => days < 0 ? 0 : BitOperations.PopCount(days >= 31 ? _recent : _recent & ((1U << (days + 1)) - 1));

    internal LearnerState Active(int day, int amount)
    {
        if (_activeDays == 0) return new LearnerState(this, day, 1, 1, _amount + amount, Lambda);
        int gap = day - _last;
        if (gap > 0)
        {
            uint recent = (gap < 32 ? _recent << gap : 0) | 1;
            return new LearnerState(this, day, recent, _activeDays + 1, _amount + amount, (_average * Power(gap)) + Lambda);
        }

        int back = -gap;
        if (back < 32 && (_recent & (1U << back)) != 0) return new LearnerState(this, _last, _recent, _activeDays, _amount + amount, _average);
        return new LearnerState(this, _last, back < 32 ? _recent | (1U << back) : _recent, _activeDays + 1, _amount + amount, _average + (Lambda * Power(back)));
    }

    private static double Power(int days)
    {
        double power = 1, factor = 1 - Lambda;
        for (; days > 0; days >>= 1, factor *= factor)
        {
            if ((days & 1) != 0) power *= factor;
        }

        return power;
    }
}
