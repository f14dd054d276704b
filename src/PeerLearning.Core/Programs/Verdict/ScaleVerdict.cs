namespace PeerLearning.Programs;

/// <summary>The verdict on a programme: what to do, what the evidence shows about every criterion, and why.</summary>
[System.Diagnostics.DebuggerDisplay("{Choice}")]
public sealed class ScaleVerdict
{
    internal ScaleVerdict(ProgramCriteria criteria, IReadOnlyList<CriterionFinding> findings, ScaleChoice choice, IReadOnlyList<Problem> problems)
    {
        Choice = choice;
        Findings = ValueList.Copy(findings);
        Problems = problems;
        Fingerprint = criteria.Fingerprint();
        PlannedLearners = criteria.PlannedLearners;
        Conditions = choice == ScaleChoice.ScaleWithConditions ? ValueList.Copy(findings.Where(VerdictRule.IsCondition)) : [];
        EnoughLearners = Enough(choice, findings);
        Reasons = VerdictReasons.Of(this);
    }

    /// <summary>What to do.</summary>
    public ScaleChoice Choice { get; }

    /// <summary>What the evidence shows, criterion by criterion: success first, then kill, in the order of the charter.</summary>
    public IReadOnlyList<CriterionFinding> Findings { get; }

    /// <summary>What has to be put right while scaling; empty unless the choice is to scale with conditions.</summary>
    public IReadOnlyList<CriterionFinding> Conditions { get; }

    /// <summary>
    /// How many learners, judged on their own, would be enough to say more; undefined when enough is known already, or when no number that was tried
    /// is enough.
    /// </summary>
    public Measured<int> EnoughLearners { get; }

    /// <summary>The number of learners that the chances speak of.</summary>
    public int PlannedLearners { get; }

    /// <summary>The fingerprint of the criteria that were judged, to be compared with the frozen one.</summary>
    public string Fingerprint { get; }

    /// <summary>Why: the choice first, then every criterion.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>What was wrong with the criteria and outcomes; an outcome with an error was left out.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Checks the verdict against criteria and outcomes, with tests of its own: sums of binomial terms and integrals of the t density.</summary>
    /// <param name="criteria">The criteria.</param>
    /// <param name="outcomes">The outcomes.</param>
    /// <returns>All that does not hold; empty when the verdict holds.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> Verify(ProgramCriteria criteria, ProgramOutcomes outcomes) =>
        VerdictCheck.Run(this, Guard.Against.Null(criteria), Guard.Against.Null(outcomes));

    internal static ScaleVerdict Unjudged(ProgramCriteria criteria, IReadOnlyList<Problem> problems) =>
        new(criteria, [], ScaleChoice.CannotSayYet, problems);

    private static Measured<int> Enough(ScaleChoice choice, IReadOnlyList<CriterionFinding> findings)
    {
        if (choice != ScaleChoice.CannotSayYet) return Undefined.NotReached("Enough is known for this verdict.");
        int most = 0;
        foreach (var finding in findings.Where(VerdictRule.Blocks))
        {
            if (!finding.EnoughLearners.TryGet(out int enough)) return finding.EnoughLearners.Undefined!;
            most = Math.Max(most, enough);
        }

        return most > 0 ? most : Undefined.NotInTheData("There is nothing that could be judged.");
    }
}
