using System.Text.RegularExpressions;

namespace PeerLearning.Tests.Conventions;

/// <summary>The plan of the house, held by the sources themselves.</summary>
public class HouseTests
{
    private static readonly string[] Engines = ["Statistics", "Optimization", "Internal"];

    /// <summary>What each chapter may know, straight or through others.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        [""] = [.. Engines],
        ["Internal"] = [""],
        ["Statistics"] = ["", "Internal"],
        ["Optimization"] = ["", "Internal", "Statistics"],
        ["People"] = ["", .. Engines],
        ["Fairness"] = ["", "People", .. Engines],
        ["Skills"] = ["", "People", "Fairness", .. Engines],
        ["Mentors"] = ["", "People", "Fairness", "Skills", .. Engines],
        ["Cohorts"] = ["", "People", "Fairness", "Skills", .. Engines],
        ["Progress"] = ["", "People", "Fairness", "Skills", .. Engines],
        ["Programs"] = ["", "People", "Fairness", "Skills", "Mentors", "Cohorts", "Progress", .. Engines],
    };

    private static string ChapterOf(string file)
    {
        string[] parts = Path.GetRelativePath(Repository.Source, file).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? "" : parts[0];
    }

    private static string Code(string file) => Regex.Replace(File.ReadAllText(file), "(\"(\\\\.|[^\"\\\\\n])*\")|(//[^\n]*)", "");

    [Fact]
    public void The_first_folder_is_the_namespace()
    {
        foreach (string file in Repository.SourceFiles)
        {
            string chapter = ChapterOf(file);
            string expected = chapter.Length == 0 ? "PeerLearning" : $"PeerLearning.{chapter}";
            foreach (Match match in Regex.Matches(Code(file), @"^namespace ([\w.]+)", RegexOptions.Multiline)) Assert.Equal((file, expected), (file, match.Groups[1].Value));
        }
    }

    [Fact]
    public void A_chapter_knows_only_the_chapters_below_it()
    {
        string names = string.Join('|', MayKnow.Keys.Where(name => name.Length > 0));
        var mention = new Regex($@"(?<![\w.])(?:using (?:static )?PeerLearning\.({names})\b|(?:PeerLearning\.)({names})\.[A-Z])");
        var found = new List<string>();
        foreach (string file in Repository.SourceFiles)
        {
            string chapter = ChapterOf(file);
            Assert.True(MayKnow.ContainsKey(chapter), $"{file}: no such room in the house");
            foreach (Match match in mention.Matches(Code(file)))
            {
                string other = match.Groups[1].Length > 0 ? match.Groups[1].Value : match.Groups[2].Value;
                if (other != chapter && !MayKnow[chapter].Contains(other)) found.Add($"{Path.GetRelativePath(Repository.Source, file)} mentions {other}");
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public void Public_types_of_a_chapter_show_only_types_of_the_chapters_below_it()
    {
        var found = new List<string>();
        foreach (var type in typeof(Problem).Assembly.GetExportedTypes())
        {
            string chapter = Chapter(type);
            foreach (var shown in Shown(type).Where(shown => shown.Assembly == type.Assembly))
            {
                string other = Chapter(shown);
                if (other != chapter && !MayKnow[chapter].Contains(other)) found.Add($"{type.FullName} shows {shown.FullName}");
                if (!shown.IsVisible && !shown.IsGenericParameter) found.Add($"{type.FullName} shows the internal {shown.FullName}");
            }
        }

        Assert.Empty(found.Distinct());

        static string Chapter(Type type) => type.Namespace == "PeerLearning" ? "" : type.Namespace!["PeerLearning.".Length..];
    }

    private static IEnumerable<Type> Shown(Type type)
    {
        var types = type.GetProperties().Select(property => property.PropertyType)
            .Concat(type.GetMethods().Where(method => method.DeclaringType == type).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)));
        return types.SelectMany(Flatten).Distinct();

        static IEnumerable<Type> Flatten(Type shown)
        {
            if (shown.HasElementType) return Flatten(shown.GetElementType()!);
            return shown.IsGenericType ? shown.GetGenericArguments().SelectMany(Flatten).Append(shown.GetGenericTypeDefinition()) : [shown];
        }
    }
}
