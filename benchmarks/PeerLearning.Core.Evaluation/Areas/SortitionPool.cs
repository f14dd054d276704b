using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>
/// A pool as the sortition projects publish it: <c>categories.csv</c> (category, feature, min, max) beside <c>respondents.csv</c> (one row a person, one
/// column a category); places at the end of the folder's name after an underscore, or in a summary table.
/// </summary>
internal sealed class SortitionPool
{
    public required string Name { get; init; }

    public required Workforce Workforce { get; init; }

    public required AdmissionRequest Request { get; init; }

    /// <summary>The published figures of the instance by column name; empty when there are none.</summary>
    public required IReadOnlyDictionary<string, double> Reference { get; init; }

    /// <summary>Published vectors of sorted chances with the tolerance that their name states, or 5e-4.</summary>
    public required IReadOnlyList<(string File, double[] Chances, double Tolerance)> Vectors { get; init; }

    public static SortitionPool Read(string categories, EvaluationOptions options)
    {
        string folder = Path.GetDirectoryName(categories)!;
        string name = Path.GetFileName(folder);
        var reference = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string summary in options.Files("*summary*.csv"))
        {
            var table = Table(summary);
            int key = Array.IndexOf(table[0], "instance");
            if (key < 0) continue;
            foreach (string[] row in table.Skip(1).Where(row => row.Length == table[0].Length && row[key] == name))
            {
                for (int c = 0; c < row.Length; c++)
                {
                    if (double.TryParse(row[c], CultureInfo.InvariantCulture, out double value)) reference[table[0][c]] = value;
                }
            }
        }

        int places = reference.TryGetValue("panel_k", out double k) ? (int)k : int.Parse(name[(name.LastIndexOf('_') + 1)..], CultureInfo.InvariantCulture);
        var quotas = Table(categories);
        var people = Table(Path.Combine(folder, "respondents.csv"));
        int category = Column(quotas[0], "category"), feature = Column(quotas[0], "feature", "name"), min = Column(quotas[0], "min"), max = Column(quotas[0], "max");
        var rules = new List<Rule>();
        var dimensions = new Dictionary<string, Dimension>(StringComparer.Ordinal);
        foreach (string[] row in quotas.Skip(1).Where(row => row.Length > max))
        {
            if (!dimensions.TryGetValue(row[category], out var dimension)) dimensions.Add(row[category], dimension = new Dimension($"Category {row[category]}", DimensionClass.Organisational));
            int least = int.Parse(row[min], CultureInfo.InvariantCulture), most = int.Parse(row[max], CultureInfo.InvariantCulture);
            rules.Add(new CountRule { Values = [new DimensionValue(dimension, row[feature])], Minimum = least, Maximum = most });
        }

        var columns = people[0].Select((header, c) => (Header: header, Column: c)).Where(pair => dimensions.ContainsKey(pair.Header)).ToArray();
        var workforce = Workforce.Create(people.Skip(1).Where(row => row.Length == people[0].Length).Select((row, p) => new Person
        {
            Id = new PersonId(p.ToString("D7", CultureInfo.InvariantCulture)),
            Values = [.. columns.Select(pair => new DimensionValue(dimensions[pair.Header], row[pair.Column]))],
        }));

        // A feature that nobody has is a limit of zero people: without a minimum it asks nothing.
        rules.RemoveAll(rule => rule is CountRule { Minimum: 0 } count && !workforce.ValuesIn(count.Values[0].Dimension!).Contains(count.Values[0].Value));
        return new SortitionPool
        {
            Name = name,
            Workforce = workforce,
            Request = new AdmissionRequest { Places = places, Rules = rules },
            Reference = reference,
            Vectors = [.. options.Files($"{name}*probabilities*.csv").Select(file => (file, Vector(file), file.Contains("1e-7", StringComparison.Ordinal) ? 1e-6 : 5e-4))],
        };
    }

    private static double[] Vector(string file)
    {
        var table = Table(file);
        int column = table[0].Length - 1;
        return [.. table.Skip(1).Where(row => row.Length > column).Select(row => double.Parse(row[column], CultureInfo.InvariantCulture)).Order()];
    }

    private static int Column(string[] header, params string[] names)
    {
        int column = Array.FindIndex(header, name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
        return column >= 0 ? column : throw new FormatException($"The column '{names[0]}' is missing.");
    }

    private static string[][] Table(string file)
    {
        using var reader = EvaluationOptions.Open(file);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0) rows.Add([.. line.Split(',').Select(cell => cell.Trim().Trim('"'))]);
        }

        return [.. rows];
    }
}
