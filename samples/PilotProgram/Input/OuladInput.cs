using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>
/// One presentation of the Open University Learning Analytics Dataset (Kuzilek, Hlosta and Zdrahal, 2017) as a cohort's progress, from the official
/// tables or from the same tables joined: assessments are milestones, submissions reach them, clicks are activity.
/// </summary>
internal sealed class OuladInput
{
    private readonly string _folder;
    private readonly List<Milestone> _milestones = [];
    private readonly List<Submission> _submissions = [];
    private readonly List<ActivityDay> _activity = [];
    private readonly List<Enrolment> _enrolments = [];
    private readonly List<CohortMember> _members = [];
    private readonly HashSet<PersonId> _enrolled = [];
    private readonly List<string> _notes = [];

    private OuladInput(string folder) => _folder = folder;

    public required string Presentation { get; init; }

    public LocalDate Start { get; private init; }

    public int Days { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    public Cohort Cohort => new() { Id = new(Presentation), Members = _members, Mentors = [], Dates = new DateInterval(Start, Start.PlusDays(Math.Max(1, Days) - 1)), TimeZone = "Europe/London" };

    public ProgressRows Rows(Draw? shuffle)
    {
        var (milestones, submissions, activity, enrolments) = (_milestones.ToArray(), _submissions.ToArray(), _activity.ToArray(), _enrolments.ToArray());
        if (shuffle is not null)
        {
            shuffle.Shuffle(milestones);
            shuffle.Shuffle(submissions);
            shuffle.Shuffle(activity);
            shuffle.Shuffle(enrolments);
        }

        return new() { Milestones = milestones, Submissions = submissions, Activity = activity, Enrolments = enrolments };
    }

    public static OuladInput Read(string folder, string? presentation)
    {
        if (!Directory.Exists(folder)) throw new InputException(folder, null, "The folder does not exist.", "Check the path.");
        bool isJoined = Find(folder, "oulad-enrolments.csv") is not null;
        string chosen = presentation ?? FirstWithActivity(folder, isJoined);
        string[] parts = chosen.Split('-');
        if (parts.Length != 2 || parts[1].Length != 5 || parts[1][4] is not ('B' or 'J') || !int.TryParse(parts[1].AsSpan(0, 4), out int year))
        {
            throw new InputException(folder, null, $"'{chosen}' is not a presentation.", "Name one as MODULE-YEAR with its letter, such as AAA-2013J.");
        }

        var input = new OuladInput(folder) { Presentation = chosen, Start = new LocalDate(year, parts[1][4] == 'B' ? 2 : 10, 1) };
        input._notes.Add($"Presentation {chosen}: the letter gives the month of the start (B February, J October), taken as its first day: {input.Start:R}.");
        if (isJoined) input.ReadJoined(parts[0], parts[1]);
        else input.ReadOfficial(parts[0], parts[1]);
        if (input._members.Count == 0) throw new InputException(folder, null, $"Nobody is enrolled in {chosen}.", "Name a presentation that is in the tables.");
        if (input._milestones.Count == 0) throw new InputException(folder, null, $"{chosen} has no assessment with a date.", "Name another presentation.");
        return input;
    }

    private static string? Find(string folder, string name) =>
        new[] { name, name + ".gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private string Need(string name) =>
        Find(_folder, name) ?? throw new InputException(Path.Combine(_folder, name), null, "The table is missing.", "Bring all tables of the data set.");

    private static IEnumerable<string> ClickFiles(string folder) =>
        Directory.EnumerateFiles(folder, "oulad-daily-clicks*").Where(file => file.EndsWith(".csv", StringComparison.Ordinal) || file.EndsWith(".csv.gz", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string FirstWithActivity(string folder, bool isJoined)
    {
        var files = isJoined ? ClickFiles(folder) : Find(folder, "studentVle.csv") is { } official ? [official] : [];
        string? first = null;
        foreach (string file in files)
        {
            foreach (var row in Table.Open(file, "code_module", "code_presentation").Rows)
            {
                string name = $"{row.Required("code_module")}-{row.Required("code_presentation")}";
                if (first is null || string.CompareOrdinal(name, first) < 0) first = name;
                if (!isJoined) break;
            }
        }

        return first ?? throw new InputException(folder, null, "There are no OULAD tables here.", "Bring studentVle.csv and the other official tables, or their joined form.");
    }

    private static bool IsOf(Table.Row row, string module, string year) => row.Text("code_module") == module && row.Text("code_presentation") == year;

    private static PersonId Learner(Table.Row row) => new($"oulad-{row.Whole("id_student")}");

    private static int Length(Table.Row row) =>
        row.Day("module_presentation_length") is > 0 and var days ? days : throw row.Damaged("module_presentation_length", "A presentation lasts at least a day.");

    private LocalDate Day(int day) => Start.PlusDays(day);

    private void ReadJoined(string module, string year)
    {
        foreach (var row in Table.Open(Need("oulad-enrolments.csv"), "code_module", "code_presentation", "id_student", "date_registration", "date_unregistration", "module_presentation_length").Rows)
        {
            if (!IsOf(row, module, year)) continue;
            Days = Length(row);
            Enrol(row);
        }

        var own = ReadAssessments(Need("oulad-assessments.csv"), module, year);
        ReadSubmissions(Need("oulad-submissions.csv"), own);
        foreach (string file in ClickFiles(_folder))
        {
            foreach (var row in Table.Open(file, "code_module", "code_presentation", "id_student", "date", "clicks").Rows)
            {
                if (IsOf(row, module, year)) AddActivity(row, "clicks");
            }
        }

        NoteActivity();
    }

    private void ReadOfficial(string module, string year)
    {
        foreach (var row in Table.Open(Need("courses.csv"), "code_module", "code_presentation", "module_presentation_length").Rows)
        {
            if (IsOf(row, module, year)) Days = Length(row);
        }

        var info = new HashSet<int>();
        foreach (var row in Table.Open(Need("studentInfo.csv"), "code_module", "code_presentation", "id_student").Rows)
        {
            if (IsOf(row, module, year)) info.Add(row.Whole("id_student"));
        }

        foreach (var row in Table.Open(Need("studentRegistration.csv"), "code_module", "code_presentation", "id_student", "date_registration", "date_unregistration").Rows)
        {
            if (IsOf(row, module, year) && info.Contains(row.Whole("id_student"))) Enrol(row);
        }

        var own = ReadAssessments(Need("assessments.csv"), module, year);
        ReadSubmissions(Need("studentAssessment.csv"), own);
        foreach (var row in Table.Open(Need("studentVle.csv"), "code_module", "code_presentation", "id_student", "date", "sum_click").Rows)
        {
            if (IsOf(row, module, year)) AddActivity(row, "sum_click");
        }

        NoteActivity();
    }

    private void Enrol(Table.Row row)
    {
        var learner = Learner(row);
        if (!_enrolled.Add(learner)) throw row.Damaged("id_student", $"'{row.Text("id_student")}' is enrolled twice.");
        _members.Add(new CohortMember { Learner = learner });
        int? joined = row.DayOrNothing("date_registration");
        int? left = row.DayOrNothing("date_unregistration");
        if (joined is > 0 || left is not null)
        {
            _enrolments.Add(new Enrolment { Learner = learner, JoinedOn = joined is > 0 ? Day(joined.Value) : null, LeftOn = left is { } day ? Day(day) : null, Ending = Ending.Withdrawn });
        }
    }

    private HashSet<int> ReadAssessments(string file, string module, string year)
    {
        var own = new HashSet<int>();
        int withoutDate = 0;
        foreach (var row in Table.Open(file, "code_module", "code_presentation", "id_assessment", "assessment_type", "date", "weight").Rows)
        {
            if (!IsOf(row, module, year)) continue;
            if (row.DayOrNothing("date") is not { } due || row.Text("assessment_type") == "Exam")
            {
                withoutDate++;
                continue;
            }

            int id = row.Whole("id_assessment");
            if (!own.Add(id)) throw row.Damaged("id_assessment", $"'{id}' stands there twice.");
            double weight = row.Number("weight") ?? throw row.Damaged("weight", "The cell is empty.");
            _milestones.Add(new Milestone { Id = new($"{id}"), Due = Day(due), Weight = weight > 0 ? weight : 1, Title = row.Text("assessment_type") });
        }

        if (withoutDate > 0) _notes.Add($"{withoutDate} exam(s) are no milestones: the tables hold no submissions for them, or no date.");
        return own;
    }

    private void ReadSubmissions(string file, HashSet<int> own)
    {
        var seen = new HashSet<(int Assessment, int Student)>();
        foreach (var row in Table.Open(file, "id_assessment", "id_student", "date_submitted", "is_banked", "score").Rows)
        {
            int id = row.Whole("id_assessment");
            if (!own.Contains(id)) continue;
            if (!seen.Add((id, row.Whole("id_student")))) throw row.Damaged("id_student", $"'{row.Text("id_student")}' hands in '{id}' twice.");
            _submissions.Add(new Submission
            {
                Learner = Learner(row),
                Milestone = new($"{id}"),
                On = Day(row.Day("date_submitted")),
                Mark = row.Number("score") is { } score ? score is >= 0 and <= 100 ? score / 100 : throw row.Damaged("score", $"'{score}' does not lie between 0 and 100.") : null,
                IsCarriedOver = row.Whole("is_banked") != 0,
            });
        }
    }

    private readonly Dictionary<(PersonId Learner, int Day), int> _clicks = [];

    private void AddActivity(Table.Row row, string column)
    {
        var key = (Learner(row), row.Day("date"));
        _clicks[key] = _clicks.GetValueOrDefault(key) + row.Whole(column);
    }

    private void NoteActivity()
    {
        foreach (var ((learner, day), amount) in _clicks.OrderBy(entry => entry.Key.Learner).ThenBy(entry => entry.Key.Day))
        {
            _activity.Add(new ActivityDay { Learner = learner, On = Day(day), Amount = amount });
        }

        _clicks.Clear();
        if (_activity.Count == 0) _notes.Add("The tables hold no daily activity for this presentation.");
    }
}
