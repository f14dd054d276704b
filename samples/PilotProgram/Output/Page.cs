namespace PeerLearning.Samples.PilotProgram.Output;

/// <summary>One step of the pilot as it is shown: in the terminal and in the report, from the same figures.</summary>
internal sealed class Page(int number, string title, string question)
{
    private readonly List<Block> _blocks = [];

    public int Number => number;

    public string Title => title;

    public string Question => question;

    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>The decision itself, in one or two sentences.</summary>
    public Page Decide(string text) => Add(new Decision(text));

    /// <summary>The reasons for it.</summary>
    public Page Because(IEnumerable<Reason> reasons) => Because(reasons.Select(reason => reason.ToString()));

    public Page Because(IEnumerable<string> sentences)
    {
        string[] list = [.. sentences];
        return list.Length == 0 ? this : Add(new Reasons(list));
    }

    public Page Show(string title, string[] header, IEnumerable<string[]> rows) => Add(new Grid(title, header, [.. rows]));

    public Page Chart(string title, string unit, IEnumerable<Bar> bars) => Add(new Bars(title, unit, [.. bars]));

    public Page Chart(string title, string unit, IReadOnlyList<Line> lines) => Add(new Lines(title, unit, lines));

    /// <summary>What the data does not hold, said instead of guessed.</summary>
    public Page NotInTheData(string what) => Add(new Missing(what));

    private Page Add(Block block)
    {
        _blocks.Add(block);
        return this;
    }
}

internal abstract record Block;

internal sealed record Decision(string Text) : Block;

internal sealed record Reasons(IReadOnlyList<string> Sentences) : Block;

internal sealed record Missing(string What) : Block;

internal sealed record Grid(string Title, IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows) : Block;

internal sealed record Bars(string Title, string Unit, IReadOnlyList<Bar> Items) : Block;

/// <summary>A bar, with an interval around its end where there is one.</summary>
internal sealed record Bar(string Label, double Value, double? Lower = null, double? Upper = null, bool IsChosen = false);

internal sealed record Lines(string Title, string Unit, IReadOnlyList<Line> Items) : Block;

internal sealed record Line(string Label, IReadOnlyList<double> Values, bool IsPlan = false);
