using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

public class MatchPricingTests
{
    // 2,100 x 2,000 pairs are more than are listed.
    private static (Workforce Workforce, MatchRequest Request) Large()
    {
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
        return (workforce, new MatchRequest
        {
            Learners = learners,
            MentorPlaces = mentors,
            Rules =
            [
                new ReportingLineRule { SeparatesTeams = true }, new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 },
                new OverlapRule { MinimumPerWeek = Duration.FromHours(8), Dates = new DateInterval(new LocalDate(2026, 3, 2), new LocalDate(2026, 4, 12)) },
            ],
        });
    }

    [Fact]
    public void A_match_by_pricing_equals_the_match_over_all_pairs()
    {
        var (workforce, request) = Large();
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

    [Fact]
    public void A_match_by_pricing_can_be_repaired_and_is_then_as_good_as_a_cold_one()
    {
        var (workforce, request) = Large();
        var matcher = new CohortMatcher();
        var first = matcher.Match(workforce, request);
        var random = new SeededRandom(9);
        var match = first;
        var without = first.Mentors.First(mentor => mentor.Places == 0).Mentor;
        for (int step = 0; step < 12; step++)
        {
            var learner = workforce.IdAt(random.Next(2100));
            var mentor = workforce.IdAt(2100 + random.Next(2000));
            match = match.Repair(step switch
            {
                0 => [.. first.Mentors.Where(row => row.Learners == 2).Take(60).Select(row => MatchChange.MentorLeaves(row.Mentor))],
                1 => [.. first.Pairs.Take(80).Select(pair => MatchChange.LearnerLeaves(pair.Learner))],
                2 => [.. first.Pairs.Take(80).Select(pair => MatchChange.LearnerReturns(pair.Learner))],
                3 => [MatchChange.MentorHasPlaces(without, 5)],
                _ => [step % 2 == 0 ? MatchChange.MentorHasPlaces(mentor, random.Next(4)) : MatchChange.LearnerLeaves(learner)],
            });
            if (step is > 3 and < 10) continue;
            var cold = matcher.Match(workforce, match.Request);
            Assert.Equal((step, cold.Pairs.Count, cold.TotalPoints, Proof.Optimal), (step, match.Pairs.Count, match.TotalPoints, match.Certificate.Proof));
            Assert.Equal(match.Certificate.Objective, match.Certificate.Bound);
        }

        // The first match stays what it was, and can be repaired again.
        var again = first.Repair(MatchChange.MentorLeaves(first.Pairs[0].Mentor));
        var other = matcher.Match(workforce, again.Request);
        Assert.Equal((other.Pairs.Count, other.TotalPoints), (again.Pairs.Count, again.TotalPoints));
        Assert.InRange(first.GainOfOnePlace(first.Pairs[0].Mentor), 0, long.MaxValue);
    }
}
