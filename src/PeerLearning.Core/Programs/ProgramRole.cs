namespace PeerLearning.Programs;

/// <summary>What a person is to a programme.</summary>
public enum ProgramRole
{
    /// <summary>Nobody in the programme, such as a direct manager or a colleague.</summary>
    Outside,

    /// <summary>The champion, who answers for the why, the what and the by when.</summary>
    Champion,

    /// <summary>The sponsor, who gives the frame and the top cover.</summary>
    Sponsor,

    /// <summary>A lead mentor, who with the learners decides the how.</summary>
    Mentor,

    /// <summary>A learner with a place.</summary>
    Learner,
}
