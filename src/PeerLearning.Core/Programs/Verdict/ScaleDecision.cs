namespace PeerLearning.Programs;

/// <summary>Answers whether a programme should be scaled, adapted or stopped, or whether nobody can say yet.</summary>
/// <remarks>
/// <para>Rules, in their order. A kill criterion that is shown to be missed: stop. An essential criterion that is shown to be missed: adapt. An essential
/// or kill criterion that was not measured or rests on too few people, or an essential one that is unclear: cannot say yet. All essential criteria
/// met: scale, and with conditions when another success criterion is not met.</para>
/// <para>Because every essential criterion has to be met at the frozen error rate, scaling is advised at most at that rate when one of them only just
/// lies at its bar, however many there are (intersection-union test: Berger, Technometrics 24, 1982). Rates are judged by the exact binomial test, means by
/// Student's, comparisons by Welch's, equivalence by two one-sided tests (Schuirmann, 1987).</para>
/// <para>Deterministic; cost grows with the number of values and, for rates, with the planned number of learners.</para>
/// </remarks>
/// <param name="options">The options; null for the defaults.</param>
public sealed class ScaleDecision(ScaleDecisionOptions? options = null)
{
    private readonly ScaleDecisionOptions _options = options ?? new ScaleDecisionOptions();

    /// <summary>Reaches the verdict.</summary>
    /// <param name="criteria">The frozen criteria.</param>
    /// <param name="outcomes">What was measured.</param>
    /// <returns>The verdict with its findings, reasons and problems.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ScaleVerdict Decide(ProgramCriteria criteria, ProgramOutcomes outcomes)
    {
        Guard.Against.Null(criteria);
        Guard.Against.Null(outcomes);
        var problems = new ProblemList();
        problems.AddRange(CriteriaRules.Judge(criteria));
        if (problems.HasErrors) return ScaleVerdict.Unjudged(criteria, problems.ToList());

        var sound = OutcomeRules.Sound(criteria, outcomes, problems);
        var judge = new EvidenceJudge(criteria, _options);
        var findings = new List<CriterionFinding>();
        foreach (var criterion in criteria.Success) findings.Add(judge.Judge(criterion, sound.GetValueOrDefault(criterion.Id), isKill: false));
        foreach (var criterion in criteria.Kill) findings.Add(judge.Judge(criterion, sound.GetValueOrDefault(criterion.Id), isKill: true));
        return new ScaleVerdict(criteria, findings, VerdictRule.Choose(findings), problems.ToList());
    }
}
