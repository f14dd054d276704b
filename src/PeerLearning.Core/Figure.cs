using System.Globalization;
using NodaTime.Text;

namespace PeerLearning;

/// <summary>A named number, text or date that a sentence rests on.</summary>
/// <remarks>Exactly one of <see cref="Number"/> and <see cref="Text"/> is set. The default value is a figure without a name.</remarks>
[System.Diagnostics.DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Figure
{
    private readonly string? _name;

    internal Figure(string name, double number)
    {
        _name = name;
        Number = double.IsFinite(number) ? number : throw new ArgumentOutOfRangeException(nameof(number), number, "A figure is a finite number.");
    }

    internal Figure(string name, string text)
    {
        _name = name;
        Text = Guard.Against.Null(text);
    }

    /// <summary>The name that the sentence's template uses.</summary>
    public string Name => _name ?? "";

    /// <summary>The number, if the figure is one.</summary>
    public double? Number { get; }

    /// <summary>The text, if the figure is not a number: an id, a name of a value, or a date in ISO form.</summary>
    public string? Text { get; }

    /// <summary>The name and the value in invariant form.</summary>
    /// <returns>For example <c>share=0.42</c>.</returns>
    public override string ToString() => $"{Name}={Number?.ToString(CultureInfo.InvariantCulture) ?? Text}";

    internal static Figure Of(string name, double number) => new(name, number);

    // Whole numbers have overloads of their own: otherwise the generic one for ids would take them, and they would be texts.
    internal static Figure Of(string name, int number) => new(name, (double)number);

    internal static Figure Of(string name, long number) => new(name, (double)number);

    internal static Figure Of(string name, string text) => new(name, text);

    internal static Figure Of(string name, LocalDate date) => new(name, LocalDatePattern.Iso.Format(date));

    internal static Figure Of(string name, Instant instant) => new(name, InstantPattern.ExtendedIso.Format(instant));

    internal static Figure Of<T>(string name, T id)
        where T : struct => new(name, id.ToString() ?? "");
}
