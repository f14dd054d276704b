using System.Runtime.InteropServices;

namespace PeerLearning.Cohorts;

/// <summary>The pool in groups of applicants whom no rule tells apart: split by one rule after the other.</summary>
internal sealed class ApplicantGroups
{
    private readonly int[] _pool;
    private readonly int[] _groupOf;
    private int[] _byGroup = [];
    private int[] _start = [];

    private readonly CancellationToken _cancellation;

    /// <param name="pool">Positions in the workforce, rising.</param>
    /// <param name="cancellation">Ends the splits; the groups then mean nothing.</param>
    public ApplicantGroups(int[] pool, CancellationToken cancellation = default)
    {
        _pool = pool;
        _cancellation = cancellation;
        _groupOf = new int[pool.Length];
        Count = pool.Length == 0 ? 0 : 1;
    }

    /// <summary>Whether the work was stopped: the groups then mean nothing.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>How many groups there are.</summary>
    public int Count { get; private set; }

    /// <summary>The pool by position in the workforce.</summary>
    public ReadOnlySpan<int> Pool => _pool;

    /// <summary>The group of each member of the pool.</summary>
    public ReadOnlySpan<int> GroupOf => _groupOf;

    /// <summary>How many people each group has; known once <see cref="Finish"/> has run.</summary>
    public int[] Members { get; private set; } = [];

    /// <summary>The first member of each group, by position in the workforce; known once <see cref="Finish"/> has run.</summary>
    public int[] First { get; private set; } = [];

    /// <summary>The members of a group, by position in the workforce.</summary>
    public ReadOnlySpan<int> MembersOf(int group) => _byGroup.AsSpan(_start[group], _start[group + 1] - _start[group]);

    /// <summary>The group of somebody who stands alone; -1 for somebody who is not in the pool.</summary>
    public int Alone(int person)
    {
        int position = Array.BinarySearch(_pool, person);
        return position >= 0 && First[_groupOf[position]] == person ? _groupOf[position] : -1;
    }

    /// <summary>Asks now and then, by the position that a pass over the pool has reached, whether to stop.</summary>
    public bool Stops(int position)
    {
        if ((position & 0x1FFF) == 0) IsStopped |= _cancellation.IsCancellationRequested;
        return IsStopped;
    }

    /// <summary>Splits every group by a class of its members, which is asked for by position in the workforce.</summary>
    public void Split(Func<int, int> classOf)
    {
        var ids = new Dictionary<(int Group, int Class), int>();
        var last = (-1, -1);
        int lastId = -1;
        for (int position = 0; position < _groupOf.Length; position++)
        {
            if (Stops(position)) return;
            var key = (_groupOf[position], classOf(_pool[position]));
            if (key != last)
            {
                ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, key, out bool exists);
                if (!exists) id = ids.Count - 1;
                last = key;
                lastId = id;
            }

            _groupOf[position] = lastId;
        }

        Count = ids.Count;
    }

    /// <summary>Numbers the groups by their first member, whatever the order of the rules, and lists their members.</summary>
    public void Finish()
    {
        int[] number = new int[Count];
        Array.Fill(number, -1);
        int next = 0;
        Members = new int[Count];
        for (int position = 0; position < _groupOf.Length; position++)
        {
            ref int own = ref number[_groupOf[position]];
            if (own < 0) own = next++;
            _groupOf[position] = own;
            Members[own]++;
        }

        _start = new int[Count + 1];
        for (int g = 0; g < Count; g++) _start[g + 1] = _start[g] + Members[g];
        _byGroup = new int[_pool.Length];
        int[] at = [.. _start];
        for (int position = 0; position < _pool.Length; position++) _byGroup[at[_groupOf[position]]++] = _pool[position];
        First = new int[Count];
        for (int g = 0; g < Count; g++) First[g] = _byGroup[_start[g]];
    }
}
