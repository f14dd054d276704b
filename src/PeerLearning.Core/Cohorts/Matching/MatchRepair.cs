using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>Repairs a match after small changes: only what the changes reach is looked at again.</summary>
internal static class MatchRepair
{
    /// <summary>Makes the changes.</summary>
    /// <param name="match">The match; stays as it is.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="engine">The engine of the match, to be used up; null when it is made again from the prices and pairs.</param>
    /// <returns>The new match.</returns>
    public static CohortMatch Run(CohortMatch match, IReadOnlyList<MatchChange> changes, SparseAssignment? engine)
    {
        var model = match.Model;
        var input = model.Input;
        if (!match.CanRepair) throw new InvalidOperationException($"A match by {match.Outcome.Method} has no prices to repair from.");
        foreach (var change in changes)
        {
            if (change == default || (change.IsLearner ? input.LearnerAt(change.Person) : input.MentorAt(change.Person)) >= 0) continue;
            throw new ArgumentException($"'{change.Person}' is no {(change.IsLearner ? "learner" : "mentor")} of the request.", nameof(changes));
        }

        engine ??= Restore(match);
        engine.TakeTouched();
        var mentors = (MentorPlace[])input.Mentors.Clone();
        bool[] isGone = model.IsGone is null ? new bool[model.LearnerCount] : (bool[])model.IsGone.Clone();
        foreach (var change in changes)
        {
            if (change == default) continue;
            if (change.IsLearner)
            {
                int learner = input.LearnerAt(change.Person);
                isGone[learner] = change.Places == 0;
                if (isGone[learner]) engine.Leave(learner);
                else engine.Return(learner);
                continue;
            }

            int mentor = input.MentorAt(change.Person), node = model.MinimumNode(mentor), minimum = node < 0 ? 0 : Math.Min(input.Minimum(mentor), change.Places);
            mentors[mentor] = mentors[mentor] with { Places = change.Places, MinimumPlaces = Math.Min(mentors[mentor].MinimumPlaces, change.Places) };
            engine.SetPlaces(mentor, change.Places - minimum);
            if (node >= 0) engine.SetPlaces(node, minimum);
        }

        var repaired = model.With(mentors, isGone);
        if (!model.IsPartial) return Patched(match, repaired, engine);
        lock (model.Judge)
        {
            var before = new long[model.MentorCount];
            for (int m = 0; m < before.Length; m++) before[m] = Effective(match, m);
            if (!repaired.AddCandidatesAfter(engine, before, match.Candidates)) return Patched(match, repaired, engine);
            repaired.RenewPricing();
            do engine = MatchMethods.Resume(repaired, engine, CancellationToken.None);
            while (repaired.AddCandidates(engine, 1, CancellationToken.None));
        }

        return new CohortMatch(repaired, MatchMethods.FromEngine(repaired, engine));
    }

    /// <summary>The old match with those who have moved moved.</summary>
    private static CohortMatch Patched(CohortMatch match, MatchModel model, SparseAssignment engine)
    {
        int[] candidateOf = match.Candidates.ToArray(), load = match.Loads.ToArray();
        long points = match.TotalPoints;
        foreach (int l in engine.TakeTouched())
        {
            int old = candidateOf[l], edge = engine.EdgeOf(l), now = edge < 0 ? -1 : model.CandidateOf(edge);
            if (old >= 0)
            {
                load[model.Mentor[old]]--;
                points -= model.Points[old];
            }

            if (now >= 0)
            {
                load[model.Mentor[now]]++;
                points += model.Points[now];
            }

            candidateOf[l] = now;
        }

        return new CohortMatch(model, MatchMethods.FromEngine(model, engine, candidateOf), load, points);
    }

    private static long Effective(CohortMatch match, int mentor)
    {
        var row = match.Model.Input.Mentors[mentor];
        int minimum = Math.Min(match.Model.Input.Minimum(mentor), row.Places);
        long price = row.Places > minimum ? match.Outcome.Price![mentor] : long.MaxValue;
        return minimum > 0 ? Math.Min(price, match.Outcome.MinimumPrice![mentor]) : price;
    }

    private static SparseAssignment Restore(CohortMatch match)
    {
        var model = match.Model;
        var graph = model.Graph();
        int[] places = new int[graph.RightCount], edges = new int[graph.LeftCount], seats = new int[model.MentorCount];
        long[] prices = new long[graph.RightCount];
        for (int m = 0; m < model.MentorCount; m++)
        {
            int node = model.MinimumNode(m), minimum = node < 0 ? 0 : Math.Min(model.Input.Minimum(m), model.Input.Mentors[m].Places);
            places[m] = model.Input.Mentors[m].Places - minimum;
            prices[m] = match.Outcome.Price![m];
            if (node < 0) continue;
            places[node] = seats[m] = minimum;
            prices[node] = match.Outcome.MinimumPrice![m] + model.MinimumBonus;
        }

        // Minimum places are filled before the others: where both are used, they cost the same.
        for (int l = 0; l < edges.Length; l++)
        {
            int candidate = match.Candidates[l];
            edges[l] = SparseAssignment.Out;
            if (candidate < 0) continue;
            int mentor = model.Mentor[candidate], wanted = seats[mentor]-- > 0 ? model.MinimumNode(mentor) : mentor;
            for (int e = graph.Start[l]; e < graph.Start[l + 1]; e++)
            {
                if (graph.To[e] == wanted) edges[l] = e;
            }
        }

        return SparseAssignment.Restore(graph, places, prices, edges, model.IsGone);
    }
}
