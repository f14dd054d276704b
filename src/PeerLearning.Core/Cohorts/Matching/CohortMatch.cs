using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Who goes with whom, why, and the proof that it cannot be better.</summary>
/// <remarks>
/// The objective of the certificate is the points of all pairs plus <see cref="PointsPerPerson"/> for each learner matched (three times a person's worth for those whom an
/// <see cref="IncludeRule"/> names). Its prices are those of the mentors' places; with them <see cref="Verify"/> recomputes the bound: every learner's best candidate at
/// these prices, plus the worth of all places.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Pairs.Count} pairs, {Unmatched.Count} unmatched, {TotalPoints} points")]
public sealed class CohortMatch
{
    private readonly MatchModel _model;
    private readonly int[] _candidateOf;
    private readonly long[] _price;
    private readonly long[] _minimumPrice;
    private IReadOnlyList<MatchShortage>? _shortages;

    internal CohortMatch(MatchModel model, SparseAssignment engine, int[] candidates, int[] minimumNode)
    {
        _model = model;
        var input = model.Input;
        _candidateOf = new int[model.LearnerCount];
        int[] load = new int[model.MentorCount];
        long bonus = 0;
        var pairs = new List<MatchedPair>();
        var unmatched = new List<UnmatchedLearner>();
        for (int l = 0; l < _candidateOf.Length; l++)
        {
            int learner = l, edge = engine.EdgeOf(l);
            _candidateOf[l] = edge < 0 ? -1 : candidates[edge];
            if (edge < 0)
            {
                unmatched.Add(new UnmatchedLearner(input.Learners[l].Person, () => WhyNobody(learner)));
                continue;
            }

            int mentor = model.Mentor[_candidateOf[l]], points = model.Points[_candidateOf[l]];
            load[mentor]++;
            bonus += model.BonusOf(l);
            TotalPoints += points;
            pairs.Add(new MatchedPair(input.Learners[l].Person, input.Mentors[mentor].Person, points, () => Why(learner)));
        }

        Pairs = ValueList.Copy(pairs);
        Unmatched = ValueList.Copy(unmatched);
        _price = new long[model.MentorCount];
        _minimumPrice = new long[model.MentorCount];
        var loads = new List<MentorLoad>();
        var prices = new List<Figure>();
        long bound = 0;
        var missing = new List<int>();
        for (int m = 0; m < _price.Length; m++)
        {
            var row = input.Mentors[m];
            int minimum = Math.Min(input.Minimum(m), row.Places);
            _price[m] = engine.PriceOf(m);
            bound += _price[m] * (row.Places - minimum);
            if (_price[m] != 0) prices.Add(Figure.Of(row.Person.Value, _price[m]));
            _minimumPrice[m] = long.MaxValue;
            if (minimumNode[m] >= 0)
            {
                _minimumPrice[m] = engine.PriceOf(minimumNode[m]) - model.MinimumBonus;
                bound += _minimumPrice[m] * minimum;
                prices.Add(Figure.Of(row.Person.Value + MinimumSuffix, _minimumPrice[m]));
            }

            if (load[m] < input.Minimum(m)) missing.Add(m);
            loads.Add(new MentorLoad { Mentor = row.Person, Learners = load[m], Places = row.Places, Price = _price[m] });
        }

        for (int l = 0; l < _candidateOf.Length; l++) bound += ValueOf(l);
        Mentors = ValueList.Copy(loads);
        Problems = input.Problems;
        long objective = TotalPoints + bonus;
        bool isShort = missing.Count > 0 || Enumerable.Range(0, _candidateOf.Length).Any(l => _candidateOf[l] < 0 && (model.Options.RequiresEveryone || input.LearnerMust[l]));
        Certificate = new Certificate
        {
            Proof = !engine.IsOptimal ? Proof.Bounded : isShort ? Proof.Impossible : Proof.Optimal,
            Method = engine.UsedAuction ? "auction with scaled epsilon, finished by shortest augmenting paths" : "shortest augmenting paths",
            Objective = objective,
            Bound = missing.Count > 0 ? objective : bound,
            WorkSpent = engine.Work,
            Prices = ValueList.Copy(prices),
        };
        Reasons = ValueList.Copy(Summarise(missing, load));
    }

    /// <summary>What stands behind a mentor's id in the name of the price of their minimum places.</summary>
    internal const string MinimumSuffix = " (minimum)";

    /// <summary>The pairs, learners in ordinal order.</summary>
    public IReadOnlyList<MatchedPair> Pairs { get; }

    /// <summary>The learners without a mentor, in ordinal order.</summary>
    public IReadOnlyList<UnmatchedLearner> Unmatched { get; }

    /// <summary>How full every mentor is and what one more place would be worth, in ordinal order.</summary>
    public IReadOnlyList<MentorLoad> Mentors { get; }

    /// <summary>The points of all pairs.</summary>
    public long TotalPoints { get; }

    /// <summary>What one more person matched counts in the objective: more than all points together, or 0 where people do not come first.</summary>
    public long PointsPerPerson => _model.PointsPerPerson;

    /// <summary>What the answer is worth. <see cref="Proof.Impossible"/> when a minimum cannot be filled or somebody who must be matched cannot be: the pairs are then the nearest there is.</summary>
    public Certificate Certificate { get; }

    /// <summary>The answer in words.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>What was wrong with the request; the rows concerned were left out.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The proofs that not everyone can be matched, one for each group of learners who compete for the same places; empty when nobody is short of a place.</summary>
    public IReadOnlyList<MatchShortage> Shortages => _shortages ??= MatchShortages.Find(_model, _candidateOf);

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
        _model.Input.Learners.Select((learner, l) => new CohortMember
        {
            Learner = learner.Person,
            Mentor = _candidateOf[l] < 0 ? null : _model.Input.Mentors[_model.Mentor[_candidateOf[l]]].Person,
        }));

    /// <summary>Checks the answer against the request, with code that shares nothing with the solver.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The request.</param>
    /// <returns>What does not hold; empty when every pair keeps every rule, no place is taken twice, the points are right, and the prices prove the answer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>Walks every rule for every pair: O(learners x mentors x rules).</remarks>
    public IReadOnlyList<Problem> Verify(Workforce workforce, MatchRequest request) =>
        MatchVerifier.Check(Guard.Against.Null(workforce), Guard.Against.Null(request), _model.Options, this);

    /// <summary>What a learner is worth at the prices: the best of all candidates, or nothing for staying out.</summary>
    private long ValueOf(int learner)
    {
        long best = 0, bonus = _model.BonusOf(learner);
        for (int e = _model.Start[learner]; e < _model.Start[learner + 1]; e++) best = Math.Max(best, Net(e, bonus));
        return best;
    }

    private long Net(int candidate, long bonus)
    {
        int m = _model.Mentor[candidate];
        var row = _model.Input.Mentors[m];
        long price = Math.Min(row.Places > _model.Input.Minimum(m) ? _price[m] : long.MaxValue, _minimumPrice[m]);
        return price == long.MaxValue ? long.MinValue : _model.Points[candidate] + bonus - price;
    }

    private ValueList<Reason> Why(int learner)
    {
        var input = _model.Input;
        int candidate = _candidateOf[learner], mentor = _model.Mentor[candidate], points = _model.Points[candidate];
        var reasons = new List<Reason>
        {
            Reason.Of("match.fit", "{mentor} fits with {points} points.", Figure.Of("mentor", input.Mentors[mentor].Person), Figure.Of("points", points)),
        };
        _model.Judge.Begin(learner);
        if (_model.Judge.WishOf(mentor) is > 0 and var wish) reasons.Add(Reason.Of("match.wish", "The learner wished for {mentor} at rank {rank}.", Figure.Of("mentor", input.Mentors[mentor].Person), Figure.Of("rank", wish)));
        if (_model.Judge.WantedOf(mentor) is > 0 and var wanted) reasons.Add(Reason.Of("match.wanted", "{mentor} wished for the learner at rank {rank}.", Figure.Of("mentor", input.Mentors[mentor].Person), Figure.Of("rank", wanted)));
        if (_model.Judge.OverlapPerWeek(learner, mentor) is { } overlap) reasons.Add(Reason.Of("match.overlap", "They have {hours:0.##} common working hours a week.", Figure.Of("hours", overlap.TotalHours)));
        int better = 0, next = -1;
        long bonus = _model.BonusOf(learner), best = long.MinValue;
        for (int e = _model.Start[learner]; e < _model.Start[learner + 1]; e++)
        {
            if (e == candidate) continue;
            if (_model.Points[e] > points) better++;
            if (Net(e, bonus) <= best) continue;
            best = Net(e, bonus);
            next = e;
        }

        reasons.Add(better == 0
            ? Reason.Of("match.best", "No other of the {candidates} mentors in question fits better.", Figure.Of("candidates", _model.Start[learner + 1] - _model.Start[learner]))
            : Reason.Of(
                "match.better", "{better} of the {candidates} mentors in question fit better; their places do more for others.",
                Figure.Of("better", better), Figure.Of("candidates", _model.Start[learner + 1] - _model.Start[learner])));
        if (next >= 0)
        {
            reasons.Add(Reason.Of(
                "match.next", "Next comes {mentor} with {points} points; going there would cost all together at least {cost}.",
                Figure.Of("mentor", input.Mentors[_model.Mentor[next]].Person), Figure.Of("points", _model.Points[next]), Figure.Of("cost", Net(candidate, bonus) - best)));
        }

        return ValueList.Copy(reasons);
    }

    private ValueList<Reason> WhyNobody(int learner)
    {
        var reasons = new List<Reason>();
        int candidates = _model.Start[learner + 1] - _model.Start[learner];
        var person = _model.Input.Learners[learner].Person;
        if (candidates > 0)
        {
            var shortage = Shortages.FirstOrDefault(shortage => shortage.Learners.Contains(person));
            reasons.Add(shortage?.Describe()
                ?? Reason.Of("match.unmatched.worth", "{candidates} mentors come into question; matching the learner would lower the objective.", Figure.Of("candidates", candidates)));
        }

        int[] counts = new int[PairJudge.Reasons];
        _model.Judge.Begin(learner);
        for (int m = 0; m < _model.MentorCount; m++)
        {
            int value = _model.Judge.Judge(m);
            if (value < 0) counts[-1 - value]++;
        }

        for (int reason = 0; reason < counts.Length; reason++)
        {
            if (counts[reason] > 0) reasons.Add(PairJudge.Exclusion(reason, counts[reason]));
        }

        if (_model.Input.Request.Fits is not null && candidates == 0) reasons.Add(Reason.Of("match.excluded.fits", "The host brought no fit with anybody who may be matched with the learner."));
        return ValueList.Copy(reasons);
    }

    private List<Reason> Summarise(List<int> missing, int[] load)
    {
        var reasons = new List<Reason>
        {
            Reason.Of(
                "match.summary", "{pairs} of {learners} learners have a mentor, with {points} points together.",
                Figure.Of("pairs", Pairs.Count), Figure.Of("learners", _candidateOf.Length), Figure.Of("points", TotalPoints)),
        };
        foreach (int m in missing)
        {
            reasons.Add(Reason.Of(
                "match.minimum", "{mentor} must get {minimum} learners and can get {learners} at most beside the other minimums.",
                Figure.Of("mentor", _model.Input.Mentors[m].Person), Figure.Of("minimum", _model.Input.Minimum(m)), Figure.Of("learners", load[m])));
        }

        for (int l = 0; l < _candidateOf.Length; l++)
        {
            if (_candidateOf[l] >= 0 || !_model.Input.LearnerMust[l]) continue;
            reasons.Add(Reason.Of("match.must", "{learner} must be matched and cannot be.", Figure.Of("learner", _model.Input.Learners[l].Person)));
        }

        return reasons;
    }
}
