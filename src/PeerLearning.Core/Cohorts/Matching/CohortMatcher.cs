using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Matches learners with mentors.</summary>
/// <remarks>
/// <para>Exact for the chosen <see cref="MatchMethod"/>: the answer carries prices with which anybody can check that no other match is better. Independent of the order
/// of the input; ties go to the ordinally smaller ids as the method meets them.</para>
/// <para>Can it be gamed? See <see cref="MatchMethod"/>: a match by fit is not strategy-proof. Stating few wishes or little working time gains nothing by itself: unlisted mentors are worth 0, and
/// less time only excludes mentors; but whoever is left with few candidates is served first where the method puts people first, so unusual scarcity is worth a look.</para>
/// </remarks>
/// <param name="options">How to work; null for the defaults.</param>
public sealed class CohortMatcher(MatchOptions? options = null)
{
    /// <summary>How the service works.</summary>
    public MatchOptions Options { get; } = options ?? new();

    /// <summary>Matches learners with mentors.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="learners">The learners, each once.</param>
    /// <param name="mentorPlaces">The mentors with their places, each once.</param>
    /// <param name="rules">The rules, each read of the pair of a mentor and a learner.</param>
    /// <returns>The match.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public CohortMatch Match(Workforce workforce, IReadOnlyList<Learner> learners, IReadOnlyList<MentorPlace> mentorPlaces, params IReadOnlyList<Rule> rules) =>
        Match(workforce, new MatchRequest { Learners = Guard.Against.Null(learners), MentorPlaces = Guard.Against.Null(mentorPlaces), Rules = Guard.Against.Null(rules) });

    /// <summary>Matches learners with mentors.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Who is to be matched, with whom, under which rules.</param>
    /// <returns>The match.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public CohortMatch Match(Workforce workforce, MatchRequest request) => Match(workforce, request, CancellationToken.None);

    /// <summary>Matches learners with mentors.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Who is to be matched, with whom, under which rules.</param>
    /// <param name="cancellationToken">Stops the work; the answer is then the best so far, with its gap.</param>
    /// <returns>The match.</returns>
    /// <remarks>Rows with problems are left out, and the problems stand in the answer; the sound rows are matched as if the others were not there.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped before there was anything to answer.</exception>
    public CohortMatch Match(Workforce workforce, MatchRequest request, CancellationToken cancellationToken)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var input = MatchInput.Read(workforce, request);
        var model = MatchModel.Build(input, Options, cancellationToken);
        return new CohortMatch(model, MatchMethods.Run(model, cancellationToken));
    }

    /// <summary>What each method would give, and so what each costs against the others.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Who is to be matched, with whom, under which rules.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A row for each method, in the order of <see cref="MatchMethod"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IReadOnlyList<MatchSummary> Compare(Workforce workforce, MatchRequest request, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var model = MatchModel.Build(MatchInput.Read(workforce, request), Options, cancellationToken);
        var rows = new List<MatchSummary>();
        foreach (var method in Enum.GetValues<MatchMethod>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var one = model.With(method);
            rows.Add(new CohortMatch(one, MatchMethods.Run(one, cancellationToken)).Summary());
        }

        return ValueList.Copy(rows);
    }
}
