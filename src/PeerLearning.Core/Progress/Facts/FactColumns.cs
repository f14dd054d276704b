using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>The judged facts as columns. Person <c>i</c> owns the slices <c>[Start[i], Start[i + 1])</c>, each sorted by day.</summary>
internal sealed record FactColumns
{
    public required PersonId[] People { get; init; }

    public required int[] ActivityStart { get; init; }

    public required int[] ActivityDay { get; init; }

    public required int[] ActivityAmount { get; init; }

    /// <summary>Whether the host brought anything from which activity can be seen.</summary>
    public required bool HasActivity { get; init; }

    public required int[] SubmissionStart { get; init; }

    /// <summary>The index of the milestone in <see cref="Milestones"/>.</summary>
    public required int[] SubmissionMilestone { get; init; }

    public required int[] SubmissionDay { get; init; }

    /// <summary>The mark, or NaN for none; inside only.</summary>
    public required double[] SubmissionMark { get; init; }

    public required bool[] SubmissionCarried { get; init; }

    public required int[] MilestoneDue { get; init; }

    public required double[] MilestoneWeight { get; init; }

    public required ValueList<Milestone> Milestones { get; init; }

    public required ValueList<CheckIn> CheckIns { get; init; }

    public required ValueList<Session> Sessions { get; init; }

    public required ValueList<Obstacle> Obstacles { get; init; }

    public required ValueList<Promise> Promises { get; init; }

    public required ValueList<HelpRequest> HelpRequests { get; init; }

    public required ValueList<Feedback> Feedback { get; init; }

    public required ValueList<GivenNudge> Nudges { get; init; }

    public required ValueList<Enrolment> Enrolments { get; init; }

    /// <summary>Joined and left by person, as days; <see cref="int.MinValue"/> and <see cref="int.MaxValue"/> where not said.</summary>
    public required Dictionary<PersonId, (int Joined, int Left, Ending Ending)> EnrolmentOf { get; init; }

    /// <summary>The columns with one more check-in of a person who is there already.</summary>
    public FactColumns With(CheckIn checkIn, int person)
    {
        var rows = CheckIns.AsSpan();
        int at = rows.Length;
        while (at > 0 && Compare(rows[at - 1], checkIn) > 0) at--;
        var checkIns = new CheckIn[rows.Length + 1];
        rows[..at].CopyTo(checkIns);
        checkIns[at] = checkIn;
        rows[at..].CopyTo(checkIns.AsSpan(at + 1));
        var with = this with { CheckIns = new ValueList<CheckIn>(checkIns), HasActivity = true };
        int day = Days.Of(checkIn.On);
        int place = Array.BinarySearch(ActivityDay, ActivityStart[person], ActivityStart[person + 1] - ActivityStart[person], day);
        if (place >= 0) return with;
        place = ~place;
        var start = (int[])ActivityStart.Clone();
        for (int i = person + 1; i < start.Length; i++) start[i]++;
        return with with { ActivityStart = start, ActivityDay = Inserted(ActivityDay, place, day), ActivityAmount = Inserted(ActivityAmount, place, 0) };
    }

    private static int Compare(CheckIn left, CheckIn right)
    {
        int compared = left.On.CompareTo(right.On);
        if (compared == 0) compared = left.By.CompareTo(right.By);
        return compared != 0 ? compared : (left.About ?? left.By).CompareTo(right.About ?? right.By);
    }

    private static int[] Inserted(int[] items, int place, int item)
    {
        var with = new int[items.Length + 1];
        items.AsSpan(0, place).CopyTo(with);
        with[place] = item;
        items.AsSpan(place).CopyTo(with.AsSpan(place + 1));
        return with;
    }
}
