using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>
/// The lottery as a list of numbered cohorts with equal chances: published before the draw, decided by one number from an urn.
/// </summary>
/// <remarks>
/// <para>After Flanigan, Goelz and Procaccia, "Fair Sortition Made Transparent", NeurIPS 2021. The number of each possible cohort is its probability
/// times the count, rounded down, and the rest goes where it brings the chances nearest; members of a profile take turns, so that two of them differ
/// by one cohort at most.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Cohorts.Count} cohorts, largest error {LargestError}")]
public sealed class NumberedCohorts
{
    internal NumberedCohorts(IReadOnlyList<IReadOnlyList<PersonId>> cohorts, double largestError, ulong seed)
    {
        Cohorts = ValueList.Copy(cohorts);
        LargestError = largestError;
        Seed = seed;
    }

    /// <summary>The cohorts; number 1 is the first.</summary>
    public IReadOnlyList<IReadOnlyList<PersonId>> Cohorts { get; }

    /// <summary>The largest distance between anybody's share of the cohorts and their chance in the lottery.</summary>
    public double LargestError { get; }

    /// <summary>The number that decided who of a profile begins.</summary>
    public ulong Seed { get; }

    /// <summary>The cohort with a number.</summary>
    /// <param name="number">The number drawn, from 1 to the number of cohorts.</param>
    /// <returns>The people of the cohort, in ordinal order of ids.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public IReadOnlyList<PersonId> Take(int number) =>
        number >= 1 && number <= Cohorts.Count ? Cohorts[number - 1] : throw new ArgumentOutOfRangeException(nameof(number), number, "There is no cohort of this number.");
}
