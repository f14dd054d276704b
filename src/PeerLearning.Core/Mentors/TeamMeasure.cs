namespace PeerLearning.Mentors;

/// <summary>How what the members, or their pairs, bring becomes what the team has.</summary>
public enum TeamMeasure
{
    /// <summary>The mean: a strong member makes up for a weak one, a very different pair for a similar one.</summary>
    Mean,

    /// <summary>The least: the weakest member's expertise, the most similar pair's difference (max-min). Nothing makes up for it.</summary>
    Least,
}
