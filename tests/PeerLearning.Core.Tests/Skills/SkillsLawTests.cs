using FsCheck.Xunit;
using PeerLearning.Evaluation.Generators;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Skills;

/// <summary>The laws that hold whatever the input: order, people who do not matter, monotonicity, complete problems.</summary>
public class SkillsLawTests
{
    private static readonly SkillId Skill = SimulatedOrganisation.Skill(0);
    private static readonly ProficiencyEstimatorOptions Plain = new() { CalibrationRounds = 0 };

    private static SimulatedOrganisation World(int seed, int people = 25) => SimulatedOrganisation.Create(new WorldSettings { People = people, Form = RatingForm.HalfPoints }, (ulong)(uint)seed);

    private static T[] Shuffled<T>(IEnumerable<T> rows, int seed)
    {
        T[] shuffled = [.. rows];
        new SeededRandom((ulong)(uint)seed).Shuffle<T>(shuffled);
        return shuffled;
    }

    [Property(MaxTest = 25)]
    public void Estimates_do_not_depend_on_the_order_of_rows_or_on_another_skill(int seed)
    {
        var world = World(seed);
        var estimator = new ProficiencyEstimator(Plain);
        var one = estimator.Estimate(world.Evidence, SimulatedOrganisation.AsOf);

        // Rows of another skill, by people nobody knows, change nothing here.
        var others = World(seed + 1).Evidence.Select(row => row with { Skill = new SkillId("other"), Person = new PersonId("x" + row.Person), By = row.By is { } by ? new PersonId("x" + by) : null });
        var two = estimator.Estimate(Shuffled(world.Evidence.Concat(others), seed), SimulatedOrganisation.AsOf);
        Assert.Equal(one.Of(Skill), two.Of(Skill));
        Assert.Equal(one.Models.Single(), two.Models.Single(model => model.Skill == Skill));
    }

    [Property(MaxTest = 25)]
    public void A_better_rating_never_lowers_a_level_under_a_known_model(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var model = new ProficiencyEstimator(Plain).Estimate(World(seed).Evidence, SimulatedOrganisation.AsOf).Models.Single();
        var state = LevelState.Start(model);
        for (int k = 0; k < 5; k++)
        {
            var kind = (EvidenceKind)random.Next(6);
            double level = 1 + random.Next(4);
            Assert.True(state.Add(model, kind, level + 0.5).Level > state.Add(model, kind, level).Level);
            var next = state.Add(model, kind, level);
            Assert.True(next.StandardError.Value < state.StandardError.Value);
            Assert.True(state.Add(model, kind, level, ageInYears: 2, driftPerYear: 0.2).StandardError.Value > next.StandardError.Value);
            state = next;
        }
    }

    [Property(MaxTest = 25)]
    public void Every_unsound_row_is_named_and_the_sound_ones_stay_as_they_are(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var world = World(seed);
        var sound = world.Evidence.DistinctBy(row => (row.Person, row.By, row.Kind, row.Level)).ToList();
        var mixed = new List<(Evidence Row, bool IsSound)>(sound.Select(row => (row, true)));
        for (int f = 0; f < 10; f++)
        {
            var row = sound[random.Next(sound.Count)];
            var faulty = random.Next(4) switch
            {
                0 => row with { Level = double.PositiveInfinity },
                1 => row with { Level = 5.5 + random.NextDouble() },
                2 => row with { Kind = (EvidenceKind)17 },
                _ => row with { At = SimulatedOrganisation.AsOf + Duration.FromDays(1 + random.Next(9)) },
            };
            mixed.Insert(random.Next(mixed.Count + 1), (faulty, false));
        }

        var estimator = new ProficiencyEstimator(Plain);
        var profiles = estimator.Estimate(mixed.Select(pair => pair.Row), SimulatedOrganisation.AsOf);
        var errors = profiles.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        var expected = Enumerable.Range(0, mixed.Count).Where(i => !mixed[i].IsSound).Select(i => $"evidence[{i}].");
        Assert.Equal(expected, errors.Select(problem => problem.Where[..(problem.Where.IndexOf('.', StringComparison.Ordinal) + 1)]));
        Assert.Equal(estimator.Estimate(sound, SimulatedOrganisation.AsOf).Of(Skill), profiles.Of(Skill));
    }

    [Property(MaxTest = 50)]
    public void Needs_do_not_depend_on_the_order_of_rows_and_a_losing_skill_does_not_matter(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var (gaps, survey, agenda) = Needs(2 + random.Next(6), ref random);
        var scorer = new SkillNeedScorer();
        var one = scorer.Rank(gaps, survey, agenda);
        var two = scorer.Rank(Shuffled(gaps, seed), Shuffled(survey, seed + 1), Shuffled(agenda, seed + 2));
        Assert.Equal(one.Skills, two.Skills);
        Assert.Equal(one.Reasons, two.Reasons);
        Assert.Equal(one.SecondOpinions.Select(opinion => opinion.Agrees), two.SecondOpinions.Select(opinion => opinion.Agrees));
        var last = one.Skills[^1].Skill;
        var less = scorer.Rank(gaps.Where(row => row.Skill != last), survey.Where(row => row.Skill != last), agenda.Where(row => row.Skill != last));
        Assert.Equal(one.Skills.SkipLast(1).Select(need => (need.Skill, need.Score)), less.Skills.Select(need => (need.Skill, need.Score)));
    }

    [Property(MaxTest = 50)]
    public void More_need_in_any_source_never_lowers_the_score_or_the_rank(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var (gaps, survey, agenda) = Needs(3 + random.Next(4), ref random);
        var scorer = new SkillNeedScorer();
        int at = random.Next(gaps.Length);
        var before = scorer.Rank(gaps, survey, agenda).Skills.Single(need => need.Skill == gaps[at].Skill);
        switch (random.Next(3))
        {
            case 0: gaps[at] = gaps[at] with { Shortfall = gaps[at].Shortfall + 0.1 }; break;
            case 1: survey[at] = survey[at] with { Named = Math.Min(survey[at].Answers, survey[at].Named + 5) }; break;
            default: agenda[at] = agenda[at] with { CeoAgenda = Math.Min(1, agenda[at].CeoAgenda!.Value + 0.1) }; break;
        }

        var after = scorer.Rank(gaps, survey, agenda).Skills.Single(need => need.Skill == gaps[at].Skill);
        Assert.True(after.Score >= before.Score);
        Assert.True(after.Rank <= before.Rank);
    }

    [Property(MaxTest = 50)]
    public void The_weights_at_a_tipping_point_and_within_a_stability_interval_do_what_they_say(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var (gaps, survey, agenda) = Needs(3 + random.Next(3), ref random);
        SkillNeedRanking Under(IEnumerable<SourceWeight> weights) =>
            new SkillNeedScorer(new SkillNeedScorerOptions { Weighting = SourceWeighting.Given, Weights = [.. weights] }).Rank(gaps, survey, agenda);
        var ranking = new SkillNeedScorer().Rank(gaps, survey, agenda);
        var first = ranking.First!;
        foreach (var need in ranking.Skills.Skip(1))
        {
            if (need.TippingPoint!.WeightToMove is null) continue;
            var there = Under(need.TippingPoint.WeightsThere);
            double Score(SkillId skill) => there.Skills.Single(one => one.Skill == skill).Score;
            Assert.Equal(Score(first.Skill), Score(need.Skill), 1e-9);
        }

        foreach (var interval in ranking.Stability)
        {
            foreach (var (end, inside, taker) in new[] { (interval.Lowest, 1e-6, interval.TakenOverBelowBy), (interval.Highest, -1e-6, interval.TakenOverAboveBy) })
            {
                double within = Math.Clamp(end + inside, 0, 1), beyond = end - inside;
                Assert.Equal(first.Skill, Under(With(within)).First!.Skill);
                if (taker is { } other && beyond is > 0 and < 1) Assert.NotEqual(first.Skill, Under(With(beyond)).First!.Skill);
                Assert.Equal(taker is null, end is <= 0 or >= 1);

                IEnumerable<SourceWeight> With(double weight) => ranking.Weights.Select(one => one with
                {
                    Weight = one.Source == interval.Source ? weight : one.Weight * (1 - weight) / (1 - interval.Weight),
                });
            }
        }
    }

    [Property(MaxTest = 50)]
    public void Gaps_do_not_depend_on_order_or_on_people_without_a_requirement_and_grow_with_what_is_required(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var rows = new List<Proficiency>();
        var required = new List<SkillRequirement>();
        for (int i = 0; i < 20; i++)
        {
            var person = new PersonId($"p{i:00}");
            if (random.Next(4) > 0) rows.Add(new Proficiency { Person = person, Skill = Skill, Level = 1 + (4 * random.NextDouble()), StandardError = 0.1 + random.NextDouble() });
            if (random.Next(4) > 0) required.Add(new SkillRequirement { Person = person, Skill = Skill, Level = 1 + random.Next(4), Group = $"g{random.Next(2)}", Importance = 1 + random.Next(3) });
        }

        var one = SkillGapAnalysis.Measure(SkillProfiles.Create(rows), required);
        var extra = new Proficiency { Person = new PersonId("nobody"), Skill = Skill, Level = 3, StandardError = 0.2 };
        var two = SkillGapAnalysis.Measure(SkillProfiles.Create(Shuffled(rows.Append(extra), seed)), Shuffled(required, seed + 1));
        Assert.Equal(one.People, two.People);
        Assert.Equal(one.Groups.Select(group => group.Group), two.Groups.Select(group => group.Group));
        foreach (var (a, b) in one.Skills.Zip(two.Skills)) Assert.Equal(a.Shortfall, b.Shortfall, 1e-12);
        var more = SkillGapAnalysis.Measure(SkillProfiles.Create(rows), required.Select(row => row with { Level = row.Level + 0.5 }));
        foreach (var (a, b) in one.Skills.Zip(more.Skills)) Assert.True(b.Shortfall > a.Shortfall);
        foreach (var (a, b) in one.People.Zip(more.People))
        {
            if (a.Chance.TryGet(out double chance)) Assert.True(b.Chance.Value >= chance);
        }

        foreach (var (a, b) in one.Groups.Zip(more.Groups))
        {
            if (a.Chance.TryGet(out double chance)) Assert.True(b.Chance.Value >= chance && chance is >= 0 and <= 1);
        }
    }

    [Property(MaxTest = 30)]
    public void Reliability_does_not_depend_on_order_other_rows_or_the_unit(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var rows = new List<Evidence>();
        for (int i = 0; i < 12; i++)
        {
            double level = random.NextNormal();
            for (int j = 0; j < 4; j++)
            {
                if (random.Next(5) > 0) rows.Add(new Evidence { Person = new PersonId($"p{i:00}"), Skill = Skill, Kind = EvidenceKind.Peer, By = new PersonId($"r{j}"), Level = 3 + level + (0.7 * random.NextNormal()) });
            }
        }

        var one = RatingReliabilityAnalysis.Measure(rows, Skill, EvidenceKind.Peer);
        var other = rows.Select(row => row with { Skill = new SkillId("other"), Level = 1 });
        var two = RatingReliabilityAnalysis.Measure(Shuffled(rows.Concat(other), seed), Skill, EvidenceKind.Peer);
        var ten = RatingReliabilityAnalysis.Measure(rows.Select(row => row with { Level = 7 + (10 * row.Level) }), Skill, EvidenceKind.Peer);
        if (!one.OneWay.Value.IsDefined) return;
        Assert.Equal(one.OneWay.Value.Value, two.OneWay.Value.Value, 1e-6);
        Assert.Equal(one.OneWay.Value.Value, ten.OneWay.Value.Value, 1e-5);
        Assert.Equal(one.IntervalAlpha.Value, two.IntervalAlpha.Value, 1e-9);
        Assert.Equal(one.IntervalAlpha.Value, ten.IntervalAlpha.Value, 1e-9);
        if (one.OneWay.Lower.TryGet(out double low)) Assert.InRange(one.OneWay.Value.Value, low, one.OneWay.Upper.Value);
    }

    [Property(MaxTest = 30)]
    public void Labels_do_not_depend_on_order_or_on_the_spelling_of_classes(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var rows = new List<SkillLabel>();
        for (int i = 0; i < 15; i++)
        {
            int truth = random.Next(2);
            for (int j = 0; j < 4; j++) rows.Add(new SkillLabel { Person = new PersonId($"p{i:00}"), By = new PersonId($"r{j}"), Label = (random.NextDouble() < 0.85 ? truth : 1 - truth) == 0 ? "lacks" : "has" });
        }

        var one = LabelAnalysis.Fit(rows).Value;
        var two = LabelAnalysis.Fit(Shuffled(rows, seed)).Value;
        Assert.Equal(one, two);
        var renamed = LabelAnalysis.Fit(rows.Select(row => row with { Label = row.Label == "has" ? "a" : "b" })).Value;
        foreach (var (a, b) in one.Zip(renamed))
        {
            double has = a.Chances.Single(figure => figure.Name == "has").Number!.Value, same = b.Chances.Single(figure => figure.Name == "a").Number!.Value;
            Assert.Equal(has, same, 1e-6);
        }
    }

    [Property(MaxTest = 50)]
    public void Candidates_and_the_chance_of_enough_follow_the_bar(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var rows = Enumerable.Range(0, 15).Select(i => new Proficiency { Person = new PersonId($"p{i:00}"), Skill = Skill, Level = 1 + (4 * random.NextDouble()), StandardError = 0.1 + random.NextDouble(), Items = random.Next(4) }).ToList();
        var profiles = SkillProfiles.Create(Shuffled(rows, seed));
        double last = 1;
        for (double bar = 1; bar <= 5; bar += 0.5)
        {
            double chance = profiles.ChanceOfEnough(Skill, bar, 4);
            Assert.InRange(chance, 0, last + 1e-12);
            Assert.True(profiles.ChanceOfEnough(Skill, bar, 5) <= chance + 1e-12);
            Assert.True(profiles.ChanceOfEnough(Skill, bar, 4, person => person.Value != "p00") <= chance + 1e-12);
            last = chance;
            Assert.Equal(SkillProfiles.Create(rows).Candidates(Skill, bar, 5, 1), profiles.Candidates(Skill, bar, 5, 1));
            Assert.All(profiles.Candidates(Skill, bar, 5, 2), level => Assert.True(level.Items >= 2));
        }
    }

    private static (SkillGap[] Gaps, SkillSurvey[] Survey, SkillAgenda[] Agenda) Needs(int m, ref SeededRandom random)
    {
        var gaps = new SkillGap[m];
        var survey = new SkillSurvey[m];
        var agenda = new SkillAgenda[m];
        for (int i = 0; i < m; i++)
        {
            var skill = new SkillId($"s{i:00}");
            int answers = 30 + random.Next(200);
            gaps[i] = new SkillGap { Skill = skill, Shortfall = 1.8 * random.NextDouble(), StandardError = 0.2 * random.NextDouble() };
            survey[i] = new SkillSurvey { Skill = skill, Named = random.Next(answers + 1), Answers = answers };
            agenda[i] = new SkillAgenda { Skill = skill, PerformancePlan = random.NextDouble(), CeoAgenda = random.NextDouble() };
        }

        return (gaps, survey, agenda);
    }
}
