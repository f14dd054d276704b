using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Checks a pairing from the request alone.</summary>
internal static class PairVerifier
{
    public static IReadOnlyList<Problem> Check(Workforce workforce, PairRequest request, PairOptions options, PeerPairing pairing)
    {
        var problems = new ProblemList();
        var fit = new PlainFit(workforce, Symmetric(request), PairModel.AsMatch(options));
        PersonId[] people = [.. fit.Learners.Keys.Order()];
        int? Points(PersonId a, PersonId b) => a == b || fit.Points(a, b) is not { } points || fit.Points(b, a) is null ? null : points;
        var mates = new Dictionary<PersonId, PersonId>();
        var seen = new HashSet<PersonId>();
        double objective = 0;
        foreach (var group in pairing.Groups)
        {
            string where = $"group {group}";
            long twice = 0;
            if (group.People.Count is not (2 or 3)) problems.Error("pair.verify.size", where, "A group has two or three people.", "Solve again.");
            foreach (var person in group.People)
            {
                if (!fit.Learners.ContainsKey(person)) problems.Error("pair.verify.person", where, $"The request has no '{person}'.", "Check the request.");
                if (!seen.Add(person)) problems.Error("pair.verify.twice", where, $"'{person}' is in two groups.", "Solve again.");
                foreach (var other in group.People)
                {
                    if (other.CompareTo(person) <= 0) continue;
                    if (!fit.Learners.ContainsKey(person) || !fit.Learners.ContainsKey(other) || Points(person, other) is not { } points) problems.Error("pair.verify.rule", where, $"'{person}' and '{other}' may not meet.", "Solve again.");
                    else twice += points * (group.People.Count == 2 ? 2 : 1);
                }
            }

            if (group.People.Count == 2) (mates[group.People[0]], mates[group.People[1]]) = (group.People[1], group.People[0]);
            if (group.Points != twice / 2) problems.Error("pair.verify.points", where, $"The fit is {twice / 2}.", "Solve again.");
            objective += (twice / 2.0) + (pairing.OddSets.Count == 0 && pairing.Groups.Any(one => one.People.Count == 3) ? 0 : pairing.PointsPerPair);
        }

        if (!people.Where(person => !seen.Contains(person)).SequenceEqual(pairing.Alone)) problems.Error("pair.verify.alone", "pairing.Alone", "Those alone are others.", "Solve again.");
        if (problems.HasErrors) return problems.ToList();
        if (options.Method == PairMethod.Stable) CheckPartition(fit, people, Points, pairing, problems);
        else CheckProof(people, Points, pairing, objective, problems);
        return problems.ToList();
    }

    private static MatchRequest Symmetric(PairRequest request)
    {
        var match = PairModel.AsMatch(request);
        return request.Fits is null ? match : match with { Fits = ValueList.Copy(request.Fits.SelectMany(fit => new[] { fit, new PairFit(fit.Mentor, fit.Learner, fit.Points) })) };
    }

    private static void CheckProof(PersonId[] people, Func<PersonId, PersonId, int?> points, PeerPairing pairing, double objective, ProblemList problems)
    {
        var certificate = pairing.Certificate;
        if (certificate.Objective != objective) problems.Error("pair.verify.objective", "pairing.Certificate.Objective", $"The objective is {objective}.", "Solve again.");
        if (pairing.Groups.Any(group => group.People.Count == 3))
        {
            CheckTrio(people, points, pairing, objective, problems);
            return;
        }

        var price = certificate.Prices.ToDictionary(figure => figure.Name, figure => figure.Number ?? 0, StringComparer.Ordinal);
        double bound = 0;
        foreach (var person in people)
        {
            double one = price.GetValueOrDefault(person.Value);
            if (one < 0) problems.Error("pair.verify.price", $"price of {person}", "A price is negative.", "Solve again.");
            bound += one;
        }

        foreach (var set in pairing.OddSets)
        {
            if (set.Price < 0 || set.People.Count % 2 == 0) problems.Error("pair.verify.set", "pairing.OddSets", "A set is even or has a negative price.", "Solve again.");
            bound += set.Price * (set.People.Count / 2);
        }

        var sets = pairing.OddSets.Select(set => (Members: set.People.ToHashSet(), set.Price)).ToList();
        for (int i = 0; i < people.Length; i++)
        {
            for (int j = i + 1; j < people.Length; j++)
            {
                if (points(people[i], people[j]) is not { } worth) continue;
                double cover = price.GetValueOrDefault(people[i].Value) + price.GetValueOrDefault(people[j].Value);
                foreach (var (members, setPrice) in sets) cover += members.Contains(people[i]) && members.Contains(people[j]) ? setPrice : 0;
                if (cover < worth + pairing.PointsPerPair) problems.Error("pair.verify.cover", $"pair {people[i]}, {people[j]}", "The prices do not cover the pair.", "Solve again.");
            }
        }

        if (bound != certificate.Bound || (certificate.Proof == Proof.Optimal && bound != objective)) problems.Error("pair.verify.bound", "pairing.Certificate.Bound", $"The prices prove {bound}.", "Solve again.");
    }

    /// <summary>Prices of people that cover every pair cover every trio, too; of few people, all arrangements are compared.</summary>
    private static void CheckTrio(PersonId[] people, Func<PersonId, PersonId, int?> points, PeerPairing pairing, double objective, ProblemList problems)
    {
        int n = people.Length;
        var certificate = pairing.Certificate;
        var price = certificate.Prices.ToDictionary(figure => figure.Name, figure => figure.Number ?? 0, StringComparer.Ordinal);
        int?[,] worth = new int?[n, n];
        bool isCovered = true;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                worth[i, j] = i == j ? null : points(people[i], people[j]);
                isCovered &= worth[i, j] is not { } fit || fit <= price.GetValueOrDefault(people[i].Value) + price.GetValueOrDefault(people[j].Value);
            }
        }

        double bound = people.Sum(person => price.GetValueOrDefault(person.Value));
        if (!isCovered) problems.Error("pair.verify.cover", "pairing.Certificate", "The prices do not cover every pair.", "Solve again.");
        bool isTried = certificate.Proof == Proof.Optimal && bound > objective && n <= PeerTrios.ExactPeople;
        if (isTried) bound = BestWithTrio(n, worth) / 2.0;
        if (bound != certificate.Bound || (certificate.Proof == Proof.Optimal && bound > objective)) problems.Error("pair.verify.bound", "pairing.Certificate.Bound", $"What can be proven is {bound}.", "Solve again.");
    }

    /// <summary>Twice the best of all arrangements of everybody in pairs and one trio, set by set.</summary>
    private static long BestWithTrio(int n, int?[,] worth)
    {
        long[] best = new long[1 << n];
        Array.Fill(best, long.MinValue / 4);
        best[0] = 0;
        for (int set = 1; set < best.Length; set++)
        {
            int i = System.Numerics.BitOperations.TrailingZeroCount(set), rest = set & ~(1 << i);
            for (int j = i + 1; j < n; j++)
            {
                if ((rest >> j & 1) != 0 && worth[i, j] is { } fit) best[set] = Math.Max(best[set], best[rest & ~(1 << j)] + (2L * fit));
            }
        }

        long most = long.MinValue;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                for (int k = j + 1; k < n; k++)
                {
                    if (worth[i, j] is { } a && worth[j, k] is { } b && worth[i, k] is { } c) most = Math.Max(most, best[best.Length - 1 & ~(1 << i | 1 << j | 1 << k)] + a + b + c);
                }
            }
        }

        return most;
    }

    /// <summary>A stable partition: everybody prefers whom they follow to who follows them, and no two people prefer each other to those who follow them (Tan, 1991).</summary>
    private static void CheckPartition(PlainFit fit, PersonId[] people, Func<PersonId, PersonId, int?> points, PeerPairing pairing, ProblemList problems)
    {
        if (!pairing.HasPartition || people.Length == 0) return;
        var before = new Dictionary<PersonId, PersonId>();
        foreach (var person in people)
        {
            if (!before.TryAdd(pairing.SuccessorOf(person), person)) problems.Error("pair.verify.partition", $"person {person}", "Two people follow the same one.", "Solve again.");
        }

        if (problems.HasErrors) return;
        bool Prefers(PersonId who, PersonId first, PersonId second)
        {
            if (first == who || first == second) return false;
            if (second == who) return true;
            long a = fit.LearnerKey(who, first), b = fit.LearnerKey(who, second);
            return a != b ? a < b : first.CompareTo(second) < 0;
        }

        int odd = 0;
        foreach (var person in people)
        {
            var next = pairing.SuccessorOf(person);
            if (next != person && points(person, next) is null) problems.Error("pair.verify.partition", $"person {person}", "The next may not meet them.", "Solve again.");
            else if (next != before[person] && !Prefers(person, next, before[person])) problems.Error("pair.verify.partition", $"person {person}", "The one before is liked better than the next.", "Solve again.");
            foreach (var other in people)
            {
                if (other.CompareTo(person) <= 0 || points(person, other) is null) continue;
                if (Prefers(person, other, before[person]) && Prefers(other, person, before[other])) problems.Error("pair.verify.blocking", $"pair {person}, {other}", "They prefer each other.", "Solve again.");
            }

            if (next != person && next != before[person]) odd++;
        }

        int inCircles = pairing.OddSets.Sum(set => set.People.Count);
        bool isImpossible = pairing.Certificate.Proof == Proof.Impossible;
        if (odd != inCircles || isImpossible != (odd > 0) || pairing.OddSets.Any(set => set.People.Count % 2 == 0)) problems.Error("pair.verify.circles", "pairing.OddSets", "The circles are others.", "Solve again.");
    }
}
