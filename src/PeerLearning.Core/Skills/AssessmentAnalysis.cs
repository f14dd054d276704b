using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>Takes an ordinal assessment with several criteria and assessors apart into abilities, difficulties and severities.</summary>
public static class AssessmentAnalysis
{
    /// <summary>Fits a many-facet Rasch model.</summary>
    /// <param name="scores">The scores; read once.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The fitted model; undefined, with the reason, when the data cannot place a criterion, an assessor or a step, or a row is unsound.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scores"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>log P(k) / P(k-1) = ability - criterion - assessor - step (Linacre 1989), by marginal maximum likelihood on 81 nodes (Bock and Aitkin 1981).</remarks>
    public static Measured<AssessmentResult> Fit(IEnumerable<AssessmentScore> scores, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(scores);
        var rows = scores.ToList();
        foreach (var row in rows)
        {
            if (string.IsNullOrWhiteSpace(row.Person.Value) || string.IsNullOrWhiteSpace(row.Criterion) || string.IsNullOrWhiteSpace(row.By.Value)) return Undefined.OutOfRange("A person, criterion or assessor is blank.");
            if (row.Score is < 0 or > 100) return Undefined.OutOfRange("A score is not a whole number from 0 to 100.");
        }

        PersonId[] people = [.. rows.Select(row => row.Person).Distinct().Order()], raters = [.. rows.Select(row => row.By).Distinct().Order()];
        string[] criteria = [.. rows.Select(row => row.Criterion).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var responses = rows.Select(row => new FacetResponse(
            Array.BinarySearch(people, row.Person), Array.BinarySearch(criteria, row.Criterion, StringComparer.Ordinal), Array.BinarySearch(raters, row.By), row.Score))
            .OrderBy(row => row.Person).ThenBy(row => row.Item).ThenBy(row => row.Rater).ThenBy(row => row.Score).ToList();
        var fit = FacetRasch.Fit(responses, people.Length, criteria.Length, raters.Length, rows.Count == 0 ? 0 : rows.Max(row => row.Score), cancellationToken);
        if (!fit.TryGet(out var model)) return fit.Undefined!;
        return new AssessmentResult
        {
            People = ValueList.Copy(people.Select((person, i) => new PersonAbility { Person = person, Ability = model.Eap[i], StandardError = model.PosteriorSd[i] })),
            Criteria = ValueList.Copy(criteria.Select((criterion, i) => Figure.Of(criterion, model.Item[i]))),
            Assessors = ValueList.Copy(raters.Select((rater, i) => Figure.Of(rater.Value, model.Rater[i]))),
            Steps = ValueList.Copy(model.Step),
            AbilityDeviation = Math.Sqrt(model.Variance),
            Deviance = model.Deviance,
        };
    }
}
