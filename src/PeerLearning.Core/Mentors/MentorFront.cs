namespace PeerLearning.Mentors;

/// <summary>Every worthwhile balance of expertise and difference: teams of which none is better in one without being worse in the other.</summary>
[System.Diagnostics.DebuggerDisplay("{Teams.Count} teams, complete: {IsComplete}")]
public sealed class MentorFront
{
    internal MentorFront(IReadOnlyList<MentorTeam> teams, bool isComplete, IReadOnlyList<Problem> problems)
    {
        Teams = ValueList.Copy(teams);
        IsComplete = isComplete;
        Problems = problems;
    }

    /// <summary>One team for every balance, from the most different to the most expert.</summary>
    public IReadOnlyList<MentorTeam> Teams { get; }

    /// <summary>Whether the front is proven to be whole; otherwise it was cut off by the limit, the budget or the token.</summary>
    public bool IsComplete { get; }

    /// <summary>Everything that was wrong with the request.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
