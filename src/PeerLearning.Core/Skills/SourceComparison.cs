namespace PeerLearning.Skills;

/// <summary>One judgement of the analytic hierarchy process: how many times as important one source is as another.</summary>
public sealed record SourceComparison
{
    /// <summary>The source judged.</summary>
    public required NeedSource Source { get; init; }

    /// <summary>The source it is compared with.</summary>
    public required NeedSource With { get; init; }

    /// <summary>How many times as important; 1 for equally, Saaty's scale goes to 9.</summary>
    /// <exception cref="ArgumentException">The value is not positive.</exception>
    public required double Ratio { get; init => field = Guard.Against.NotPositive(value); }

    /// <summary>Who judged; judgements of several people are joined by geometric means.</summary>
    /// <value>Empty unless said otherwise.</value>
    public string By { get; init => field = Guard.Against.Null(value); } = "";
}
