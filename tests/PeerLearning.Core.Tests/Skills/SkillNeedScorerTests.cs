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
