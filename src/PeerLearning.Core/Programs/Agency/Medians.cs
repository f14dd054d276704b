namespace PeerLearning.Programs;

/// <summary>Medians of durations.</summary>
internal static class Medians
{
    public static Measured<Duration> Of(IEnumerable<Duration> durations, string what)
    {
        var sorted = durations.Order().ToList();
        if (sorted.Count == 0) return Undefined.TooFew(1, 0, what);
        int middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
