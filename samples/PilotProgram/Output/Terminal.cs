using System.Globalization;
using Spectre.Console;

namespace PeerLearning.Samples.PilotProgram.Output;

/// <summary>Shows pages in a terminal.</summary>
internal static class Terminal
{
    public static void Show(IAnsiConsole console, Page page)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]{page.Number}  {Markup.Escape(page.Title)}[/]").LeftJustified().RuleStyle("grey"));
        console.MarkupLineInterpolated($"[grey]{page.Question}[/]");
        foreach (var block in page.Blocks) Show(console, block);
    }

    private static void Show(IAnsiConsole console, Block block)
    {
        switch (block)
        {
            case Decision decision:
                console.WriteLine();
                console.MarkupLineInterpolated($"[bold green]{decision.Text}[/]");
                break;
            case Reasons reasons:
                foreach (string sentence in reasons.Sentences) console.MarkupLineInterpolated($"  [grey]-[/] {sentence}");
                break;
            case Missing missing:
                console.MarkupLineInterpolated($"  [yellow]not in the data:[/] {missing.What}");
                break;
            case Grid grid:
                var table = new Table().Title($"[bold]{Markup.Escape(grid.Title)}[/]").Border(TableBorder.Rounded).BorderColor(Color.Grey);
                for (int column = 0; column < grid.Header.Count; column++)
                {
                    bool isNumeric = grid.Rows.Count > 0 && grid.Rows.All(row => row[column].Length == 0 || char.IsDigit(row[column][^1]) || row[column][^1] == '%');
                    table.AddColumn(new TableColumn($"[bold]{Markup.Escape(grid.Header[column])}[/]") { Alignment = isNumeric ? Justify.Right : Justify.Left });
                }

                foreach (string[] row in grid.Rows) table.AddRow([.. row.Select(Markup.Escape)]);
                console.WriteLine();
                console.Write(table);
                break;
            case Bars bars:
                ShowBars(console, bars);
                break;
            case Lines lines:
                ShowLines(console, lines);
                break;
        }
    }

    private static void ShowBars(IAnsiConsole console, Bars bars)
    {
        const int Width = 40;
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{bars.Title}[/] [grey]({bars.Unit})[/]");
        double largest = bars.Items.Max(bar => Math.Max(bar.Value, bar.Upper ?? 0));
        int labels = bars.Items.Max(bar => bar.Label.Length);
        foreach (var bar in bars.Items)
        {
            int cells = largest > 0 ? (int)Math.Round(bar.Value / largest * Width) : 0;
            string colour = bar.IsChosen ? "green" : "steelblue1";
            string interval = bar is { Lower: { } lower, Upper: { } upper } ? $" [{Number(lower)}, {Number(upper)}]" : "";
            console.MarkupLine($"  {Markup.Escape(bar.Label.PadRight(labels))}  [{colour}]{new string('█', cells)}[/] {Number(bar.Value)}[grey]{Markup.Escape(interval)}[/]");
        }
    }

    private static void ShowLines(IAnsiConsole console, Lines lines)
    {
        const string Levels = "▁▂▃▄▅▆▇█";
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{lines.Title}[/] [grey]({lines.Unit})[/]");
        double largest = Math.Max(1e-9, lines.Items.SelectMany(line => line.Values).DefaultIfEmpty(0).Max());
        int labels = lines.Items.Max(line => line.Label.Length);
        foreach (var line in lines.Items)
        {
            string spark = string.Concat(line.Values.Select(value => Levels[Math.Clamp((int)(value / largest * (Levels.Length - 1) + 0.5), 0, Levels.Length - 1)]));
            string colour = line.IsPlan ? "grey" : "green";
            string last = line.Values.Count > 0 ? Number(line.Values[^1]) : "";
            console.MarkupLine($"  {Markup.Escape(line.Label.PadRight(labels))}  [{colour}]{spark}[/] {last}");
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
