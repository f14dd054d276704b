using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>The methods behind the door: each turns a model into an outcome.</summary>
internal static class MatchMethods
{
    // The leaves that an exhaustive search over small requests may visit.
    private const long SearchLimit = 400_000;

    public static MatchOutcome Run(MatchModel model, CancellationToken cancellationToken) => model.Options.Method switch
    {
        MatchMethod.MostPeople or MatchMethod.HighestTotal => ByPrices(model, cancellationToken),
        MatchMethod.RankMaximal => MatchProfiles.RankMaximal(model, cancellationToken),
        MatchMethod.Generous => MatchProfiles.Generous(model, cancellationToken),
        MatchMethod.MinimumRegret => MatchProfiles.MinimumRegret(model, cancellationToken),
        MatchMethod.Stable => Stable(model, DeferredAcceptance.LeftOptimal, "deferred acceptance, learners propose"),
        MatchMethod.StableForMentors => Stable(model, DeferredAcceptance.RightOptimal, "deferred acceptance, mentors propose"),
        MatchMethod.SuperStable => StableOrNone(model, StableTies.SuperStable, "super-stable matching of Irving, Manlove and Scott"),
        MatchMethod.StronglyStable => StableOrNone(model, StrongTies.Solve, "strongly stable matching of Irving, Manlove and Scott"),
        MatchMethod.StableMostPeople => StableMostPeople(model, cancellationToken),
        _ => FewestBlockingPairs(model, cancellationToken),
    };

    public static MatchOutcome ByPrices(MatchModel model, CancellationToken cancellationToken)
    {
        var engine = new SparseAssignment(model.Graph());
        engine.Solve(cancellationToken: cancellationToken);
        while (engine.IsOptimal && model.AddCandidates(engine, 1, cancellationToken)) engine = Resume(model, engine, cancellationToken);
        return FromEngine(model, engine);
    }

    /// <summary>Goes on with more candidates from where the prices stand.</summary>
    public static SparseAssignment Resume(MatchModel model, SparseAssignment before, CancellationToken cancellationToken)
    {
        var graph = model.Graph();
        long[] prices = new long[graph.RightCount];
        int[] edges = new int[graph.LeftCount];
        for (int j = 0; j < prices.Length; j++) prices[j] = before.PriceOf(j);
        for (int l = 0; l < edges.Length; l++)
        {
            edges[l] = -1;
            int right = before.RightOf(l);
            for (int e = graph.Start[l]; right >= 0 && e < graph.Start[l + 1]; e++)
            {
                if (graph.To[e] == right) edges[l] = e;
            }
        }

        var engine = new SparseAssignment(graph);
        engine.SolveFrom(prices, edges, model.IsGone, cancellationToken);
        return engine;
    }

    public static MatchOutcome FromEngine(MatchModel model, SparseAssignment engine)
    {
        int[] candidateOf = new int[model.LearnerCount];
        for (int l = 0; l < candidateOf.Length; l++)
        {
            int edge = engine.EdgeOf(l);
            candidateOf[l] = edge < 0 ? -1 : model.CandidateOf(edge);
        }

        return FromEngine(model, engine, candidateOf);
    }

    /// <summary>What an engine found, where the candidates of the learners are known already.</summary>
    public static MatchOutcome FromEngine(MatchModel model, SparseAssignment engine, int[] candidateOf)
    {
        long[] price = new long[model.MentorCount], minimum = new long[model.MentorCount];
        for (int m = 0; m < price.Length; m++)
        {
            price[m] = engine.PriceOf(m);
            minimum[m] = model.MinimumNode(m) is >= 0 and var node ? engine.PriceOf(node) - model.MinimumBonus : long.MaxValue;
        }

        return new MatchOutcome
        {
            CandidateOf = candidateOf,
            Method = engine.UsedAuction ? "auction with scaled epsilon, finished by shortest augmenting paths" : "shortest augmenting paths",
            Work = engine.Work,
            IsProven = engine.IsOptimal,
            Price = price,
            MinimumPrice = minimum,
            Engine = engine,
        };
    }

    public static StableGraph Market(MatchModel model) => new()
    {
        LeftCount = model.LearnerCount,
        RightCount = model.MentorCount,
        Start = model.Start,
        To = model.Mentor,
        LeftRank = model.Ranks.Learner,
        RightRank = model.Ranks.Mentor,
        Capacity = Array.ConvertAll(model.Input.Mentors, mentor => mentor.Places),
    };

    private static MatchOutcome Stable(MatchModel model, Func<StableGraph, int[]> method, string name) =>
        new() { CandidateOf = method(Market(model)), Method = name, IsProven = true, Work = model.Mentor.Length };

    private static MatchOutcome StableOrNone(MatchModel model, Func<StableGraph, int[]?> method, string name)
    {
        var market = Market(model);
        int[]? found = method(market);
        return new() { CandidateOf = found ?? DeferredAcceptance.LeftOptimal(market), Method = name, IsProven = true, IsImpossible = found is null, Work = model.Mentor.Length };
    }

    /// <summary>How a method reads ties when it is asked whether a pair blocks.</summary>
    public static Stability StabilityOf(MatchMethod method) => method switch
    {
        MatchMethod.SuperStable => Stability.Super,
        MatchMethod.StronglyStable => Stability.Strong,
        _ => Stability.Weak,
    };

    private static MatchOutcome StableMostPeople(MatchModel model, CancellationToken cancellationToken)
    {
        var market = Market(model);
        int[] best = StableTies.LargeMatching(market);
        int size = best.Count(e => e >= 0), most = Math.Min(MostPeople(model, cancellationToken), (size * 3 / 2) + (size % 2));
        most = Math.Min(most, size * 3 / 2);
        if (size < most && Search(market, (matched, blocking) => blocking > 0 ? -1 : matched, cancellationToken) is { } found) (best, most) = (found, found.Count(e => e >= 0));
        size = best.Count(e => e >= 0);
        return new() { CandidateOf = best, Method = "Király's two rounds of proposals", IsProven = size >= most, Bound = most, Work = model.Mentor.Length };
    }

    private static MatchOutcome FewestBlockingPairs(MatchModel model, CancellationToken cancellationToken)
    {
        var market = Market(model);
        int most = MostPeople(model, cancellationToken);
        int[] best = StableTies.LargeMatching(market);
        if (best.Count(e => e >= 0) == most) return new() { CandidateOf = best, Method = "Király's two rounds of proposals", IsProven = true, Work = model.Mentor.Length };
        const int Large = 1 << 20;
        if (Search(market, (matched, blocking) => ((matched - most) * (long)Large * Large) + Large - blocking, cancellationToken) is { } found)
        {
            return new() { CandidateOf = found, Method = "exhaustive search", IsProven = true, Bound = StableCheck.Blocking(market, found).Count, Work = SearchLimit };
        }

        // No stable match has everybody: the fewest blocking pairs are hard to find (Biró, Manlove and Mittal, 2010), so several full matches are compared.
        int fewest = int.MaxValue;
        MatchMethod[] tries = [MatchMethod.Generous, MatchMethod.MinimumRegret, MatchMethod.MostPeople];
        foreach (var method in tries)
        {
            int[] one = Run(model.With(method), cancellationToken).CandidateOf;
            int blocking = StableCheck.Blocking(market, one).Count;
            if (blocking >= fewest) continue;
            fewest = blocking;
            best = one;
        }

        return new() { CandidateOf = best, Method = "least blocked of generous, minimum-regret and highest-total matches", IsProven = false, Bound = 0, Work = model.Mentor.Length };
    }

    private static int MostPeople(MatchModel model, CancellationToken cancellationToken)
    {
        var engine = new SparseAssignment(MatchProfiles.Plain(model, _ => 0, _ => 1));
        engine.Solve(cancellationToken: cancellationToken);
        int most = 0;
        for (int l = 0; l < model.LearnerCount; l++) most += engine.EdgeOf(l) >= 0 ? 1 : 0;
        return most;
    }

    /// <summary>Tries every match of a small market; null when there are too many.</summary>
    private static int[]? Search(StableGraph market, Func<int, int, long> value, CancellationToken cancellationToken)
    {
        double leaves = 1;
        for (int l = 0; l < market.LeftCount && leaves <= SearchLimit; l++) leaves *= market.Start[l + 1] - market.Start[l] + 1;
        if (leaves > SearchLimit) return null;
        int left = market.LeftCount;
        int[] current = new int[left], next = new int[left + 1], room = [.. market.Capacity], best = [];
        Array.Fill(current, -1);
        long most = long.MinValue;
        int matched = 0;
        for (int l = 0; l >= 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (l == left)
            {
                long worth = value(matched, StableCheck.Blocking(market, current).Count);
                if (worth > most) (most, best) = (worth, [.. current]);
                l--;
                continue;
            }

            // Take back this learner's last try, then try the next candidate; the last try is nobody.
            if (current[l] >= 0)
            {
                room[market.To[current[l]]]++;
                matched--;
                current[l] = -1;
            }

            int e = market.Start[l] + next[l];
            while (e < market.Start[l + 1] && room[market.To[e]] == 0)
            {
                e++;
                next[l]++;
            }

            if (e > market.Start[l + 1])
            {
                next[l] = 0;
                l--;
                continue;
            }

            next[l]++;
            if (e < market.Start[l + 1])
            {
                current[l] = e;
                room[market.To[e]]--;
                matched++;
            }

            l++;
        }

        return most == long.MinValue || most == -1 ? null : best;
    }
}
