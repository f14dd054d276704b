using System.Text;
using PeerLearning;
using PeerLearning.Samples.PilotProgram;
using PeerLearning.Samples.PilotProgram.Input;
using PeerLearning.Samples.PilotProgram.Output;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
var console = AnsiConsole.Console;
if (!console.Profile.Out.IsTerminal) console.Profile.Width = 140;
try
{
    var arguments = Arguments.Parse(args);
    var input = Inputs.Read(arguments);
    console.MarkupLineInterpolated($"[bold]{input.Title}[/]");
    console.MarkupLineInterpolated($"[grey]{input.Subtitle}[/]");
    var pages = new List<Page>();
    if (console.Profile.Capabilities.Interactive)
    {
        console.Status().Start("Working", status => pages.AddRange(Pilot.Run(input, text => status.Status(text))));
    }
    else
    {
        pages.AddRange(Pilot.Run(input, _ => { }));
    }

    foreach (var page in pages) Terminal.Show(console, page);
    Directory.CreateDirectory(arguments.Out);
    string report = Path.Combine(arguments.Out, "pilot-report.html");
    File.WriteAllText(report, HtmlReport.Write(input.Title, input.Subtitle, pages), new UTF8Encoding(false));
    console.WriteLine();
    console.WriteLine($"The report: {report}");
    return 0;
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}
catch (InputException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
catch (ProblemsException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
catch (IOException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
