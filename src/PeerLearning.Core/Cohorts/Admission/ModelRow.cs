namespace PeerLearning.Cohorts;

/// <summary>What a row of the programme says.</summary>
/// <param name="Rule">The place of the rule in the request; -1 for the number of places.</param>
/// <param name="Name">The value or the people concerned.</param>
/// <param name="Minimum">The fewest.</param>
/// <param name="Maximum">The most.</param>
internal sealed record ModelRow(int Rule, string Name, int Minimum, int Maximum)
{
    /// <summary>Whether the row is a way of writing the rule rather than a limit that could be moved.</summary>
    public bool IsHard { get; init; }
}
