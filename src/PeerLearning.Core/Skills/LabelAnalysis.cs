using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>Finds the true labels behind those of raters who err in their own ways.</summary>
public static class LabelAnalysis
{
    /// <summary>Fits the model of Dawid and Skene 1979.</summary>
    /// <param name="labels">The labels; read once.</param>
    /// <param name="pseudoCount">Added to every cell of every rater's error table, so that few labels do not look certain; 0 for the published estimator.</param>
    /// <returns>One consensus per person, in ordinal order; undefined, with the reason, when there are fewer than two labels in use or a row is unsound.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="labels"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="pseudoCount"/> is negative or not finite.</exception>
    public static Measured<IReadOnlyList<LabelConsensus>> Fit(IEnumerable<SkillLabel> labels, double pseudoCount = 0.1)
    {
        Guard.Against.Null(labels);
        Guard.Against.Negative(Guard.Against.NotFinite(pseudoCount));
        var rows = labels.ToList();
        if (rows.Exists(row => string.IsNullOrWhiteSpace(row.Person.Value) || string.IsNullOrWhiteSpace(row.By.Value) || string.IsNullOrWhiteSpace(row.Label))) return Undefined.OutOfRange("A person, rater or label is blank.");
        PersonId[] people = [.. rows.Select(row => row.Person).Distinct().Order()], raters = [.. rows.Select(row => row.By).Distinct().Order()];
        string[] classes = [.. rows.Select(row => row.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var fit = DawidSkene.Fit(
            [.. rows.Select(row => new Label(Array.BinarySearch(people, row.Person), Array.BinarySearch(raters, row.By), Array.BinarySearch(classes, row.Label, StringComparer.Ordinal)))
                .OrderBy(label => label.Item).ThenBy(label => label.Rater).ThenBy(label => label.Class)],
            people.Length, raters.Length, classes.Length, pseudoCount);
        if (!fit.TryGet(out var model)) return fit.Undefined!;
        return new Measured<IReadOnlyList<LabelConsensus>>(ValueList.Copy(people.Select((person, i) => new LabelConsensus
        {
            Person = person,
            Label = classes[Array.IndexOf(model.Posterior[i], model.Posterior[i].Max())],
            Chances = ValueList.Copy(classes.Select((label, c) => Figure.Of(label, model.Posterior[i][c]))),
        })));
    }
}
