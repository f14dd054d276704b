namespace PeerLearning.Skills;

/// <summary>Where the weights of the sources come from.</summary>
public enum SourceWeighting
{
    /// <summary>Every source counts the same.</summary>
    Equal,

    /// <summary>As given in <see cref="SkillNeedScorerOptions.Weights"/>.</summary>
    Given,

    /// <summary>From <see cref="SkillNeedScorerOptions.Comparisons"/> by the principal eigenvector (Saaty 1980).</summary>
    Eigenvector,

    /// <summary>From <see cref="SkillNeedScorerOptions.Comparisons"/> by geometric means (Crawford and Williams 1985).</summary>
    GeometricMean,

    /// <summary>From the data: sources that tell skills apart count more (entropy; Hwang and Yoon 1981). Removing a skill may change the weights.</summary>
    Entropy,

    /// <summary>From the data: sources with contrast and conflict count more (CRITIC; Diakoulaki et al. 1995). Removing a skill may change the weights.</summary>
    Critic,
}
