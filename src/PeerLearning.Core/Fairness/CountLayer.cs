namespace PeerLearning.Fairness;

/// <summary>The people who are in certain filters and in no other, counted in the rows and columns of <see cref="LinkedCountTables"/>: a row that accepts anything.</summary>
public sealed record CountLayer
{
    /// <summary>The names of the filters that these people pass; empty for those who pass none.</summary>
    public required IReadOnlyList<string> Filters { get; init => field = ValueList.Copy(value); }

    /// <summary>The numbers of people, one list per row with one number per column.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Counts { get; init => field = ValueList.Copy(value.Select(row => (IReadOnlyList<int>)ValueList.Copy(row))); }
}
