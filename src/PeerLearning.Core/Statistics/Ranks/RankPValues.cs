namespace PeerLearning.Statistics;

/// <summary>The p values of a rank test.</summary>
internal readonly record struct RankPValues(double TwoSided, double Greater, double Less)
{
    /// <summary>By the normal approximation, with or without the half step towards the centre; each side with its own half step, as R.</summary>
    public static RankPValues Normal(double distance, double deviation, bool continuity)
    {
        if (!(deviation > 0)) return new RankPValues(1, 1, 1);
        double half = continuity ? 0.5 : 0;
        return new RankPValues(
            Math.Min(1, NormalDistribution.TwoSided((distance - (Math.Sign(distance) * half)) / deviation)),
            NormalDistribution.Upper((distance - half) / deviation),
            NormalDistribution.Lower((distance + half) / deviation));
    }
}
