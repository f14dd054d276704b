using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>How a selection treated the groups of its pool.</summary>
public sealed class AdverseImpactReport
{
    internal AdverseImpactReport(IReadOnlyList<AdverseImpactComparison> comparisons, IReadOnlyList<Reason> reasons, IReadOnlyList<Problem> problems)
    {
        Comparisons = ValueList.Copy(comparisons);
        Reasons = ValueList.Copy(reasons);
        Problems = problems;
    }

    /// <summary>One comparison per dimension and per combination, in the order of the request.</summary>
    public IReadOnlyList<AdverseImpactComparison> Comparisons { get; }

    /// <summary>What stands out, in words: groups below four fifths, verdicts that one person turns, differences beyond chance.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>The problems of the request; people with a problem are left out.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Checks that the shown figures follow from the people: sizes, selected and the ratios between them are counted again, from the rows.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="request">The request.</param>
    /// <returns>What does not hold; empty when all of it does. People whom the report had a problem with are left out here too.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> Verify(Workforce workforce, AdverseImpactRequest request)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var problems = new ProblemList();
        var pool = request.Pool.Where(person => workforce.IndexOf(person) >= 0).Distinct().ToList();
        var selected = request.Selected.Where(pool.ToHashSet().Contains).ToHashSet();
        for (int i = 0; i < Comparisons.Count; i++)
        {
            var members = pool.ToLookup(person => NameOf(workforce, Comparisons[i].Dimensions, person), StringComparer.Ordinal);
            var reference = Comparisons[i].Groups.FirstOrDefault(group => group.IsReference);
            for (int j = 0; j < Comparisons[i].Groups.Count; j++)
            {
                var group = Comparisons[i].Groups[j];
                int size = members[group.Group].Count(), chosen = members[group.Group].Count(selected.Contains);
                bool holds = Is(group.Size, size) && Is(group.Selected, chosen) && Near(group.Rate, (double)chosen / size);
                if (reference is not null)
                {
                    double rate = (double)members[reference.Group].Count(selected.Contains) / members[reference.Group].Count();
                    holds &= Near(group.ImpactRatio, chosen / (double)size / rate) && Near(group.Difference, (chosen / (double)size) - rate);
                }

                if (!holds) problems.Error("fairness.impact.figure", $"Comparisons[{i}].Groups[{j}]", "A figure does not follow from the people.", "Make the report again.");
            }
        }

        return problems.ToList();

        static bool Is(Measured<int> shown, int counted) => !shown.TryGet(out int value) || value == counted;

        static bool Near(Measured<double> shown, double computed) => !shown.TryGet(out double value) || Math.Abs(value - computed) <= 1e-12 * Math.Max(1, Math.Abs(computed));
    }

    private static string NameOf(Workforce workforce, IReadOnlyList<Dimension> dimensions, PersonId person)
    {
        var values = dimensions.Select(dimension => string.Join(" + ", workforce.ValuesOf(person, dimension))).ToList();
        return values.Contains("") ? "" : string.Join(" × ", values);
    }
}
