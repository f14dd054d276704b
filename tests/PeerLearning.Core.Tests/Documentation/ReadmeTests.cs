using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerLearning.Tests.Documentation;

/// <summary>What the README shows is true.</summary>
public class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static TheoryData<string> Blocks => [.. Regex.Matches(Readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_code_compiles(string code)
    {
        // What the reader is told to bring: the inputs that the snippets take from the host.
        string globals = File.ReadAllText(Path.Combine(Repository.Root, "tests", "PeerLearning.Core.Tests", "Documentation", "ReadmeInputs.txt"));
        var usings = Regex.Matches(code, @"^using [\w.]+;\s*", RegexOptions.Multiline).Select(match => match.Value);
        string body = Regex.Replace(code, @"^using [\w.]+;\s*", "", RegexOptions.Multiline);
        string source = $"{string.Concat(usings)}\nusing System; using System.Collections.Generic; using System.Linq;\n{globals}\nstatic class Snippet {{ static void Run(Inputs host) {{\n{body}\n}} }}";
        var compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14), cancellationToken: TestContext.Current.CancellationToken)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors);
    }

    [Fact]
    public void Somebody_who_takes_the_defaults_meets_fewer_than_thirty_types()
    {
        var names = typeof(Problem).Assembly.GetExportedTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        string inputs = File.ReadAllText(Path.Combine(Repository.Root, "tests", "PeerLearning.Core.Tests", "Documentation", "ReadmeInputs.txt"));
        var met = Regex.Matches(Readme + inputs, @"\b[A-Z]\w+\b").Select(match => match.Value).Where(names.Contains).Distinct();
        Assert.InRange(met.Count(), 10, 29);
    }

    [Fact]
    public void The_two_commands_are_there()
    {
        Assert.Contains("dotnet run --project samples/PilotProgram\n", Readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test\n", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_to_a_file_leads_somewhere()
    {
        foreach (Match match in Regex.Matches(Readme, @"\]\((?!https?:)([^)#]+)"))
        {
            string path = Path.Combine(Repository.Root, match.Groups[1].Value);
            Assert.True(File.Exists(path) || Directory.Exists(path), match.Value);
        }
    }
}
