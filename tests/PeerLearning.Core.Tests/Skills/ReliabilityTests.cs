using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Skills;

public class ReliabilityTests
{
    private static readonly double[][] ShroutFleiss = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];

    private static IEnumerable<Evidence> Rows(double[][] table, Func<int, int, bool>? keep = null)
    {
        for (int i = 0; i < table.Length; i++)
        {
            for (int j = 0; j < table[i].Length; j++)
            {
                if (keep is null || keep(i, j))
                {
                    yield return new Evidence { Person = new PersonId($"p{i}"), Skill = new SkillId("s"), Kind = EvidenceKind.Peer, By = new PersonId($"r{j}"), Level = table[i][j] };
                }
            }
        }
    }

    [Fact]
    public void The_published_coefficients_of_Shrout_and_Fleiss_are_met()
    {
        var report = RatingReliabilityAnalysis.Measure(Rows(ShroutFleiss), new SkillId("s"), EvidenceKind.Peer);
        double[] values = [.. new[] { report.OneWay, report.TwoWayRandom, report.TwoWayMixed, report.OneWayAverage, report.TwoWayRandomAverage, report.TwoWayMixedAverage }.Select(figure => figure.Value.Value)];
        double[] published = [0.17, 0.29, 0.71, 0.44, 0.62, 0.91];
        for (int i = 0; i < 6; i++) Assert.Equal(published[i], values[i], 0.005);
        Assert.True(report.RatersNeeded.Value > 4);
    }

    [Fact]
    public void A_missing_rating_drops_nobody()
    {
        var report = RatingReliabilityAnalysis.Measure(Rows(ShroutFleiss, (i, j) => i != 0 || j != 3), new SkillId("s"), EvidenceKind.Peer);
        Assert.Equal(6, report.People);
        Assert.InRange(report.TwoWayRandom.Value.Value, 0.1, 0.5);
        Assert.InRange(report.TwoWayRandom.Value.Value, report.TwoWayRandom.Lower.Value, report.TwoWayRandom.Upper.Value);
        Assert.True(report.TwoWayMixedAverage.Value.Value > report.TwoWayMixed.Value.Value);
    }

    [Fact]
    public void Intervals_from_missing_ratings_hold_the_truth_as_often_as_they_say()
    {
        // Forty people, each rated by three of eight raters; one rating carries 0.5 / (0.5 + 0.1 + 0.4) of the truth.
        var random = new Internal.SeededRandom(77);
        int inside = 0, all = 0;
        for (int run = 0; run < 150; run++)
        {
            double[] severity = [.. Enumerable.Range(0, 8).Select(_ => Math.Sqrt(0.1) * random.NextNormal())];
            var rows = new List<Evidence>();
            for (int i = 0; i < 40; i++)
            {
                double level = 3 + (Math.Sqrt(0.5) * random.NextNormal());
                int[] raters = [0, 1, 2, 3, 4, 5, 6, 7];
                random.Shuffle<int>(raters);
                foreach (int j in raters[..3]) rows.Add(new Evidence { Person = new PersonId($"p{i:00}"), Skill = new SkillId("s"), Kind = EvidenceKind.Peer, By = new PersonId($"r{j}"), Level = level + severity[j] + (Math.Sqrt(0.4) * random.NextNormal()) });
            }

            var figure = RatingReliabilityAnalysis.Measure(rows, new SkillId("s"), EvidenceKind.Peer).OneWay;
            if (!figure.Lower.TryGet(out double low)) continue;
            all++;
            if (low <= 0.5 && figure.Upper.Value >= 0.5) inside++;
        }

        Assert.True(all >= 145);
        Assert.InRange(inside / (double)all, 0.90, 0.99);
    }

    [Fact]
    public void People_who_do_not_differ_have_no_interval_and_the_reason()
    {
        double[][] table = [[1, 5, 3], [5, 3, 1], [3, 1, 5], [1, 3, 5]];
        var figure = RatingReliabilityAnalysis.Measure(Rows(table, (i, j) => i != 3 || j != 2), new SkillId("s"), EvidenceKind.Peer).OneWay;
        Assert.Equal(UndefinedCause.NoVariation, figure.Lower.Undefined!.Cause);
    }

    [Fact]
    public void Kappa_of_two_raters_does_not_depend_on_the_order_of_rows()
    {
        double[][] table = [[1, 2], [2, 4], [3, 3], [4, 5], [2, 2], [1, 3], [5, 5], [3, 4]];
        var straight = RatingReliabilityAnalysis.Measure(Rows(table), new SkillId("s"), EvidenceKind.Peer);
        var mixed = RatingReliabilityAnalysis.Measure(Rows(table).Reverse().OrderBy(row => row.Person.Value[1] % 3), new SkillId("s"), EvidenceKind.Peer);
        Assert.Equal(straight.WeightedKappa, mixed.WeightedKappa);

        // By hand: observed squared differences 1 + 4 + 0 + 1 + 0 + 4 + 0 + 1 = 11 of 8 pairs; all pairs across the raters differ by 242 of 64.
        double expected = (from a in table from b in table select (a[0] - b[1]) * (a[0] - b[1])).Sum() / 64;
        Assert.Equal(1 - (11 / 8.0 / expected), straight.WeightedKappa.Value.Value, 1e-12);
    }

    [Fact]
    public void Of_two_ratings_by_the_same_rater_the_later_one_counts()
    {
        var rows = Rows(ShroutFleiss).Select(row => row with { At = NodaTime.Instant.FromUnixTimeSeconds(10) }).ToList();
        var expected = RatingReliabilityAnalysis.Measure(rows, new SkillId("s"), EvidenceKind.Peer);
        var older = rows.Where((_, k) => k % 3 == 0).Select(row => row with { At = NodaTime.Instant.FromUnixTimeSeconds(9), Level = 1 }).ToList();
        Assert.Equal(expected, RatingReliabilityAnalysis.Measure([.. rows, .. older], new SkillId("s"), EvidenceKind.Peer));
        Assert.Equal(expected, RatingReliabilityAnalysis.Measure([.. older, .. rows], new SkillId("s"), EvidenceKind.Peer));
    }

    [Fact]
    public void Ratings_that_name_nobody_have_the_one_way_forms_of_the_same_table_and_no_others()
    {
        var random = new Internal.SeededRandom(5);
        double[][] table = [.. Enumerable.Range(0, 30).Select(_ => (Level: random.NextNormal(), 0)).Select(person => Enumerable.Range(0, 3).Select(_ => person.Level + (0.8 * random.NextNormal())).ToArray())];
        var named = RatingReliabilityAnalysis.Measure(Rows(table), new SkillId("s"), EvidenceKind.Peer);
        var unnamed = RatingReliabilityAnalysis.Measure(Rows(table).Select(row => row with { By = null }), new SkillId("s"), EvidenceKind.Peer);
        Assert.Equal(90, unnamed.Ratings);
        Assert.Equal(named.OneWay.Value.Value, unnamed.OneWay.Value.Value, 1e-6);
        Assert.InRange(unnamed.OneWay.Value.Value, unnamed.OneWay.Lower.Value, unnamed.OneWay.Upper.Value);
        Assert.Equal(UndefinedCause.NotInTheData, unnamed.TwoWayRandom.Value.Undefined!.Cause);
        Assert.Equal(UndefinedCause.NotInTheData, unnamed.TwoWayMixedAverage.Value.Undefined!.Cause);
    }

    [Fact]
    public void Two_people_who_agree_without_names_are_both_counted()
    {
        var rows = Rows([[3, 3], [4, 4], [1, 1], [2, 2]]).Select(row => row with { By = null });
        var report = RatingReliabilityAnalysis.Measure(rows, new SkillId("s"), EvidenceKind.Peer);
        Assert.Equal(8, report.Ratings);
        Assert.Equal(1, report.IntervalAlpha.Value, 1e-12);
        Assert.InRange(report.OneWay.Value.Value, 0.999, 1);
    }

    [Fact]
    public void Nothing_to_compare_is_a_typed_reason()
    {
        var report = RatingReliabilityAnalysis.Measure([], new SkillId("s"), EvidenceKind.Peer);
        Assert.Equal(UndefinedCause.TooFew, report.OneWay.Value.Undefined!.Cause);
        Assert.False(report.IntervalAlpha.IsDefined);
    }

    [Fact]
    public void An_assessment_is_taken_apart_whatever_the_order_of_its_rows()
    {
        var random = new Internal.SeededRandom(4);
        var rows = new List<AssessmentScore>();
        for (int i = 0; i < 80; i++)
        {
            double ability = random.NextNormal();
            for (int c = 0; c < 4; c++)
            {
                double difficulty = (c - 1.5) / 2, severity = (i % 3) - 1;
                int score = 0;
                for (int k = 0; k < 3; k++) score += random.NextDouble() < 1 / (1 + Math.Exp(-(ability - difficulty - (severity / 2)))) ? 1 : 0;
                rows.Add(new AssessmentScore { Person = new PersonId($"p{i:00}"), Criterion = $"c{c}", By = new PersonId($"r{i % 3}"), Score = score });
            }
        }

        var fit = AssessmentAnalysis.Fit(rows).Value;
        Assert.Equal(80, fit.People.Count);
        Assert.Equal(0, fit.Assessors.Sum(figure => figure.Number!.Value), 9);
        Assert.True(fit.Assessors[2].Number > fit.Assessors[0].Number);
        Assert.True(fit.Criteria[3].Number > fit.Criteria[0].Number);
        Assert.Equal(fit.Deviance, AssessmentAnalysis.Fit(rows.AsEnumerable().Reverse()).Value.Deviance, 1e-9);
    }

    [Fact]
    public void An_assessment_that_cannot_be_placed_is_a_typed_reason() =>
        Assert.Equal(UndefinedCause.NotIdentifiable, AssessmentAnalysis.Fit([new AssessmentScore { Person = new PersonId("a"), Criterion = "c", By = new PersonId("r"), Score = 1 }]).Undefined!.Cause);

    [Fact]
    public void Labels_are_weighed_by_how_well_their_raters_know()
    {
        var rows = new List<SkillLabel>();
        for (int i = 0; i < 40; i++)
        {
            string truth = i % 2 == 0 ? "has" : "lacks", wrong = i % 2 == 0 ? "lacks" : "has";
            rows.Add(Row(i, "expert", truth));
            rows.Add(Row(i, "good", i % 20 == 5 ? wrong : truth));
            rows.Add(Row(i, "poor", i % 3 == 0 ? truth : wrong));
        }

        var consensus = LabelAnalysis.Fit(rows).Value;
        Assert.All(consensus, (one, i) => Assert.Equal(i % 2 == 0 ? "has" : "lacks", one.Label));
        Assert.All(consensus, one => Assert.Equal(1, one.Chances.Sum(figure => figure.Number!.Value), 12));

        static SkillLabel Row(int i, string by, string label) => new() { Person = new PersonId($"p{i:00}"), By = new PersonId(by), Label = label };
    }

    [Fact]
    public void Gaps_are_unknown_for_people_who_were_not_assessed_and_small_groups_are_withheld()
    {
        var levels = SkillProfiles.Create(Enumerable.Range(0, 12).Select(i => new Proficiency { Person = new PersonId($"p{i:00}"), Skill = new SkillId("s"), Level = 2 + (i % 3), StandardError = 0.3 }));
        var requirements = Enumerable.Range(0, 14).Select(i => new SkillRequirement { Person = new PersonId($"p{i:00}"), Skill = new SkillId("s"), Level = 4, Group = i < 8 ? "big" : "small" });
        var report = SkillGapAnalysis.Measure(levels, requirements);
        var gap = Assert.Single(report.Skills);
        Assert.Equal(12, gap.Assessed);
        Assert.Equal(14, gap.Required);
        Assert.False(report.People[13].Gap.IsDefined);
        Assert.All(report.Groups, group => Assert.Equal(UndefinedCause.Withheld, group.Gap.Undefined!.Cause));
        Assert.All(report.Groups, group => Assert.Equal(new SkillId("s"), group.Skill));
    }

    [Fact]
    public void A_team_has_a_gap_with_its_probability()
    {
        var levels = SkillProfiles.Create(Enumerable.Range(0, 12).Select(i => new Proficiency { Person = new PersonId($"p{i:00}"), Skill = new SkillId("s"), Level = i < 6 ? 4 : 3, StandardError = 0.3 }));
        var requirements = Enumerable.Range(0, 12).Select(i => new SkillRequirement { Person = new PersonId($"p{i:00}"), Skill = new SkillId("s"), Level = i < 6 ? 4 : 3.5, Group = i < 6 ? "able" : "behind" });
        var report = SkillGapAnalysis.Measure(levels, requirements);
        Assert.Equal(["able", "behind"], report.Groups.Select(group => group.Group));
        Assert.Equal(0.5, report.Groups[0].Chance.Value, 9);

        // 0.5 below, with an error of 0.3 / sqrt(6).
        Assert.Equal(new Proficiency { Person = new PersonId("x"), Skill = new SkillId("s"), Level = 0, StandardError = 0.3 / Math.Sqrt(6) }.ChanceAtLeast(-0.5), report.Groups[1].Chance.Value, 9);
    }
}
