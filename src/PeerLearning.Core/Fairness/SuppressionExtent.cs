namespace PeerLearning.Fairness;

/// <summary>What may be withheld besides the small numbers themselves; each extent includes those before it.</summary>
internal enum SuppressionExtent
{
    Cells,
    EmptyCells,
    Totals,
    Everything,
}
