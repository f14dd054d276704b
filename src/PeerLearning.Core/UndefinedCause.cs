namespace PeerLearning;

/// <summary>The kinds of obstacle that leave a statistic without a value.</summary>
public enum UndefinedCause
{
    /// <summary>Nothing was computed: the default value.</summary>
    NotComputed,

    /// <summary>There are too few observations.</summary>
    TooFew,

    /// <summary>All values are equal where the formula divides by their spread.</summary>
    NoVariation,

    /// <summary>A value lies where the formula has no meaning.</summary>
    OutOfRange,

    /// <summary>The event or level asked for was not reached in the data.</summary>
    NotReached,

    /// <summary>The data cannot tell the effects apart.</summary>
    NotIdentifiable,

    /// <summary>The host brought no data of this kind.</summary>
    NotInTheData,

    /// <summary>The figure exists but would tell too much about a small group.</summary>
    Withheld,
}
