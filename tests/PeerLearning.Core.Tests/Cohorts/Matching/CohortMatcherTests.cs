using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Skills;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

public class CohortMatcherTests
{
    private static readonly DateInterval Spring = new(new LocalDate(2026, 3, 2), new LocalDate(2026, 5, 22));

    private static MatchRequest Random(Workforce workforce, ref SeededRandom random, int learners, int mentors, bool withOverlap = true)
    {
        PersonId Id(int i, ref SeededRandom random) => workforce.IdAt((i + random.Next(3)) % workforce.Count);
        var learnerIds = new HashSet<PersonId>();
        for (int i = 0; i < learners; i++) learnerIds.Add(Id(i, ref random));
        var mentorIds = new HashSet<PersonId>();
        for (int i = 0; i < mentors; i++) mentorIds.Add(Id(workforce.Count / 2 + i, ref random));
        var learnerRows = new List<Learner>();
        foreach (var learner in learnerIds.Order())
        {
            var wishes = new List<Preference>();
            foreach (var mentor in mentorIds.Order())
            {
                if (mentor != learner && random.Next(3) == 0) wishes.Add(new Preference(mentor, random.Next(4) + 1));
            }

            learnerRows.Add(new Learner { Person = learner, Preferences = wishes, EarlierMentors = random.Next(6) == 0 ? [mentorIds.Order().First()] : [] });
        }

        var mentorRows = new List<MentorPlace>();
        foreach (var mentor in mentorIds.Order())
        {
            int places = random.Next(3);
            mentorRows.Add(new MentorPlace { Person = mentor, Places = places, MinimumPlaces = random.Next(5) == 0 ? Math.Min(places, 1) : 0 });
        }

        var rules = new List<Rule> { new ReportingLineRule { Depth = random.Next(2) == 0 ? null : 1, SeparatesTeams = random.Next(2) == 0 } };
        if (withOverlap) rules.Add(new OverlapRule { MinimumPerWeek = Duration.FromHours(random.Next(12) + 1), Dates = Spring });
        if (random.Next(3) == 0) rules.Add(new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 });
        if (random.Next(3) == 0) rules.Add(new ApartRule(learnerRows[0].Person, mentorRows[0].Person));
        if (random.Next(3) == 0) rules.Add(new ExcludeRule(learnerRows[^1].Person));
        if (random.Next(3) == 0) rules.Add(new IncludeRule(learnerRows[learnerRows.Count / 2].Person));
        if (random.Next(4) == 0 && learnerRows[1].Person != mentorRows[1].Person) rules.Add(new TogetherRule(learnerRows[1].Person, mentorRows[1].Person));
        return new MatchRequest { Learners = learnerRows, MentorPlaces = mentorRows, Rules = rules };
    }

    /// <summary>The best objective over all matches, by trying all: minimums first, then people who must be matched, then the method.</summary>
    private static (int Minimums, int Must, long Value) BruteForce(Workforce workforce, MatchRequest request, MatchOptions options)
    {
        var fit = new PlainFit(workforce, request, options);
        var include = request.Rules.OfType<IncludeRule>().SelectMany(rule => rule.People).ToHashSet();
        PersonId[] learners = [.. fit.Learners.Keys.Order()], mentors = [.. fit.Mentors.Keys.Order()];
        int[] load = new int[mentors.Length];
        var best = (-1, -1, -1L);
        Try(0, 0, 0);
        return best;

        void Try(int l, int must, long value)
        {
            if (l == learners.Length)
            {
                int minimums = 0;
                for (int m = 0; m < mentors.Length; m++) minimums += Math.Min(load[m], fit.Minimum(fit.Mentors[mentors[m]]));
                if ((minimums, must, value).CompareTo(best) > 0) best = (minimums, must, value);
                return;
            }

            Try(l + 1, must, value);
            for (int m = 0; m < mentors.Length; m++)
            {
                if (load[m] == fit.Mentors[mentors[m]].Places || fit.Points(learners[l], mentors[m]) is not { } points) continue;
                load[m]++;
                Try(l + 1, must + (include.Contains(learners[l]) ? 1 : 0), value + points + (options.Method == MatchMethod.MostPeople ? 1_000_000 : 0));
                load[m]--;
            }
        }
    }

    [Theory]
    [InlineData(MatchMethod.MostPeople)]
    [InlineData(MatchMethod.HighestTotal)]
    public void Small_requests_agree_with_brute_force_and_verify(MatchMethod method)
    {
        for (int seed = 0; seed < 120; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            var workforce = Workforce.Create(Org.Random(14, seed));
            var request = Random(workforce, ref random, 5, 4);
            var options = new MatchOptions { Method = method, RequiresCommonLanguage = seed % 3 == 0 };
            var match = new CohortMatcher(options).Match(workforce, request);
            Assert.Empty(match.Verify(workforce, request));
            var best = BruteForce(workforce, request, options);
            var fit = new PlainFit(workforce, request, options);
            var include = request.Rules.OfType<IncludeRule>().SelectMany(rule => rule.People).ToHashSet();
            int minimums = match.Mentors.Sum(load => Math.Min(load.Learners, fit.Minimum(fit.Mentors[load.Mentor])));
            int must = match.Pairs.Count(pair => include.Contains(pair.Learner));
            long value = match.TotalPoints + (method == MatchMethod.MostPeople ? 1_000_000L * match.Pairs.Count : 0);
            Assert.Equal((seed, best), (seed, (minimums, must, value)));
        }
    }

    [Theory]
    [InlineData(MatchMethod.RankMaximal)]
    [InlineData(MatchMethod.Generous)]
    [InlineData(MatchMethod.MinimumRegret)]
    [InlineData(MatchMethod.Stable)]
    [InlineData(MatchMethod.StableForMentors)]
    [InlineData(MatchMethod.StableMostPeople)]
    [InlineData(MatchMethod.SuperStable)]
    [InlineData(MatchMethod.StronglyStable)]
    [InlineData(MatchMethod.FewestBlockingPairs)]
    public void Methods_by_choice_and_by_stability_agree_with_brute_force_and_verify(MatchMethod method)
    {
        for (int seed = 0; seed < 80; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            var workforce = Workforce.Create(Org.Random(14, seed));
            var request = Random(workforce, ref random, 5, 4);
            request = request with
            {
                Rules = [.. request.Rules.Where(rule => rule is not IncludeRule)],
                MentorPlaces = [.. request.MentorPlaces.Select(row => row with { MinimumPlaces = 0 })],
            };
            var options = new MatchOptions { Method = method, OnlyPreferred = seed % 2 == 0 };
            var match = new CohortMatcher(options).Match(workforce, request);
            Assert.Empty(match.Verify(workforce, request));
            var model = match.Model;
            int worst = model.Ranks.Learner.DefaultIfEmpty(0).Max();
            int[]? best = null;
            bool exists = false;
            int[] current = [.. Enumerable.Repeat(-1, model.LearnerCount)], room = [.. model.Input.Mentors.Select(row => row.Places)];
            Try(0);
            bool claims = match.Certificate.Proof == Proof.Optimal;
            if (method is MatchMethod.SuperStable or MatchMethod.StronglyStable) Assert.Equal((seed, exists), (seed, claims));
            else Assert.Equal((seed, true), (seed, claims));
            if (claims) Assert.Equal(Score(best!), Score([.. match.Candidates]));

            // Another method's answer does not pass for this method's where it is worse, nor at all where there is only one.
            foreach (var other in Enum.GetValues<MatchMethod>().Where(_ => claims))
            {
                var guise = new CohortMatch(model, new MatchOutcome { CandidateOf = MatchMethods.Run(model.With(other), default).CandidateOf, Method = "guise", IsProven = true });
                bool isAsGood = method is MatchMethod.Stable or MatchMethod.StableForMentors ? guise.Candidates.SequenceEqual(match.Candidates) : Score([.. guise.Candidates]).SequenceEqual(Score(best!));
                Assert.Equal((seed, other, isAsGood), (seed, other, guise.Verify(workforce, request).Count == 0));
            }

            void Try(int l)
            {
                if (l == current.Length)
                {
                    exists |= StableCheck.Blocking(MatchMethods.Market(model), current, MatchMethods.StabilityOf(method)).Count == 0;
                    int[] score = Score(current);
                    if (best is null || Compare(score, Score(best)) > 0) best = [.. current];
                    return;
                }

                current[l] = -1;
                Try(l + 1);
                for (int e = model.Start[l]; e < model.Start[l + 1]; e++)
                {
                    if (room[model.Mentor[e]] == 0) continue;
                    room[model.Mentor[e]]--;
                    current[l] = e;
                    Try(l + 1);
                    room[model.Mentor[e]]++;
                }

                current[l] = -1;
            }

            int[] Score(int[] one)
            {
                int blocking = StableCheck.Blocking(MatchMethods.Market(model), one, MatchMethods.StabilityOf(method)).Count;
                int matched = one.Count(e => e >= 0), points = one.Sum(e => e >= 0 ? model.Points[e] : 0);
                int[] profile = [.. Enumerable.Range(1, worst).Select(rank => one.Count(e => e >= 0 && model.Ranks.Learner[e] == rank))];
                return method switch
                {
                    MatchMethod.RankMaximal => [.. profile, points],
                    MatchMethod.Generous => [matched, .. Enumerable.Reverse(profile).Select(count => -count), points],
                    MatchMethod.MinimumRegret => [matched, -Array.FindLastIndex(profile, count => count > 0), points],
                    MatchMethod.FewestBlockingPairs => [matched, -blocking],
                    MatchMethod.StableMostPeople => [-Math.Min(blocking, 1), matched],
                    _ => [-blocking],
                };
            }
        }

        static int Compare(int[] a, int[] b)
        {
            for (int k = 0; k < a.Length; k++)
            {
                if (a[k] != b[k]) return a[k].CompareTo(b[k]);
            }

            return 0;
        }
    }

    [Fact]
    public void Methods_can_be_compared()
    {
        var workforce = Workforce.Create(Org.Random(60, 1));
        var random = new SeededRandom(1);
        var request = Random(workforce, ref random, 25, 12);
        var rows = new CohortMatcher().Compare(workforce, request);
        Assert.Equal(Enum.GetValues<MatchMethod>(), rows.Select(row => row.Method));
        MatchSummary Row(MatchMethod method) => rows.Single(row => row.Method == method);
        Assert.Equal(rows.Where(row => row.Proof != Proof.Impossible).Max(row => row.Matched), Row(MatchMethod.MostPeople).Matched);
        Assert.True(Row(MatchMethod.RankMaximal).FirstChoices >= Row(MatchMethod.Generous).FirstChoices);
        Assert.True(Row(MatchMethod.MinimumRegret).WorstChoice <= Row(MatchMethod.MostPeople).WorstChoice);
        Assert.Equal(0, Row(MatchMethod.Stable).BlockingPairs);
    }

    [Fact]
    public void The_quick_judge_of_pairs_agrees_with_the_plain_definition()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            var workforce = Workforce.Create(Org.Random(40, seed));
            var request = Random(workforce, ref random, 20, 15);
            var options = new MatchOptions { RequiresCommonLanguage = seed % 2 == 0 };
            var input = MatchInput.Read(workforce, request);
            var judge = new PairJudge(input, options);
            var plain = new PlainFit(workforce, request, options);
            for (int l = 0; l < input.Learners.Length; l++)
            {
                judge.Begin(l);
                for (int m = 0; m < input.Mentors.Length; m++)
                {
                    int value = judge.Judge(m);
                    int? expected = plain.Points(input.Learners[l].Person, input.Mentors[m].Person);
                    Assert.Equal((seed, input.Learners[l].Person, input.Mentors[m].Person, expected), (seed, input.Learners[l].Person, input.Mentors[m].Person, value < 0 ? null : value));
                }
            }
        }
    }

    [Fact]
    public void The_order_of_the_input_and_people_who_are_not_concerned_change_nothing()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            var people = Org.Random(60, seed);
            var workforce = Workforce.Create(people);
            var request = Random(workforce, ref random, 25, 12);
            var match = new CohortMatcher().Match(workforce, request);
            var learners = request.Learners.ToArray();
            var mentors = request.MentorPlaces.ToArray();
            random.Shuffle<Learner>(learners);
            random.Shuffle<MentorPlace>(mentors);
            random.Shuffle<Person>(people);
            var other = Workforce.Create([.. people, Org.Person("A stranger", manager: null), Org.Person("zz", manager: people[0].Id.Value)]);
            var again = new CohortMatcher().Match(other, request with { Learners = learners, MentorPlaces = mentors, Rules = [.. request.Rules.Reverse()] });
            Assert.Equal(match.Pairs.Select(pair => pair.ToString()), again.Pairs.Select(pair => pair.ToString()));
            Assert.Empty(again.Verify(other, request));
        }
    }

    [Fact]
    public void Nobody_is_matched_with_their_manager_their_report_or_themselves()
    {
        var workforce = Workforce.Create([Org.Person("boss"), Org.Person("lead", manager: "boss"), Org.Person("dev", manager: "lead"), Org.Person("free")]);
        Learner[] learners = [new() { Person = new("dev") }, new() { Person = new("lead") }];
        MentorPlace[] mentors = [new() { Person = new("boss") }, new() { Person = new("lead") }, new() { Person = new("dev") }, new() { Person = new("free") }];
        var match = new CohortMatcher().Match(workforce, learners, mentors, new ReportingLineRule());
        Assert.Equal("dev with free (1000)", Assert.Single(match.Pairs).ToString());
        Assert.Equal(["2 learners can only go to 1 mentor with 1 place: 1 too few.", "1 mentor is out of the question: the learner is the mentor.", "2 mentors are out of the question: the same reporting line."],
            Assert.Single(match.Unmatched).Reasons.Select(reason => reason.ToString()));
        var shortage = Assert.Single(match.Shortages);
        Assert.Equal(1, shortage.Missing);
        Assert.Equal(["free"], shortage.Mentors.Select(mentor => mentor.Value));
    }

    [Fact]
    public void Hours_are_compared_over_the_real_dates_with_their_clock_changes()
    {
        // New York changes its clocks on 8 March 2026, Berlin on 29 March: for three weeks they have one more hour in common each day.
        var workforce = Workforce.Create([Org.Person("berlin", zone: "Europe/Berlin"), Org.Person("york", zone: "America/New_York")]);
        Learner[] learners = [new() { Person = new("berlin") }];
        MentorPlace[] mentors = [new() { Person = new("york") }];
        CohortMatch Match(LocalDate first, LocalDate last, double hours) => new CohortMatcher().Match(
            workforce, learners, mentors, new OverlapRule { MinimumPerWeek = Duration.FromHours(hours), Dates = new DateInterval(first, last) });
        Assert.Single(Match(new(2026, 3, 9), new(2026, 3, 22), 15).Pairs);
        Assert.Empty(Match(new(2026, 4, 6), new(2026, 4, 19), 11).Pairs);
        var april = Match(new(2026, 4, 6), new(2026, 4, 19), 10);
        Assert.Contains("They have 10 common working hours a week.", april.Pairs[0].Reasons.Select(reason => reason.ToString()));
    }

    [Theory]
    [InlineData(5, 1000)]
    [InlineData(10, 1000)]
    [InlineData(20, 500)]
    [InlineData(40, 250)]
    public void Common_hours_beyond_the_full_overlap_are_worth_no_more(double full, int points)
    {
        // Ten common hours a week, in April.
        var workforce = Workforce.Create([Org.Person("berlin", zone: "Europe/Berlin"), Org.Person("york", zone: "America/New_York")]);
        var matcher = new CohortMatcher(new MatchOptions { Weights = new() { Language = 0, FullOverlapPerWeek = Duration.FromHours(full) } });
        var rule = new OverlapRule { MinimumPerWeek = Duration.FromHours(1), Dates = new DateInterval(new(2026, 4, 6), new(2026, 4, 19)) };
        var request = new MatchRequest { Learners = [new() { Person = new("berlin") }], MentorPlaces = [new() { Person = new("york") }], Rules = [rule] };
        var match = matcher.Match(workforce, request);
        Assert.Equal(points, match.TotalPoints);
        Assert.Empty(match.Verify(workforce, request));
    }

    [Theory]
    [InlineData(0.5, 1000)]
    [InlineData(1.5, 1000)]
    [InlineData(3, 500)]
    [InlineData(6, 250)]
    public void A_lead_beyond_the_full_one_is_worth_no_more(double full, int points)
    {
        var rust = new SkillId("rust");
        var workforce = Workforce.Create([Org.Person("a"), Org.Person("m")]);
        var levels = SkillProfiles.Create([new Proficiency { Person = new("a"), Skill = rust, Level = 2, StandardError = 0.1 }, new Proficiency { Person = new("m"), Skill = rust, Level = 3.5, StandardError = 0.1 }]);
        var matcher = new CohortMatcher(new MatchOptions { Weights = new() { Language = 0, FullLead = full } });
        var request = new MatchRequest { Learners = [new() { Person = new("a"), Goals = [rust] }], MentorPlaces = [new() { Person = new("m") }], Levels = levels };
        var match = matcher.Match(workforce, request);
        Assert.Equal(points, match.TotalPoints);
        Assert.Empty(match.Verify(workforce, request));
    }

    [Fact]
    public void A_minimum_that_cannot_be_filled_makes_the_match_impossible()
    {
        var workforce = Workforce.Create([Org.Person("a"), Org.Person("m", manager: "a"), Org.Person("n")]);
        MatchRequest request = new()
        {
            Learners = [new() { Person = new("a") }],
            MentorPlaces = [new() { Person = new("m"), MinimumPlaces = 1 }, new() { Person = new("n") }],
            Rules = [new ReportingLineRule()],
        };
        var match = new CohortMatcher().Match(workforce, request);
        Assert.Equal(Proof.Impossible, match.Certificate.Proof);
        Assert.Contains("match.minimum", match.Reasons.Select(reason => reason.Code));
        Assert.Empty(match.Verify(workforce, request));
    }

    [Fact]
    public void Every_problem_of_the_rows_is_reported_at_once_and_the_sound_rows_are_matched()
    {
        var workforce = Workforce.Create([Org.Person("a"), Org.Person("b"), Org.Person("m"), Org.Person("n")]);
        MatchRequest request = new()
        {
            Learners =
            [
                new() { Person = new("a"), Preferences = [new(new("a"), 1), new(new("m"), 0), new(new("n"), 1), new(new("n"), 2), new(new("q"), 1)], EarlierMentors = [new("gone")] },
                new() { Person = default }, new() { Person = new("x") }, new() { Person = new("a") }, null!,
            ],
            MentorPlaces =
            [
                new() { Person = new("m"), Places = -1 }, new() { Person = new("n"), Places = 2 }, new() { Person = new("n") }, new() { Person = new("b"), Places = 1, MinimumPlaces = 2 },
                new() { Person = new("a"), MinimumPlaces = -1 }, null!, new() { Person = new("y") },
            ],
            Rules = [null!, new IncludeRule(new PersonId("b")), new ApartRule(new PersonId("a"))],
            Fits = [new(new("a"), new("n"), 7), new(new("a"), new("n"), 8), new(new("q"), new("n"), 1), new(new("a"), new("q"), 1), new(new("a"), new("n"), -1), default],
        };
        var match = new CohortMatcher().Match(workforce, request);
        string[] expected =
        [
            "match.fit.duplicate", "match.fit.learner", "match.fit.mentor", "match.fit.points", "match.learner.blank", "match.learner.duplicate", "match.learner.earlier.unknown",
            "match.learner.missing", "match.learner.preference.duplicate", "match.learner.preference.rank", "match.learner.preference.self", "match.learner.preference.unknown",
            "match.learner.unknown", "match.mentor.duplicate", "match.mentor.minimum.above-places", "match.mentor.minimum.negative", "match.mentor.missing",
            "match.mentor.places.negative", "match.mentor.unknown", "match.rule.include.nobody", "match.rule.missing", "rule.people.too-few",
        ];
        Assert.Equal(expected, match.Problems.Select(problem => problem.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("a with n (7)", Assert.Single(match.Pairs).ToString());
        Assert.Empty(match.Verify(workforce, request));
    }

    [Fact]
    public void A_match_does_not_verify_against_another_request()
    {
        var workforce = Workforce.Create(Org.Random(40, 3));
        var random = new SeededRandom(3);
        var request = Random(workforce, ref random, 15, 8);
        var match = new CohortMatcher().Match(workforce, request);
        Assert.Empty(match.Verify(workforce, request));
        var pair = match.Pairs[0];
        Assert.NotEmpty(match.Verify(workforce, request with { Rules = [.. request.Rules, new ApartRule(pair.Learner, pair.Mentor)] }));
        Assert.NotEmpty(match.Verify(workforce, request with { MentorPlaces = [.. request.MentorPlaces.Where(row => row.Person != pair.Mentor)] }));
        Assert.NotEmpty(match.Verify(workforce, request with { Learners = [.. request.Learners.Where(row => row.Person != pair.Learner)] }));
        Assert.NotEmpty(match.Verify(workforce, request with { MentorPlaces = [.. request.MentorPlaces.Select(row => row with { Places = row.Places + 1 })] }));
    }

    [Fact]
    public void A_mentor_ahead_in_the_skill_that_the_learner_wants_fits_better()
    {
        var rust = new SkillId("rust");
        var workforce = Workforce.Create([Org.Person("a"), Org.Person("b"), Org.Person("m"), Org.Person("n")]);
        Proficiency Level(string person, double level) => new() { Person = new(person), Skill = rust, Level = level, StandardError = 0.2 };
        MatchRequest request = new()
        {
            Learners = [new() { Person = new("a"), Goals = [rust] }, new() { Person = new("b"), Goals = [rust] }],
            MentorPlaces = [new() { Person = new("m") }, new() { Person = new("n") }],
            Levels = SkillProfiles.Create([Level("a", 3), Level("m", 4), Level("n", 4.6)]),
        };
        var match = new CohortMatcher().Match(workforce, request);

        // b's level is unknown and so the lowest: m is as far ahead as counts; a gains by the better one.
        Assert.Equal(["a with n (800)", "b with m (1000)"], match.Pairs.Select(pair => pair.ToString()));
        Assert.Empty(match.Verify(workforce, request));
        Assert.Equal("match.levels.missing", Assert.Single(new CohortMatcher().Match(workforce, request with { Levels = null }).Problems).Code);
    }

    [Fact]
    public void A_protected_dimension_may_not_decide()
    {
        var faith = new Dimension("Faith", DimensionClass.SpecialCategory);
        var workforce = Workforce.Create([Org.Person("a") with { Values = [new(faith, "x")] }, Org.Person("m") with { Values = [new(faith, "y")] }]);
        var match = new CohortMatcher().Match(workforce, [new() { Person = new("a") }], [new() { Person = new("m") }], new PerValueRule(faith) { Minimum = 2 });
        Assert.Equal("match.rule.dimension.class", Assert.Single(match.Problems).Code);
        Assert.Single(match.Pairs);
    }

    [Fact]
    public void One_more_place_never_lowers_and_never_adds_more_than_its_price()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new SeededRandom((ulong)seed + 100);
            var workforce = Workforce.Create(Org.Random(40, seed));
            var request = Random(workforce, ref random, 20, 6, withOverlap: false);
            var match = new CohortMatcher().Match(workforce, request);
            foreach (var load in match.Mentors)
            {
                var more = request with { MentorPlaces = [.. request.MentorPlaces.Select(row => row.Person == load.Mentor ? row with { Places = row.Places + 1 } : row)] };
                double gain = new CohortMatcher().Match(workforce, more).Certificate.Objective - match.Certificate.Objective;
                Assert.InRange(gain, 0, (double)load.Price!.Value);
            }
        }
    }
}
