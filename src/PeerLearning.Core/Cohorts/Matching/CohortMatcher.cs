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

    /// <summary>Matches anew after something has changed: people, places, hours, wishes or rules.</summary>
    /// <param name="current">The match that stands, of this or an earlier request.</param>
    /// <param name="workforce">The people now.</param>
    /// <param name="request">The request now.</param>
    /// <param name="rematch">How much the new match may differ; null for the best there is, however many move.</param>
    /// <param name="cancellationToken">Stops the work; the answer is then the best so far.</param>
    /// <returns>The new match and the moves.</returns>
    /// <remarks>
    /// Starts from the prices of the match that stands. Only for <see cref="MatchMethod.MostPeople"/> and <see cref="MatchMethod.HighestTotal"/>; the number of people matched comes before moves, as it comes before points.
    /// For small changes <see cref="CohortMatch.Repair"/> is quicker.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The method is another one.</exception>
    public RematchResult Rematch(CohortMatch current, Workforce workforce, MatchRequest request, RematchOptions? rematch = null, CancellationToken cancellationToken = default) =>
        NewRematcher(current, workforce, request, cancellationToken).Run(rematch ?? new());

    /// <summary>Matches anew where only the pairs of the match that stands are known: a host stores them, not the match.</summary>
    /// <param name="current">Who learns with whom now; the last row of a learner counts.</param>
    /// <param name="workforce">The people now.</param>
    /// <param name="request">The request now.</param>
    /// <param name="rematch">How much the new match may differ; null for the best there is, however many move.</param>
    /// <param name="cancellationToken">Stops the work; the answer is then the best so far.</param>
    /// <returns>The same as from the match itself.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The method is not <see cref="MatchMethod.MostPeople"/> or <see cref="MatchMethod.HighestTotal"/>.</exception>
    public RematchResult RematchFrom(IReadOnlyList<CohortMember> current, Workforce workforce, MatchRequest request, RematchOptions? rematch = null, CancellationToken cancellationToken = default)
    {
        var mentors = new Dictionary<PersonId, PersonId?>();
        foreach (var member in Guard.Against.Null(current)) mentors[member.Learner] = member.Mentor;
        return NewRematcher(mentors.GetValueOrDefault, null, workforce, request, cancellationToken).Run(rematch ?? new());
    }

    /// <summary>How many points fewer moves cost: matches for growing keep bonuses, from the best fit to the fewest moves.</summary>
    /// <param name="current">The match that stands.</param>
    /// <param name="workforce">The people now.</param>
    /// <param name="request">The request now.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Points with fewer and fewer moves, none of which is beaten by another match in both.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The method has no prices.</exception>
    public IReadOnlyList<RematchPoint> RematchFrontier(CohortMatch current, Workforce workforce, MatchRequest request, CancellationToken cancellationToken = default)
    {
        var rematcher = NewRematcher(current, workforce, request, cancellationToken);
        var found = new List<RematchPoint>();
        for (int bonus = 0; bonus <= PairFit.MaximumPoints; bonus = bonus == 0 ? 1 : bonus * 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(rematcher.Kept(bonus), bonus);
        }

        Add(rematcher.Run(new RematchOptions { FewestMoves = true }), PairFit.MaximumPoints);
        return ValueList.Copy(found);

        void Add(RematchResult result, int bonus)
        {
            if (found.Count > 0 && found[^1].Moves <= result.Moves.Count) return;
            found.Add(new RematchPoint { KeepBonus = bonus, Moves = result.Moves.Count, TotalPoints = result.Match.TotalPoints, Matched = result.Match.Pairs.Count });
        }
    }

    private Rematcher NewRematcher(CohortMatch current, Workforce workforce, MatchRequest request, CancellationToken cancellationToken) =>
        NewRematcher(Guard.Against.Null(current).MentorOf, current, workforce, request, cancellationToken);

    private Rematcher NewRematcher(Func<PersonId, PersonId?> mentorOf, CohortMatch? solved, Workforce workforce, MatchRequest request, CancellationToken cancellationToken)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        if (Options.Method is not (MatchMethod.MostPeople or MatchMethod.HighestTotal)) throw new InvalidOperationException($"{Options.Method} has no prices: match anew instead.");
        return new Rematcher(mentorOf, solved, MatchModel.Build(MatchInput.Read(workforce, request), Options, cancellationToken), cancellationToken);
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
