namespace PeerLearning.Progress;

/// <summary>A scale of several questions about the climate or about agency: how many items, which are reversed, how they group. Never the wording, which is its authors'.</summary>
[System.Diagnostics.DebuggerDisplay("{Name}: {Items} items")]
public sealed record ClimateScale
{
    /// <summary>Psychological safety of a team (Edmondson, 1999): 7 items from 1 to 7, of which 1, 3 and 5 are reversed. Meant for the team.</summary>
    public static ClimateScale PsychologicalSafety { get; } = new() { Name = "psychological-safety", Items = 7, Lowest = 1, Highest = 7, Reversed = [0, 2, 4], IsOfTeam = true };

    /// <summary>Empowerment (Spreitzer, 1995): 12 items from 1 to 7 in four dimensions of three: meaning, competence, self-determination, impact, asked in this order.</summary>
    public static ClimateScale Empowerment { get; } = new()
    {
        Name = "empowerment",
        Items = 12,
        Lowest = 1,
        Highest = 7,
        Subscales =
        [
            new Subscale { Name = "meaning", Items = [0, 1, 2] },
            new Subscale { Name = "competence", Items = [3, 4, 5] },
            new Subscale { Name = "self-determination", Items = [6, 7, 8] },
            new Subscale { Name = "impact", Items = [9, 10, 11] },
        ],
    };

    /// <summary>The name.</summary>
    public required string Name { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The number of items.</summary>
    public required int Items { get; init => field = Guard.Against.NegativeOrZero(value); }

    /// <summary>The lowest answer.</summary>
    public required int Lowest { get; init; }

    /// <summary>The highest answer, above the lowest.</summary>
    public required int Highest { get; init; }

    /// <summary>The items, from 0, whose high answers mean little of what is measured.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<int> Reversed { get; init => field = ValueList.Copy(value.Distinct().Order()); } = ValueList<int>.Empty;

    /// <summary>The sides of what is measured, read beside the whole.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Subscale> Subscales { get; init => field = ValueList.Copy(value); } = ValueList<Subscale>.Empty;

    /// <summary>Whether the mean stands for the team, so that it needs agreement, rather than for each person.</summary>
    /// <value>False unless said otherwise.</value>
    public bool IsOfTeam { get; init; }
}
