namespace PeerLearning.Programs;

/// <summary>
/// The list of events, shared by all programmes that continue one another: appending to the newest costs no copy, and appending to an older one copies.
/// </summary>
internal sealed class EventLog
{
    private readonly ProgramEvent[] _items;
    private int _used;

    public EventLog(ProgramEvent[] items, int used)
    {
        _items = items;
        _used = used;
    }

    public ReadOnlySpan<ProgramEvent> Take(int count) => _items.AsSpan(0, count);

    public ProgramEvent this[int index] => _items[index];

    /// <summary>Appends after the first <paramref name="count"/> events.</summary>
    public EventLog Append(int count, ReadOnlySpan<ProgramEvent> events)
    {
        int total = count + events.Length;
        if (total <= _items.Length && Interlocked.CompareExchange(ref _used, total, count) == count)
        {
            events.CopyTo(_items.AsSpan(count));
            return this;
        }

        var items = new ProgramEvent[Math.Max(16, total + (total / 2))];
        Take(count).CopyTo(items);
        events.CopyTo(items.AsSpan(count));
        return new EventLog(items, total);
    }
}
