namespace PeerLearning.Evaluation;

/// <summary>The command line, read.</summary>
internal sealed record EvaluationOptions
{
    public required string Area { get; init; }

    /// <summary>The folder with the layout of the data, or any part of it; null without <c>--data</c> and PEERLEARNING_DATA.</summary>
    public string? Data { get; init; }

    /// <summary>The folder that the optional fit may learn from.</summary>
    public string? Train { get; init; }

    /// <summary>Keeps cases whose path or name contains the text.</summary>
    public string? Only { get; init; }

    public int Seeds { get; init; } = 5;

    public bool Json { get; init; }

    /// <summary>The files below the data folder that match, in ordinal order; none without a folder.</summary>
    public IReadOnlyList<string> Files(string pattern) => Data is null
        ? []
        : [.. Directory.EnumerateFiles(Data, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>The path below the data folder with forward slashes, for case names.</summary>
    public string NameOf(string file) => Data is null ? file : Path.GetRelativePath(Data, file).Replace('\\', '/');

    /// <summary>Opens a text file, unpacking <c>.gz</c>.</summary>
    public static StreamReader Open(string file)
    {
        Stream stream = File.OpenRead(file);
        if (file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress);
        }

        return new StreamReader(stream);
    }

    public static EvaluationOptions? Parse(string[] args, out string error)
    {
        error = "";
        if (args.Length == 0 || args[0].StartsWith('-'))
        {
            error = "An area is needed first.";
            return null;
        }

        var options = new EvaluationOptions { Area = args[0], Data = Environment.GetEnvironmentVariable("PEERLEARNING_DATA") };
        for (int i = 1; i < args.Length; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--json":
                    options = options with { Json = true };
                    continue;
                case "--data" or "--train" or "--only" or "--seeds" when value is null:
                    error = $"{args[i]} needs a value.";
                    return null;
                case "--data":
                    options = options with { Data = value };
                    break;
                case "--train":
                    options = options with { Train = value };
                    break;
                case "--only":
                    options = options with { Only = value };
                    break;
                case "--seeds":
                    if (!int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out int seeds) || seeds < 1)
                    {
                        error = $"--seeds needs a whole number of at least 1, not '{value}'.";
                        return null;
                    }

                    options = options with { Seeds = seeds };
                    break;
                default:
                    error = $"'{args[i]}' is not an option.";
                    return null;
            }

            i++;
        }

        foreach (string? folder in new[] { options.Data, options.Train })
        {
            if (folder is not null && !Directory.Exists(folder))
            {
                error = $"The folder '{folder}' does not exist.";
                return null;
            }
        }

        return options;
    }
}
