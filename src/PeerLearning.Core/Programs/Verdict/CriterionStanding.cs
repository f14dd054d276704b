namespace PeerLearning.Programs;

/// <summary>What the evidence shows about one criterion.</summary>
public enum CriterionStanding
{
    /// <summary>Nothing was measured for it.</summary>
    NotMeasured,

    /// <summary>It was measured on too few people.</summary>
    TooThin,

    /// <summary>The evidence shows neither that the bar is reached nor that it is missed.</summary>
    Unclear,

    /// <summary>The evidence shows that the measure reaches the bar.</summary>
    Met,

    /// <summary>The evidence shows that the measure falls short of the bar.</summary>
    Missed,
}
