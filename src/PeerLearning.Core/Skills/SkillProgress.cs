namespace PeerLearning.Skills;

/// <summary>Counts fits that are done, on whatever thread, and reports them in rising order.</summary>
internal sealed class SkillProgress(IProgress<WorkProgress> progress, long budget)
{
    private readonly object _gate = new();
    private long _done;

    public void Add(long fits)
    {
        lock (_gate)
        {
            _done += fits;
            progress.Report(new WorkProgress { Done = _done, Budget = budget });
        }
    }
}
