using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>Reads a comma-separated file with a header (RFC 4180), plain or gzipped, row by row.</summary>
internal sealed class Table
{
    private readonly string _file;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<(int Line, string[] Cells)> _rows = [];

    private Table(string file) => _file = file;

    public string File => _file;

    public IReadOnlyList<string> Columns => [.. _columns.Keys];

    public IEnumerable<Row> Rows => _rows.Select(row => new Row(this, row.Line, row.Cells));

    public int Count => _rows.Count;

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Reads the whole file and checks that the columns are there and every row is complete.</summary>
    public static Table Read(string file, params ReadOnlySpan<string> required)
    {
        if (!System.IO.File.Exists(file)) throw new InputException(file, null, "The file does not exist.", "Check the path.");
        var table = new Table(file);
        try
        {
            using Stream raw = System.IO.File.OpenRead(file);
            using Stream stream = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            table.Read(reader);
        }
        catch (InvalidDataException exception)
        {
            throw new InputException(file, null, $"The file is no sound gzip file ({exception.Message}).", "Download or unpack it again.");
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(file, null, "The file is not UTF-8 text.", "Save it as UTF-8.");
        }

        foreach (string column in required)
        {
            if (!table.Has(column)) throw new InputException(file, 1, $"The column '{column}' is missing.", "Use the official column names.");
        }

        if (table._rows.Count == 0) throw new InputException(file, null, "There is no row below the header.", "Use a complete file.");
        return table;
    }

    private void Read(StreamReader reader)
    {
        int line = 1;
        var cells = new List<string>();
        int width = -1;
        while (ReadRow(reader, cells, ref line, out int first))
        {
            if (width < 0)
            {
                width = cells.Count;
                for (int i = 0; i < width; i++)
                {
                    string name = cells[i].Trim().TrimStart('\uFEFF');
                    if (!_columns.TryAdd(name, i)) throw new InputException(_file, 1, $"The column '{name}' stands there twice.", "Keep one of them.");
                }

                continue;
            }

            if (cells.Count != width)
            {
                throw new InputException(_file, first, $"The row has {cells.Count} cells and the header {width}.", "Complete the row, or quote cells that hold commas.");
            }

            _rows.Add((first, [.. cells]));
        }

        if (width < 0) throw new InputException(_file, null, "The file is empty.", "Use a complete file.");
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

        public int? WholeOrNothing(string column) => Text(column).Length == 0 ? null : Whole(column);

        public string Required(string column) => Text(column) is { Length: > 0 } text ? text : throw Damaged(column, "The cell is empty.");

        public InputException Damaged(string column, string what) => new(table._file, line, $"{column}: {what}", "Repair the cell or leave the row out.");
    }
}
