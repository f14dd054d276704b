using PeerLearning.People;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>
/// A Stack Overflow developer survey as a workforce with skills and wishes, by its official column names; unknown columns are ignored.
/// </summary>
/// <remarks>
/// The mapping: an answer is a person, the industry their business unit, the country their geography with its principal time zone, a technology they
/// have worked with a skill they have, one they want to work with and have not a wish.
/// </remarks>
internal sealed class SurveyInput
{
    /// <summary>Fewer salaries than this say nothing about a skill.</summary>
    public const int LeastSalaries = 20;

    private SurveyInput()
    {
    }

    public required IReadOnlyList<Person> People { get; init; }

    /// <summary>Those who answered what they have or want.</summary>
    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>The skills with enough salaries, by name.</summary>
    public required IReadOnlyList<SkillRow> Skills { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public static SurveyInput Read(string file)
    {
        var table = Table.Open(file, "ResponseId", "Country", "Industry", "WorkExp");
        const string Have = "HaveWorkedWith";
        const string Want = "WantToWorkWith";
        string family = table.Columns.Where(column => column.EndsWith(Have, StringComparison.Ordinal)).Select(column => column[..^Have.Length])
            .FirstOrDefault(name => table.Has(name + Want))
            ?? throw new InputException(file, 1, $"There is no pair of columns '...{Have}' and '...{Want}'.", "Use the official column names.");
        bool hasPay = table.Has("ConvertedCompYearly");

        var people = new List<Person>();
        var answers = new List<Answer>();
        var withoutZone = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<PersonId>();
        foreach (var row in table.Rows)
        {
            var id = new PersonId($"so-{row.Whole("ResponseId")}");
            if (!seen.Add(id)) throw row.Damaged("ResponseId", $"'{row.Text("ResponseId")}' stands there twice.");
            string country = row.Text("Country");
            string? zone = country.Length == 0 ? null : CountryZones.Find(country);
            if (country.Length > 0 && zone is null) withoutZone.Add(country);
            people.Add(new Person
            {
                Id = id,
                BusinessUnit = row.Text("Industry") is { Length: > 0 } industry ? industry : null,
                Geography = country.Length > 0 ? country : null,
                TimeZone = zone,
            });
            string[] have = [.. row.Several(family + Have).Distinct(StringComparer.Ordinal)];
            string[] want = [.. row.Several(family + Want).Distinct(StringComparer.Ordinal)];
            if (have.Length + want.Length == 0) continue;
            double? pay = hasPay ? row.Number("ConvertedCompYearly") : null;
            double? years = row.Number("WorkExp");
            if (years is < 0 or > 100) throw row.Damaged("WorkExp", $"'{row.Text("WorkExp")}' is no number of years.");
            answers.Add(new(id, years, have, want, pay > 0 ? pay : null));
        }

        var notes = new List<string>
        {
            $"{people.Count} answers are the workforce: industry as business unit, country as geography with its principal time zone, working hours nine to five.",
            $"Skills are those of the columns {family}{Have} and {family}{Want} with at least {LeastSalaries} salaries among those who have them.",
        };
        if (withoutZone.Count > 0) notes.Add($"Without a known time zone: {string.Join(", ", withoutZone)}.");
        return new() { People = people, Answers = answers, Skills = Summarise(answers), Notes = notes };
    }

    private static List<SkillRow> Summarise(List<Answer> answers)
    {
        var skills = new List<SkillRow>();
        foreach (string name in answers.SelectMany(answer => answer.Have.Concat(answer.Want)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            double[] pay = [.. answers.Where(answer => answer.Pay is not null && answer.Have.Contains(name)).Select(answer => answer.Pay!.Value).Order()];
            if (pay.Length < LeastSalaries) continue;
            double median = pay.Length % 2 == 1 ? pay[pay.Length / 2] : (pay[(pay.Length / 2) - 1] + pay[pay.Length / 2]) / 2;
            skills.Add(new(name, answers.Count(answer => answer.Have.Contains(name)), answers.Count(answer => answer.Want.Contains(name) && !answer.Have.Contains(name)), median, pay.Length));
        }

        return skills;
    }

    internal sealed record Answer(PersonId Person, double? YearsOfWork, IReadOnlyList<string> Have, IReadOnlyList<string> Want, double? Pay);

    internal sealed record SkillRow(string Name, int Have, int WantNotHave, double MedianPay, int Salaries);
}
