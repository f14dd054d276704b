using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Why no cohort keeps all rules, and the least that would have to give.</summary>
public sealed record AdmissionConflict
{
    /// <summary>Rules that contradict each other, together with the number of places and of applicants.</summary>
    /// <remarks>Empty when the places alone cannot be filled.</remarks>
    public required IReadOnlyList<Rule> Rules { get; init => field = ValueList.Copy(value); }

    /// <summary>What is known about the rules: <see cref="Proof.Optimal"/> when a cohort exists without any one of them, <see cref="Proof.Bounded"/> when some might be spared.</summary>
    public required Proof RulesProof { get; init; }

    /// <summary>The changes of limits that cost least and make a cohort possible.</summary>
    /// <remarks>
    /// Raising a limit costs 1 per person, lowering a minimum of q costs 1 + 2/q per person, so that small quotas are protected, as organisers of
    /// citizens' assemblies ask for. Empty when no change of limits helps.
    /// </remarks>
    public required IReadOnlyList<RuleRelaxation> Relaxation { get; init => field = ValueList.Copy(value); }

    /// <summary>What is known about the relaxation.</summary>
    public required Proof RelaxationProof { get; init; }
}
