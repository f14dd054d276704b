namespace PeerLearning.Programs;

/// <summary>Sets of learner statuses, as bits.</summary>
internal static class LearnerStatuses
{
    public const int Invited = 1 << (int)LearnerStatus.Invited;
    public const int Applied = 1 << (int)LearnerStatus.Applied;
    public const int Admitted = 1 << (int)LearnerStatus.Admitted;
    public const int Reserve = 1 << (int)LearnerStatus.Reserve;
    public const int Matched = 1 << (int)LearnerStatus.Matched;
    public const int Learning = 1 << (int)LearnerStatus.Learning;
    public const int Completed = 1 << (int)LearnerStatus.Completed;
    public const int NotCompleted = 1 << (int)LearnerStatus.NotCompleted;

    /// <summary>Those who hold a place.</summary>
    public const int Placed = Admitted | Matched | Learning | Completed | NotCompleted;

    public static bool Has(this LearnerStatus status, int statuses) => (statuses & (1 << (int)status)) != 0;

    public static string Describe(int statuses)
    {
        var names = new List<string>();
        for (var status = LearnerStatus.Invited; status <= LearnerStatus.NotAdmitted; status++)
        {
            if (status.Has(statuses)) names.Add(status.ToString());
        }

        return string.Join(" or ", names);
    }
}
