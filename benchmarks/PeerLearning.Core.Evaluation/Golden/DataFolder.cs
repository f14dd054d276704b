namespace PeerLearning.Evaluation.Golden;

/// <summary>The data folder of a run, if there is one.</summary>
internal sealed class DataFolder(string? root)
{
    private readonly Dictionary<string, string?> _found = new(StringComparer.Ordinal);

    /// <summary>The first file of that name below the folder, by ordinal path; null when it is not there.</summary>
    public string? Find(string name)
    {
        if (_found.TryGetValue(name, out string? path)) return path;
        path = root is null ? null : Directory.EnumerateFiles(root, Path.GetFileName(name), SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault();
        return _found[name] = path;
    }

    /// <summary>The rows of a CSV file with quoted fields, by column name.</summary>
    public IReadOnlyList<Dictionary<string, string>> Rows(string name)
    {
        var rows = new List<Dictionary<string, string>>();
        using var reader = EvaluationFiles.Open(Find(name)!);
        string[]? header = null;
        while (Record(reader) is { } fields)
        {
            if (header is null)
            {
                header = fields;
                continue;
            }

            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int i = 0; i < header.Length && i < fields.Length; i++) row[header[i]] = fields[i];
            rows.Add(row);
        }

        return rows;
    }

    private static string[]? Record(TextReader reader)
    {
        if (reader.Peek() < 0) return null;
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        bool quoted = false;
        for (int c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (quoted)
            {
                if (c != '"') field.Append((char)c);
                else if (reader.Peek() == '"') field.Append((char)reader.Read());
                else quoted = false;
            }
            else if (c == '"') quoted = true;
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n') break;
            else if (c != '\r') field.Append((char)c);
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
