using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Who goes with whom, why, and the proof that it cannot be better.</summary>
/// <remarks>
/// <para>For <see cref="MatchMethod.MostPeople"/> and <see cref="MatchMethod.HighestTotal"/> the objective of the certificate is the points of all pairs plus <see cref="PointsPerPerson"/> for each learner
/// matched (<see cref="PointsPerRequired"/> for those whom an <see cref="IncludeRule"/> names). Its prices are those of the mentors' places; with them <see cref="Verify"/> recomputes the bound: every learner's best
/// candidate at these prices, plus the worth of all places.</para>
/// <para>For the methods by choice number it is the points; for the stable ones the number of people matched; for <see cref="MatchMethod.FewestBlockingPairs"/> the number of blocking pairs, minimised.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Pairs.Count} pairs, {Unmatched.Count} unmatched, {TotalPoints} points")]
public sealed class CohortMatch
{
    /// <summary>What stands behind a mentor's id in the name of the price of their minimum places.</summary>
    internal const string MinimumSuffix = " (minimum)";

    private readonly MatchModel _model;
    private readonly MatchOutcome _outcome;
    private readonly int[] _candidateOf;
    private readonly int[] _load;
    private IReadOnlyList<MatchedPair>? _pairs;
    private IReadOnlyList<UnmatchedLearner>? _unmatched;
    private IReadOnlyList<MatchedMentor>? _mentors;
    private IReadOnlyList<MatchShortage>? _shortages;
    private IReadOnlyList<BlockingPair>? _blocking;
    private IReadOnlyList<Reason>? _reasons;
    private Certificate? _certificate;

    // Handed on to the match that this one is repaired into; made again when another repair starts from here.
    private SparseAssignment? _engine;

    /// <summary>A match that has been repaired, where its loads and points are known.</summary>
    internal CohortMatch(MatchModel model, MatchOutcome outcome, int[] load, long points)
    {
        _model = model;
        _outcome = outcome;
        _candidateOf = outcome.CandidateOf;
        _engine = outcome.Engine;
        _load = load;
        TotalPoints = points;
    }

    internal CohortMatch(MatchModel model, MatchOutcome outcome)
    {
        _model = model;
        _outcome = outcome;
        _candidateOf = outcome.CandidateOf;
        _engine = outcome.Engine;
        _load = new int[model.MentorCount];
        foreach (int candidate in _candidateOf)
        {
            if (candidate < 0) continue;
            _load[model.Mentor[candidate]]++;
            TotalPoints += model.Points[candidate];
        }
    }

    /// <summary>The pairs, learners in ordinal order.</summary>
    public IReadOnlyList<MatchedPair> Pairs => _pairs ??= MakePairs();

    /// <summary>The learners without a mentor, in ordinal order.</summary>
    public IReadOnlyList<UnmatchedLearner> Unmatched => _unmatched ??= MakeUnmatched();

    /// <summary>How full every mentor is and what one more place would be worth, in ordinal order.</summary>
    public IReadOnlyList<MatchedMentor> Mentors => _mentors ??= MakeMentors();

    /// <summary>The points of all pairs.</summary>
    public long TotalPoints { get; }

    /// <summary>What one more person matched counts in the objective: more than all points together, or 0 where people do not come first.</summary>
    public long PointsPerPerson => _model.PointsPerPerson;

    /// <summary>What a person counts in the objective who must be matched.</summary>
    public long PointsPerRequired => _model.PointsPerRequired;

    /// <summary>What the answer is worth. <see cref="Proof.Impossible"/> when a minimum cannot be filled, or somebody who must be matched cannot be, or no match of the kind exists: the pairs are then the nearest there is.</summary>
    public Certificate Certificate => _certificate ??= MakeCertificate();

    /// <summary>The answer in words.</summary>
    public IReadOnlyList<Reason> Reasons => _reasons ??= Summarise();

    /// <summary>What was wrong with the request; the rows concerned were left out.</summary>
    public IReadOnlyList<Problem> Problems => _model.Input.Problems;

    /// <summary>The proofs that not everyone can be matched, one for each group of learners who compete for the same places; empty when nobody is short of a place.</summary>
    public IReadOnlyList<MatchShortage> Shortages => _shortages ??= MatchShortages.Find(_model, _candidateOf);

    /// <summary>The learners and mentors who would both rather have each other, in ordinal order; empty when the match is stable.</summary>
    public IReadOnlyList<BlockingPair> BlockingPairs => _blocking ??= MakeBlockingPairs();

    internal MatchModel Model => _model;

    /// <summary>Whether a minimum or somebody who must be matched is missed.</summary>
    internal bool IsShort => Enumerable.Range(0, _load.Length).Any(m => _load[m] < _model.Input.Minimum(m))
        || Enumerable.Range(0, _candidateOf.Length).Any(l => _candidateOf[l] < 0 && _model.IsHere(l) && (_model.Options.RequiresEveryone || _model.Input.LearnerMust[l]));

    internal MatchOutcome Outcome => _outcome;

    internal ReadOnlySpan<int> Candidates => _candidateOf;

    internal ReadOnlySpan<int> Loads => _load;

    /// <summary>The mentor of a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>The mentor, or null when the learner is unmatched or not in the request.</returns>
    public PersonId? MentorOf(PersonId learner) =>
        _model.Input.LearnerAt(learner) is >= 0 and var l && _candidateOf[l] >= 0 ? _model.Input.Mentors[_model.Mentor[_candidateOf[l]]].Person : null;

    /// <summary>The learners of a mentor.</summary>
    /// <param name="mentor">The mentor.</param>
    /// <returns>The learners in ordinal order; empty for somebody who is no mentor here.</returns>
    public IReadOnlyList<PersonId> LearnersOf(PersonId mentor)
    {
        int m = _model.Input.MentorAt(mentor);
        var learners = new List<PersonId>();
        for (int l = 0; m >= 0 && l < _candidateOf.Length; l++)
        {
            if (_candidateOf[l] >= 0 && _model.Mentor[_candidateOf[l]] == m) learners.Add(_model.Input.Learners[l].Person);
        }

        return ValueList.Copy(learners);
    }

    /// <summary>The pairs as members of a cohort, unmatched learners without a mentor.</summary>
    /// <returns>The members, learners in ordinal order.</returns>
    public IReadOnlyList<CohortMember> Members() => ValueList.Copy(
        Enumerable.Range(0, _candidateOf.Length).Where(_model.IsHere).Select(l => new CohortMember
        {
            Learner = _model.Input.Learners[l].Person,
            Mentor = _candidateOf[l] < 0 ? null : _model.Input.Mentors[_model.Mentor[_candidateOf[l]]].Person,
        }));

    /// <summary>Repairs the match after small changes, from its prices: the new match is as good as one made from nothing.</summary>
    /// <param name="changes">The changes, made one after another.</param>
    /// <returns>The new match; this one stays as it is.</returns>
    /// <exception cref="InvalidOperationException">The method of the match has no prices, or the match was stopped before it was proven: see <see cref="CanRepair"/>.</exception>
    /// <exception cref="ArgumentException">A change concerns somebody who is not in the request.</exception>
    /// <remarks>
    /// About a millisecond at 100,000 learners and 10,000 mentors when each match in turn is repaired; some milliseconds when the same match is repaired again, and where pairs are priced rather than listed
    /// (more than 4,000,000 pairs without fits). The minimum of a mentor falls to the places that are left.
    /// </remarks>
    public CohortMatch Repair(params IReadOnlyList<MatchChange> changes) => MatchRepair.Run(this, Guard.Against.Null(changes), Interlocked.Exchange(ref _engine, null));

    /// <summary>Whether <see cref="Repair"/> works: the method has prices (<see cref="MatchMethod.MostPeople"/>, <see cref="MatchMethod.HighestTotal"/>), and they prove the match.</summary>
    public bool CanRepair => _outcome is { Price: not null, IsProven: true };

    /// <summary>The least that must give way so that everyone has a mentor and every minimum is filled: which places, minimums and rules, and by how much.</summary>
    /// <param name="isForEveryone">Whether all learners must have a mentor; otherwise only those whom an <see cref="IncludeRule"/> names.</param>
    /// <returns>The relaxation, proven to be the smallest; without steps when nothing must give way.</returns>
    /// <remarks>Where pairs are priced rather than listed (more than 4,000,000 pairs without fits), rules give way only for learners who have nobody, and the size is proven when no minimum stands in the way.</remarks>
    public MatchRelaxation SmallestRelaxation(bool isForEveryone = true) => MatchRelaxer.Find(this, isForEveryone);

    /// <summary>Why a learner is not with a certain mentor: what forbids it, or what it would cost all together, found by matching everybody else again.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="mentor">The mentor.</param>
    /// <returns>The reasons; for the mentor whom the learner has, why they have them.</returns>
    /// <exception cref="ArgumentException">Somebody is not in the request, or has left.</exception>
    public IReadOnlyList<Reason> WhyNot(PersonId learner, PersonId mentor)
    {
        int l = _model.Input.LearnerAt(learner), m = _model.Input.MentorAt(mentor);
        if (l < 0 || !_model.IsHere(l)) throw new ArgumentException($"'{learner}' is no learner of the request.", nameof(learner));
        if (m < 0) throw new ArgumentException($"'{mentor}' is no mentor of the request.", nameof(mentor));
        return MatchReasons.WhyNot(this, l, m);
    }

    /// <summary>What one more place with a mentor would add to the objective, found by repairing the match.</summary>
    /// <param name="mentor">The mentor.</param>
    /// <returns>Points; a learner matched on top counts as <see cref="PointsPerPerson"/> of them. At most the <see cref="MatchedMentor.Price"/>.</returns>
    /// <exception cref="ArgumentException">The mentor is not in the request.</exception>
    /// <exception cref="InvalidOperationException">The match cannot be repaired: see <see cref="Repair"/>.</exception>
    public long GainOfOnePlace(PersonId mentor)
    {
        int m = _model.Input.MentorAt(mentor);
        if (m < 0) throw new ArgumentException($"'{mentor}' is no mentor of the request.", nameof(mentor));
        return Tried(MatchChange.MentorHasPlaces(mentor, _model.Input.Mentors[m].Places + 1)).Objective() - Objective();
    }

    /// <summary>The match after changes that are only thought of: the engine stays here for those that come.</summary>
    internal CohortMatch Tried(params IReadOnlyList<MatchChange> changes) => MatchRepair.Run(this, changes, null);

    /// <summary>The points of all pairs and what the people matched count.</summary>
    internal long Objective()
    {
        long objective = TotalPoints;
        for (int l = 0; l < _candidateOf.Length; l++) objective += _candidateOf[l] >= 0 ? _model.BonusOf(l) : 0;
        return objective;
    }

    /// <summary>The request that the match answers: after repairs, without those who left and with the places that there are.</summary>
    public MatchRequest Request => _model.IsGone is null ? _model.Input.Request : _model.Input.Request with
    {
        Learners = ValueList.Copy(_model.Input.Learners.Where((_, l) => _model.IsHere(l))),
        MentorPlaces = ValueList.Copy(_model.Input.Mentors),
    };

    /// <summary>Checks the answer against the request, with code that shares nothing with the solver.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The request.</param>
    /// <returns>What does not hold; empty when every pair keeps every rule, no place is taken twice, the points are right, and the claim of the method is proven.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>Walks every rule for every pair: O(learners x mentors x rules).</remarks>
    public IReadOnlyList<Problem> Verify(Workforce workforce, MatchRequest request) =>
        MatchVerifier.Check(Guard.Against.Null(workforce), Guard.Against.Null(request), _model.Options, this);

    internal MatchSummary Summary() => new()
    {
        Method = _model.Options.Method,
        Proof = Certificate.Proof,
        Matched = _candidateOf.Count(candidate => candidate >= 0),
        TotalPoints = TotalPoints,
        FirstChoices = _candidateOf.Count(candidate => candidate >= 0 && _model.Ranks.Learner[candidate] == 1),
        WorstChoice = _candidateOf.Select(candidate => candidate >= 0 ? _model.Ranks.Learner[candidate] : 0).DefaultIfEmpty(0).Max(),
        BlockingPairs = BlockingPairs.Count,
    };

    private ValueList<MatchedPair> MakePairs()
    {
        var pairs = new List<MatchedPair>(_candidateOf.Length);
        for (int l = 0; l < _candidateOf.Length; l++)
        {
            int learner = l, candidate = _candidateOf[l];
            if (candidate < 0) continue;
            pairs.Add(new MatchedPair(_model.Input.Learners[l].Person, _model.Input.Mentors[_model.Mentor[candidate]].Person, _model.Points[candidate], () => MatchReasons.Why(this, learner)));
        }

        return ValueList.Copy(pairs);
    }

    private ValueList<UnmatchedLearner> MakeUnmatched()
    {
        var unmatched = new List<UnmatchedLearner>();
        for (int l = 0; l < _candidateOf.Length; l++)
        {
            int learner = l;
            if (_candidateOf[l] < 0 && _model.IsHere(l)) unmatched.Add(new UnmatchedLearner(_model.Input.Learners[l].Person, () => MatchReasons.WhyNobody(this, learner)));
        }

        return ValueList.Copy(unmatched);
    }

    private ValueList<MatchedMentor> MakeMentors() => ValueList.Copy(_model.Input.Mentors.Select((row, m) => new MatchedMentor
    {
        Mentor = row.Person,
        Learners = _load[m],
        Places = row.Places,
        Price = _outcome.Price is null ? null : _outcome.Price[m],
    }));

    private ValueList<BlockingPair> MakeBlockingPairs()
    {
        var market = MatchMethods.Market(_model);
        return ValueList.Copy(StableCheck.Blocking(market, _candidateOf, MatchMethods.StabilityOf(_model.Options.Method)).Where(e => _model.IsHere(market.Owner[e])).Select(e => new BlockingPair
        {
            Learner = _model.Input.Learners[market.Owner[e]].Person,
            Mentor = _model.Input.Mentors[_model.Mentor[e]].Person,
            Choice = _model.Ranks.Learner[e],
        }));
    }

    private Certificate MakeCertificate()
    {
        bool isShort = _outcome.IsImpossible || IsShort;
        var certificate = new Certificate
        {
            Proof = isShort && _outcome.IsProven ? Proof.Impossible : _outcome.IsProven ? Proof.Optimal : Proof.Bounded,
            Method = _outcome.Method,
            WorkSpent = _outcome.Work,
        };
        return _model.Options.Method switch
        {
            MatchMethod.MostPeople or MatchMethod.HighestTotal => WithPrices(certificate, isShort),
            MatchMethod.RankMaximal or MatchMethod.Generous or MatchMethod.MinimumRegret => certificate with { Objective = TotalPoints, Bound = TotalPoints },
            MatchMethod.FewestBlockingPairs => certificate with { Objective = BlockingPairs.Count, Bound = _outcome.IsProven ? BlockingPairs.Count : _outcome.Bound, IsMinimised = true },
            _ => certificate with { Objective = _load.Sum(), Bound = _outcome.IsProven ? _load.Sum() : _outcome.Bound },
        };
    }

    private Certificate WithPrices(Certificate certificate, bool isShort)
    {
        long objective = TotalPoints, bound = 0;
        var prices = new List<Figure>();
        bool isMinimumMissed = false;
        for (int m = 0; m < _load.Length; m++)
        {
            var row = _model.Input.Mentors[m];
            int minimum = Math.Min(_model.Input.Minimum(m), row.Places);
            isMinimumMissed |= _load[m] < _model.Input.Minimum(m);
            bound += PriceOf(m) * (row.Places - minimum);
            if (PriceOf(m) != 0) prices.Add(Figure.Of(row.Person.Value, PriceOf(m)));
            if (minimum == 0) continue;
            bound += MinimumPriceOf(m) * minimum;
            prices.Add(Figure.Of(row.Person.Value + MinimumSuffix, MinimumPriceOf(m)));
        }

        for (int l = 0; l < _candidateOf.Length; l++)
        {
            if (!_model.IsHere(l)) continue;
            long best = 0, bonus = _model.BonusOf(l);
            if (_candidateOf[l] >= 0) objective += bonus;
            for (int e = _model.Start[l]; e < _model.Start[l + 1]; e++) best = Math.Max(best, Net(e, bonus));
            bound += best;
        }

        return certificate with { Objective = objective, Bound = isShort && isMinimumMissed ? objective : bound, Prices = ValueList.Copy(prices) };
    }

    /// <summary>What a candidate is worth to a learner at the prices of the places.</summary>
    internal long Net(int candidate, long bonus)
    {
        int m = _model.Mentor[candidate], places = _model.Input.Mentors[m].Places, minimum = Math.Min(_model.Input.Minimum(m), places);
        long price = places > minimum ? PriceOf(m) : long.MaxValue;
        if (minimum > 0) price = Math.Min(price, MinimumPriceOf(m));
        return price == long.MaxValue ? long.MinValue : _model.Points[candidate] + bonus - price;
    }

    // A match that is not proven by prices is bounded by free places: every learner's best candidate.
    private long PriceOf(int mentor) => _outcome.Price is null ? 0 : _outcome.Price[mentor];

    private long MinimumPriceOf(int mentor) => _outcome.MinimumPrice is null ? 0 : _outcome.MinimumPrice[mentor];

    private ValueList<Reason> Summarise()
    {
        var reasons = new List<Reason>
        {
            Reason.Of(
                "match.summary", "{pairs} of {learners|learner has|learners have} a mentor, with {points|point|points} together.",
                Figure.Of("pairs", _load.Sum()), Figure.Of("learners", Enumerable.Range(0, _candidateOf.Length).Count(_model.IsHere)), Figure.Of("points", TotalPoints)),
        };
        if (_outcome.IsImpossible) reasons.Add(Reason.Of("match.no-such", "No match is stable in the sense asked for; the pairs are stable when ties go to the ordinally smaller ids."));
        for (int m = 0; m < _load.Length; m++)
        {
            if (_load[m] >= _model.Input.Minimum(m)) continue;
            reasons.Add(Reason.Of(
                "match.minimum", "{mentor} must get {minimum|learner|learners} and gets {learners}: no match of this kind fills all minimums.",
                Figure.Of("mentor", _model.Input.Mentors[m].Person), Figure.Of("minimum", _model.Input.Minimum(m)), Figure.Of("learners", _load[m])));
        }

        for (int l = 0; l < _candidateOf.Length; l++)
        {
            if (_candidateOf[l] < 0 && _model.IsHere(l) && _model.Input.LearnerMust[l]) reasons.Add(Reason.Of("match.must", "{learner} must be matched and cannot be.", Figure.Of("learner", _model.Input.Learners[l].Person)));
        }

        return ValueList.Copy(reasons);
    }
}
