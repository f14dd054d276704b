using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Checks a match from the request alone: every rule by its own check, every fit by its definition, the proof by its prices.</summary>
internal static class MatchVerifier
{
    public static IReadOnlyList<Problem> Check(Workforce workforce, MatchRequest request, MatchOptions options, CohortMatch match)
    {
        var problems = new ProblemList();
        var fit = new PlainFit(workforce, request, options);
        var mentors = fit.Mentors;
        var taken = new Dictionary<PersonId, int>();
        var matched = new HashSet<PersonId>();
        long total = 0, objective = 0;
        foreach (var pair in match.Pairs)
        {
            string where = $"pair {pair}";
            if (!fit.Learners.ContainsKey(pair.Learner) || !mentors.ContainsKey(pair.Mentor))
            {
                problems.Error("match.verify.person", where, "The request has no such learner or mentor.", "Check the request.");
                continue;
            }

            if (!matched.Add(pair.Learner)) problems.Error("match.verify.twice", where, "The learner is matched twice.", "Solve again.");
            taken[pair.Mentor] = taken.GetValueOrDefault(pair.Mentor) + 1;
            if (fit.Points(pair.Learner, pair.Mentor) is not { } points)
            {
                problems.Error("match.verify.rule", where, "A rule forbids the pair.", "Solve again.");
            }
            else if (points != pair.Points)
            {
                problems.Error("match.verify.points", where, $"The fit is {points}.", "Solve again.");
            }

            total += pair.Points;
            objective += pair.Points + fit.Bonus(pair.Learner, match);
        }

        foreach (var (mentor, count) in taken.OrderBy(entry => entry.Key))
        {
            if (count > mentors[mentor].Places) problems.Error("match.verify.places", $"mentor {mentor}", $"{count} learners on {mentors[mentor].Places} places.", "Solve again.");
        }

        var unmatched = match.Unmatched.Select(one => one.Learner).ToHashSet();
        foreach (var learner in fit.Learners.Keys.Order())
        {
            if (matched.Contains(learner) == unmatched.Contains(learner)) problems.Error("match.verify.unmatched", $"learner {learner}", "The learner is in both lists or in none.", "Solve again.");
        }

        if (total != match.TotalPoints) problems.Error("match.verify.total", "match.TotalPoints", $"The pairs have {total} points.", "Solve again.");
        CheckMinimums(fit, taken, match, problems);
        CheckShortages(fit, match, problems);
        if (options.Method is MatchMethod.MostPeople or MatchMethod.HighestTotal) CheckProof(fit, match, objective, problems);
        CheckBlocking(fit, match, options.Method, problems);
        if (!problems.HasErrors) MatchClaims.Check(fit, match, options, problems);
        return problems.ToList();
    }

    private static void CheckMinimums(PlainFit fit, Dictionary<PersonId, int> taken, CohortMatch match, ProblemList problems)
    {
        if (match.Certificate.Proof != Proof.Optimal) return;
        foreach (var (mentor, row) in fit.Mentors.OrderBy(entry => entry.Key))
        {
            if (taken.GetValueOrDefault(mentor) < fit.Minimum(row)) problems.Error("match.verify.minimum", $"mentor {mentor}", "The minimum is not filled.", "Solve again.");
        }
    }

    private static void CheckShortages(PlainFit fit, CohortMatch match, ProblemList problems)
    {
        foreach (var shortage in match.Shortages)
        {
            var mentors = shortage.Mentors.ToHashSet();
            bool isClosed = shortage.Learners.All(learner => fit.Learners.ContainsKey(learner) && fit.Mentors.Keys.All(mentor => mentors.Contains(mentor) || fit.Points(learner, mentor) is null));
            int places = mentors.Sum(mentor => fit.Mentors.TryGetValue(mentor, out var row) ? row.Places : 0);
            if (!isClosed || places != shortage.Places || shortage.Missing <= 0)
            {
                problems.Error("match.verify.shortage", "match.Shortages", "The learners can go elsewhere, or there are places enough.", "Solve again.");
            }
        }
    }

    /// <summary>Lists the blocking pairs by comparing wishes and fits one by one, and checks what the stable methods promise.</summary>
    private static void CheckBlocking(PlainFit fit, CohortMatch match, MatchMethod method, ProblemList problems)
    {
        var mentorOf = match.Pairs.ToDictionary(pair => pair.Learner, pair => pair.Mentor);
        var learnersOf = match.Pairs.ToLookup(pair => pair.Mentor, pair => pair.Learner);
        if (match.Pairs.Any(pair => !fit.Learners.ContainsKey(pair.Learner) || !fit.Mentors.ContainsKey(pair.Mentor) || fit.Points(pair.Learner, pair.Mentor) is null)) return;
        var found = new List<(PersonId, PersonId)>();
        foreach (var learner in fit.Learners.Keys.Order())
        {
            foreach (var mentor in fit.Mentors.Keys.Order())
            {
                bool isPair = mentorOf.TryGetValue(learner, out var current) && current == mentor;
                if (isPair || fit.Mentors[mentor].Places == 0 || fit.Points(learner, mentor) is null) continue;
                long forLearner = mentorOf.ContainsKey(learner) ? fit.LearnerKey(learner, current) - fit.LearnerKey(learner, mentor) : 1;
                long forMentor = learnersOf[mentor].Count() < fit.Mentors[mentor].Places ? 1 : learnersOf[mentor].Max(other => fit.MentorKey(other, mentor)) - fit.MentorKey(learner, mentor);
                if (Blocks(method, forLearner, forMentor)) found.Add((learner, mentor));
            }
        }

        if (!found.SequenceEqual(match.BlockingPairs.Select(pair => (pair.Learner, pair.Mentor)))) problems.Error("match.verify.blocking", "match.BlockingPairs", $"{found.Count} pairs block the match.", "Solve again.");
        bool promises = method is MatchMethod.Stable or MatchMethod.StableForMentors or MatchMethod.StableMostPeople or MatchMethod.SuperStable or MatchMethod.StronglyStable && match.Certificate.Proof != Proof.Impossible;
        if (promises && found.Count > 0) problems.Error("match.verify.stable", "match.BlockingPairs", "The match is not stable.", "Solve again.");
    }

    /// <summary>Whether a pair blocks that would gain so much on either side; a loss is negative.</summary>
    public static bool Blocks(MatchMethod method, long forLearner, long forMentor) => method switch
    {
        MatchMethod.SuperStable => forLearner >= 0 && forMentor >= 0,
        MatchMethod.StronglyStable => forLearner >= 0 && forMentor >= 0 && forLearner + forMentor > 0,
        _ => forLearner > 0 && forMentor > 0,
    };

    private static void CheckProof(PlainFit fit, CohortMatch match, long objective, ProblemList problems)
    {
        var certificate = match.Certificate;
        if (certificate.Objective != objective) problems.Error("match.verify.objective", "match.Certificate.Objective", $"The objective is {objective}.", "Solve again.");
        if (certificate.Proof is Proof.None or Proof.Impossible) return;
        var prices = certificate.Prices.ToDictionary(price => price.Name, price => (decimal)(price.Number ?? 0), StringComparer.Ordinal);
        decimal bound = 0;
        var priceOf = new Dictionary<PersonId, decimal>();
        foreach (var (mentor, row) in fit.Mentors)
        {
            int minimum = fit.Minimum(row);
            decimal price = prices.GetValueOrDefault(mentor.Value), best = decimal.MaxValue;
            if (price < 0) problems.Error("match.verify.price", $"price of {mentor}", "A price is negative.", "Solve again.");
            bound += price * (row.Places - minimum);
            if (row.Places > minimum) best = price;
            if (minimum > 0)
            {
                decimal obligation = prices.GetValueOrDefault(mentor.Value + CohortMatch.MinimumSuffix);
                bound += obligation * minimum;
                best = Math.Min(best, obligation);
            }

            priceOf.Add(mentor, best);
        }

        foreach (var learner in fit.Learners.Keys)
        {
            decimal best = 0;
            foreach (var (mentor, price) in priceOf)
            {
                if (price == decimal.MaxValue || fit.Points(learner, mentor) is not { } points) continue;
                best = Math.Max(best, points + fit.Bonus(learner, match) - price);
            }

            bound += best;
        }

        if ((double)bound != certificate.Bound) problems.Error("match.verify.bound", "match.Certificate.Bound", $"The prices prove {bound}.", "Solve again.");
        if (certificate.Proof == Proof.Optimal && bound != objective) problems.Error("match.verify.gap", "match.Certificate", $"The objective is {objective} and the prices prove only {bound}.", "Solve again.");
    }
}
