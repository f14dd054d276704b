namespace PeerLearning.Programs;

/// <summary>What counts as silence around a person.</summary>
public sealed record RecognitionOptions
{
    /// <summary>The number of weeks after which somebody who was not recognised is named.</summary>
    /// <value>4 unless said otherwise.</value>
    public int SilentWeeks { get; init => field = Guard.Against.NegativeOrZero(value); } = 4;
}
