using System.Globalization;
using System.Text;

namespace PeerLearning;

/// <summary>One reason of an explanation: a code, the figures it rests on, and the sentence that they make.</summary>
/// <remarks>
/// <para>Explanations are data. The sentence is rendered from <see cref="Template"/> and <see cref="Figures"/>, so its numbers are those of the
/// result; a host translates by <see cref="Code"/>.</para>
/// <para>A template names figures in braces, with an optional .NET format: <c>{skill} scores {score:0.00}, {share:P0} of it from the survey</c>.
/// A number may bring its noun, for one and for others: <c>{places|place is|places are} free</c> reads "1 place is free" or "3 places are free".
/// Doubled braces stand for themselves.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{ToString(),nq}")]
public sealed record Reason
{
    /// <summary>The stable code of the kind of reason, lower-case, chapter first.</summary>
    public required string Code { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The English sentence with its figures named in braces.</summary>
    public required string Template { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The figures, each of which can be found in the result or recomputed from the input.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Figure> Figures { get; init => field = ValueList.Copy(value); } = ValueList<Figure>.Empty;

    /// <summary>Renders the sentence.</summary>
    /// <param name="culture">The culture that formats the numbers.</param>
    /// <param name="template">A translated template; null for the English one.</param>
    /// <returns>The sentence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    /// <exception cref="FormatException">The template names a figure that does not exist, a number has one noun only, or a brace is not closed.</exception>
    public string Render(CultureInfo culture, string? template = null)
    {
        Guard.Against.Null(culture);
        string source = template ?? Template;
        var text = new StringBuilder(source.Length + 32);
        for (int i = 0; i < source.Length; i++)
        {
            char c = source[i];
            if (c is '{' or '}' && i + 1 < source.Length && source[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                int end = source.IndexOf('}', i);
                if (end < 0) throw new FormatException($"The template of {Code} has a brace that is not closed.");
                text.Append(RenderFigure(source.AsSpan(i + 1, end - i - 1), culture));
                i = end;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    /// <summary>The English sentence with invariant numbers.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString() => Render(CultureInfo.InvariantCulture);

    internal static Reason Of(string code, string template, params ReadOnlySpan<Figure> figures) =>
        new() { Code = code, Template = template, Figures = new ValueList<Figure>(figures) };

    private string RenderFigure(ReadOnlySpan<char> slot, CultureInfo culture)
    {
        int bar = slot.IndexOf('|');
        ReadOnlySpan<char> nouns = bar < 0 ? [] : slot[(bar + 1)..];
        if (bar >= 0) slot = slot[..bar];
        int colon = slot.IndexOf(':');
        var name = colon < 0 ? slot : slot[..colon];
        foreach (var figure in Figures)
        {
            if (!name.SequenceEqual(figure.Name)) continue;
            if (figure.Number is not { } number) return figure.Text!;
            string? format = colon < 0 ? null : slot[(colon + 1)..].ToString();
            string text = number.ToString(format, culture);
            if (bar < 0) return text;

            // What is shown decides: 1.04 hours shown as a whole number are 1 hour.
            int other = nouns.IndexOf('|');
            if (other < 0) throw new FormatException($"The template of {Code} has one noun for '{name}' and needs another for numbers other than 1.");
            return $"{text} {(number.ToString(format, CultureInfo.InvariantCulture) == "1" ? nouns[..other] : nouns[(other + 1)..])}";
        }

        throw new FormatException($"The template of {Code} names the figure '{name}', which is not there.");
    }
}
