using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The least that must give way so that a match is possible: <see cref="CohortMatch.SmallestRelaxation"/>.</summary>
/// <remarks>The objective of the certificate is the sum of <see cref="RelaxationStep.By"/>, minimised: each place, each learner fewer and each waiver counts one. Among relaxations of the same size it is one under which the fit is best.</remarks>
[System.Diagnostics.DebuggerDisplay("{Steps.Count} steps")]
public sealed class MatchRelaxation
{
    private readonly MatchOptions _options;
    private readonly bool _isForEveryone;

    internal MatchRelaxation(MatchOptions options, bool isForEveryone, IReadOnlyList<RelaxationStep> steps, IReadOnlyList<CohortMember> members, MatchRequest request, Certificate certificate)
    {
        _options = options;
        _isForEveryone = isForEveryone;
        Steps = ValueList.Copy(steps);
        Members = ValueList.Copy(members);
        Request = request;
        Certificate = certificate;
    }

    /// <summary>What gives way: places, then minimums, then waivers, each in ordinal order; empty when nothing must.</summary>
    public IReadOnlyList<RelaxationStep> Steps { get; }

    /// <summary>Who could learn with whom then, learners in ordinal order. For the best match of all, match <see cref="Request"/> anew.</summary>
    public IReadOnlyList<CohortMember> Members { get; }

    /// <summary>The request with the steps made: it has a match.</summary>
    public MatchRequest Request { get; }

    /// <summary>How small the relaxation is proven to be. <see cref="Proof.Impossible"/> when nothing that may give way helps somebody: there is no mentor but themselves, or the host brought no fit.</summary>
    public Certificate Certificate { get; }

    /// <summary>Checks the relaxation against the request, with code that shares nothing with the solver.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The request that has no match.</param>
    /// <returns>What does not hold; empty when the steps make the request possible, and no fewer do.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> Verify(Workforce workforce, MatchRequest request) =>
        RelaxationVerifier.Check(Guard.Against.Null(workforce), Guard.Against.Null(request), _options, _isForEveryone, this);
}
