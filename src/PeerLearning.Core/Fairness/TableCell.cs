namespace PeerLearning.Fairness;

/// <summary>One number of a published table: a cell, a subtotal or a total.</summary>
[System.Diagnostics.DebuggerDisplay("{Group,nq} {Row,nq} {Column,nq}: {Count}")]
public sealed record TableCell
{
    /// <summary>The group of rows; null when rows have no groups, and in totals over all groups.</summary>
    public string? Group { get; init; }

    /// <summary>The row; null in totals over rows.</summary>
    public string? Row { get; init; }

    /// <summary>The column; null in totals over columns.</summary>
    public string? Column { get; init; }

    /// <summary>The number of people, or that it is withheld.</summary>
    public required Measured<int> Count { get; init; }

    /// <summary>Whether the number is published, and why not.</summary>
    public required CellState State { get; init; }
}
