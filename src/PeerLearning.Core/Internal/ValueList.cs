using System.Collections;

namespace PeerLearning.Internal;

/// <summary>Makes lists that are equal when their elements are.</summary>
internal static class ValueList
{
    public static ValueList<T> Copy<T>(IEnumerable<T>? items) => items switch
    {
        null => throw new ArgumentNullException(nameof(items)),
        ValueList<T> list => list,
        _ => new ValueList<T>(items.ToArray()),
    };

    public static ValueList<T> Of<T>(params ReadOnlySpan<T> items) => new(items);
}

/// <summary>An immutable list with value equality, so that records that hold it compare by content.</summary>
[System.Diagnostics.DebuggerDisplay("Count = {Count}")]
internal sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    public static readonly ValueList<T> Empty = new([]);

    private readonly T[] _items;

    public ValueList(ReadOnlySpan<T> items)
        : this(items.ToArray())
    {
    }

    /// <summary>Takes the array over: nobody else may hold it.</summary>
    internal ValueList(T[] owned) => _items = owned;

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public ReadOnlySpan<T> AsSpan() => _items;

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items, EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items) hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", _items)}]";
}
