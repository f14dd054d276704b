namespace PeerLearning.Programs;

/// <summary>The parts of the how that belong to the team.</summary>
public enum DecisionTopic
{
    /// <summary>What is taught and learned.</summary>
    Content,

    /// <summary>The way in which it is taught and learned.</summary>
    Approach,

    /// <summary>The milestones.</summary>
    Milestones,

    /// <summary>The dates between start and end.</summary>
    Timeline,

    /// <summary>How often and when people meet.</summary>
    Rhythm,

    /// <summary>Who is invited and how places are given.</summary>
    Recruiting,

    /// <summary>Anything else that is the team's to decide.</summary>
    Other,
}
