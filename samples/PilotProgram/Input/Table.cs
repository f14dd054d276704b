using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>Reads a comma-separated file with a header (RFC 4180), plain or gzipped, row by row, so that a file of any length fits.</summary>
internal sealed class Table
{
    private readonly string _file;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private Table(string file) => _file = file;

    public IReadOnlyList<string> Columns => [.. _columns.Keys];

    /// <summary>The rows below the header, each complete.</summary>
    public IEnumerable<Row> Rows
    {
        get
        {
            using var reader = OpenText(_file);
            int line = 1;
            int width = -1;
            bool hasRows = false;
            var cells = new List<string>();
            while (Next(reader, cells, ref line, out int first))
            {
                if (width < 0)
                {
                    width = cells.Count;
                    continue;
                }

                if (cells.Count != width)
                {
                    throw new InputException(_file, first, $"The row has {cells.Count} cells and the header {width}.", "Complete the row, or quote cells that hold commas.");
                }

                hasRows = true;
                yield return new Row(this, first, [.. cells]);
            }

            if (!hasRows) throw new InputException(_file, null, "There is no row below the header.", "Use a complete file.");
        }
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Opens a file and checks that the columns are there.</summary>
    public static Table Open(string file, params ReadOnlySpan<string> required)
    {
        if (!File.Exists(file)) throw new InputException(file, null, "The file does not exist.", "Check the path.");
        var table = new Table(file);
        using var reader = OpenText(file);
        var cells = new List<string>();
        int line = 1;
        if (!table.Next(reader, cells, ref line, out _)) throw new InputException(file, null, "The file is empty.", "Use a complete file.");
        for (int i = 0; i < cells.Count; i++)
        {
            string name = cells[i].Trim();
            if (!table._columns.TryAdd(name, i)) throw new InputException(file, 1, $"The column '{name}' stands there twice.", "Keep one of them.");
        }

        foreach (string column in required)
        {
            if (!table.Has(column)) throw new InputException(file, 1, $"The column '{column}' is missing.", "Use the official column names.");
        }

        return table;
    }

    private static StreamReader OpenText(string file) => new(OpenBytes(file), new UTF8Encoding(false, throwOnInvalidBytes: true));

    private static Stream OpenBytes(string file) =>
        file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);

    /// <summary>The first line that is not UTF-8: the text reader decodes ahead and cannot say.</summary>
    private int LineOutsideUtf8()
    {
        using var bytes = new BufferedStream(OpenBytes(_file));
        var text = new List<byte>();
        for (int line = 1, next = bytes.ReadByte(); ; next = bytes.ReadByte())
        {
            if (next is >= 0 and not '\n')
            {
                text.Add((byte)next);
                continue;
            }

            if (next < 0 || !System.Text.Unicode.Utf8.IsValid(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(text))) return line;
            text.Clear();
            line++;
        }
    }

    private bool Next(StreamReader reader, List<string> cells, ref int line, out int first)
    {
        first = line;
        try
        {
            return ReadRow(reader, cells, ref line, out first);
        }
        catch (InvalidDataException exception)
        {
            throw new InputException(_file, line, $"The file is no sound gzip file ({exception.Message})", "Download or unpack it again.");
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(_file, LineOutsideUtf8(), "The file is not UTF-8 text.", "Save it as UTF-8.");
        }
    }

    private bool ReadRow(StreamReader reader, List<string> cells, ref int line, out int first)
    {
        cells.Clear();
        first = line;
        int next = reader.Read();
        while (next is '\r' or '\n')
        {
            if (next == '\n') line++;
            next = reader.Read();
        }

        first = line;
        if (next < 0) return false;
        var cell = new StringBuilder();
        while (true)
        {
            if (next == '"' && cell.Length == 0)
            {
                int opened = line;
                while (true)
                {
                    next = reader.Read();
                    if (next < 0) throw new InputException(_file, opened, "A quoted cell is never closed.", "Close it with a quotation mark.");
                    if (next == '\n') line++;
                    if (next != '"') cell.Append((char)next);
                    else if (reader.Peek() == '"') cell.Append((char)reader.Read());
                    else break;
                }

                next = reader.Read();
                if (next is >= 0 and not (',' or '\r' or '\n')) throw new InputException(_file, line, "Text follows a closed quotation.", "Double the quotation marks inside a cell.");
            }
            else if (next is < 0 or ',' or '\r' or '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (next == ',')
                {
                    next = reader.Read();
                    continue;
                }

                if (next == '\r' && reader.Peek() == '\n') reader.Read();
                if (next >= 0) line++;
                return true;
            }
            else
            {
                cell.Append((char)next);
                next = reader.Read();
            }
        }
    }

    /// <summary>One row, read by column name.</summary>
    internal readonly struct Row(Table table, int line, string[] cells)
    {
        public int Line => line;

        public string Text(string column) => table._columns.TryGetValue(column, out int index) ? cells[index] is "NA" ? "" : cells[index].Trim() : "";

        public IEnumerable<string> Several(string column) => Text(column).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        /// <summary>A number, or null for an empty cell.</summary>
        public double? Number(string column)
        {
            string text = Text(column);
            if (text.Length == 0) return null;
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw Damaged(column, $"'{text}' is no number.");
        }

        public int Whole(string column) => Number(column) is { } value && value == Math.Floor(value) && Math.Abs(value) < int.MaxValue
            ? (int)value
            : throw Damaged(column, $"'{Text(column)}' is no whole number.");

        /// <summary>A day, counted from the start of a presentation.</summary>
        public int Day(string column) => Whole(column) is >= -3650 and <= 3650 and var day ? day : throw Damaged(column, $"'{Text(column)}' is no day within ten years of the start.");

        public int? DayOrNothing(string column) => Text(column).Length == 0 ? null : Day(column);

        public string Required(string column) => Text(column) is { Length: > 0 } text ? text : throw Damaged(column, "The cell is empty.");

        public InputException Damaged(string column, string what) => new(table._file, line, $"{column}: {what}", "Repair the cell or leave the row out.");
    }
}
