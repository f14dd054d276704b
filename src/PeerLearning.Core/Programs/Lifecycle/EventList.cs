using System.Collections;

namespace PeerLearning.Programs;

/// <summary>The first events of a log, as a list.</summary>
internal sealed class EventList(EventLog log, int count) : IReadOnlyList<ProgramEvent>
{
    public int Count => count;

    public ProgramEvent this[int index] => (uint)index < (uint)count ? log[index] : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<ProgramEvent> GetEnumerator()
    {
        for (int i = 0; i < count; i++) yield return log[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
