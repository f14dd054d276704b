using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Matches anew with an eye on the match that stands: from its prices, keeping pairs as the options ask.</summary>
internal sealed class Rematcher
{
    private readonly Func<PersonId, PersonId?> _mentorOf;
    private readonly CohortMatch? _solved;
    private readonly MatchModel _model;

    // The mentor that each learner has now: -1 for one who is not there any more, -2 for somebody without a mentor until now.
    private readonly int[] _mentor;
    private readonly CancellationToken _cancellationToken;

    /// <param name="mentorOf">The mentor that somebody has now.</param>
    /// <param name="solved">The match that stands, for its prices; null when only its pairs are known.</param>
    /// <param name="model">What is to be matched.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Rematcher(Func<PersonId, PersonId?> mentorOf, CohortMatch? solved, MatchModel model, CancellationToken cancellationToken)
    {
        _mentorOf = mentorOf;
        _solved = solved;
        _model = model;
        _cancellationToken = cancellationToken;

        _mentor = new int[model.LearnerCount];
        for (int l = 0; l < _mentor.Length; l++) _mentor[l] = mentorOf(model.Input.Learners[l].Person) is { } now ? model.Input.MentorAt(now) : -2;
        model.Include(_mentor);
    }

    public int HadMentor => _mentor.Count(mentor => mentor != -2);

    public RematchResult Run(RematchOptions options)
    {
        if (options.FewestMoves) return Fewest();
        if (options.MaximumMoves is not { } limit) return Kept(options.KeepBonus);
        var free = Kept(0);
        if (free.Moves.Count <= limit) return new RematchResult(free.Match, free.Moves, options, free.Certificate);

        // The fewest moves first: a limit below them cannot be met.
        var fewest = Fewest();
        if (fewest.Moves.Count > limit)
        {
            return new RematchResult(fewest.Match, fewest.Moves, options, fewest.Certificate with { Proof = Proof.Impossible });
        }

        // Moves fall as the bonus grows: the least whole bonus that keeps the limit.
        int low = 1, high = 1;
        var best = Kept(high);
        long bound = Bound(free, 0, limit), multiplier = 0;
        Tighten(best, high);
        while (best.Moves.Count > limit && high < PairFit.MaximumPoints)
        {
            low = high + 1;
            high = Math.Min(PairFit.MaximumPoints, high * 2);
            best = Kept(high);
            Tighten(best, high);
        }

        if (best.Moves.Count > limit) best = fewest;
        while (low < high)
        {
            int middle = (low + high) / 2;
            var tried = Kept(middle);
            Tighten(tried, middle);
            if (tried.Moves.Count <= limit) (best, high) = (tried, middle);
            else low = middle + 1;
        }

        return new RematchResult(best.Match, best.Moves, options, new Certificate
        {
            Proof = bound <= best.Match.TotalPoints ? Proof.Optimal : Proof.Bounded,
            Method = "Lagrangian bonus for kept pairs",
            Objective = best.Match.TotalPoints,
            Bound = Math.Max(bound, best.Match.TotalPoints),
            Prices = [Figure.Of(RematchResult.BonusName, multiplier)],
        });

        void Tighten(RematchResult tried, int bonus)
        {
            long one = Bound(tried, bonus, limit);
            if (one >= bound) return;
            bound = one;
            multiplier = bonus;
        }
    }

    /// <summary>The best match when each pair kept counts a bonus.</summary>
    public RematchResult Kept(int bonus)
    {
        long person = checked((((long)bonus + _model.MostPoints) * Math.Max(1, _model.LearnerCount)) + 1), scale = _model.PersonScale(person), work = 0;
        long[]? prices = null;
        int[] seats = _mentor;
        SparseAssignment engine;
        while (true)
        {
            engine = Start(bonus, scale, prices, seats);
            work += engine.Work;
            if (!engine.IsOptimal || !_model.AddCandidates(engine, scale, _cancellationToken)) break;
            prices = new long[engine.Graph.RightCount];
            for (int j = 0; j < prices.Length; j++) prices[j] = engine.PriceOf(j);
            seats = new int[_mentor.Length];
            for (int l = 0; l < seats.Length; l++) seats[l] = engine.RightOf(l);
        }

        var outcome = MatchMethods.FromEngine(_model, engine);
        if (bonus > 0 || scale != 1)
        {
            // With a bonus the prices prove the sum with the bonus, not the match among all matches.
            outcome = new MatchOutcome { CandidateOf = outcome.CandidateOf, Method = "shortest augmenting paths from the prices of the match before", Work = work };
        }

        var match = new CohortMatch(_model, outcome);
        var moves = Moves(match);
        long objective = match.TotalPoints + ((long)bonus * (HadMentor - moves.Count));
        return new RematchResult(match, moves, new RematchOptions { KeepBonus = bonus }, new Certificate
        {
            Proof = engine.IsOptimal ? match.IsShort ? Proof.Impossible : Proof.Optimal : Proof.Bounded,
            Method = outcome.Method,
            Objective = objective,
            Bound = objective,
            WorkSpent = work,
        });
    }

    private SparseAssignment Start(int bonus, long scale, long[]? prices, int[] seats)
    {
        var plain = _model.Graph();
        int[] cost = [.. plain.Cost], edges = new int[plain.LeftCount];
        for (int l = 0; l < plain.LeftCount; l++)
        {
            edges[l] = -1;
            for (int e = plain.Start[l]; e < plain.Start[l + 1]; e++)
            {
                int mentor = _model.Mentor[_model.CandidateOf(e)];
                if (mentor == _mentor[l]) cost[e] = checked(cost[e] - bonus);
                if (edges[l] < 0 && (plain.To[e] == seats[l] || (prices is null && mentor == seats[l]))) edges[l] = e;
            }
        }

        var graph = new AssignmentGraph
        {
            LeftCount = plain.LeftCount,
            RightCount = plain.RightCount,
            Start = plain.Start,
            To = plain.To,
            Cost = cost,
            Capacity = plain.Capacity,
            OutCost = Array.ConvertAll(plain.OutCost, value => value * scale),
            Floor = plain.Floor is null ? null : Array.ConvertAll(plain.Floor, value => value * scale),
        };
        var engine = new SparseAssignment(graph);
        engine.SolveFrom(prices ?? Prices(plain.RightCount), edges, cancellationToken: _cancellationToken);
        return engine;
    }

    /// <summary>The most people, then the most pairs kept, then the highest total.</summary>
    private RematchResult Fewest()
    {
        // Where candidates are priced, a bonus above all points does what optimal faces do on a whole list.
        if (_model.IsPartial)
        {
            var priced = Kept(checked((int)((_model.MostPoints * _model.LearnerCount) + 1)));
            return new RematchResult(priced.Match, priced.Moves, new RematchOptions { FewestMoves = true }, priced.Certificate with { Objective = HadMentor - priced.Moves.Count, Bound = HadMentor - priced.Moves.Count });
        }

        bool isPeopleFirst = _model.PointsPerPerson > 0;
        bool[] isKept = new bool[_model.Mentor.Length];
        for (int l = 0; l < _mentor.Length; l++)
        {
            int candidate = _mentor[l] < 0 ? -1 : _model.EdgeOf(l, _mentor[l]);
            if (candidate >= 0) isKept[candidate] = true;
        }

        var outcome = MatchProfiles.Keep(_model, isKept, isPeopleFirst, _cancellationToken);
        var match = new CohortMatch(_model, new MatchOutcome { CandidateOf = outcome.CandidateOf, Method = outcome.Method, Work = outcome.Work });
        var moves = Moves(match);
        int kept = HadMentor - moves.Count;
        return new RematchResult(match, moves, new RematchOptions { FewestMoves = true }, new Certificate
        {
            Proof = !outcome.IsProven ? Proof.Bounded : match.IsShort ? Proof.Impossible : Proof.Optimal,
            Method = "fewest moves by optimal faces",
            Objective = kept,
            Bound = outcome.IsProven ? kept : HadMentor,
            WorkSpent = outcome.Work,
        });
    }

    public IReadOnlyList<MatchMove> Moves(CohortMatch match)
    {
        var moves = new List<MatchMove>();
        for (int l = 0; l < _mentor.Length; l++)
        {
            int mentor = _mentor[l], candidate = match.Candidates[l];
            if (mentor == -2 || (candidate >= 0 && _model.Mentor[candidate] == mentor)) continue;
            var learner = _model.Input.Learners[l].Person;
            var from = _mentorOf(learner)!.Value;
            var reason = mentor < 0 || _model.Input.Mentors[mentor].Places == 0
                ? Reason.Of("match.move.gone", "{mentor} takes no learners any more.", Figure.Of("mentor", from))
                : _model.EdgeOf(l, mentor) < 0
                    ? Reason.Of("match.move.rule", "{learner} may not be matched with {mentor} any more.", Figure.Of("learner", learner), Figure.Of("mentor", from))
                    : Reason.Of("match.move.others", "The place with {mentor} does more for somebody else now.", Figure.Of("mentor", from));
            moves.Add(new MatchMove { Learner = learner, From = from, To = match.MentorOf(learner), Reason = reason });
        }

        return moves;
    }

    /// <summary>No match with so few moves has more points: weak Lagrangian duality.</summary>
    private long Bound(RematchResult result, int bonus, int limit) =>
        result.Match.TotalPoints + ((long)bonus * (HadMentor - result.Moves.Count)) - ((long)bonus * (HadMentor - limit));

    private long[] Prices(int rightCount)
    {
        var prices = new long[rightCount];
        if (_solved?.Outcome is not { Price: not null } old) return prices;
        for (int m = 0; m < _model.MentorCount; m++)
        {
            int before = _solved.Model.Input.MentorAt(_model.Input.Mentors[m].Person);
            if (before < 0) continue;
            prices[m] = old.Price[before];
            if (_model.MinimumNode(m) is >= 0 and var node && old.MinimumPrice![before] != long.MaxValue) prices[node] = Math.Max(0, old.MinimumPrice[before] + _solved.Model.MinimumBonus);
        }

        return prices;
    }
}
