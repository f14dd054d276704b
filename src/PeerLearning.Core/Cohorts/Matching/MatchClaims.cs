using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Checks that a match is the best of its kind, or that there is none, by plain exact methods that share nothing with the solver.</summary>
/// <remarks>
/// Methods by counts: no chain of moves gains (<see cref="PlainOptimum"/>). Stable for either side: found again in rounds (<see cref="PlainRounds"/>). Where a proof rests on trying everything, everything is tried again.
/// That no strongly stable or super-stable match exists is tried up to the same number of matches; for larger requests it rests on the algorithm.
/// </remarks>
internal sealed class MatchClaims
{
    // As many matches as the methods themselves try.
    private const double MostTries = 400_000;

    private readonly PlainFit _fit;
    private readonly CohortMatch _match;
    private readonly MatchOptions _options;
    private readonly ProblemList _problems;
    private readonly PersonId[] _learners;
    private readonly PersonId[] _mentors;
    private readonly int?[,] _points;
    private readonly int[] _places;
    private readonly int[] _mentorOf;

    private MatchClaims(PlainFit fit, CohortMatch match, MatchOptions options, ProblemList problems)
    {
        _fit = fit;
        _match = match;
        _options = options;
        _problems = problems;
        _learners = [.. fit.Learners.Keys.Order()];
        _mentors = [.. fit.Mentors.Keys.Order()];
        _places = Array.ConvertAll(_mentors, mentor => fit.Mentors[mentor].Places);
        _points = new int?[_learners.Length, _mentors.Length];
        for (int l = 0; l < _learners.Length; l++)
        {
            for (int m = 0; m < _mentors.Length; m++) _points[l, m] = fit.Points(_learners[l], _mentors[m]);
        }

        _mentorOf = new int[_learners.Length];
        Array.Fill(_mentorOf, -1);
        foreach (var pair in match.Pairs) _mentorOf[Array.BinarySearch(_learners, pair.Learner)] = Array.BinarySearch(_mentors, pair.Mentor);
    }

    public static void Check(PlainFit fit, CohortMatch match, MatchOptions options, ProblemList problems)
    {
        bool isByPrices = options.Method is MatchMethod.MostPeople or MatchMethod.HighestTotal;
        if (match.Certificate.Proof is not (Proof.Optimal or Proof.Impossible) || (isByPrices && match.Certificate.Proof == Proof.Optimal)) return;
        var claims = new MatchClaims(fit, match, options, problems);
        switch (options.Method)
        {
            case MatchMethod.Stable or MatchMethod.StableForMentors:
                claims.CheckRounds();
                break;
            case MatchMethod.StableMostPeople or MatchMethod.FewestBlockingPairs:
                claims.CheckTries();
                break;
            case MatchMethod.SuperStable or MatchMethod.StronglyStable:
                if (match.Reasons.Any(reason => reason.Code == "match.no-such")) claims.CheckNone();
                break;
            default:
                claims.CheckCounts();
                break;
        }
    }

    /// <summary>The number of a mentor among the choices of each learner; ties share it.</summary>
    private int[,] Choices()
    {
        int[,] choice = new int[_learners.Length, _mentors.Length];
        for (int l = 0; l < _learners.Length; l++)
        {
            long?[] key = [.. Enumerable.Range(0, _mentors.Length).Select(m => _points[l, m] is null ? (long?)null : _fit.LearnerKey(_learners[l], _mentors[m]))];
            for (int m = 0; m < key.Length; m++) choice[l, m] = 1 + key.Count(other => other < key[m]);
        }

        return choice;
    }

    private void CheckCounts()
    {
        int[,] choice = Choices();
        var optimum = new PlainOptimum(_learners.Length, _places, Array.ConvertAll(_mentors, mentor => _fit.Minimum(_fit.Mentors[mentor])));
        bool Allowed(int l, int m) => _points[l, m] is not null;
        long Must(int l, int m) => _fit.IsRequired(_learners[l]) ? 1 : 0;
        long Points(int l, int m) => _points[l, m]!.Value;
        Func<int, int, bool> isAllowed = Allowed;
        int worst = 0;
        for (int l = 0; l < _learners.Length; l++) worst = Math.Max(worst, _mentorOf[l] < 0 ? 0 : choice[l, _mentorOf[l]]);
        int[] ranks = [.. Enumerable.Range(0, _learners.Length).SelectMany(l => Enumerable.Range(0, _mentors.Length).Where(m => Allowed(l, m)).Select(m => choice[l, m])).Distinct().Order()];
        List<Func<int, int, long>> counts = [Must];
        if (_options.Method is not (MatchMethod.HighestTotal or MatchMethod.RankMaximal)) counts.Add((_, _) => 1);
        if (_options.Method == MatchMethod.RankMaximal) counts.AddRange(ranks.Select(rank => (Func<int, int, long>)((l, m) => choice[l, m] == rank ? 1 : 0)));
        if (_options.Method == MatchMethod.Generous) counts.AddRange(Enumerable.Reverse(ranks).Select(rank => (Func<int, int, long>)((l, m) => choice[l, m] == rank ? -1 : 0)));
        if (_options.Method == MatchMethod.MinimumRegret)
        {
            // Even the fewest with so bad a choice are some, so that nobody can be spared it.
            var (spared, _) = optimum.Improve(_mentorOf, Allowed, [.. counts, (l, m) => choice[l, m] >= worst ? -1 : 0]);
            if (worst > 1 && !Enumerable.Range(0, spared.Length).Any(l => spared[l] >= 0 && choice[l, spared[l]] >= worst)) Fail("The worst choice can be better.");
            isAllowed = (l, m) => Allowed(l, m) && choice[l, m] <= worst;
        }

        counts.Add(Points);
        if (optimum.Improve(_mentorOf, isAllowed, [.. counts]).IsBetter) Fail("A chain of moves makes the match better.");

        // Whoever misses a minimum, or a place they must have, misses it in the best match of all.
        if (_match.Certificate.Proof == Proof.Optimal && _options.RequiresEveryone && _mentorOf.Contains(-1)) Fail("Somebody is left out who must not be.");
    }

    private void CheckRounds()
    {
        var rounds = new PlainRounds
        {
            Wishes = [.. Enumerable.Range(0, _learners.Length).Select(l => Enumerable.Range(0, _mentors.Length).Where(m => _points[l, m] is not null).OrderBy(m => _fit.LearnerKey(_learners[l], _mentors[m])).ThenBy(m => m).ToArray())],
            OfferPlaces = _places,
            OwnerOf = [.. Enumerable.Range(0, _mentors.Length)],
            OwnerPlaces = _places,
            Turn = (m, l) => (_fit.MentorKey(_learners[l], _mentors[m]) * (_learners.Length + 1L)) + l,
        };
        int[] best = _options.Method == MatchMethod.Stable ? rounds.ByApplications() : rounds.ByOffers();
        if (!best.AsSpan().SequenceEqual(_mentorOf)) Fail("Another stable match is better for the side that is favoured.");
    }

    /// <summary>Most people first, then stability or few blocking pairs: proven by a full match, or else by trying all matches.</summary>
    private void CheckTries()
    {
        if (_match.Certificate.Proof == Proof.Impossible) return;
        bool isFull = !new PlainOptimum(_learners.Length, _places, new int[_places.Length]).Improve(_mentorOf, (l, m) => _points[l, m] is not null, (_, _) => 1).IsBetter;
        int matched = _mentorOf.Count(m => m >= 0), blocking = _match.BlockingPairs.Count;
        if (_options.Method == MatchMethod.FewestBlockingPairs && !isFull) Fail("More people can be matched.");
        if (isFull && blocking == 0) return;
        bool isTried = TryAll(current =>
        {
            int people = current.Count(m => m >= 0);
            if (people < matched || (people == matched && _options.Method == MatchMethod.StableMostPeople)) return;
            int blocks = CountBlocking(current, MatchMethod.Stable);
            if (_options.Method == MatchMethod.StableMostPeople ? blocks == 0 : blocks < blocking) Fail("Another match is better.");
        });
        if (!isTried && matched > 1) Fail("The proof rests on more matches than are tried.");
    }

    private void CheckNone() => TryAll(current =>
    {
        if (CountBlocking(current, _options.Method) == 0) Fail("There is such a match.");
    });

    private int CountBlocking(int[] current, MatchMethod method)
    {
        int blocking = 0;
        for (int m = 0; m < _mentors.Length; m++)
        {
            int[] there = [.. Enumerable.Range(0, current.Length).Where(l => current[l] == m)];
            for (int l = 0; l < current.Length && _places[m] > 0; l++)
            {
                if (current[l] == m || _points[l, m] is null) continue;
                long forLearner = current[l] < 0 ? 1 : _fit.LearnerKey(_learners[l], _mentors[current[l]]) - _fit.LearnerKey(_learners[l], _mentors[m]);
                long forMentor = there.Length < _places[m] ? 1 : there.Max(other => _fit.MentorKey(_learners[other], _mentors[m])) - _fit.MentorKey(_learners[l], _mentors[m]);
                if (MatchVerifier.Blocks(method, forLearner, forMentor)) blocking++;
            }
        }

        return blocking;
    }

    /// <summary>Shows every match, one after another; false when there are too many.</summary>
    private bool TryAll(Action<int[]> judge)
    {
        double tries = 1;
        for (int l = 0; l < _learners.Length; l++) tries *= 1 + Enumerable.Range(0, _mentors.Length).Count(m => _points[l, m] is not null);
        if (tries > MostTries) return false;
        int[] current = [.. Enumerable.Repeat(-1, _learners.Length)], room = [.. _places];
        while (!_problems.HasErrors)
        {
            judge(current);

            // The next match, as an odometer turns.
            int l = 0;
            for (; l < current.Length; l++)
            {
                int m = current[l];
                if (m >= 0) room[m]++;
                for (m++; m < _mentors.Length && (room[m] == 0 || _points[l, m] is null); m++)
                {
                }

                current[l] = m < _mentors.Length ? m : -1;
                if (current[l] < 0) continue;
                room[m]--;
                break;
            }

            if (l == current.Length) return true;
        }

        return true;
    }

    private void Fail(string what) => _problems.Error("match.verify.claim", "match.Certificate", what, "Solve again.");
}
