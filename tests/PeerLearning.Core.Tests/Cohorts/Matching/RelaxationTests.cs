using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

public class RelaxationTests
{
    private static (Workforce Workforce, MatchRequest Request) Random(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var workforce = Workforce.Create(Org.Random(11, seed));
        int learners = 1 + random.Next(5), mentors = 1 + random.Next(4);
        var rules = new List<Rule> { new ReportingLineRule { SeparatesTeams = random.Next(2) == 0 } };
        if (random.Next(2) == 0) rules.Add(new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 });
        if (random.Next(2) == 0) rules.Add(new OverlapRule { MinimumPerWeek = Duration.FromHours(15), Dates = new DateInterval(new LocalDate(2026, 3, 2), new LocalDate(2026, 4, 5)) });
        if (random.Next(3) == 0) rules.Add(new IncludeRule(workforce.IdAt(random.Next(learners)), workforce.IdAt(6 + random.Next(mentors))));
        if (random.Next(4) == 0) rules.Add(new ExcludeRule(workforce.IdAt(random.Next(learners))));
        var places = Enumerable.Range(0, mentors).Select(m =>
        {
            int most = random.Next(3);
            return new MentorPlace { Person = workforce.IdAt(6 + m - (random.Next(8) == 0 ? 2 : 0)), Places = most, MinimumPlaces = Math.Min(most, random.Next(3)) };
        }).DistinctBy(row => row.Person).ToList();
        rules.RemoveAll(rule => rule is IncludeRule include && !places.Exists(row => row.Person == include.People[1]));
        var rows = Enumerable.Range(0, learners).Select(l => new Learner { Person = workforce.IdAt(l), EarlierMentors = random.Next(4) == 0 ? [places[0].Person] : [] }).ToList();
        var fits = random.Next(3) > 0 ? null : rows.SelectMany(row => places.Where(_ => random.Next(3) > 0).Select(place => new PairFit(row.Person, place.Person, random.Next(9)))).ToList();
        return (workforce, new MatchRequest { Learners = rows, MentorPlaces = places, Rules = rules, Fits = fits });
    }

    /// <summary>The fewest steps over all ways to give everybody a mentor, and how many people cannot have one at all.</summary>
    private static int BruteForce(Workforce workforce, MatchRequest request, bool isForEveryone)
    {
        var fit = new PlainFit(workforce, request, new MatchOptions());
        PersonId[] learners = [.. fit.Learners.Keys.Order()], mentors = [.. fit.Mentors.Keys.Order()];
        int[] load = new int[mentors.Length];
        int best = int.MaxValue;
        Try(0, 0);
        return best;

        void Try(int l, int waivers)
        {
            if (l == learners.Length)
            {
                int steps = waivers;
                for (int m = 0; m < mentors.Length; m++) steps += Math.Max(0, load[m] - fit.Mentors[mentors[m]].Places) + Math.Max(0, fit.Promised(mentors[m]) - load[m]);
                best = Math.Min(best, steps);
                return;
            }

            bool canBe = false;
            for (int m = 0; m < mentors.Length; m++)
            {
                if (learners[l] == mentors[m] || !fit.HasFit(learners[l], mentors[m])) continue;
                canBe = true;
                load[m]++;
                Try(l + 1, waivers + (fit.Points(learners[l], mentors[m]) is null ? 1 : 0));
                load[m]--;
            }

            if (!canBe || !(isForEveryone || fit.IsRequired(learners[l]))) Try(l + 1, waivers);
        }
    }

    [Fact]
    public void The_smallest_relaxation_is_as_small_as_any_and_makes_the_request_possible()
    {
        int some = 0, waived = 0, lowered = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            var (workforce, request) = Random(seed);
            var match = new CohortMatcher().Match(workforce, request);
            foreach (bool isForEveryone in new[] { true, false })
            {
                var relaxation = match.SmallestRelaxation(isForEveryone);
                int size = relaxation.Steps.Sum(step => step.By);
                Assert.Equal((seed, BruteForce(workforce, request, isForEveryone)), (seed, size));
                Assert.Equal((seed, ""), (seed, string.Join(" ", relaxation.Verify(workforce, request))));
                some += size > 0 ? 1 : 0;
                waived += relaxation.Steps.Count(step => step.Kind == RelaxationKind.Waiver);
                lowered += relaxation.Steps.Count(step => step.Kind == RelaxationKind.LowerMinimum);
                if (relaxation.Certificate.Proof != Proof.Optimal) continue;
                var relaxed = new CohortMatcher(new MatchOptions { RequiresEveryone = isForEveryone }).Match(workforce, relaxation.Request);
                Assert.Equal((seed, isForEveryone, Proof.Optimal), (seed, isForEveryone, relaxed.Certificate.Proof));
                Assert.Empty(relaxed.Verify(workforce, relaxation.Request));
            }

            if (match.Certificate.Proof == Proof.Optimal && match.Unmatched.Count == 0) Assert.Empty(match.SmallestRelaxation().Steps);
        }

        Assert.True(some > 100 && waived > 50 && lowered > 20);
    }

    [Fact]
    public void Steps_say_what_gives_way_and_by_how_much()
    {
        var workforce = Workforce.Create([Org.Person("boss"), Org.Person("dev", manager: "boss"), Org.Person("ops"), Org.Person("qa")]);
        var request = new MatchRequest
        {
            Learners = [new() { Person = new("dev") }, new() { Person = new("ops") }, new() { Person = new("qa") }],
            MentorPlaces = [new() { Person = new("boss") }],
            Rules = [new ReportingLineRule()],
        };
        var match = new CohortMatcher().Match(workforce, request);
        var relaxation = match.SmallestRelaxation();
        Assert.Equal(
            ["boss takes 2 learners more than the 1 that they have places for.", "dev learns with boss in spite of a rule (reporting-line)."], relaxation.Steps.Select(step => step.Reason.ToString()));
        Assert.Equal((3.0, 3.0, true), (relaxation.Certificate.Objective, relaxation.Certificate.Bound, relaxation.Certificate.IsMinimised));
        Assert.Empty(relaxation.Verify(workforce, request));

        // A relaxation of another request, or one that is not the smallest, is noticed.
        Assert.NotEmpty(relaxation.Verify(workforce, request with { Rules = [] }));
        Assert.NotEmpty(relaxation.Verify(workforce, request with { MentorPlaces = [new() { Person = new("boss"), Places = 2 }] }));
        Assert.NotEmpty(relaxation.Verify(workforce, request with { MentorPlaces = [.. request.MentorPlaces, new() { Person = new("ops"), Places = 2 }] }));
        var again = new CohortMatcher().Match(workforce, relaxation.Request);
        Assert.Equal(3, again.Pairs.Count);
        Assert.Empty(again.Problems);
    }

    [Fact]
    public void A_waiver_lets_two_people_meet_whatever_the_rules_say_and_no_others()
    {
        for (int seed = 0; seed < 80; seed++)
        {
            var (workforce, request) = Random(seed);
            var random = new SeededRandom((ulong)seed);
            var waiver = new PairWaiver { Learner = request.Learners[random.Next(request.Learners.Count)].Person, Mentor = request.MentorPlaces[random.Next(request.MentorPlaces.Count)].Person, Why = "the board decided" };
            var waived = request with { Waivers = [waiver] };
            var input = MatchInput.Read(workforce, waived);
            PairJudge with = new(input, new MatchOptions()), without = new(MatchInput.Read(workforce, request), new MatchOptions());
            var plain = new PlainFit(workforce, waived, new MatchOptions());
            for (int l = 0; l < input.Learners.Length; l++)
            {
                with.Begin(l);
                without.Begin(l);
                for (int m = 0; m < input.Mentors.Length; m++)
                {
                    bool isWaived = input.Learners[l].Person == waiver.Learner && input.Mentors[m].Person == waiver.Mentor && waiver.Learner != waiver.Mentor;
                    if (!isWaived) Assert.Equal(without.Judge(m), with.Judge(m));
                    else Assert.True(with.Judge(m) >= 0);
                    if (request.Fits is null) Assert.Equal((seed, plain.Points(input.Learners[l].Person, input.Mentors[m].Person)), (seed, with.Judge(m) < 0 ? null : with.Judge(m)));
                }
            }

            var match = new CohortMatcher().Match(workforce, waived);
            Assert.Empty(match.Verify(workforce, waived));
        }
    }

    [Fact]
    public void Waivers_are_judged_at_the_door()
    {
        var workforce = Workforce.Create([Org.Person("a"), Org.Person("m")]);
        var request = new MatchRequest
        {
            Learners = [new() { Person = new("a") }, new() { Person = new("m") }],
            MentorPlaces = [new() { Person = new("m") }],
            Waivers =
            [
                null!, new() { Learner = new("x"), Mentor = new("m"), Why = "w" }, new() { Learner = new("a"), Mentor = new("x"), Why = "w" }, new() { Learner = new("m"), Mentor = new("m"), Why = "w" },
                new() { Learner = new("a"), Mentor = new("m"), Why = " " },
            ],
        };
        var match = new CohortMatcher().Match(workforce, request);
        Assert.Equal(["match.waiver.missing", "match.waiver.learner", "match.waiver.mentor", "match.waiver.self", "match.waiver.why"], match.Problems.Select(problem => problem.Code));
        Assert.Equal("a with m (1000)", Assert.Single(match.Pairs).ToString());
        Assert.Equal(Proof.Impossible, match.SmallestRelaxation().Certificate.Proof);
    }
}
