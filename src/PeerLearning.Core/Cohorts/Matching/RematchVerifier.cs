using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Checks a rematch from the pairs before and the request alone: the moves, what they are worth, and that no chain of moves does better under the options.</summary>
internal static class RematchVerifier
{
    public static IReadOnlyList<Problem> Check(IReadOnlyList<CohortMember> current, Workforce workforce, MatchRequest request, MatchOptions options, RematchOptions rematch, RematchResult result)
    {
        var problems = new ProblemList();
        void Fail(string code, string what) => problems.Error("match.rematch.verify." + code, "result", what, "Solve again.");
        problems.AddRange(result.Match.Verify(workforce, request));
        if (problems.HasErrors) return problems.ToList();

        var fit = new PlainFit(workforce, request, options);
        PersonId[] learners = [.. fit.Learners.Keys.Order()], mentors = [.. fit.Mentors.Keys.Order()];
        var before = new Dictionary<PersonId, PersonId>();
        foreach (var member in current)
        {
            before.Remove(member.Learner);
            if (member.Mentor is { } mentor && fit.Learners.ContainsKey(member.Learner)) before.Add(member.Learner, mentor);
        }

        var expected = before.Where(entry => result.Match.MentorOf(entry.Key) != entry.Value).OrderBy(entry => entry.Key).Select(entry => (entry.Key, (PersonId?)entry.Value, result.Match.MentorOf(entry.Key)));
        if (!expected.SequenceEqual(result.Moves.Select(move => (move.Learner, move.From, move.To)))) Fail("moves", "Others move.");
        int kept = before.Count - result.Moves.Count;
        var certificate = result.Certificate;
        bool isLimited = rematch is { MaximumMoves: not null, FewestMoves: false }, isFewest = rematch.FewestMoves || (isLimited && certificate.Proof == Proof.Impossible && result.Moves.Count > rematch.MaximumMoves);
        long objective = isFewest ? kept : isLimited ? result.Match.TotalPoints : result.Match.TotalPoints + ((long)rematch.KeepBonus * kept);
        if (certificate.Objective != objective) Fail("objective", $"The objective is {objective}.");
        if (isLimited && certificate.Proof != Proof.Impossible && result.Moves.Count > rematch.MaximumMoves) Fail("limit", "More move than may.");
        if (problems.HasErrors || certificate.Proof == Proof.None) return problems.ToList();

        var optimum = new PlainOptimum(learners.Length, Array.ConvertAll(mentors, mentor => fit.Mentors[mentor].Places), Array.ConvertAll(mentors, mentor => fit.Minimum(fit.Mentors[mentor])));
        int[] mentorOf = Array.ConvertAll(learners, learner => result.Match.MentorOf(learner) is { } mentor ? Array.BinarySearch(mentors, mentor) : -1);
        bool Allowed(int l, int m) => fit.Points(learners[l], mentors[m]) is not null;
        long Points(int l, int m) => fit.Points(learners[l], mentors[m])!.Value;
        long Keeps(int l, int m) => before.TryGetValue(learners[l], out var mentor) && mentor == mentors[m] ? 1 : 0;
        List<Func<int, int, long>> counts = [(l, _) => fit.IsRequired(learners[l]) ? 1 : 0];
        if (options.Method == MatchMethod.MostPeople) counts.Add((_, _) => 1);
        if (isFewest)
        {
            if (optimum.Improve(mentorOf, Allowed, [.. counts, Keeps, Points]).IsBetter) Fail("claim", "Fewer can move, or the same number to a better fit.");
        }
        else if (!isLimited)
        {
            if (certificate.Proof != Proof.Bounded && optimum.Improve(mentorOf, Allowed, [.. counts, (l, m) => Points(l, m) + (rematch.KeepBonus * Keeps(l, m))]).IsBetter) Fail("claim", "A chain of moves is worth more.");
        }
        else
        {
            // Weak duality: at any bonus, the best match less the bonus for the pairs that must be kept bounds every match with so few moves.
            long bonus = (long)(certificate.Prices.FirstOrDefault(price => price.Name == RematchResult.BonusName).Number ?? 0);
            var (best, _) = optimum.Improve(mentorOf, Allowed, [.. counts, (l, m) => Points(l, m) + (bonus * Keeps(l, m))]);
            long bound = -bonus * (before.Count - rematch.MaximumMoves!.Value);
            for (int l = 0; l < best.Length; l++) bound += best[l] < 0 ? 0 : Points(l, best[l]) + (bonus * Keeps(l, best[l]));
            if (bonus < 0 || Math.Max(bound, objective) != certificate.Bound) Fail("bound", $"The bonus proves {bound}.");
            if (certificate.Proof == Proof.Optimal && bound > objective) Fail("gap", $"The objective is {objective} and the bonus proves only {bound}.");
        }

        return problems.ToList();
    }
}
