namespace PeerLearning.Optimization;

/// <summary>A node of a <see cref="PlacementTree"/>: who is placed, which groups are open to the others, and what the groups hold.</summary>
internal sealed class PlacementNode
{
    public PlacementNode(int units, int groups, PlacementLimits limits)
    {
        Open = new ulong[units];
        Place = new int[units];
        Size = new int[groups];
        Count = new int[groups * limits.Counts];
        Values = new ulong[groups * limits.ValueWords];
        Common = new ulong[groups * limits.SlotWords];
        IsClosed = new bool[groups];
    }

    /// <summary>The groups that a unit may still enter, one bit each.</summary>
    public ulong[] Open { get; }

    /// <summary>The group of each unit; -1 when it has none yet.</summary>
    public int[] Place { get; }

    /// <summary>The number of elements in each group.</summary>
    public int[] Size { get; }

    /// <summary>What each limit on counts has counted, group by group.</summary>
    public int[] Count { get; }

    /// <summary>The values that each group has, one bit each.</summary>
    public ulong[] Values { get; }

    /// <summary>The slots that the members of each group have in common; meaningless while the group is empty.</summary>
    public ulong[] Common { get; }

    /// <summary>Whether a group holds somebody who must be alone.</summary>
    public bool[] IsClosed { get; }

    /// <summary>The elements that are elsewhere than before.</summary>
    public int Moved { get; set; }

    /// <summary>The unit that the node decided on.</summary>
    public int Unit { get; set; }

    /// <summary>Where the node put it.</summary>
    public int Group { get; set; }

    public void CopyFrom(PlacementNode other)
    {
        other.Open.CopyTo(Open, 0);
        other.Place.CopyTo(Place, 0);
        other.Size.CopyTo(Size, 0);
        other.Count.CopyTo(Count, 0);
        other.Values.CopyTo(Values, 0);
        other.Common.CopyTo(Common, 0);
        other.IsClosed.CopyTo(IsClosed, 0);
        Moved = other.Moved;
    }
}
