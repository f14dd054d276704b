using PeerLearning.Evaluation.Generators;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Skills;

public class SuspiciousEvidenceTests
{
    private static readonly ProficiencyEstimatorOptions Plain = new() { CalibrationRounds = 0 };

    private static List<Evidence> World(ulong seed = 6) => SimulatedOrganisation.Create(new WorldSettings { People = 80, Form = RatingForm.HalfPoints }, seed).Evidence;

    private static IReadOnlyList<Problem> Problems(IEnumerable<Evidence> evidence) => new ProficiencyEstimator(Plain).Estimate(evidence, SimulatedOrganisation.AsOf).Problems;

    private static Evidence Rating(int person, string by, double level, EvidenceKind kind = EvidenceKind.Peer) => new()
    {
        Person = SimulatedOrganisation.Id(person),
        Skill = SimulatedOrganisation.Skill(0),
        Kind = kind,
        By = new PersonId(by),
        Level = level,
    };

    [Fact]
    public void A_connected_clean_organisation_is_not_suspected() =>
        Assert.DoesNotContain(Problems(World()), problem => problem.Code is not ("evidence.disconnected" or "evidence.self.only"));

    [Fact]
    public void A_straight_line_is_named()
    {
        var evidence = World();
        for (int i = 0; i < 10; i++) evidence.Add(Rating(i, "flat", 4));
        Assert.Contains(Problems(evidence), problem => problem.Code == "evidence.rater.straightline" && problem.Where.Contains("flat", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rating_of_oneself_as_peer_is_named_and_used_as_what_it_is()
    {
        var profiles = new ProficiencyEstimator(Plain).Estimate([Rating(1, SimulatedOrganisation.Id(1).Value, 5), Rating(1, "m", 3)], SimulatedOrganisation.AsOf);
        var problem = profiles.Problems.Single(one => one.Code == "evidence.self.as.other");
        Assert.Contains(SimulatedOrganisation.Id(1).Value, problem.What, StringComparison.Ordinal);
        Assert.Equal([EvidenceKind.Self, EvidenceKind.Peer], profiles.Models.Single().Sources.Select(source => source.Kind));
    }

    [Fact]
    public void A_copied_column_is_named()
    {
        var evidence = World();
        for (int i = 0; i < 10; i++)
        {
            evidence.Add(Rating(i, "one", 1 + (i % 5)));
            evidence.Add(Rating(i, "two", 1 + (i % 5)));
        }

        Assert.Contains(Problems(evidence), problem => problem.Code == "evidence.raters.identical" && problem.What.Contains("one", StringComparison.Ordinal));
    }

    [Fact]
    public void Mixed_up_ids_are_suspected()
    {
        var evidence = World();
        var random = new Internal.SeededRandom(3);
        var people = evidence.Select(row => row.Person).ToArray();
        random.Shuffle<PersonId>(people);
        var problem = Problems(evidence.Select((row, i) => row with { Person = people[i] })).Single(one => one.Code == "evidence.labels.scrambled");
        Assert.Contains(SimulatedOrganisation.Id(0).Value, problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Raters_with_one_rating_each_cannot_be_judged()
    {
        var evidence = Enumerable.Range(0, 30).SelectMany(i => new[] { Rating(i, $"a{i}", 1 + (i % 5)), Rating(i, $"b{i}", 1 + (i * 3 % 5)) });
        var problem = Problems(evidence).Single(one => one.Code == "evidence.raters.single");
        Assert.Contains("a0, a1", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_share_no_rater_are_named_with_their_people()
    {
        Evidence[] evidence = [.. Enumerable.Range(0, 12).Select(i => Rating(i, i < 8 ? "m1" : "m2", 1 + (i % 5), EvidenceKind.Manager))];
        Assert.Equal(2, new ProficiencyEstimator().Estimate(evidence, Instant.FromUnixTimeSeconds(0)).Models.Single().Components);
        var problem = Problems(evidence).Single(one => one.Code == "evidence.disconnected");
        Assert.Contains(SimulatedOrganisation.Id(11).Value, problem.What, StringComparison.Ordinal);
        Assert.DoesNotContain(SimulatedOrganisation.Id(0).Value, problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void People_with_nothing_but_their_own_word_are_named()
    {
        var problem = Problems([Rating(1, "m", 3), new Evidence { Person = new PersonId("x"), Skill = SimulatedOrganisation.Skill(0), Kind = EvidenceKind.Self, Level = 5 }]).Single(one => one.Code == "evidence.self.only");
        Assert.StartsWith("x ", problem.What, StringComparison.Ordinal);
    }
}
