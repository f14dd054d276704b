namespace PeerLearning.Mentors;

/// <summary>Numbers pairs of numbers from 0 in the order of their first appearance.</summary>
/// <param name="firsts">How many first numbers there are.</param>
/// <param name="seconds">How many second numbers there are.</param>
internal sealed class MentorNumbering(int firsts, int seconds)
{
    private const long MostTabled = 1 << 20;

    // One more than the number; 0 for a pair not seen yet.
    private readonly int[]? _table = (long)firsts * seconds <= MostTabled ? new int[firsts * seconds] : null;
    private readonly Dictionary<long, int> _others = [];

    /// <summary>How many different pairs were met.</summary>
    public int Count { get; private set; }

    public int Of(int first, int second)
    {
        long key = ((long)first * seconds) + second;
        if (_table is not null)
        {
            int own = _table[key];
            if (own == 0) _table[key] = own = ++Count;
            return own - 1;
        }

        if (!_others.TryGetValue(key, out int number)) _others.Add(key, number = Count++);
        return number;
    }
}
