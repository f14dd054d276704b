using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

/// <summary>Requests for mentors, projects and peers with whatever a host may get wrong: every one must be answered, and the answer must verify.</summary>
internal static class MatchingFuzz
{
    private static readonly Workforce Workforce = Workforce.Create(Org.Random(12, 1));
    private static readonly MatchMethod[] Methods = Enum.GetValues<MatchMethod>();
    private static readonly PairMethod[] PairMethods = Enum.GetValues<PairMethod>();

    private delegate T Make<out T>(ref SeededRandom random);

    /// <summary>What is wrong with the answers to the seed's requests, or null.</summary>
    public static string? Try(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        try
        {
            string wrong = Judge(seed, ref random);
            return wrong.Length == 0 ? null : $"seed {seed}: {wrong}";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"seed {seed}: {exception}";
        }
    }

    private static string Judge(int seed, ref SeededRandom random)
    {
        var rules = Rows(3, ref random, Rule);
        switch (seed % 6)
        {
            case 0:
                var pairs = new PairRequest
                {
                    Peers = [.. Rows(8, ref random, (ref SeededRandom r) => r.Next(12) == 0 ? null! : new Peer { Person = Anybody(ref r), Preferences = Wishes(ref r), EarlierPeers = r.Next(4) == 0 ? [Anybody(ref r)] : [] })],
                    Rules = rules,
                    Fits = random.Next(3) > 0 ? null : [.. Rows(12, ref random, Fit)],
                };
                var pairing = new PeerPairer(new PairOptions { Method = PairMethods[seed / 6 % PairMethods.Length], OnlyPreferred = random.Next(3) == 0 }).Pair(Workforce, pairs);
                _ = pairing.Reasons.Concat(pairing.Groups.SelectMany(group => group.Reasons)).Sum(reason => reason.ToString().Length);
                return string.Join(" ", pairing.Verify(Workforce, pairs));
            case 1:
                var projects = new ProjectRequest
                {
                    Learners = [.. Rows(6, ref random, (ref SeededRandom r) => r.Next(12) == 0 ? null! : new ProjectLearner { Person = Anybody(ref r), Wishes = [.. Rows(4, ref r, (ref SeededRandom q) => new ProjectWish(AnyProject(ref q), q.Next(6) == 0 ? int.MinValue : q.Next(5)))] })],
                    Projects = [.. Rows(6, ref random, (ref SeededRandom r) => r.Next(12) == 0 ? null! : new Project { Id = AnyProject(ref r), Mentor = Anybody(ref r), Places = Number(ref r) })],
                    Mentors = [.. Rows(5, ref random, Mentor)],
                    Rules = rules,
                };
                var allocation = new ProjectMatcher(new ProjectOptions { FavoursMentors = random.Next(2) == 0 }).Match(Workforce, projects);
                _ = allocation.Reasons.Concat(allocation.Unmatched.SelectMany(one => one.Reasons)).Sum(reason => reason.ToString().Length);
                return string.Join(" ", allocation.Verify(Workforce, projects));
            default:
                var request = new MatchRequest
                {
                    Learners = [.. Rows(6, ref random, (ref SeededRandom r) => r.Next(12) == 0 ? null! : new Learner { Person = Anybody(ref r), Preferences = Wishes(ref r), EarlierMentors = r.Next(3) == 0 ? [Anybody(ref r)] : [] })],
                    MentorPlaces = [.. Rows(5, ref random, Mentor)],
                    Rules = rules,
                    Fits = random.Next(2) == 0 ? null : [.. Rows(12, ref random, Fit)],
                    Waivers = random.Next(3) > 0 ? [] : [.. Rows(3, ref random, (ref SeededRandom r) => r.Next(12) == 0 ? null! : new PairWaiver { Learner = Anybody(ref r), Mentor = Anybody(ref r), Why = r.Next(2) == 0 ? null! : "w" })],
                };
                var matcher = new CohortMatcher(new MatchOptions { Method = Methods[seed / 6 % Methods.Length], OnlyPreferred = random.Next(3) == 0, RequiresEveryone = random.Next(3) == 0 });
                var match = matcher.Match(Workforce, request);
                _ = match.Reasons.Concat(match.Unmatched.SelectMany(one => one.Reasons)).Concat(match.Pairs.SelectMany(one => one.Reasons)).Sum(reason => reason.ToString().Length);
                var relaxation = match.SmallestRelaxation(random.Next(2) == 0);
                return string.Join(" ", match.Verify(Workforce, request).Concat(relaxation.Verify(Workforce, request)));
        }
    }

    private static List<T> Rows<T>(int most, ref SeededRandom random, Make<T> make)
    {
        var rows = new List<T>();
        for (int count = random.Next(most + 1); count > 0; count--) rows.Add(make(ref random));
        return rows;
    }

    private static PersonId Anybody(ref SeededRandom random) => random.Next(10) switch
    {
        0 => default,
        1 => new PersonId("nobody"),
        2 => new PersonId(" \uD800\0{brace}"),
        _ => new PersonId($"P{random.Next(12):0000000}"),
    };

    private static ProjectId AnyProject(ref SeededRandom random) => random.Next(9) switch { 0 => default, 1 => new ProjectId("{gone\uD800"), _ => new ProjectId($"T{random.Next(5)}") };

    private static int Number(ref SeededRandom random) => random.Next(9) switch { 0 => -1, 1 => int.MinValue, 2 => int.MaxValue, _ => random.Next(4) };

    private static MentorPlace Mentor(ref SeededRandom random) =>
        random.Next(12) == 0 ? null! : new MentorPlace { Person = Anybody(ref random), Places = Number(ref random), MinimumPlaces = random.Next(3) == 0 ? Number(ref random) : 0, Preferences = Wishes(ref random) };

    private static PairFit Fit(ref SeededRandom random) => new(Anybody(ref random), Anybody(ref random), random.Next(8) == 0 ? int.MinValue + random.Next(9) : random.Next(2_000_000));

    private static IReadOnlyList<Preference> Wishes(ref SeededRandom random) => Rows(4, ref random, (ref SeededRandom r) => new Preference(Anybody(ref r), r.Next(6) == 0 ? int.MinValue + r.Next(3) : r.Next(5)));

    private static Rule Rule(ref SeededRandom random) => random.Next(9) switch
    {
        0 => null!,
        1 => new ReportingLineRule { SeparatesTeams = random.Next(2) == 0 },
        2 => new OverlapRule { MinimumPerWeek = Duration.FromHours(1 + random.Next(20)), Dates = new DateInterval(new LocalDate(2026, 3, 2), new LocalDate(2026, 4, 5)) },
        3 => new ApartRule(Anybody(ref random), Anybody(ref random)),
        4 => new TogetherRule(Anybody(ref random), Anybody(ref random)),
        5 => new IncludeRule(Anybody(ref random)),
        6 => new ExcludeRule(Anybody(ref random)),
        7 => new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 },
        _ => new DistinctRule { Dimension = new Dimension("Nothing", DimensionClass.Organisational), Minimum = 3 },
    };
}
