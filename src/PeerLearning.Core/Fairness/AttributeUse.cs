namespace PeerLearning.Fairness;

/// <summary>What an attribute of people is used for.</summary>
/// <remarks>Measuring, as in an adverse-impact report, is not among them: it needs no permission here.</remarks>
public enum AttributeUse
{
    /// <summary>It is a weight or a distance in an objective, such as the diversity of a team.</summary>
    Objective,

    /// <summary>It stands in a rule, such as a quota.</summary>
    Rule,

    /// <summary>It decides between people of equal merit, and nothing else.</summary>
    TieBreak,
}
