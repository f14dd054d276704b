using PeerLearning.Skills;

namespace PeerLearning.Tests.Skills;

public class SkillNeedScorerTests
{
    private static readonly string[] Names = ["Rust", "Go", "SQL", "Talks"];

    private static SkillGap[] Gaps(params double[] values) => [.. values.Select((value, i) => new SkillGap { Skill = new SkillId(Names[i]), Shortfall = value, StandardError = 0.1 })];

    private static SkillSurvey[] Survey(params int[] values) => [.. values.Select((value, i) => new SkillSurvey { Skill = new SkillId(Names[i]), Named = value, Answers = 100, Invited = 200 })];

    private static SkillAgenda[] Agenda(params double[] values) => [.. values.Select((value, i) => new SkillAgenda { Skill = new SkillId(Names[i]), PerformancePlan = value, CeoAgenda = value })];

    [Fact]
    public void The_score_is_the_weighted_sum_and_its_shares_sum_to_one()
    {
        var gaps = Gaps(1.2, 0.4, 0.8, 0.2);
        var survey = Survey(60, 70, 20, 10);
        var agenda = Agenda(0.9, 0.3, 0.5, 0.4);
        var ranking = new SkillNeedScorer().Rank(gaps, survey, agenda);
        Assert.Equal("Rust", ranking.First!.Skill.Value);
        Assert.Equal((0.6 + 0.6 + 0.9) / 3, ranking.First.Score, 12);
        Assert.All(ranking.Skills, need => Assert.Equal(1, need.Sources.Sum(source => source.Share), 12));
        Assert.Equal(1, ranking.Skills.Sum(need => need.ChanceFirst), 9);
        Assert.Empty(ranking.Verify(gaps, survey, agenda));
        Assert.Empty(ranking.Problems);
    }

    [Fact]
    public void The_numbers_of_the_reasons_are_those_of_the_result()
    {
        var ranking = new SkillNeedScorer().Rank(Gaps(1.2, 0.4, 0.8, 0.2), Survey(60, 70, 20, 10), Agenda(0.9, 0.3, 0.5, 0.4));
        var reason = ranking.Reasons[0];
        Assert.Equal("need.first", reason.Code);
        Assert.Equal(ranking.First!.Score, reason.Figures.Single(figure => figure.Name == "score").Number);
        Assert.Equal(ranking.Skills[1].Score, reason.Figures.Single(figure => figure.Name == "second").Number);
        double move = ranking.Skills.Skip(1).Min(need => need.TippingPoint!.WeightToMove ?? 2);
        Assert.Equal(move, ranking.Reasons[1].Figures.Single(figure => figure.Name == "move").Number);
    }

    [Fact]
    public void A_missing_source_is_said_and_not_guessed()
    {
        var ranking = new SkillNeedScorer().Rank(Gaps(1.2, 0.4), null, Agenda(0.1, 0.9));
        Assert.Equal(2, ranking.Weights.Count);
        Assert.Contains(ranking.Reasons, reason => reason.Code == "need.source.missing");
        Assert.Equal(2, ranking.First!.Sources.Count);
    }

    [Fact]
    public void A_skill_that_a_source_is_silent_about_gets_its_possible_scores()
    {
        var ranking = new SkillNeedScorer().Rank(Gaps(1.2, 0.4, 0.8), Survey(60, 70), Agenda(0.9, 0.3, 0.5));
        var incomplete = Assert.Single(ranking.Incomplete);
        Assert.Equal("SQL", incomplete.Skill.Value);
        Assert.Equal([NeedSource.Survey], incomplete.Missing);
        Assert.Equal((0.4 + 0.5) / 3, incomplete.LowestScore, 12);
        Assert.Equal(((0.4 + 0.5) / 3) + (1.0 / 3), incomplete.HighestScore, 12);
    }

    [Fact]
    public void A_skill_without_mentors_is_vetoed_with_the_reason()
    {
        var practical = new[] { new SkillPracticality { Skill = new SkillId("Rust"), MentorChance = 0.3 } };
        var ranking = new SkillNeedScorer().Rank(Gaps(1.2, 0.4), Survey(60, 70), Agenda(0.9, 0.3), practical);
        Assert.Equal("Go", ranking.First!.Skill.Value);
        Assert.Equal("need.veto.mentors", Assert.Single(Assert.Single(ranking.Vetoed).Vetoes).Code);
        Assert.Contains(ranking.Reasons, reason => reason.Code == "need.veto.mentors");
    }

    [Fact]
    public void A_skill_that_cannot_be_put_to_work_or_comes_too_late_is_vetoed_with_the_reason()
    {
        var practical = new[]
        {
            new SkillPracticality { Skill = new SkillId("Rust"), MentorChance = 0.9, Actionability = 0.1 },
            new SkillPracticality { Skill = new SkillId("Go"), NeededBy = new LocalDate(2026, 3, 1) },
            new SkillPracticality { Skill = new SkillId("SQL"), MentorChance = 0.81, Actionability = 0.2, NeededBy = new LocalDate(2026, 6, 1) },
        };
        var options = new SkillNeedScorerOptions { ReadyBy = new LocalDate(2026, 6, 1) };
        var ranking = new SkillNeedScorer(options).Rank(Gaps(1.2, 0.8, 0.4), Survey(60, 70, 20), Agenda(0.9, 0.3, 0.1), practical);
        Assert.Equal("SQL", ranking.First!.Skill.Value);
        Assert.Equal(practical[2], ranking.First.Practicality);
        Assert.Equal(["need.veto.actionability", "need.veto.late"], ranking.Vetoed.SelectMany(need => need.Vetoes).Select(veto => veto.Code));
        Assert.Equal(0.1, ranking.Vetoed[0].Vetoes[0].Figures.Single(figure => figure.Name == "mark").Number);
        Assert.Contains("2026-03-01", ranking.Vetoed[1].Vetoes[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_other_method_is_asked()
    {
        var ranking = new SkillNeedScorer().Rank(Gaps(1.2, 0.4, 0.8, 0.2), Survey(60, 70, 20, 10), Agenda(0.9, 0.3, 0.5, 0.4));
        Assert.Equal(
            [
                "TOPSIS (Vector norm)", "TOPSIS (MinMax norm)", "TOPSIS (Sum norm)", "PROMETHEE II (Usual)", "PROMETHEE II (UShape)", "PROMETHEE II (VShape)", "PROMETHEE II (Level)",
                "PROMETHEE II (Linear)", "PROMETHEE II (Gaussian)", "Borda", "Copeland", "Kemeny",
            ],
            ranking.SecondOpinions.Select(opinion => opinion.Method));
        Assert.All(ranking.SecondOpinions, opinion => Assert.Equal(opinion.First.Value.Contains(ranking.First!.Skill), opinion.Agrees));
        Assert.Equal(3, ranking.Agreement.WithoutOne.Count);
        Assert.Equal(3, ranking.Agreement.Pairs.Count);
        Assert.InRange(ranking.Agreement.Concordance.Value, 0, 1);
        Assert.InRange(ranking.Agreement.PermutationP.Value, 0, 1);
    }

    [Theory]
    [InlineData(SourceWeighting.Equal)]
    [InlineData(SourceWeighting.Given)]
    [InlineData(SourceWeighting.Eigenvector)]
    [InlineData(SourceWeighting.GeometricMean)]
    [InlineData(SourceWeighting.Entropy)]
    [InlineData(SourceWeighting.Critic)]
    public void Every_way_to_weigh_gives_weights_that_sum_to_one(SourceWeighting weighting)
    {
        var options = new SkillNeedScorerOptions
        {
            Weighting = weighting,
            Weights = [new() { Source = NeedSource.Gap, Weight = 2 }, new() { Source = NeedSource.Agenda, Weight = 6 }],
            Comparisons =
            [
                .. new[] { "ann", "ben" }.SelectMany(by => new SourceComparison[]
                {
                    new() { By = by, Source = NeedSource.Gap, With = NeedSource.Survey, Ratio = by == "ann" ? 2 : 4 },
                    new() { By = by, Source = NeedSource.Gap, With = NeedSource.Agenda, Ratio = 1 },
                    new() { By = by, Source = NeedSource.Survey, With = NeedSource.Agenda, Ratio = 0.5 },
                }),
            ],
        };
        var gaps = Gaps(1.2, 0.4, 0.8, 0.2);
        var survey = Survey(60, 70, 20, 10);
        var agenda = Agenda(0.9, 0.3, 0.5, 0.4);
        var ranking = new SkillNeedScorer(options).Rank(gaps, survey, agenda);
        Assert.Equal(1, ranking.Weights.Sum(weight => weight.Weight), 12);
        Assert.DoesNotContain(ranking.Reasons, reason => reason.Code == "need.weights.equal");
        Assert.Empty(ranking.Verify(gaps, survey, agenda));
        if (weighting == SourceWeighting.Given) Assert.Equal([0.25, 0, 0.75], ranking.Weights.Select(weight => weight.Weight));
        Assert.Equal(weighting is SourceWeighting.Eigenvector or SourceWeighting.GeometricMean, ranking.ConsistencyRatio.IsDefined);
        Assert.Equal(ranking.ConsistencyRatio.IsDefined, ranking.GeometricConsistencyIndex.IsDefined);
    }

    [Fact]
    public void Strata_correct_for_who_answered()
    {
        // Half of the workforce each; the engineers answered nine times as often.
        var row = new SkillSurvey
        {
            Skill = new SkillId("Rust"),
            Named = 92,
            Answers = 100,
            Strata = [new() { Name = "engineers", Share = 0.5, Named = 90, Answers = 90 }, new() { Name = "sales", Share = 0.5, Named = 2, Answers = 10 }],
        };
        var plain = row with { Strata = [] };
        var corrected = new SkillNeedScorer().Rank(null, [row], null).First!.Sources[0];
        var naive = new SkillNeedScorer().Rank(null, [plain], null).First!.Sources[0];
        Assert.Equal(0.6, corrected.Score, 12);
        Assert.Equal(0.92, naive.Score, 12);
        Assert.True(corrected.StandardError > naive.StandardError);
        Assert.True(corrected.Lower < 0.6 && corrected.Upper > 0.6);
        Assert.Contains(new SkillNeedScorer().Rank(null, [plain with { Invited = 1000 }], null).Problems, problem => problem.Code == "survey.response.low");
    }

    [Fact]
    public void Bounds_and_an_order_of_the_weights_narrow_the_question_how_robust_the_winner_is()
    {
        var gaps = Gaps(1.2, 0.4);
        var survey = Survey(20, 70);
        var agenda = Agenda(0.5, 0.5);
        double free = new SkillNeedScorer().Rank(gaps, survey, agenda).First!.RankShares[0];

        // Rust leads by 0.4 of the gap, Go by 0.5 of the survey: Rust is first where the gap weighs 5/4 of the survey or more, a share of 4/9.
        Assert.Equal("Go", new SkillNeedScorer().Rank(gaps, survey, agenda).First!.Skill.Value);
        Assert.Equal(5.0 / 9, free, 12);
        var ordered = new SkillNeedScorerOptions { Order = [NeedSource.Gap, NeedSource.Survey] };
        var rust = new SkillNeedScorer(ordered).Rank(gaps, survey, agenda).Skills.Single(need => need.Skill.Value == "Rust");
        Assert.Equal(8.0 / 9, rust.RankShares[0], 12);
        var bounded = new SkillNeedScorerOptions { Bounds = [new() { Source = NeedSource.Gap, Least = 0.6 }] };
        Assert.Equal(1, new SkillNeedScorer(bounded).Rank(gaps, survey, agenda).Skills.Single(need => need.Skill.Value == "Rust").RankShares[0], 12);
    }

    [Fact]
    public void A_skill_that_is_behind_in_every_source_never_reaches_the_first()
    {
        var ranking = new SkillNeedScorer().Rank(Gaps(1.2, 0.4), Survey(60, 50), Agenda(0.9, 0.3));
        Assert.Null(ranking.Skills[1].TippingPoint!.WeightToMove);
        Assert.Empty(ranking.Skills[1].TippingPoint!.WeightsThere);
        Assert.Equal("need.tipping.never", ranking.Reasons[1].Code);
    }

    [Fact]
    public void The_sentence_says_the_numbers_of_the_result()
    {
        var ranking = new SkillNeedScorer().Rank(Gaps(1.2, 0.4, 0.8, 0.2), Survey(60, 70, 20, 10), Agenda(0.9, 0.3, 0.5, 0.4));
        var (first, second) = (ranking.Skills[0], ranking.Skills[1]);
        string sentence = ranking.Reasons[0].ToString();
        foreach (double number in new[] { first.Score, second.Score, first.Score - second.Score })
        {
            Assert.Contains(number.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture), sentence, StringComparison.Ordinal);
        }

        Assert.Contains(second.Skill.Value, sentence, StringComparison.Ordinal);
        Assert.Contains(nameof(NeedSource.Agenda), sentence, StringComparison.Ordinal);
        Assert.Contains(first.RankShares[0].ToString("0.000", System.Globalization.CultureInfo.InvariantCulture), ranking.Reasons[2].ToString(), StringComparison.Ordinal);
        Assert.Contains(first.ChanceFirst.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture), ranking.Reasons[2].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_rank_is_an_answer()
    {
        var ranking = new SkillNeedScorer().Rank(null, null, null);
        Assert.Null(ranking.First);
        Assert.Equal(Proof.None, ranking.Certificate.Proof);
        Assert.Equal("need.none", ranking.Reasons[0].Code);
    }

    [Fact]
    public void Pairwise_comparisons_give_weights_with_their_consistency()
    {
        var options = new SkillNeedScorerOptions
        {
            Weighting = SourceWeighting.Eigenvector,
            Comparisons =
            [
                new() { Source = NeedSource.Gap, With = NeedSource.Survey, Ratio = 2 },
                new() { Source = NeedSource.Gap, With = NeedSource.Agenda, Ratio = 1 },
                new() { Source = NeedSource.Survey, With = NeedSource.Agenda, Ratio = 2.0 / 3 },
            ],
        };
        var ranking = new SkillNeedScorer(options).Rank(Gaps(1.2, 0.4), Survey(60, 70), Agenda(0.9, 0.3));
        Assert.Equal(0.4066889755132136, ranking.Weights[0].Weight, 9);
        Assert.Equal(0.008848762225268004, ranking.ConsistencyRatio.Value, 9);
    }

    [Fact]
    public void Tampering_is_found_by_the_check()
    {
        var gaps = Gaps(1.2, 0.4, 0.8);
        var survey = Survey(60, 70, 20);
        var agenda = Agenda(0.9, 0.3, 0.5);
        var ranking = new SkillNeedScorer().Rank(gaps, survey, agenda);
        Assert.NotEmpty(ranking.Verify(Gaps(1.1, 0.4, 0.8), survey, agenda));
        Assert.NotEmpty(ranking.Verify(gaps, Survey(60, 71, 20), agenda));
        Assert.NotEmpty(ranking.Verify(gaps, survey, []));
    }

    [Fact]
    public void A_changed_rank_order_or_probability_is_found_by_the_check()
    {
        var gaps = Gaps(1.2, 0.4, 0.8);
        var survey = Survey(60, 70, 20);
        var agenda = Agenda(0.9, 0.3, 0.5);
        var ranking = new SkillNeedScorer().Rank(gaps, survey, agenda);
        Assert.Empty(ranking.Verify(gaps, survey, agenda));
        for (int i = 0; i < 3; i++)
        {
            var need = ranking.Skills[i];
            foreach (var changed in new[]
            {
                need with { Rank = need.Rank + 1 }, need with { Rank = need.Rank - 1 }, need with { Score = need.Score + 0.01 }, need with { StandardError = need.StandardError + 0.01 },
                need with { ChanceFirst = need.ChanceFirst + 0.01 }, need with { RankShares = [.. need.RankShares.Select(share => share / 2)] },
            })
            {
                SkillNeed[] skills = [.. ranking.Skills];
                skills[i] = changed;
                Assert.NotEmpty(Copy(ranking, skills).Verify(gaps, survey, agenda));
            }
        }

        // The second skill draws level at its tipping point: neither a smaller nor a larger move is let through.
        var (first, second) = (ranking.Skills[0], ranking.Skills[1]);
        var there = second.TippingPoint!;
        foreach (double more in new[] { -0.02, 0.02 })
        {
            SourceWeight[] moved = [.. there.WeightsThere];
            int to = Enumerable.Range(0, 3).MaxBy(k => moved[k].Weight - first.Sources[k].Weight), from = Enumerable.Range(0, 3).MinBy(k => moved[k].Weight - first.Sources[k].Weight);
            moved[to] = moved[to] with { Weight = moved[to].Weight + more };
            moved[from] = moved[from] with { Weight = moved[from].Weight - more };
            var point = there with { WeightToMove = there.WeightToMove + more, WeightsThere = moved };
            Assert.NotEmpty(Copy(ranking, [first, second with { TippingPoint = point }, ranking.Skills[2]]).Verify(gaps, survey, agenda));
        }

        Assert.NotEmpty(Copy(ranking, [first, second with { TippingPoint = there with { ScoreGap = there.ScoreGap + 0.01 } }, ranking.Skills[2]]).Verify(gaps, survey, agenda));
        Assert.NotEmpty(Copy(ranking, [first, second with { TippingPoint = there with { WeightToMove = there.WeightToMove + 0.01 } }, ranking.Skills[2]]).Verify(gaps, survey, agenda));
        Assert.NotEmpty(Copy(ranking, [.. ranking.Skills.Reverse()]).Verify(gaps, survey, agenda));
        Assert.NotEmpty(Copy(ranking, ranking.Skills, 1.01).Verify(gaps, survey, agenda));
    }

    private static SkillNeedRanking Copy(SkillNeedRanking ranking, IReadOnlyList<SkillNeed> skills, double weigh = 1) => new()
    {
        Skills = skills,
        Vetoed = ranking.Vetoed,
        Incomplete = ranking.Incomplete,
        Weights = [.. ranking.Weights.Select(weight => weight with { Weight = weight.Weight * weigh })],
        ConsistencyRatio = ranking.ConsistencyRatio,
        GeometricConsistencyIndex = ranking.GeometricConsistencyIndex,
        Agreement = ranking.Agreement,
        SecondOpinions = ranking.SecondOpinions,
        Stability = ranking.Stability,
        Reasons = ranking.Reasons,
        Problems = ranking.Problems,
        Certificate = ranking.Certificate,
    };

    [Fact]
    public void Every_fault_of_every_row_is_reported_at_once()
    {
        var ranking = new SkillNeedScorer().Rank(
            [new() { Skill = default, Shortfall = -1, StandardError = double.NaN }, new() { Skill = new SkillId("a"), Shortfall = 3, Assessed = 0 }],
            [new() { Skill = new SkillId("a"), Named = 3, Answers = 2, Invited = 1 }, new() { Skill = new SkillId("b"), Named = 0, Answers = 0 }],
            [new() { Skill = new SkillId("a"), PerformancePlan = 2, Band = -1 }, new() { Skill = new SkillId("b") }]);
        Assert.Equal(
            [
                "need.skill.blank", "gap.shortfall.invalid", "gap.error.invalid", "gap.assessed.none", "survey.named.invalid", "survey.invited.toofew", "survey.answers.none",
                "agenda.plan.invalid", "agenda.band.invalid", "agenda.empty",
            ],
            ranking.Problems.Select(problem => problem.Code));
        Assert.Null(ranking.First);
    }
}
