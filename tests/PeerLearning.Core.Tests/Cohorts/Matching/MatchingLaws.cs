using FsCheck.Xunit;
using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

/// <summary>What must hold of matches, pairs, projects and rematches whatever the request is.</summary>
public class MatchingLaws
{
    private static readonly MatchMethod[] Methods = Enum.GetValues<MatchMethod>();

    private static (Person[] People, MatchRequest Request) Draw(int seed, bool withFits = false)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        int learners = 1 + random.Next(8), mentors = 1 + random.Next(5);
        var people = Org.Random(learners + mentors + 4, seed);
        var ids = people.Select(person => person.Id).Order().ToArray();
        var mentorIds = ids[learners..(learners + mentors)];
        var rows = ids[..learners].Select(id => new Learner { Person = id, Preferences = Wishes(mentorIds, ref random), EarlierMentors = random.Next(5) == 0 ? [mentorIds[0]] : [] }).ToList();
        var places = new List<MentorPlace>();
        foreach (var id in mentorIds) places.Add(new MentorPlace { Person = id, Places = random.Next(4), Preferences = Wishes(ids[..learners], ref random) });
        var fits = new List<PairFit>();
        foreach (var row in rows)
        {
            foreach (var id in mentorIds)
            {
                if (random.Next(4) > 0) fits.Add(new PairFit(row.Person, id, random.Next(100)));
            }
        }

        return (people, new MatchRequest
        {
            Learners = rows,
            MentorPlaces = places,
            Rules = [new ReportingLineRule { SeparatesTeams = random.Next(2) == 0 }, new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }, new ApartRule(ids[0], mentorIds[^1])],
            Fits = withFits ? fits : null,
        });
    }

    private static List<Preference> Wishes(PersonId[] whom, ref SeededRandom random)
    {
        var wishes = new List<Preference>();
        foreach (var id in whom)
        {
            if (random.Next(2) == 0) wishes.Add(new Preference(id, random.Next(3) + 1));
        }

        return wishes;
    }

    private static T[] Shuffled<T>(IEnumerable<T> rows, int seed)
    {
        var array = rows.ToArray();
        new SeededRandom((ulong)(uint)seed).Shuffle<T>(array);
        return array;
    }

    private static Person[] WithStrangers(Person[] people) => [.. people, Org.Person("AAA", manager: people[0].Id.Value), Org.Person("zzz")];

    private static string Told(CohortMatch match) => string.Join("; ", match.Pairs) + " | " + string.Join("; ", match.Unmatched) + " | " + match.Certificate.Proof + match.Certificate.Objective;

    [Property(MaxTest = 120)]
    public void A_match_is_the_same_for_rows_in_any_order_and_with_people_who_are_not_concerned(int seed)
    {
        var (people, request) = Draw(seed);
        var method = Methods[(uint)seed % Methods.Length];
        var matcher = new CohortMatcher(new MatchOptions { Method = method });
        var match = matcher.Match(Workforce.Create(people), request);
        var other = request with
        {
            Learners = Shuffled(request.Learners.Select(row => row with { Preferences = Shuffled(row.Preferences, seed) }), seed),
            MentorPlaces = Shuffled(request.MentorPlaces, seed + 1),
            Rules = Shuffled(request.Rules, seed + 2),
        };
        var workforce = Workforce.Create(WithStrangers(Shuffled(people, seed + 3)));
        Assert.Equal(Told(match), Told(matcher.Match(workforce, other)));
        Assert.Equal(match.SmallestRelaxation().Steps, matcher.Match(workforce, other).SmallestRelaxation().Steps);
    }

    [Property(MaxTest = 120)]
    public void More_places_fewer_rules_and_waivers_never_lower_the_optimum_nor_enlarge_the_relaxation(int seed)
    {
        var (people, request) = Draw(seed, withFits: true);
        var workforce = Workforce.Create(people);
        var random = new SeededRandom((ulong)(uint)seed + 1);
        int mentor = random.Next(request.MentorPlaces.Count);
        MatchRequest[] easier =
        [
            request with { MentorPlaces = [.. request.MentorPlaces.Select((row, k) => k == mentor ? row with { Places = row.Places + 1 } : row)] },
            request with { Rules = [.. request.Rules.Where((_, k) => k != seed % 3)] },
            request with { Waivers = [new PairWaiver { Learner = request.Learners[0].Person, Mentor = request.MentorPlaces[mentor].Person, Why = "decided" }] },
        ];
        foreach (var method in new[] { MatchMethod.MostPeople, MatchMethod.HighestTotal })
        {
            var matcher = new CohortMatcher(new MatchOptions { Method = method });
            var match = matcher.Match(workforce, request);
            foreach (var one in easier)
            {
                var eased = matcher.Match(workforce, one);
                if (method == MatchMethod.MostPeople) Assert.True(eased.Pairs.Count >= match.Pairs.Count);
                Assert.True(eased.Pairs.Count > match.Pairs.Count || eased.TotalPoints >= match.TotalPoints);
                Assert.True(eased.SmallestRelaxation().Certificate.Objective <= match.SmallestRelaxation().Certificate.Objective);
            }
        }
    }

    [Property(MaxTest = 120)]
    public void With_more_places_no_learner_is_worse_off_and_with_more_learners_none_better_in_the_stable_match_for_learners(int seed)
    {
        var (people, request) = Draw(seed, withFits: true);
        var workforce = Workforce.Create(people);
        int mentor = (int)((uint)seed % request.MentorPlaces.Count);
        var matcher = new CohortMatcher(new MatchOptions { Method = MatchMethod.Stable });
        var match = matcher.Match(workforce, request);
        var more = matcher.Match(workforce, request with { MentorPlaces = [.. request.MentorPlaces.Select((row, k) => k == mentor ? row with { Places = row.Places + 1 } : row)] });
        var leaver = request.Learners[^1].Person;
        var fewer = matcher.Match(workforce, request with { Learners = [.. request.Learners.SkipLast(1)], Fits = [.. request.Fits!.Where(fit => fit.Learner != leaver)], MentorPlaces = [.. request.MentorPlaces.Select(row => row with { Preferences = [.. row.Preferences.Where(wish => wish.Person != leaver)] })] });
        int Choice(CohortMatch one, PersonId learner) => one.MentorOf(learner) is { } mentor ? match.Model.Ranks.Learner[match.Model.EdgeOf(match.Model.Input.LearnerAt(learner), match.Model.Input.MentorAt(mentor))] : int.MaxValue;
        foreach (var row in request.Learners)
        {
            Assert.True(Choice(more, row.Person) <= Choice(match, row.Person));
            if (row.Person != leaver) Assert.True(Choice(fewer, row.Person) <= Choice(match, row.Person));
        }
    }

    [Property(MaxTest = 60)]
    public void A_learner_gains_nothing_by_other_wishes_in_the_stable_match_for_learners(int seed)
    {
        // Ties are broken without looking at the wishes; fits brought by the host rank whoever is not listed.
        var (people, request) = Draw(seed, withFits: true);
        var workforce = Workforce.Create(people);
        var matcher = new CohortMatcher(new MatchOptions { Method = MatchMethod.Stable });
        var match = matcher.Match(workforce, request);
        var liar = request.Learners[(int)((uint)seed % request.Learners.Count)];
        var random = new SeededRandom((ulong)(uint)seed + 5);
        var lie = liar with { Preferences = Wishes([.. request.MentorPlaces.Select(row => row.Person)], ref random) };
        var after = matcher.Match(workforce, request with { Learners = [.. request.Learners.Select(row => row.Person == liar.Person ? lie : row)] });
        int Choice(CohortMatch one) => one.MentorOf(liar.Person) is { } mentor ? match.Model.Ranks.Learner[match.Model.EdgeOf(match.Model.Input.LearnerAt(liar.Person), match.Model.Input.MentorAt(mentor))] : int.MaxValue;
        Assert.True(Choice(match) <= Choice(after));
    }

    [Property(MaxTest = 60)]
    public void A_rematch_without_a_change_moves_nobody_and_with_one_moves_fewer_the_more_keeping_counts(int seed)
    {
        var (people, request) = Draw(seed, withFits: true);
        var workforce = Workforce.Create(people);
        var matcher = new CohortMatcher();
        var match = matcher.Match(workforce, request);
        Assert.Empty(matcher.Rematch(match, workforce, request, new RematchOptions { FewestMoves = true }).Moves);
        Assert.Empty(matcher.Rematch(match, workforce, request, new RematchOptions { KeepBonus = 1 }).Moves);
        var changed = request with { MentorPlaces = [.. request.MentorPlaces.Skip(1)], Fits = [.. request.Fits!.Where(fit => fit.Mentor != request.MentorPlaces[0].Person)], Learners = [.. request.Learners.Select(row => row with { Preferences = [] })] };
        int previous = int.MaxValue;
        foreach (int bonus in new[] { 0, 1, 10, 100, 1_000_000 })
        {
            int moves = matcher.Rematch(match, workforce, changed, new RematchOptions { KeepBonus = bonus }).Moves.Count;
            Assert.True(moves <= previous);
            previous = moves;
        }

        Assert.Equal(previous, matcher.Rematch(match, workforce, changed, new RematchOptions { FewestMoves = true }).Moves.Count);
        var shuffled = changed with { Learners = Shuffled(changed.Learners, seed), MentorPlaces = Shuffled(changed.MentorPlaces, seed), Fits = Shuffled(changed.Fits!, seed) };
        Assert.Equal(matcher.Rematch(match, workforce, changed).Moves, matcher.Rematch(match, Workforce.Create(WithStrangers(people)), shuffled).Moves);
        var frontier = matcher.RematchFrontier(match, workforce, changed);
        Assert.Equal(frontier.OrderByDescending(point => point.TotalPoints).ThenByDescending(point => point.Moves), frontier);
    }

    [Property(MaxTest = 90)]
    public void A_pairing_is_the_same_in_any_order_and_is_worth_no_less_with_fewer_rules_or_more_fits(int seed)
    {
        var (people, request) = Draw(seed);
        var random = new SeededRandom((ulong)(uint)seed);
        PersonId[] ids = [.. people.Select(person => person.Id).Order()];
        var pairs = new PairRequest
        {
            Peers = [.. ids.Select(id => new Peer { Person = id })],
            Rules = request.Rules,
            Fits = [.. ids.SelectMany((a, i) => ids.Skip(i + 1).Select(b => (a, b))).Select(pair => new PairFit(pair.a, pair.b, random.Next(60)))],
        };
        var workforce = Workforce.Create(people);
        foreach (var method in Enum.GetValues<PairMethod>())
        {
            var pairer = new PeerPairer(new PairOptions { Method = method, MakesTrios = seed % 2 == 0 });
            var pairing = pairer.Pair(workforce, pairs);
            var other = pairer.Pair(Workforce.Create(WithStrangers(Shuffled(people, seed))), pairs with { Peers = Shuffled(pairs.Peers, seed), Fits = Shuffled(pairs.Fits, seed), Rules = Shuffled(pairs.Rules, seed) });
            Assert.Equal(pairing.Groups.Select(group => group.ToString()), other.Groups.Select(group => group.ToString()));
        }

        var best = new PeerPairer(new PairOptions { Method = PairMethod.HighestTotal });
        Assert.True(best.Pair(workforce, pairs with { Rules = [.. pairs.Rules.Skip(1)] }).Certificate.Objective >= best.Pair(workforce, pairs).Certificate.Objective);
        Assert.True(best.Pair(workforce, pairs).Certificate.Objective >= best.Pair(workforce, pairs with { Fits = [.. pairs.Fits.Skip(3)] }).Certificate.Objective);
    }

    [Property(MaxTest = 120)]
    public void Every_defect_that_is_planted_is_listed_and_the_sound_rows_are_matched_as_if_it_were_not_there(int seed)
    {
        var (people, request) = Draw(seed, withFits: true);
        var workforce = Workforce.Create(people);
        PersonId learner = request.Learners[0].Person, mentor = request.MentorPlaces[0].Person;
        (string Code, Func<MatchRequest, MatchRequest> Plant)[] defects =
        [
            ("match.learner.blank", one => one with { Learners = [.. one.Learners, new Learner { Person = default }] }),
            ("match.learner.unknown", one => one with { Learners = [.. one.Learners, new Learner { Person = new("nobody") }] }),
            ("match.learner.duplicate", one => one with { Learners = [.. one.Learners, new Learner { Person = learner }] }),
            ("match.learner.missing", one => one with { Learners = [.. one.Learners, null!] }),
            ("match.mentor.blank", one => one with { MentorPlaces = [.. one.MentorPlaces, new MentorPlace { Person = default }] }),
            ("match.mentor.unknown", one => one with { MentorPlaces = [.. one.MentorPlaces, new MentorPlace { Person = new("nobody") }] }),
            ("match.mentor.duplicate", one => one with { MentorPlaces = [.. one.MentorPlaces, new MentorPlace { Person = mentor }] }),
            ("match.mentor.missing", one => one with { MentorPlaces = [.. one.MentorPlaces, null!] }),
            ("match.mentor.places.negative", one => one with { MentorPlaces = [.. one.MentorPlaces, new MentorPlace { Person = people[^1].Id, Places = -2 }] }),
            ("match.mentor.minimum.negative", one => one with { MentorPlaces = [.. one.MentorPlaces, new MentorPlace { Person = people[^2].Id, MinimumPlaces = -2 }] }),
            ("match.mentor.minimum.above-places", one => one with { MentorPlaces = [.. one.MentorPlaces, new MentorPlace { Person = people[^3].Id, MinimumPlaces = 2 }] }),
            ("match.rule.missing", one => one with { Rules = [.. one.Rules, null!] }),
            ("match.rule.include.nobody", one => one with { Rules = [.. one.Rules, new IncludeRule(people[^4].Id)] }),
            ("match.fit.learner", one => one with { Fits = [.. one.Fits!, new PairFit(new("nobody"), mentor, 1)] }),
            ("match.fit.mentor", one => one with { Fits = [.. one.Fits!, new PairFit(learner, new("nobody"), 1)] }),
            ("match.fit.points", one => one with { Fits = [.. one.Fits!, new PairFit(learner, mentor, -1)] }),
            ("match.waiver.learner", one => one with { Waivers = [.. one.Waivers, new PairWaiver { Learner = new("nobody"), Mentor = mentor, Why = "w" }] }),
            ("match.waiver.missing", one => one with { Waivers = [.. one.Waivers, null!] }),
        ];
        var random = new SeededRandom((ulong)(uint)seed);
        var planted = defects.Where(_ => random.Next(3) == 0).ToList();
        var spoiled = planted.Aggregate(request, (one, defect) => defect.Plant(one));
        var matcher = new CohortMatcher(new MatchOptions { Method = Methods[(uint)seed % Methods.Length] });
        CohortMatch match = matcher.Match(workforce, request), after = matcher.Match(workforce, spoiled);
        Assert.Equal(planted.Select(defect => defect.Code).Order(StringComparer.Ordinal), after.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.Code).Order(StringComparer.Ordinal));
        Assert.Equal(match.Pairs.Select(pair => pair.ToString()), after.Pairs.Select(pair => pair.ToString()));
        Assert.All(after.Problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem.Where) || string.IsNullOrWhiteSpace(problem.Repair)));
    }

    [Property(MaxTest = 60)]
    public void Projects_go_to_the_same_learners_in_any_order_and_more_places_make_none_worse_off(int seed)
    {
        var (people, request) = Draw(seed);
        var random = new SeededRandom((ulong)(uint)seed);
        Project[] projects = [.. Enumerable.Range(0, 5).Select(p => new Project { Id = new($"T{p}"), Mentor = request.MentorPlaces[random.Next(request.MentorPlaces.Count)].Person, Places = random.Next(3) })];
        var learners = new List<ProjectLearner>();
        foreach (var row in request.Learners)
        {
            var wishes = new List<ProjectWish>();
            foreach (var project in Shuffled(projects, random.Next(1000)))
            {
                if (random.Next(4) > 0) wishes.Add(new ProjectWish(project.Id, wishes.Count + 1));
            }

            learners.Add(new ProjectLearner { Person = row.Person, Wishes = wishes });
        }

        var asked = new ProjectRequest { Learners = learners, Projects = projects, Mentors = request.MentorPlaces, Rules = request.Rules };
        var workforce = Workforce.Create(people);
        var matcher = new ProjectMatcher();
        var match = matcher.Match(workforce, asked);
        var shuffled = asked with { Learners = Shuffled(learners, seed), Projects = Shuffled(projects, seed), Mentors = Shuffled(asked.Mentors, seed), Rules = Shuffled(asked.Rules, seed) };
        Assert.Equal(match.Places, matcher.Match(Workforce.Create(WithStrangers(Shuffled(people, seed))), shuffled).Places);
        int one = random.Next(5);
        var more = matcher.Match(workforce, asked with
        {
            Projects = [.. projects.Select((project, k) => k == one ? project with { Places = project.Places + 1 } : project)],
            Mentors = [.. asked.Mentors.Select(mentor => mentor.Person == projects[one].Mentor ? mentor with { Places = mentor.Places + 1 } : mentor)],
        });
        foreach (var row in learners)
        {
            int Choice(ProjectMatch of) => of.ProjectOf(row.Person) is { } project ? row.Wishes.Single(wish => wish.Project == project).Rank : int.MaxValue;
            Assert.True(Choice(more) <= Choice(match));
        }
    }
}
