namespace PeerLearning.Skills;

/// <summary>Which skill is needed most, how robust that is, and why.</summary>
[System.Diagnostics.DebuggerDisplay("{First} of {Skills.Count}")]
public sealed class SkillNeedRanking
{
    internal SkillNeedRanking()
    {
    }

    /// <summary>The most needed skill that can be taught here; of several with the same score the first in ordinal order; null when there is no candidate.</summary>
    public SkillNeed? First => Skills.Count > 0 ? Skills[0] : null;

    /// <summary>The candidates, the most needed first.</summary>
    public required IReadOnlyList<SkillNeed> Skills { get; init; }

    /// <summary>The skills that are needed but cannot be chosen, with their vetoes, the most needed first.</summary>
    public required IReadOnlyList<SkillNeed> Vetoed { get; init; }

    /// <summary>The skills that could not be ranked because a source is silent about them, in ordinal order.</summary>
    public required IReadOnlyList<IncompleteNeed> Incomplete { get; init; }

    /// <summary>The weights that were used; sources without data are not there.</summary>
    public required IReadOnlyList<SourceWeight> Weights { get; init; }

    /// <summary>The consistency ratio of the pairwise comparisons, where the weights come from such; 0.1 is the usual limit.</summary>
    public required Measured<double> ConsistencyRatio { get; init; }

    /// <summary>The geometric consistency index of the pairwise comparisons, where the weights come from such.</summary>
    public required Measured<double> GeometricConsistencyIndex { get; init; }

    /// <summary>How far the sources agree.</summary>
    public required SourceAgreement Agreement { get; init; }

    /// <summary>What other methods say.</summary>
    public required IReadOnlyList<SecondOpinion> SecondOpinions { get; init; }

    /// <summary>Between which weights the first skill stays first, by source.</summary>
    public required IReadOnlyList<SourceStability> Stability { get; init; }

    /// <summary>Why the first skill is first: the source that decided, the runner-up, the tipping point, and what is missing.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>What was wrong or doubtful in the rows, in the order of the input.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The certificate: the highest weighted sum is the best possible by definition.</summary>
    public required Certificate Certificate { get; init; }

    internal SkillNeedScorerOptions Options { get; init; } = SkillNeedScorerOptions.Default;

    /// <summary>Re-checks the answer against the rows, with code that shares nothing with the scorer.</summary>
    /// <param name="gaps">The gap rows.</param>
    /// <param name="survey">The survey rows.</param>
    /// <param name="agenda">The agenda rows.</param>
    /// <returns>What does not hold; empty when the answer holds.</returns>
    /// <remarks>Scores, errors, shares, ranks and tipping points are recomputed from the rows; rank shares are checked by their sums and at the present weights.</remarks>
    public IReadOnlyList<Problem> Verify(IEnumerable<SkillGap>? gaps, IEnumerable<SkillSurvey>? survey, IEnumerable<SkillAgenda>? agenda) =>
        SkillNeedVerifier.Check(this, gaps ?? [], survey ?? [], agenda ?? []);
}
