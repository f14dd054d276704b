using System.Collections;

namespace PeerLearning.Programs;

/// <summary>An ordered list of records with an index by id; changed only while its owner builds a state.</summary>
internal sealed class Roster<TKey, TItem> : IReadOnlyList<TItem>
    where TKey : struct, IEquatable<TKey>
    where TItem : class
{
    /// <summary>Below this size, looking through the list beats a dictionary, and needs no memory.</summary>
    private const int Small = 8;

    private readonly List<TKey> _keys;
    private readonly List<TItem> _items;
    private Dictionary<TKey, int>? _index;

    /// <summary>The place that was found last: one event asks for the same person several times. Any place is a right guess, so threads may share it.</summary>
    private int _last;

    public Roster()
    {
        _keys = [];
        _items = [];
    }

    private Roster(Roster<TKey, TItem> other)
    {
        _keys = [.. other._keys];
        _items = [.. other._items];
        _index = other._index is null ? null : new Dictionary<TKey, int>(other._index);
    }

    public int Count => _items.Count;

    public TItem this[int index] => _items[index];

    public TItem? Find(TKey key) => IndexOf(key) is var i and >= 0 ? _items[i] : null;

    public int IndexOf(TKey key)
    {
        int guess = _last;
        if (guess < _keys.Count && _keys[guess].Equals(key)) return guess;
        if (_index is not null) return _index.TryGetValue(key, out int found) ? _last = found : -1;
        for (int i = 0; i < _keys.Count; i++)
        {
            if (_keys[i].Equals(key)) return _last = i;
        }

        return -1;
    }

    /// <summary>Puts the item in the key's place, or at the end.</summary>
    public void Set(TKey key, TItem item)
    {
        int at = IndexOf(key);
        if (at >= 0)
        {
            _items[at] = item;
            return;
        }

        _keys.Add(key);
        _items.Add(item);
        if (_index is not null)
        {
            _index.Add(key, _items.Count - 1);
        }
        else if (_items.Count > Small)
        {
            _index = [];
            for (int i = 0; i < _keys.Count; i++) _index.Add(_keys[i], i);
        }
    }

    public void SetAt(int index, TItem item) => _items[index] = item;

    public Roster<TKey, TItem> Copy() => new(this);

    public IEnumerator<TItem> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
