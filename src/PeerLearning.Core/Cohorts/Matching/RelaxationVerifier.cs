using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Checks a relaxation from the request alone: the steps are what the pairs need, and no chain of moves needs fewer.</summary>
internal static class RelaxationVerifier
{
    public static IReadOnlyList<Problem> Check(Workforce workforce, MatchRequest request, MatchOptions options, bool isForEveryone, MatchRelaxation relaxation)
    {
        var problems = new ProblemList();
        void Fail(string code, string what) => problems.Error("match.relax.verify." + code, "relaxation", what, "Solve again.");
        var fit = new PlainFit(workforce, request, options);
        PersonId[] learners = [.. fit.Learners.Keys.Order()], mentors = [.. fit.Mentors.Keys.Order()];
        int count = mentors.Length;
        int[] mentorOf = new int[learners.Length], load = new int[count], minimum = Array.ConvertAll(mentors, mentor => fit.Promised(mentor)), places = Array.ConvertAll(mentors, mentor => fit.Mentors[mentor].Places);
        bool Allowed(int l, int m) => fit.Points(learners[l], mentors[m]) is not null;
        bool Waivable(int l, int m) => learners[l] != mentors[m] && fit.HasFit(learners[l], mentors[m]);
        if (!relaxation.Members.Select(member => member.Learner).SequenceEqual(learners))
        {
            Fail("people", "The learners are others.");
            return problems.ToList();
        }

        var expected = new List<(RelaxationKind, PersonId, PersonId?, int)>();
        for (int l = 0; l < learners.Length; l++)
        {
            mentorOf[l] = relaxation.Members[l].Mentor is { } mentor ? Array.BinarySearch(mentors, mentor) : -1;
            bool isRequired = isForEveryone || fit.IsRequired(learners[l]);
            if (mentorOf[l] < 0)
            {
                if (isRequired && relaxation.Certificate.Proof != Proof.Impossible) Fail("out", $"'{learners[l]}' has no mentor.");
                if (isRequired && Enumerable.Range(0, count).Any(m => Allowed(l, m) || Waivable(l, m))) Fail("out", $"'{learners[l]}' could have a mentor.");
                continue;
            }

            load[mentorOf[l]]++;
            if (Allowed(l, mentorOf[l])) continue;
            if (!Waivable(l, mentorOf[l])) Fail("pair", $"'{learners[l]}' cannot be matched with '{mentors[mentorOf[l]]}' at all.");
            expected.Add((RelaxationKind.Waiver, mentors[mentorOf[l]], learners[l], 1));
        }

        for (int m = 0; m < count; m++)
        {
            if (load[m] > places[m]) expected.Add((RelaxationKind.MorePlaces, mentors[m], null, load[m] - places[m]));
            if (load[m] < minimum[m]) expected.Add((RelaxationKind.LowerMinimum, mentors[m], null, minimum[m] - load[m]));
        }

        var given = relaxation.Steps.Select(step => (step.Kind, step.Mentor, step.Learner, step.By)).ToHashSet();
        if (given.Count != relaxation.Steps.Count || !given.SetEquals(expected)) Fail("steps", "The pairs need other steps.");
        long size = relaxation.Steps.Sum(step => (long)step.By);
        if (relaxation.Certificate.Objective != size) Fail("size", $"The steps count {size}.");
        if (problems.HasErrors || relaxation.Certificate.Proof == Proof.Bounded) return problems.ToList();

        // Every mentor three times: places beyond the minimum, minimum places, further places.
        int[] all = [.. Enumerable.Range(0, count).Select(m => Math.Max(0, places[m] - minimum[m])), .. minimum, .. Enumerable.Repeat(learners.Length, count)], taken = new int[3 * count], nodeOf = new int[learners.Length];
        for (int l = 0; l < learners.Length; l++)
        {
            nodeOf[l] = -1;
            if (mentorOf[l] < 0) continue;
            int m = mentorOf[l];
            nodeOf[l] = taken[count + m] < minimum[m] ? count + m : taken[m] < all[m] ? m : (2 * count) + m;
            taken[nodeOf[l]]++;
        }

        var optimum = new PlainOptimum(learners.Length, all, new int[3 * count]);
        bool isBetter = optimum.Improve(
            nodeOf,
            (l, node) => Allowed(l, node % count) || Waivable(l, node % count),
            (l, _) => isForEveryone || fit.IsRequired(learners[l]) ? 1 : 0,
            (l, node) => (Allowed(l, node % count) ? 0 : -1) + (node / count == 1 && minimum[node % count] <= places[node % count] ? 1 : node / count == 2 ? -1 : 0)).IsBetter;
        if (isBetter) Fail("smaller", "Fewer steps are enough.");
        return problems.ToList();
    }
}
