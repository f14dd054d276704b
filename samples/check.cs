#:package Microsoft.CodeAnalysis.CSharp.Scripting
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=true

// Compiles and runs every notebook and query of the samples against the packed package, and fails when one of them does.
// Needs the package: dotnet pack src/PeerLearning.Core

using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.Loader;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

string samples = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
string root = Path.GetDirectoryName(samples)!;
string packages = Path.Combine(root, "artifacts", "package", "release");
string? package = Directory.EnumerateFiles(packages, "PeerLearning.Core.*.nupkg").FirstOrDefault(file => !file.EndsWith(".snupkg", StringComparison.Ordinal));
if (package is null)
{
    Console.Error.WriteLine("There is no package: run dotnet pack src/PeerLearning.Core first.");
    return 2;
}

// The library as it is in the package, not as it was built.
string unpacked = Directory.CreateTempSubdirectory("peerlearning-check").FullName;
ZipFile.ExtractToDirectory(package, unpacked);
string library = Path.Combine(unpacked, "lib", "net10.0", "PeerLearning.Core.dll");
string dependencies = Path.Combine(root, "artifacts", "bin", "PilotProgram", "release");
AssemblyLoadContext.Default.Resolving += (_, name) =>
{
    string file = name.Name == "PeerLearning.Core" ? library : Path.Combine(dependencies, name.Name + ".dll");
    return File.Exists(file) ? AssemblyLoadContext.Default.LoadFromAssemblyPath(file) : null;
};
var options = ScriptOptions.Default
    .WithReferences([
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal)),
        library, Path.Combine(dependencies, "NodaTime.dll")])
    .WithImports("System", "System.Linq", "System.Collections.Generic", "System.Globalization");

int failures = 0;
foreach (string notebook in Directory.EnumerateFiles(Path.Combine(samples, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal))
{
    using var json = JsonDocument.Parse(File.ReadAllText(notebook));
    var cells = json.RootElement.GetProperty("cells").EnumerateArray()
        .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
        .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())));
    await Run(notebook, cells.Select(cell => string.Join('\n', cell.Split('\n').Where(line => !line.StartsWith("#r ", StringComparison.Ordinal)))));
}

foreach (string query in Directory.EnumerateFiles(Path.Combine(samples, "linqpad"), "*.linq").Order(StringComparer.Ordinal))
{
    string text = File.ReadAllText(query);
    int end = text.IndexOf("</Query>", StringComparison.Ordinal) + "</Query>".Length;
    var header = XElement.Parse(text[..end]);
    string imports = string.Concat(header.Elements("Namespace").Select(space => $"using {space.Value};\n"));
    await Run(query, [imports + "static T Dump<T>(this T value, string title = null) { Console.WriteLine(value); return value; }", text[end..]]);
}

foreach (string program in Directory.EnumerateFiles(Path.Combine(samples, "notebooks"), "*.cs").Order(StringComparer.Ordinal))
{
    var start = new ProcessStartInfo("dotnet", ["run", "--file", program]) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEndAsync();
    string errors = await process.StandardError.ReadToEndAsync();
    await process.WaitForExitAsync();
    Report(program, process.ExitCode == 0 ? null : await output + errors, await output);
}

Console.WriteLine(failures == 0 ? "all samples run" : $"{failures} sample(s) failed");
return failures == 0 ? 0 : 1;

async Task Run(string file, IEnumerable<string> cells)
{
    var output = new StringWriter();
    var console = Console.Out;
    Console.SetOut(output);
    string? error = null;
    try
    {
        ScriptState<object>? state = null;
        foreach (string cell in cells)
        {
            state = state is null ? await CSharpScript.RunAsync(cell, options) : await state.ContinueWithAsync(cell);
            if (state.ReturnValue is { } value) output.WriteLine(value);
        }
    }
    catch (Exception exception) when (exception is CompilationErrorException or InvalidOperationException or ArgumentException)
    {
        error = exception.ToString();
    }
    finally
    {
        Console.SetOut(console);
    }

    Report(file, error, output.ToString());
}

void Report(string file, string? error, string output)
{
    Console.WriteLine($"{(error is null ? "ok    " : "FAILED")} {Path.GetRelativePath(root, file)} ({output.Split('\n').Length - 1} lines)");
    if (error is null) return;
    failures++;
    Console.WriteLine(error);
}
