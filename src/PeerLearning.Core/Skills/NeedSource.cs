namespace PeerLearning.Skills;

/// <summary>The three sources that say which skill is needed.</summary>
public enum NeedSource
{
    /// <summary>The skills gap analysis: what people lack against what their roles require.</summary>
    Gap,

    /// <summary>The employee survey: what people wish to learn.</summary>
    Survey,

    /// <summary>The performance plan and the CEO's agenda.</summary>
    Agenda,
}
