namespace PeerLearning;

/// <summary>Why a statistic has no value: the answer in place of a NaN.</summary>
public sealed record Undefined
{
    /// <summary>The kind of obstacle.</summary>
    public required UndefinedCause Cause { get; init; }

    /// <summary>What is missing, in one English sentence, with the numbers that decided.</summary>
    public required string Because { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The cause and its sentence.</summary>
    /// <returns>For example <c>undefined (TooFew): At least 2 observations are needed, there is 1.</c></returns>
    public override string ToString() => $"undefined ({Cause}): {Because}";

    /// <summary>The sentence as the second half of another one, after a colon or "because": without its capital.</summary>
    internal string Clause => Because.Length > 1 && char.IsUpper(Because[0]) && !char.IsUpper(Because[1]) ? char.ToLowerInvariant(Because[0]) + Because[1..] : Because;

    internal static Undefined TooFew(int needed, int given, string what = "observations") => new()
    {
        Cause = UndefinedCause.TooFew,
        Because = needed == 1 && given == 0 ? $"There are no {what}." : $"At least {needed} {what} are needed, there {(given == 1 ? "is" : "are")} {given}.",
    };

    internal static Undefined NoVariation(string because) => new() { Cause = UndefinedCause.NoVariation, Because = because };

    internal static Undefined OutOfRange(string because) => new() { Cause = UndefinedCause.OutOfRange, Because = because };

    internal static Undefined NotReached(string because) => new() { Cause = UndefinedCause.NotReached, Because = because };

    internal static Undefined NotIdentifiable(string because) => new() { Cause = UndefinedCause.NotIdentifiable, Because = because };

    internal static Undefined NotInTheData(string because) => new() { Cause = UndefinedCause.NotInTheData, Because = because };

    internal static Undefined Withheld(string because) => new() { Cause = UndefinedCause.Withheld, Because = because };
}
