using System.Globalization;

namespace PeerLearning.Evaluation.Areas;

/// <summary>
/// Instances of the maximally diverse grouping problem in the format of MDGPLIB: blocks <c>== NAME</c>, a header <c>n m ss lo hi ...</c>, then
/// <c>i j d</c>. A file of headers alone adds instances that share the distances of their twin (<c>_ds_</c> of <c>_ss_</c>).
/// </summary>
internal sealed class MdgpLibrary
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fileOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, double>> _references = new(StringComparer.Ordinal);
    private string? _loadedFile;
    private Dictionary<string, (int Count, double[] Matrix)> _loaded = new(StringComparer.Ordinal);

    public MdgpLibrary(EvaluationOptions options)
    {
        foreach (string file in options.Files("*.txt").Concat(options.Files("*.txt.gz")))
        {
            using var reader = EvaluationOptions.Open(file);
            string? first = reader.ReadLine();
            if (first is null) continue;
            if (first.StartsWith("== ", StringComparison.Ordinal)) ReadBlocks(first, reader, file, options);
            else if (LooksLikeHeader(first)) ReadHeaders(first, reader);
        }

        foreach (string file in options.Files("*.csv")) ReadReferences(file);
    }

    /// <summary>The names of all instances whose distances are there, with the path of their file.</summary>
    public IEnumerable<(string Name, string Path)> Names => _headers.Keys
        .Select(name => (name, path: _fileOf.GetValueOrDefault(name) ?? _fileOf.GetValueOrDefault(Twin(name))))
        .Where(pair => pair.path is not null).Select(pair => (pair.name, pair.path!.Split('\n')[1]))
        .OrderBy(pair => Size(pair.name)).ThenBy(pair => pair.name, StringComparer.Ordinal);

    public double? Reference(string name, string column) =>
        _references.TryGetValue(name, out var row) && row.TryGetValue(column, out double value) ? value : null;

    public int Size(string name) => int.Parse(_headers[name].Split(' ', 2)[0], CultureInfo.InvariantCulture);

    public (int Count, double[] Matrix, int[] Lower, int[] Upper) Load(string name)
    {
        string[] header = _headers[name].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int groups = int.Parse(header[1], CultureInfo.InvariantCulture);
        int[] lower = new int[groups];
        int[] upper = new int[groups];
        for (int g = 0; g < groups; g++)
        {
            lower[g] = int.Parse(header[3 + (2 * g)], CultureInfo.InvariantCulture);
            upper[g] = int.Parse(header[4 + (2 * g)], CultureInfo.InvariantCulture);
        }

        string source = _fileOf.ContainsKey(name) ? name : Twin(name);
        var (count, matrix) = Distances(source, _fileOf[source].Split('\n')[0]);
        return (count, matrix, lower, upper);
    }

    private static string Twin(string name) => name.Contains("_ds_", StringComparison.Ordinal)
        ? name.Replace("_ds_", "_ss_", StringComparison.Ordinal) : name.Replace("_ss_", "_ds_", StringComparison.Ordinal);

    private static bool LooksLikeHeader(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        string[] parts = colon < 0 ? [] : line[(colon + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 4 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out _) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out _) && parts[2] is "ss" or "ds";
    }

    private void ReadBlocks(string first, StreamReader reader, string file, EvaluationOptions options)
    {
        for (string? line = first; line is not null; line = reader.ReadLine())
        {
            if (!line.StartsWith("== ", StringComparison.Ordinal)) continue;
            string name = line[3..].Trim();
            _headers[name] = reader.ReadLine() ?? "";
            _fileOf[name] = $"{file}\n{options.NameOf(file)}";
        }
    }

    private void ReadHeaders(string first, StreamReader reader)
    {
        for (string? line = first; line is not null; line = reader.ReadLine())
        {
            if (LooksLikeHeader(line)) _headers.TryAdd(line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        }
    }

    private void ReadReferences(string file)
    {
        using var reader = EvaluationOptions.Open(file);
        string[]? columns = reader.ReadLine()?.Split(',');
        if (columns is not { Length: > 1 } || columns[0] != "instance" || columns.Contains("method")) return;
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            if (!_references.TryGetValue(cells[0], out var row)) _references[cells[0]] = row = new Dictionary<string, double>(StringComparer.Ordinal);
            for (int c = 1; c < Math.Min(cells.Length, columns.Length); c++)
            {
                if (double.TryParse(cells[c], CultureInfo.InvariantCulture, out double value)) row[columns[c]] = value;
            }
        }
    }

    private (int Count, double[] Matrix) Distances(string name, string file)
    {
        if (_loadedFile != file)
        {
            _loadedFile = file;
            _loaded = new Dictionary<string, (int, double[])>(StringComparer.Ordinal);
            using var reader = EvaluationOptions.Open(file);
            int count = 0;
            double[] matrix = [];
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith("== ", StringComparison.Ordinal))
                {
                    count = int.Parse(reader.ReadLine()!.Split(' ', 2)[0], CultureInfo.InvariantCulture);
                    matrix = new double[count * count];
                    _loaded[line[3..].Trim()] = (count, matrix);
                    continue;
                }

                int one = line.IndexOf(' ', StringComparison.Ordinal);
                int two = line.IndexOf(' ', one + 1);
                if (one < 0 || two < 0) continue;
                int i = int.Parse(line.AsSpan(0, one), CultureInfo.InvariantCulture);
                int j = int.Parse(line.AsSpan(one + 1, two - one - 1), CultureInfo.InvariantCulture);
                matrix[(i * count) + j] = matrix[(j * count) + i] = double.Parse(line.AsSpan(two + 1), CultureInfo.InvariantCulture);
            }
        }

        return _loaded[name];
    }
}
