namespace PeerLearning.Progress;

/// <summary>What a scale says about the climate, or about agency.</summary>
public sealed record ClimateReport
{
    /// <summary>The scale.</summary>
    public required ClimateScale Scale { get; init; }

    /// <summary>The complete answers.</summary>
    public required int Respondents { get; init; }

    /// <summary>Cronbach's alpha: whether the items measure one thing.</summary>
    public required Measured<double> Alpha { get; init; }

    /// <summary>The lower 95 % limit of alpha (Feldt, 1965).</summary>
    public required Measured<double> AlphaLower { get; init; }

    /// <summary>The upper 95 % limit of alpha.</summary>
    public required Measured<double> AlphaUpper { get; init; }

    /// <summary>The share of the variation that lies between teams, ICC(1); negative values are kept.</summary>
    public required Measured<double> BetweenTeams { get; init; }

    /// <summary>The teams, by name.</summary>
    public required IReadOnlyList<TeamClimate> Teams { get; init => field = ValueList.Copy(value); }

    /// <summary>The sides of the scale, in its order.</summary>
    public required IReadOnlyList<SubscaleClimate> Subscales { get; init => field = ValueList.Copy(value); }

    /// <summary>The mean change of those who answered both waves, second less first.</summary>
    public required Measured<double> MeanChange { get; init; }

    /// <summary>How many of them changed for the better by more than measurement error explains (Jacobson and Truax, 1991); withheld where a small count would show.</summary>
    public required Measured<int> ReliablyBetter { get; init; }

    /// <summary>How many of them changed for the worse by more than measurement error explains; withheld in the same way.</summary>
    public required Measured<int> ReliablyWorse { get; init; }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }

    /// <summary>What is wrong with the answers.</summary>
    public required IReadOnlyList<Problem> Problems { get; init => field = ValueList.Copy(value); }
}
