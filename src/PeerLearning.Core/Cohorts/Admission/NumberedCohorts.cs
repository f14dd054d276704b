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

    /// <summary>
    /// Re-checks the numbered cohorts: every one against places, people already in and rules; the stated error by counting seats; and the whole list, which
    /// the seed makes again.
    /// </summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The request that was answered.</param>
    /// <param name="chances">The lottery that was numbered; it has its own <see cref="AdmissionChances.Verify"/>.</param>
    /// <returns>What does not hold; empty when all does.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> Verify(Workforce workforce, AdmissionRequest request, AdmissionChances chances)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        Guard.Against.Null(chances);
        const string Repair = "Do not use these cohorts; number the lottery again.";
        var problems = new ProblemList();
        var seats = new Dictionary<PersonId, int>();
        for (int c = 0; c < Cohorts.Count; c++)
        {
            var people = Cohorts[c].ToHashSet();
            foreach (var person in people) seats[person] = seats.GetValueOrDefault(person) + 1;
            if (people.Count != request.Places || Cohorts[c].Count != request.Places || !request.AlreadyIn.All(people.Contains) || people.Any(person => workforce.IndexOf(person) < 0))
            {
                problems.Error("admission.verify.places", $"numbered.Cohorts[{c}]", "These are not as many people as there are places, or somebody who is in already is missing.", Repair);
                continue;
            }

            for (int i = 0; i < request.Rules.Count; i++)
            {
                if (request.Rules[i].Check(workforce, Cohorts[c]) is { Count: > 0 } broken)
                {
                    problems.Error("admission.verify.rule", $"numbered.Cohorts[{c}], request.Rules[{i}]", broken[0].ToString(), Repair);
                }
            }
        }

        double error = 0;
        foreach (var one in chances.Applicants) error = Math.Max(error, Math.Abs(((double)seats.GetValueOrDefault(one.Person) / Math.Max(1, Cohorts.Count)) - one.Chance));
        if (Cohorts.Count > 0 ? !(Math.Abs(error - LargestError) <= 1e-12) : chances.Cohorts.Count > 0 || LargestError != 0)
        {
            problems.Error("admission.verify.error", "numbered.LargestError", $"The largest error is {error:R}, not {LargestError:R}.", Repair);
        }

        bool isSame = Cohorts.Count == 0 || (chances.Cohorts.Count > 0 && chances.ToNumbered(Cohorts.Count, Seed).Cohorts.Zip(Cohorts).All(pair => pair.First.SequenceEqual(pair.Second)));
        if (!isSame) problems.Error("admission.verify.numbering", "numbered.Cohorts", "The seed does not make these cohorts in this order.", Repair);
        return problems.ToList();
    }

    /// <summary>The cohort with a number.</summary>
    /// <param name="number">The number drawn, from 1 to the number of cohorts.</param>
    /// <returns>The people of the cohort, in ordinal order of ids.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public IReadOnlyList<PersonId> Take(int number) =>
        number >= 1 && number <= Cohorts.Count ? Cohorts[number - 1] : throw new ArgumentOutOfRangeException(nameof(number), number, "There is no cohort of this number.");
}
