using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

public class MatchingFuzzTests
{
    [Fact]
    public void Whatever_the_rows_are_there_is_an_answer_that_verifies_and_no_exception()
    {
        var random = new SeededRandom(77);
        var workforce = Workforce.Create(Org.Random(12, 1));
        var methods = Enum.GetValues<MatchMethod>();
        var pairMethods = Enum.GetValues<PairMethod>();
        for (int t = 0; t < 3000; t++)
        {
            var request = new MatchRequest
            {
                Learners = [.. Rows(6, ref random, (ref SeededRandom r) => r.Next(12) == 0 ? null! : new Learner { Person = Anybody(ref r), Preferences = Wishes(ref r), EarlierMentors = r.Next(3) == 0 ? [Anybody(ref r)] : [] })],
                MentorPlaces = [.. Rows(5, ref random, (ref SeededRandom r) => r.Next(12) == 0 ? null! : new MentorPlace { Person = Anybody(ref r), Places = Number(ref r), MinimumPlaces = r.Next(3) == 0 ? Number(ref r) : 0, Preferences = Wishes(ref r) })],
                Rules = [.. Rows(3, ref random, Rule)],
                Fits = random.Next(2) == 0 ? null : [.. Rows(12, ref random, (ref SeededRandom r) => new PairFit(Anybody(ref r), Anybody(ref r), r.Next(8) == 0 ? int.MinValue + r.Next(9) : r.Next(2_000_000)))],
            };
            var match = new CohortMatcher(new MatchOptions { Method = methods[t % methods.Length], OnlyPreferred = random.Next(3) == 0, RequiresEveryone = random.Next(3) == 0 }).Match(workforce, request);
            Assert.Equal((t, ""), (t, string.Join(" ", match.Verify(workforce, request))));
            _ = match.Reasons.Concat(match.Unmatched.SelectMany(one => one.Reasons)).Concat(match.Pairs.SelectMany(one => one.Reasons)).Sum(reason => reason.ToString().Length);
            if (t % 4 > 0) continue;
            var pairs = new PairRequest
            {
                Peers = [.. Rows(8, ref random, (ref SeededRandom r) => r.Next(12) == 0 ? null! : new Peer { Person = Anybody(ref r), Preferences = Wishes(ref r) })],
                Rules = request.Rules,
            };
            var pairing = new PeerPairer(new PairOptions { Method = pairMethods[t / 4 % 3], OnlyPreferred = random.Next(3) == 0 }).Pair(workforce, pairs);
            Assert.Equal((t, ""), (t, string.Join(" ", pairing.Verify(workforce, pairs))));
        }
    }

    private delegate T Make<out T>(ref SeededRandom random);

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

    private static int Number(ref SeededRandom random) => random.Next(9) switch { 0 => -1, 1 => int.MinValue, 2 => int.MaxValue, _ => random.Next(4) };

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
