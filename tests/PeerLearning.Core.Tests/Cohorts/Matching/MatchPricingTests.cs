using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

public class MatchPricingTests
{
    [Fact]
    public void A_match_by_pricing_equals_the_match_over_all_pairs()
    {
        // 2,100 x 2,000 pairs are more than are listed.
        var random = new SeededRandom(8);
        var people = Org.Random(4200, 8);
        var workforce = Workforce.Create(people);
        var learners = Enumerable.Range(0, 2100).Select(i => new Learner
        {
            Person = workforce.IdAt(i),
            Preferences = random.Next(4) == 0 ? [new Preference(workforce.IdAt(2100 + random.Next(2000)), 1)] : [],
        }).ToList();
        var mentors = Enumerable.Range(0, 2000).Select(i => new MentorPlace { Person = workforce.IdAt(2100 + i), Places = random.Next(3), MinimumPlaces = 0 }).ToList();
        mentors[7] = mentors[7] with { Places = 3, MinimumPlaces = 2 };
        var request = new MatchRequest
        {
            Learners = learners,
            MentorPlaces = mentors,
            Rules =
            [
                new ReportingLineRule { SeparatesTeams = true }, new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 },
                new OverlapRule { MinimumPerWeek = Duration.FromHours(8), Dates = new DateInterval(new LocalDate(2026, 3, 2), new LocalDate(2026, 4, 12)) },
            ],
        };
        var match = new CohortMatcher().Match(workforce, request);
        Assert.True(match.Model.IsPartial);
        var full = MatchModel.Build(MatchInput.Read(workforce, request), new MatchOptions { Method = MatchMethod.Generous }, default).With(MatchMethod.MostPeople);
        Assert.False(full.IsPartial);
        var engine = new SparseAssignment(full.Graph());
        engine.Solve();
        var whole = new CohortMatch(full, MatchMethods.FromEngine(full, engine));
        Assert.Equal((whole.Pairs.Count, whole.TotalPoints, Proof.Optimal), (match.Pairs.Count, match.TotalPoints, match.Certificate.Proof));
        Assert.Equal(whole.Shortages.Sum(shortage => shortage.Missing), match.Shortages.Sum(shortage => shortage.Missing));
    }
}
