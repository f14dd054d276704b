using System.Globalization;
using System.Text.Json;
using PeerLearning.Evaluation;
using PeerLearning.Evaluation.Areas;
using Spectre.Console;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var areas = typeof(IArea).Assembly.GetTypes()
    .Where(type => type.IsClass && !type.IsAbstract && typeof(IArea).IsAssignableFrom(type))
    .Select(type => (IArea)Activator.CreateInstance(type)!)
    .OrderBy(area => area.Name, StringComparer.Ordinal)
    .ToList();

var options = EvaluationOptions.Parse(args, out string error);
var selected = options is null ? [] : areas.Where(area => area.Name == options.Area).ToList();
if (options is not null && selected.Count == 0) error = $"There is no area '{options.Area}'.";
if (error.Length > 0)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine("usage: AREA --data FOLDER [--train FOLDER] [--only TEXT] [--seeds N] [--json]");
    Console.Error.WriteLine($"areas: {string.Join(", ", areas.Select(area => area.Name))}");
    return 2;
}

int passed = 0, failed = 0, skipped = 0;
var table = new Table().AddColumns("case", "value", "reference", "gap", "seconds", "MB", "proven", "verified", "ok", "detail");

void RunAll(Action<string> announce)
{
    foreach (var one in selected.SelectMany(area => area.Cases(options!)))
    {
        if (options!.Only is { } only && !one.Name.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
        announce(one.Name);
        var result = Measure(one);
        if (result.IsSkipped) skipped++;
        else if (result.Ok) passed++;
        else failed++;
        if (options.Json) WriteJson(one.Name, result);
        else AddRow(one.Name, result);
    }
}

if (options!.Json) RunAll(_ => { });
else AnsiConsole.Progress().AutoClear(true).Start(progress => RunAll(name => Announce(progress, name)));

if (options.Json)
{
    Console.WriteLine(JsonSerializer.Serialize(new { area = options.Area, cases = passed + failed + skipped, passed, failed, skipped }));
}
else
{
    AnsiConsole.Write(table);
    AnsiConsole.MarkupLineInterpolated($"{options.Area}: {passed} passed, {failed} failed, {skipped} skipped");
}

return failed > 0 ? 1 : 0;

static CaseOutcome Measure(Case one)
{
    long bytes = GC.GetTotalAllocatedBytes(precise: true);
    var watch = System.Diagnostics.Stopwatch.StartNew();
    CaseOutcome outcome;
    try
    {
        outcome = one.Run();
    }
#pragma warning disable CA1031 // Whatever a case throws is a failed case, not the end of the run.
    catch (Exception exception)
#pragma warning restore CA1031
    {
        outcome = new CaseOutcome { Ok = false, Detail = exception.ToString() };
    }

    return outcome with
    {
        Seconds = outcome.Seconds ?? watch.Elapsed.TotalSeconds,
        AllocatedBytes = outcome.AllocatedBytes ?? GC.GetTotalAllocatedBytes(precise: true) - bytes,
    };
}

static void Announce(ProgressContext progress, string name)
{
    progress.AddTask(Markup.Escape(name.Length > 60 ? name[^60..] : name), maxValue: 1).IsIndeterminate = true;
}

void WriteJson(string name, CaseOutcome result) => Console.WriteLine(JsonSerializer.Serialize(new
{
    area = options!.Area,
    @case = name,
    value = Finite(result.Value),
    reference = Finite(result.Reference),
    gap = Finite(result.Gap),
    seconds = result.Seconds,
    allocatedBytes = result.AllocatedBytes,
    proven = result.Proven,
    verified = result.Verified,
    ok = result.Ok,
    detail = result.IsSkipped ? "skipped: " + result.Detail : result.Detail,
}));

void AddRow(string name, CaseOutcome result)
{
    static string Number(double? value) => value is { } v ? v.ToString("G10", CultureInfo.InvariantCulture) : "";
    static string Flag(bool? value) => value switch { true => "yes", false => "no", null => "" };
    table.AddRow(new[]
    {
        name, Number(result.Value), Number(result.Reference), Number(result.Gap),
        (result.Seconds ?? 0).ToString("0.000", CultureInfo.InvariantCulture),
        ((result.AllocatedBytes ?? 0) / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture),
        Flag(result.Proven), Flag(result.Verified), result.IsSkipped ? "skipped" : result.Ok ? "ok" : "FAILED", result.Detail,
    }.Select(Markup.Escape).ToArray());
}

static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
