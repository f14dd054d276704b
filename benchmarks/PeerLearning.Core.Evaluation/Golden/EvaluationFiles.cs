namespace PeerLearning.Evaluation.Golden;

/// <summary>Opens text files, unpacking <c>.gz</c>.</summary>
internal static class EvaluationFiles
{
    public static StreamReader Open(string file)
    {
        Stream stream = File.OpenRead(file);
        if (file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) stream = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress);
        return new StreamReader(stream);
    }
}
