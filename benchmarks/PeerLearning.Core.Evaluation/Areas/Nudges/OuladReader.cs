using System.Globalization;
using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Evaluation.Areas.Nudges;

/// <summary>Reads OULAD tables (Kuzilek, Hlosta, Zdrahal 2017) by their columns, whatever the files are called, as past programmes.</summary>
/// <remarks>
/// A presentation is a programme, assessments other than exams are milestones, submissions are submissions, days with clicks are activity. Day 0 is
/// put on an arbitrary date. Needed help: failed or withdrew.
/// </remarks>
internal static class OuladReader
{
    private static readonly LocalDate DayZero = new(2014, 1, 6);

    /// <summary>One presentation, and whether its daily clicks are in the folder.</summary>
    public sealed record Presentation(string Module, string Code, PastProgram Programme, bool HasClicks);

    public static List<Presentation> Read(string folder)
    {
        var tables = Directory.EnumerateFiles(folder, "*.csv*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(file => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
            .ToList();
        var builders = new SortedDictionary<(string, string), Builder>();
        var moduleOf = new Dictionary<int, (string, string)>();
        foreach (var row in Rows(tables, "id_student", "final_result", "date_registration"))
        {
            var key = (row["code_module"], row["code_presentation"]);
            if (!builders.TryGetValue(key, out var builder)) builders.Add(key, builder = new Builder());
            builder.Enrol(row);
        }

        foreach (var row in Rows(tables, "id_assessment", "assessment_type", "weight"))
        {
            var key = (row["code_module"], row["code_presentation"]);
            if (row["assessment_type"] == "Exam" || row["date"].Length == 0 || !builders.TryGetValue(key, out var builder)) continue;
            moduleOf[(int)Number(row["id_assessment"])] = key;
            builder.Milestones.Add(new Milestone { Id = new MilestoneId(row["id_assessment"]), Due = Day(row["date"]), Weight = Number(row["weight"]) });
        }

        foreach (var row in Rows(tables, "id_assessment", "id_student", "date_submitted"))
        {
            if (!moduleOf.TryGetValue((int)Number(row["id_assessment"]), out var key) || row["date_submitted"].Length == 0) continue;
            var learner = new PersonId(row["id_student"]);
            if (!builders[key].Learners.Contains(learner)) continue;
            builders[key].Submissions.Add(new Submission
            {
                Learner = learner,
                Milestone = new MilestoneId(row["id_assessment"]),
                On = Day(row["date_submitted"]),
                Mark = row["score"].Length > 0 ? Number(row["score"]) / 100 : null,
                IsCarriedOver = row["is_banked"] == "1",
            });
        }

        foreach (var row in Rows(tables, "id_student", "date", "clicks"))
        {
            if (!builders.TryGetValue((row["code_module"], row["code_presentation"]), out var builder)) continue;
            var learner = new PersonId(row["id_student"]);
            if (!builder.Learners.Contains(learner)) continue;
            // Some tables have a row a page: one entry a learner and day.
            var day = (learner, Day(row["date"]));
            builder.Clicks[day] = builder.Clicks.GetValueOrDefault(day) + (int)Number(row["clicks"]);
        }

        return [.. builders.Select(entry => new Presentation(entry.Key.Item1, entry.Key.Item2, entry.Value.Build($"{entry.Key.Item1} {entry.Key.Item2}"), entry.Value.Clicks.Count > 0))];
    }

    /// <summary>Whether a folder holds enrolments at all.</summary>
    public static bool IsThere(string? folder) => folder is not null
        && Directory.EnumerateFiles(folder, "*.csv*", SearchOption.AllDirectories).Any(file => Header(file).Contains("final_result"));

    private static IEnumerable<Dictionary<string, string>> Rows(List<string> files, params string[] columns)
    {
        foreach (string file in files)
        {
            var header = Header(file);
            if (!columns.All(header.Contains)) continue;
            using var reader = EvaluationOptions.Open(file);
            reader.ReadLine();
            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            while (reader.ReadLine() is { } line)
            {
                string[] cells = line.Split(',');
                for (int i = 0; i < header.Length; i++)
                {
                    string cell = i < cells.Length ? cells[i].Trim('"') : "";
                    // The tables as published write a question mark for what is missing, those of the R package NA.
                    row[header[i]] = cell is "?" or "NA" ? "" : cell;
                }

                yield return row;
            }
        }
    }

    private static string[] Header(string file)
    {
        if (!file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase)) return [];
        using var reader = EvaluationOptions.Open(file);
        return [.. (reader.ReadLine() ?? "").Split(',').Select(cell => cell.Trim('"'))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static LocalDate Day(string text) => DayZero.PlusDays((int)Number(text));

    private sealed class Builder
    {
        private readonly List<Enrolment> _enrolments = [];
        private readonly List<LearnerOutcome> _outcomes = [];
        private int _length = 1;

        public HashSet<PersonId> Learners { get; } = [];

        public List<Milestone> Milestones { get; } = [];

        public List<Submission> Submissions { get; } = [];

        public Dictionary<(PersonId Learner, LocalDate On), int> Clicks { get; } = [];

        public void Enrol(Dictionary<string, string> row)
        {
            var learner = new PersonId(row["id_student"]);
            var joined = row["date_registration"].Length > 0 ? Day(row["date_registration"]) : DayZero;
            LocalDate? left = row["date_unregistration"].Length > 0 ? Day(row["date_unregistration"]) : null;
            // Who left before they came never belonged.
            if (left < joined || !Learners.Add(learner)) return;
            if (row.TryGetValue("module_presentation_length", out var length) && length.Length > 0) _length = Math.Max(_length, (int)Number(length));
            _enrolments.Add(new Enrolment { Learner = learner, JoinedOn = joined, LeftOn = left });
            _outcomes.Add(new LearnerOutcome { Learner = learner, NeededHelp = row["final_result"] is "Fail" or "Withdrawn", Group = row.GetValueOrDefault("gender") });
        }

        public PastProgram Build(string id)
        {
            var rows = new ProgressRows { Milestones = Milestones, Submissions = Submissions, Activity = [.. Clicks.Select(entry => new ActivityDay { Learner = entry.Key.Learner, On = entry.Key.On, Amount = entry.Value })], Enrolments = _enrolments };
            return new PastProgram
            {
                Cohort = new Cohort
                {
                    Id = new CohortId(id),
                    Members = [.. Learners.Order().Select(learner => new CohortMember { Learner = learner })],
                    Mentors = [],
                    Dates = new DateInterval(DayZero, DayZero.PlusDays(_length)),
                },
                Facts = ProgressFacts.Create(rows),
                Outcomes = _outcomes,
            };
        }
    }
}
