namespace PeerLearning.Progress;

/// <summary>Computes the signals of a group of learners from the columns of facts.</summary>
/// <remarks>
/// <para>A moment is a day <c>today</c> and the last day <c>known</c> whose events count: <c>today</c> in a brief, the day before in an honest evaluation.
/// A milestone is due when its date lies before today. Cost: O(events of the learners + n log n).</para>
/// </remarks>
internal sealed class SignalEngine(FactColumns facts)
{
    /// <summary>The smallest group whose members are compared with each other; smaller ones are compared with the plan.</summary>
    public const int SmallestCohort = 8;

    /// <summary>The days after a due date that count at most: what is missing counts as if it came then, so that handing it in never makes a learner look later.</summary>
    public const int LatestLead = 7;

    /// <summary>The active days a week at which a learner counts as fully active.</summary>
    private const double FullyActive = 3;

    private const int Window = 28;

    private int _markedUntil = int.MinValue;
    private bool _hasMarks;
    private double[] _keys = [];
    private int[] _order = [];

    /// <summary>
    /// The first day on which activity could be seen: the start, or the day before it by which a tenth of the learners, and at least two, had been active; at most four
    /// weeks before the start. So one early or stray day of somebody does not make the others look idle.
    /// </summary>
    public int SeenFrom(ReadOnlySpan<int> people, int start)
    {
        var early = new List<int>();
        foreach (int person in people)
        {
            if (person >= 0 && facts.ActivityStart[person] < facts.ActivityStart[person + 1] && facts.ActivityDay[facts.ActivityStart[person]] is int first && first < start) early.Add(first);
        }

        int enough = Math.Max(2, (people.Length + 9) / 10);
        if (early.Count < enough) return start;
        early.Sort();
        return Math.Max(early[enough - 1], start - Window);
    }

    /// <summary>The number of milestones due before a day.</summary>
    public int DueBefore(int day)
    {
        int due = 0;
        while (due < facts.MilestoneDue.Length && facts.MilestoneDue[due] < day) due++;
        return due;
    }

    /// <summary>Fills one entry a learner; -1 stands for a learner without any row. <paramref name="joined"/> may be empty.</summary>
    public void Compute(
        ReadOnlySpan<int> people, ReadOnlySpan<int> joined, int today, int known, int seenFrom, ReadOnlySpan<int> holidays, Span<LearnerSignals> into)
    {
        LookForMarks(known);
        int due = DueBefore(today);
        for (int i = 0; i < people.Length; i++)
        {
            into[i] = Raw(people[i], today, known, seenFrom, joined.IsEmpty ? int.MinValue : joined[i], holidays, due);
        }

        Stand(into);
    }

    /// <summary>The signals of one learner as if they had worked today and handed in the given milestones, against the others as they are.</summary>
    public LearnerSignals WhatIf(ReadOnlySpan<LearnerSignals> all, int who, int person, int joined, int today, int due, bool active, List<int> handsIn)
    {
        var after = all[who];
        if (active)
        {
            after.DaysIdle = 0;
            after.ActiveLast28 = Math.Min(Window, after.ActiveLast28 + 1);
            after.FewActiveDays = FewActiveDays(after);
        }

        if (handsIn.Count == 0) return after;
        Work(ref after, person, joined, today, today, due, handsIn);
        AgainstPlan(ref after);
        if (!after.AgainstCohort) return after;
        after.HandsInLate = LeadStanding(all, who, after.MeanLead, after.HandsInLate);
        // Handing in brings no mark yet.
        after.MarksBelow = all[who].MarksBelow;
        return after;
    }

    private static double LeadStanding(ReadOnlySpan<LearnerSignals> all, int who, double value, double againstPlan)
    {
        if (double.IsNaN(value)) return double.NaN;
        int below = 0, equal = 1, known = 1;
        for (int i = 0; i < all.Length; i++)
        {
            double other = all[i].MeanLead;
            if (i == who || double.IsNaN(other)) continue;
            known++;
            if (other < value) below++;
            else if (other == value) equal++;
        }

        return known < SmallestCohort ? againstPlan : 1 - (((2 * below) + equal + 1) / 2.0 / known);
    }

    /// <summary>The raw figures of one learner; the standings are against the plan until the cohort is compared.</summary>
    public LearnerSignals Raw(int person, int today, int known, int seenFrom, int joined, ReadOnlySpan<int> holidays, int due)
    {
        var signals = new LearnerSignals { HasActivity = facts.HasActivity, LastActive = int.MinValue };
        Work(ref signals, person, joined, today, known, due, []);
        if (facts.HasActivity) Activity(ref signals, person, today, known, Math.Max(seenFrom, joined), holidays);
        AgainstPlan(ref signals);
        return signals;
    }

    /// <summary>What was handed in by the last day known, and by today too where that is asked for.</summary>
    /// <remarks>What was due before the learner joined is not asked of them; where they hand it in all the same, it earns its credit.</remarks>
    private void Work(ref LearnerSignals signals, int person, int joined, int today, int known, int due, List<int> alsoHandsIn)
    {
        int first = DueBefore(joined), asked = Math.Min(due, first);
        double weightDue = 0;
        for (int milestone = asked; milestone < due; milestone++) weightDue += facts.MilestoneWeight[milestone];
        (signals.HandedIn, signals.Late, signals.Marks, signals.MeanMark, signals.MeanLead) = (0, 0, 0, double.NaN, double.NaN);
        // Weights that are all 0 say nothing: then every milestone counts the same.
        bool equal = due > asked && weightDue <= 0;
        double dueWeight = equal ? due - asked : weightDue, reachable = dueWeight, earned = 0, marks = 0, leads = 0, dueHandedIn = 0;
        int leadCount = 0, dueCount = 0, before = 0;
        Span<bool> handedIn = due <= 256 ? stackalloc bool[due] : new bool[due];
        if (person >= 0)
        {
            for (int s = facts.SubmissionStart[person]; s < facts.SubmissionStart[person + 1]; s++)
            {
                int day = facts.SubmissionDay[s];
                if (day > known) break;
                int milestone = facts.SubmissionMilestone[s];
                double weight = equal ? 1 : facts.MilestoneWeight[milestone];
                double mark = facts.SubmissionMark[s];
                signals.HandedIn++;
                if (milestone < asked)
                {
                    before++;
                    reachable += weight;
                }
                else if (milestone < due)
                {
                    handedIn[milestone] = true;
                    dueCount++;
                    dueHandedIn += weight;
                }
                else
                {
                    reachable += weight;
                }

                earned += weight * (double.IsNaN(mark) ? (_hasMarks ? 0.5 : 1) : mark);
                if (!double.IsNaN(mark))
                {
                    marks += mark;
                    signals.Marks++;
                }

                if (facts.SubmissionCarried[s]) continue;
                int lead = facts.MilestoneDue[milestone] - day;
                if (lead < 0) signals.Late++;
                if (milestone < first) continue;
                leads += Math.Max(lead, -LatestLead);
                leadCount++;
            }
        }

        foreach (int milestone in alsoHandsIn)
        {
            double weight = equal ? 1 : facts.MilestoneWeight[milestone];
            handedIn[milestone] = true;
            dueCount++;
            dueHandedIn += weight;
            earned += weight * (signals.Marks > 0 ? marks / signals.Marks : _hasMarks ? 0.5 : 1);
            leads += Math.Max(facts.MilestoneDue[milestone] - today, -LatestLead);
            leadCount++;
            signals.HandedIn++;
            signals.Late++;
        }

        signals.Due = due - asked;
        signals.Missing = signals.Due - dueCount;
        (signals.AllDue, signals.AllMissing) = (due, signals.Missing + asked - before);
        signals.WeightDue = dueWeight;
        signals.WeightHandedIn = dueHandedIn;
        signals.CreditNotEarned = reachable > 0 ? 1 - (earned / reachable) : double.NaN;
        signals.MissedInARow = MissedInARow(handedIn, asked);
        if (signals.Marks > 0) signals.MeanMark = marks / signals.Marks;
        if (leadCount > 0) signals.MeanLead = (leads - (LatestLead * signals.Missing)) / (leadCount + signals.Missing);
    }

    /// <summary>Compares the learners in activity too, as some fixed rules of an evaluation ask, also where they are few.</summary>
    public void StandInActivity(Span<LearnerSignals> all)
    {
        if (facts.HasActivity) Stand(all, 2);
    }

    /// <summary>Compares the learners in how early they hand in and in their marks, where there are enough of them.</summary>
    public void Stand(Span<LearnerSignals> all)
    {
        if (all.Length < SmallestCohort) return;
        for (int i = 0; i < all.Length; i++) all[i].AgainstCohort = true;
        Stand(all, 0);
        Stand(all, 1);
    }

    private void Stand(Span<LearnerSignals> all, int signal)
    {
        if (_keys.Length < all.Length)
        {
            _keys = new double[all.Length];
            _order = new int[all.Length];
        }

        int known = 0;
        for (int i = 0; i < all.Length; i++)
        {
            double value = signal switch { 0 => all[i].MeanLead, 1 => all[i].MeanMark, _ => all[i].ActiveLast28 };
            if (double.IsNaN(value)) continue;
            _keys[known] = value;
            _order[known++] = i;
        }

        if (known < SmallestCohort && signal < 2) return;
        Array.Sort(_keys, _order, 0, known);
        for (int low = 0; low < known;)
        {
            int end = low + 1;
            while (end < known && _keys[end] == _keys[low]) end++;
            // The mid-rank as a share: ties stand in the middle of their places.
            double standing = 1 - ((low + 1 + end) / 2.0 / known);
            for (; low < end; low++)
            {
                ref var learner = ref all[_order[low]];
                if (signal == 0) learner.HandsInLate = standing;
                else if (signal == 1) learner.MarksBelow = standing;
                else learner.LessActive = standing;
            }
        }
    }

    /// <summary>The signals against the plan: a week early is best and the due day worst, the mark itself (both where the group is too small); three active days a week.</summary>
    internal static void AgainstPlan(ref LearnerSignals signals)
    {
        signals.HandsInLate = double.IsNaN(signals.MeanLead) ? double.NaN : Math.Clamp(1 - (signals.MeanLead / 7), 0, 1);
        signals.MarksBelow = double.IsNaN(signals.MeanMark) ? double.NaN : 1 - signals.MeanMark;
        signals.FewActiveDays = FewActiveDays(signals);
    }

    private static double FewActiveDays(in LearnerSignals signals) =>
        signals.DaysSeen > 0 ? 1 - Math.Min(1, signals.ActiveLast28 * 7 / (FullyActive * signals.DaysSeen)) : double.NaN;

    /// <summary>Whether anybody had a mark by that day: where nobody is marked, handing in is all there is to earn.</summary>
    public void LookForMarks(int known)
    {
        if (_markedUntil == known) return;
        _markedUntil = known;
        _hasMarks = false;
        for (int s = 0; s < facts.SubmissionDay.Length && !_hasMarks; s++) _hasMarks = facts.SubmissionDay[s] <= known && !double.IsNaN(facts.SubmissionMark[s]);
    }

    private double MissedInARow(ReadOnlySpan<bool> handedIn, int asked)
    {
        int missed = 0;
        // Milestones of one day stand or fall together: handing in one of them ends the row.
        for (int last = handedIn.Length - 1; last >= asked;)
        {
            int first = last;
            bool any = handedIn[last];
            while (first > 0 && facts.MilestoneDue[first - 1] == facts.MilestoneDue[last]) any |= handedIn[--first];
            if (any) break;
            missed += last - first + 1;
            last = first - 1;
        }

        return missed;
    }

    private void Activity(ref LearnerSignals signals, int person, int today, int known, int seenFrom, ReadOnlySpan<int> holidays)
    {
        int last = int.MinValue;
        if (person >= 0)
        {
            var days = facts.ActivityDay.AsSpan(facts.ActivityStart[person]..facts.ActivityStart[person + 1]);
            for (int d = days.Length - 1; d >= 0; d--)
            {
                if (days[d] > known) continue;
                if (last == int.MinValue) last = days[d];
                int age = today - days[d];
                if (age > Window) break;
                signals.ActiveLast28++;
                if (age <= 7) signals.ActiveLast7++;
                else if (age <= 14) signals.ActivePrevious7++;
            }
        }

        signals.LastActive = last;
        int idleFrom = last == int.MinValue ? seenFrom : last + 1;
        int idle = Math.Max(0, today - idleFrom), seen = Math.Clamp(today - seenFrom, 0, Window), windowFrom = today - seen;
        foreach (int holiday in holidays)
        {
            if (holiday >= today) continue;
            if (holiday >= idleFrom) idle--;
            if (holiday >= windowFrom) seen--;
        }

        signals.DaysIdle = idle;
        signals.DaysSeen = seen;
    }
}
