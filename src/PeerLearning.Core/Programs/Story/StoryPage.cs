using System.Globalization;

namespace PeerLearning.Programs;

/// <summary>One page of a programme's story: a stage in short sentences, each with its figures.</summary>
[System.Diagnostics.DebuggerDisplay("{Stage}: {Sentences.Count} sentences")]
public sealed record StoryPage
{
    /// <summary>The stage that the page tells of.</summary>
    public required ProgramStage Stage { get; init; }

    /// <summary>The heading.</summary>
    public required Reason Title { get; init; }

    /// <summary>The sentences, in their order.</summary>
    public required IReadOnlyList<Reason> Sentences { get; init => field = ValueList.Copy(value); }

    /// <summary>Renders the page, the heading first, one sentence a line.</summary>
    /// <param name="culture">The culture that formats numbers.</param>
    /// <param name="translate">Gives the translated template for a code, or null for the English one; null for English throughout.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public IReadOnlyList<string> Render(CultureInfo culture, Func<string, string?>? translate = null)
    {
        Guard.Against.Null(culture);
        return ValueList.Copy(Sentences.Prepend(Title).Select(sentence => sentence.Render(culture, translate?.Invoke(sentence.Code))));
    }
}
