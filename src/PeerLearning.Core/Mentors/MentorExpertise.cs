namespace PeerLearning.Mentors;

/// <summary>What of a proficiency counts as expertise.</summary>
public enum MentorExpertise
{
    /// <summary>The most likely level, as a part of the scale.</summary>
    Level,

    /// <summary>The lower end of the level's 90 % interval, as a part of the scale: who is surely good counts more than who may be.</summary>
    LowerEnd,

    /// <summary>The chance of having reached the request's minimum level, or the top of the scale without one: more than enough counts no more.</summary>
    ChanceOfMinimum,
}
