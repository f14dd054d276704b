using System.Globalization;
using System.Net;
using System.Text;

namespace PeerLearning.Samples.PilotProgram.Output;

/// <summary>Writes the pages as one self-contained HTML file: no script, no link, charts as inline SVG.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root { --ink: #1d2733; --soft: #5b6875; --line: #d9dfe5; --paper: #ffffff; --ground: #f4f6f8; --plan: #9aa7b4; --bar: #6f9bc8; --chosen: #1f7a5a; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9fabb7; --line: #36414d; --paper: #1b232c; --ground: #12181f; --plan: #66727e; --bar: #5b8abb; --chosen: #3fb68b; } }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
        header p, .question { color: var(--soft); }
        section { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1.2rem 1.5rem; margin: 1.2rem 0; }
        h1 { margin-bottom: 0; } h2 { margin: 0; } h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
        .decision { font-size: 1.15rem; font-weight: 600; color: var(--chosen); }
        .missing { color: var(--soft); font-style: italic; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .92rem; }
        th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } th { color: var(--soft); font-weight: 600; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
        """;

    public static string Write(string title, string subtitle, IEnumerable<Page> pages)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{Text(title)}</h1>\n<p>{Text(subtitle)}</p>\n</header>\n");
        foreach (var page in pages)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{page.Number}. {Text(page.Title)}</h2>\n<p class=\"question\">{Text(page.Question)}</p>\n");
            foreach (var block in page.Blocks) Write(html, block);
            html.Append("</section>\n");
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder html, Block block)
    {
        switch (block)
        {
            case Decision decision:
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"decision\">{Text(decision.Text)}</p>\n");
                break;
            case Reasons reasons:
                html.Append("<ul>\n");
                foreach (string sentence in reasons.Sentences) html.Append(CultureInfo.InvariantCulture, $"<li>{Text(sentence)}</li>\n");
                html.Append("</ul>\n");
                break;
            case Missing missing:
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"missing\">Not in the data: {Text(missing.What)}</p>\n");
                break;
            case Grid grid:
                Write(html, grid);
                break;
            case Bars bars:
                html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(bars.Title)} <span class=\"question\">({Text(bars.Unit)})</span></h3>\n{Svg(bars)}\n");
                break;
            case Lines lines:
                html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(lines.Title)} <span class=\"question\">({Text(lines.Unit)})</span></h3>\n{Svg(lines)}\n");
                break;
        }
    }

    private static void Write(StringBuilder html, Grid grid)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(grid.Title)}</h3>\n<div class=\"scroll\"><table>\n<tr>");
        foreach (string name in grid.Header) html.Append(CultureInfo.InvariantCulture, $"<th>{Text(name)}</th>");
        html.Append("</tr>\n");
        foreach (string[] row in grid.Rows)
        {
            html.Append("<tr>");
            foreach (string cell in row)
            {
                bool isNumber = cell.Length > 0 && (char.IsDigit(cell[0]) || cell[0] == '-') && double.TryParse(cell.TrimEnd('%'), CultureInfo.InvariantCulture, out _);
                html.Append(CultureInfo.InvariantCulture, $"<td{(isNumber ? " class=\"number\"" : "")}>{Text(cell)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</table></div>\n");
    }

    private static string Svg(Bars bars)
    {
        const int Row = 22, Left = 210, Width = 460;
        double largest = Math.Max(1e-9, bars.Items.Max(bar => Math.Max(bar.Value, bar.Upper ?? 0)));
        double X(double value) => Left + Math.Max(0, value) / largest * Width;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{Text(bars.Title)}\" viewBox=\"0 0 {Left + Width + 90} {bars.Items.Count * Row}\" width=\"100%\">");
        for (int i = 0; i < bars.Items.Count; i++)
        {
            var bar = bars.Items[i];
            int y = i * Row;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 15}\" text-anchor=\"end\">{Text(Short(bar.Label))}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{y + 4}\" width=\"{X(bar.Value) - Left:0.#}\" height=\"14\" rx=\"2\" fill=\"var(--{(bar.IsChosen ? "chosen" : "bar")})\"/>");
            double end = X(bar.Value);
            if (bar is { Lower: { } lower, Upper: { } upper })
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(lower):0.#} {y + 11}H{X(upper):0.#}M{X(lower):0.#} {y + 7}v8M{X(upper):0.#} {y + 7}v8\" stroke=\"var(--ink)\" fill=\"none\"/>");
                end = Math.Max(end, X(upper));
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{end + 6:0.#}\" y=\"{y + 15}\">{bar.Value:0.##}</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Svg(Lines lines)
    {
        const int Left = 40, Top = 8, Width = 600, Height = 180;
        int points = Math.Max(2, lines.Items.Max(line => line.Values.Count));
        double largest = Math.Max(1e-9, lines.Items.SelectMany(line => line.Values).DefaultIfEmpty(0).Max());
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{Text(lines.Title)}\" viewBox=\"0 0 {Left + Width + 120} {Top + Height + 24}\" width=\"100%\">");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Top}V{Top + Height}H{Left + Width}\" stroke=\"var(--line)\" fill=\"none\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Top + 10}\" text-anchor=\"end\">{largest:0.##}</text><text x=\"{Left - 6}\" y=\"{Top + Height}\" text-anchor=\"end\">0</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{Top + Height + 18}\">1</text><text x=\"{Left + Width}\" y=\"{Top + Height + 18}\" text-anchor=\"end\">{points}</text>");
        foreach (var line in lines.Items)
        {
            string path = string.Join(' ', line.Values.Select((value, i) =>
                string.Create(CultureInfo.InvariantCulture, $"{Left + (double)i / (points - 1) * Width:0.#},{Top + Height - value / largest * Height:0.#}")));
            string colour = line.IsPlan ? "plan" : "chosen";
            string dash = line.IsPlan ? " stroke-dasharray=\"5 4\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"var(--{colour})\" stroke-width=\"2\"{dash}/>");
            if (line.Values.Count == 0) continue;
            double x = Left + (double)(line.Values.Count - 1) / (points - 1) * Width + 6;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{Top + Height - line.Values[^1] / largest * Height + (line.IsPlan ? -4 : 12):0.#}\">{Text(line.Label)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Short(string label) => label.Length <= 32 ? label : label[..31] + "…";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
