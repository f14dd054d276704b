namespace PeerLearning.Cohorts;

/// <summary>What a criterion of grouping measures.</summary>
/// <remarks>
/// The distance between two learners is Euclidean over the criterion's attributes, standardised unless said otherwise, and its dimensions, where
/// different values lie at a distance of 1; or it is the host's own.
/// </remarks>
public enum GroupingMeasure
{
    /// <summary>The sum of squared distances within cohorts (squared-Euclidean anticlustering). Every answer has a proven bound, and a million learners are a normal input. With unequal sizes larger cohorts count more.</summary>
    SquaredDistance,

    /// <summary>The sum of distances within cohorts: the maximally diverse grouping problem. With unequal sizes larger cohorts count more.</summary>
    Diversity,

    /// <summary>The sum over cohorts of the distances within, divided by the cohort's size: diversity that does not reward large cohorts.</summary>
    AverageDiversity,

    /// <summary>The sum of squared distances of learners to the mean of their cohort (the criterion of k-means, maximised): the means of the cohorts come as close to each other as can be.</summary>
    BalanceOfMeans,

    /// <summary>As <see cref="BalanceOfMeans"/>, over the attributes and their higher moments, so that spread is balanced too (k-plus; Papenberg, British Journal of Mathematical and Statistical Psychology 77, 2024).</summary>
    KPlus,

    /// <summary>The least distance between two learners of one cohort: nobody sits with their twin. Decided before all other criteria, which then choose among the groupings that reach it.</summary>
    Dispersion,
}
