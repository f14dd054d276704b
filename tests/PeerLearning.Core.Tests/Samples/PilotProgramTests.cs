using System.IO.Compression;
using System.Text;
using PeerLearning.Samples.PilotProgram;
using PeerLearning.Samples.PilotProgram.Input;
using PeerLearning.Samples.PilotProgram.Output;

namespace PeerLearning.Tests.Samples;

/// <summary>The sample program: the same report whatever the order of its input, and a clear word about files that are wrong.</summary>
public sealed class PilotProgramTests : IDisposable
{
    private const string SurveyHeader = "ResponseId,Country,Industry,WorkExp,LanguageHaveWorkedWith,LanguageWantToWorkWith,ConvertedCompYearly,SomethingNew";

    private readonly string _folder = Directory.CreateTempSubdirectory("peerlearning-tests").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_company_gives_the_same_report_in_any_order_of_its_rows()
    {
        string report = Report(), shuffled = Report("--shuffle", "5");
        Assert.Equal(report, shuffled);
        foreach (string heading in new[] { "Choose the skill", "Empower the lead mentors", "Identify the cohort", "Cultivate empowerment and agency", "Monitor and measure", "Agency and accountability", "Recognise and celebrate", "Decide" })
        {
            Assert.Contains(heading, report, StringComparison.Ordinal);
        }

        // Self-contained: nothing is loaded from anywhere.
        Assert.DoesNotContain("src=", report, StringComparison.Ordinal);
        Assert.DoesNotContain("http", report.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_survey_and_OULAD_tables_run_through_all_five_steps_in_either_form()
    {
        string survey = Survey(400), official = Official(), joined = Joined();
        string report = Report("--survey", survey, "--oulad", official);
        Assert.Contains("ABC-2030J", report, StringComparison.Ordinal);
        Assert.Contains("Not in the data: reporting lines.", report, StringComparison.Ordinal);
        Assert.Contains("Not in the data: the mentors", report, StringComparison.Ordinal);
        Assert.Contains("Decide", report, StringComparison.Ordinal);
        Assert.Equal(report, Report("--survey", survey, "--oulad", joined));
        Assert.Equal(report, Report("--survey", survey, "--oulad", official, "--shuffle", "11"));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData(SurveyHeader, "There is no row below the header.")]
    [InlineData("ResponseId,Country,WorkExp\n1,France,3\n", "line 1: The column 'Industry' is missing. Use the official column names.")]
    [InlineData("ResponseId,Country,Industry,WorkExp\n1,France,IT,3\n", "line 1: There is no pair of columns")]
    [InlineData("ResponseId,Country,Country\n", "line 1: The column 'Country' stands there twice.")]
    [InlineData(SurveyHeader + "\n1,France,IT,3,Go,Rust,50000\n", "line 2: The row has 7 cells and the header 8.")]
    [InlineData(SurveyHeader + "\n1,France,IT,3,Go,Rust,50000,\nx,France,IT,3,Go,Rust,50000,\n", "line 3: ResponseId: 'x' is no number.")]
    [InlineData(SurveyHeader + "\n1,France,IT,3,Go,Rust,50000,\n1,France,IT,3,Go,Rust,50000,\n", "line 3: ResponseId: '1' stands there twice.")]
    [InlineData(SurveyHeader + "\n1,France,IT,many,Go,Rust,50000,\n", "line 2: WorkExp: 'many' is no number.")]
    [InlineData(SurveyHeader + "\n1,France,IT,-3,Go,Rust,50000,\n", "line 2: WorkExp: '-3' is no number of years.")]
    [InlineData(SurveyHeader + "\n1,France,IT,3,Go,Rust,1e999,\n", "line 2: ConvertedCompYearly: '1e999' is no number.")]
    [InlineData(SurveyHeader + "\n1,\"France\nand\nItaly\",IT,3,Go,Rust,5,\n2,France,IT,\"3,Go,Rust,5,\n", "line 5: A quoted cell is never closed.")]
    [InlineData(SurveyHeader + "\n1,\"France\"x,IT,3,Go,Rust,5,\n", "line 2: Text follows a closed quotation.")]
    public void A_damaged_survey_is_named_with_line_and_repair(string text, string expected) => Assert.Contains(expected, Refusal("--survey", File_("survey.csv", text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("courses.csv", null, "The table is missing. Bring all tables of the data set.")]
    [InlineData("studentVle.csv", null, "There are no OULAD tables here.")]
    [InlineData("assessments.csv", "code_module,code_presentation,id_assessment,assessment_type,date,weight\nABC,2030J,1,TMA,soon,50\n", "assessments.csv, line 2: date: 'soon' is no number.")]
    [InlineData("assessments.csv", "code_module,code_presentation,id_assessment,assessment_type,date,weight\nABC,2030J,1,TMA,10,\n", "assessments.csv, line 2: weight: The cell is empty.")]
    [InlineData("assessments.csv", "code_module,code_presentation,id_assessment,assessment_type,date,weight\nABC,2030J,1,TMA,10,50\nABC,2030J,1,TMA,20,50\n", "assessments.csv, line 3: id_assessment: '1' stands there twice.")]
    [InlineData("assessments.csv", "code_module,code_presentation,id_assessment,assessment_type,date,weight\nABC,2030J,1,Exam,,100\n", "ABC-2030J has no assessment with a date.")]
    [InlineData("studentAssessment.csv", "id_assessment,id_student,date_submitted,is_banked,score\n1,1,9,0,250\n", "studentAssessment.csv, line 2: score: '250' does not lie between 0 and 100.")]
    [InlineData("studentAssessment.csv", "id_assessment,id_student,date_submitted,is_banked,score\n1,1,9,0,50\n1,1,9,0,50\n", "studentAssessment.csv, line 3: id_student: '1' hands in '1' twice.")]
    [InlineData("studentAssessment.csv", "id_assessment,id_student,date_submitted,is_banked,score\n1,1,2000000000,0,50\n", "studentAssessment.csv, line 2: date_submitted: '2000000000' is no day within ten years of the start.")]
    [InlineData("studentRegistration.csv", "code_module,code_presentation,id_student,date_registration,date_unregistration\nABC,2030J,1,-9,\nABC,2030J,1,-9,\n", "studentRegistration.csv, line 3: id_student: '1' is enrolled twice.")]
    [InlineData("courses.csv", "code_module,code_presentation,module_presentation_length\nABC,2030J,0\n", "courses.csv, line 2: module_presentation_length: A presentation lasts at least a day.")]
    public void A_damaged_OULAD_table_is_named_with_line_and_repair(string name, string? text, string expected)
    {
        string folder = Official();
        if (text is null) File.Delete(Path.Combine(folder, name));
        else File.WriteAllText(Path.Combine(folder, name), text);
        Assert.Contains(expected, Refusal("--oulad", folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_archive_and_text_that_is_not_UTF8_are_named()
    {
        string folder = Joined();
        File.WriteAllText(Path.Combine(folder, "oulad-submissions.csv.gz"), "not packed at all");
        Assert.Contains("oulad-submissions.csv.gz, line 1: The file is no sound gzip file", Refusal("--oulad", folder), StringComparison.Ordinal);
        string latin = Path.Combine(_folder, "latin.csv");
        File.WriteAllBytes(latin, [.. Encoding.ASCII.GetBytes(SurveyHeader + "\n1,C"), 0xF4, .. Encoding.ASCII.GetBytes("te,IT,3,Go,Rust,5,\n")]);
        Assert.Contains("line 2: The file is not UTF-8 text. Save it as UTF-8.", Refusal("--survey", latin), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "line 1: The file is no sound JSON. Repair it there.")]
    [InlineData("[]", "There is no list 'skills'.")]
    [InlineData("""{"skills":[{"plan":0.5}]}""", "skills[0] names no skill.")]
    [InlineData("""{"skills":[{"skill":"Go","plan":2}]}""", "skills[0].plan is no number from 0 to 1.")]
    [InlineData("""{"skills":[{"skill":"Go","by":"soon"}]}""", "skills[0].by is no date.")]
    [InlineData("""{"skills":[{"skill":"Go"},{"skill":"Go"}]}""", "skills[1]: 'Go' stands there twice.")]
    public void A_damaged_agenda_is_named(string text, string expected) => Assert.Contains(expected, Refusal("--agenda", File_("agenda.json", text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("--survey", "--survey needs a value.")]
    [InlineData("--faster,yes", "'--faster' is not an option.")]
    [InlineData("--shuffle,often", "--shuffle needs a whole number, not 'often'.")]
    public void A_wrong_command_line_is_named(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Arguments.Parse(line.Split(','))).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_files_are_named()
    {
        string nowhere = Path.Combine(_folder, "nowhere");
        Assert.Contains("The file does not exist. Check the path.", Refusal("--survey", nowhere), StringComparison.Ordinal);
        Assert.Contains("The folder does not exist. Check the path.", Refusal("--oulad", nowhere), StringComparison.Ordinal);
        Assert.Contains("Nobody is enrolled in XYZ-2031B.", Refusal("--oulad", Official(), "--presentation", "XYZ-2031B"), StringComparison.Ordinal);
        Assert.Contains("'XYZ' is not a presentation.", Refusal("--oulad", Official(), "--presentation", "XYZ"), StringComparison.Ordinal);
    }

    private static string Report(params string[] arguments)
    {
        var input = Inputs.Read(Arguments.Parse(arguments));
        return HtmlReport.Write(input.Title, input.Subtitle, [.. Pilot.Run(input, _ => { })]);
    }

    private static string Refusal(params string[] arguments) => Assert.Throws<InputException>(() => Inputs.Read(Arguments.Parse(arguments))).Message;

    private string File_(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>A survey of people in a few countries and industries who know some of six languages and want others.</summary>
    private string Survey(int people)
    {
        string[] countries = ["France", "Germany", "Brazil", "India"], industries = ["Fintech", "Healthcare", "Energy", "Retail", "Government"], skills = ["Go", "Rust", "Python", "SQL", "C#", "Kotlin"];
        var text = new StringBuilder(SurveyHeader).Append('\n');
        var random = new Draw(3);
        for (int i = 1; i <= people; i++)
        {
            string Some(int share) => string.Join(';', skills.Where(_ => random.Below(100) < share));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},{countries[random.Below(4)]},{industries[random.Below(5)]},{random.Below(25)},{Some(45)},{Some(30)},{40_000 + random.Below(90_000)},\n");
        }

        return File_("survey.csv", text.ToString());
    }

    private string Official()
    {
        var (registration, info, submissions, clicks) = Rows();
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "official")).FullName;
        void Write(string name, string header, IEnumerable<string> rows) => File.WriteAllLines(Path.Combine(folder, name), rows.Prepend(header));
        Write("courses.csv", "code_module,code_presentation,module_presentation_length", ["ABC,2030J,120"]);
        Write("studentInfo.csv", "code_module,code_presentation,id_student,gender,final_result", info);
        Write("studentRegistration.csv", "code_module,code_presentation,id_student,date_registration,date_unregistration", registration);
        Write("assessments.csv", "code_module,code_presentation,id_assessment,assessment_type,date,weight", Assessments);
        Write("studentAssessment.csv", "id_assessment,id_student,date_submitted,is_banked,score", submissions);
        Write("studentVle.csv", "code_module,code_presentation,id_student,id_site,date,sum_click", clicks.Select(row => $"ABC,2030J,{row.Student},77,{row.Day},{row.Clicks}"));
        return folder;
    }

    private string Joined()
    {
        var (registration, _, submissions, clicks) = Rows();
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "joined")).FullName;
        void Write(string name, string header, IEnumerable<string> rows)
        {
            using var writer = new StreamWriter(new GZipStream(File.Create(Path.Combine(folder, name + ".gz")), CompressionLevel.Fastest));
            foreach (string row in rows.Prepend(header)) writer.WriteLine(row);
        }

        Write("oulad-enrolments.csv", "code_module,code_presentation,id_student,date_registration,date_unregistration,module_presentation_length", registration.Select(row => row + ",120"));
        Write("oulad-assessments.csv", "code_module,code_presentation,id_assessment,assessment_type,date,weight", Assessments);
        Write("oulad-submissions.csv", "id_assessment,id_student,date_submitted,is_banked,score", submissions);
        Write("oulad-daily-clicks-ABC.csv", "code_module,code_presentation,id_student,date,clicks", clicks.Select(row => $"ABC,2030J,{row.Student},{row.Day},{row.Clicks}"));
        return folder;
    }

    private static readonly string[] Assessments = ["ABC,2030J,1,TMA,19,30", "ABC,2030J,2,TMA,54,30", "ABC,2030J,3,TMA,100,40", "ABC,2030J,4,Exam,,100"];

    private static (List<string> Registration, List<string> Info, List<string> Submissions, List<(int Student, int Day, int Clicks)> Clicks) Rows()
    {
        var random = new Draw(9);
        List<string> registration = [], info = [], submissions = [];
        List<(int, int, int)> clicks = [];
        for (int student = 1; student <= 60; student++)
        {
            int left = random.Below(5) == 0 ? 20 + random.Below(60) : 999;
            registration.Add($"ABC,2030J,{student},{-30 - random.Below(50)},{(left == 999 ? "" : $"{left}")}");
            info.Add($"ABC,2030J,{student},F,Pass");
            for (int i = 0; i < 3; i++)
            {
                int day = new[] { 19, 54, 100 }[i] - 4 + random.Below(8);
                if (day < left && random.Below(10) > 0) submissions.Add($"{i + 1},{student},{day},0,{40 + random.Below(60)}");
            }

            for (int day = 0; day < Math.Min(120, left); day += 1 + random.Below(6)) clicks.Add((student, day, 1 + random.Below(40)));
        }

        return (registration, info, submissions, clicks);
    }
}
