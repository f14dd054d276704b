using PeerLearning.People;
using PeerLearning.Skills;
using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Measures what a group of learners, or of mentors, learned between two estimates of their skills.</summary>
/// <remarks>
/// Levels from the same estimator and scale. Estimates that were drawn to the mean make gains smaller, never larger. A gain without a comparison group
/// is a change, not an effect. Cost: O(people x skills), and a root search for each skill's power.
/// </remarks>
public sealed class GainMeter
{
    /// <summary>Initialises the service.</summary>
    /// <param name="options">How to measure; null for the defaults.</param>
    public GainMeter(GainMeterOptions? options = null) => Options = options ?? new GainMeterOptions();

    /// <summary>How it measures.</summary>
    public GainMeterOptions Options { get; }

    /// <summary>Measures the gain.</summary>
    /// <param name="people">The group, such as the learners of a cohort or its mentors; an order does not matter.</param>
    /// <param name="before">The levels before.</param>
    /// <param name="after">The levels after, on the same scale.</param>
    /// <returns>The report, over all skills that both estimates hold.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public GainReport Measure(IReadOnlyList<PersonId> people, SkillProfiles before, SkillProfiles after)
    {
        Guard.Against.Null(people);
        Guard.Against.Null(before);
        Guard.Against.Null(after);
        var problems = new ProblemList();
        if (before.Scale != after.Scale)
        {
            problems.Error("progress.gain.scale", "after.Scale", $"The levels before are on the scale '{before.Scale}', those after on '{after.Scale}'.", "Estimate both on one scale.");
            return new GainReport { Skills = [], People = [], Problems = problems.ToList() };
        }

        var group = people.Distinct().Order().ToList();
        var changes = new List<PersonChange>();
        var drafts = new List<SkillGain>();
        foreach (var skill in before.Skills.Intersect(after.Skills).Order())
        {
            var mine = Changes(group, skill, before, after);
            changes.AddRange(mine);
            drafts.Add(Measure(skill, mine, before.Scale));
        }

        var adjusted = AdjustedP.Adjust(drafts.Select(draft => draft.P).ToArray(), MultiplicityMethod.BenjaminiHochberg);
        return new GainReport
        {
            Skills = [.. drafts.Select((draft, i) => draft with { AdjustedP = adjusted[i] })],
            People = [.. changes.OrderBy(change => change.Person).ThenBy(change => change.Skill)],
            Problems = problems.ToList(),
        };
    }

    private static List<PersonChange> Changes(List<PersonId> group, SkillId skill, SkillProfiles before, SkillProfiles after)
    {
        var changes = new List<PersonChange>();
        foreach (var person in group)
        {
            if (before.Find(person, skill) is not { } first || after.Find(person, skill) is not { } second) continue;
            double error = Math.Sqrt((first.StandardError * first.StandardError) + (second.StandardError * second.StandardError));
            Measured<double> index = error > 0 ? (second.Level - first.Level) / error : Undefined.NoVariation("Without measurement error the index has no unit.");
            changes.Add(new PersonChange
            {
                Person = person,
                Skill = skill,
                Before = first.Level,
                After = second.Level,
                ReliableChangeIndex = index,
                IsReliable = index.TryGet(out double value) ? Math.Abs(value) > NormalDistribution.Critical(0.95) : first.Level != second.Level,
            });
        }

        return changes;
    }

    private SkillGain Measure(SkillId skill, List<PersonChange> changes, SkillScale scale)
    {
        int n = changes.Count;
        if (n < Options.SmallestGroup)
        {
            var why = Undefined.Withheld($"Only {n} people have a level before and after; figures of fewer than {Options.SmallestGroup} are not shown.");
            return new SkillGain
            {
                Skill = skill,
                People = n,
                MeanGain = why,
                Lower = why,
                Upper = why,
                P = why,
                AdjustedP = why,
                SignedRankP = why,
                DAverage = why,
                DChange = why,
                DChangeLower = why,
                DChangeUpper = why,
                NormalisedGain = why,
                ReliablyBetter = why,
                ReliablyWorse = why,
                LearnersForNextCohort = why,
                Because = Reason.Of("progress.gain.withheld", "{skill}: {people|person was|people were} measured twice, too few to show.", Figure.Of("skill", skill), Figure.Of("people", n)),
            };
        }

        var first = changes.Select(change => change.Before).ToArray();
        var second = changes.Select(change => change.After).ToArray();
        var differences = changes.Select(change => change.After - change.Before).ToArray();
        var test = TTest.Paired(second, first);
        var effect = StandardisedDifference.Paired(second, first);
        var rank = SignedRank.Test(differences);
        double mean = differences.Average();
        var interval = test.TryGet(out var t) ? t.Interval() : default;
        Measured<double> Of(Func<double> value) => test.IsDefined ? value() : test.Undefined!;
        Measured<double> Effect(Func<PairedEffect, Measured<double>> read) => effect.TryGet(out var found) ? read(found) : effect.Undefined!;
        var dz = Effect(found => found.Dz);
        var needed = dz.TryGet(out double size) ? TTestPower.SampleSize(size, 0.8, 0.05, TTestDesign.Paired, Alternative.TwoSided) : dz.Undefined!;
        var p = Of(() => t!.TwoSidedP);
        return new SkillGain
        {
            Skill = skill,
            People = n,
            MeanGain = mean,
            Lower = Of(() => interval.Lower),
            Upper = Of(() => interval.Upper),
            P = p,
            AdjustedP = p,
            SignedRankP = rank.TryGet(out var ranks) ? ranks.Exact.TryGet(out var exact) ? exact.TwoSided : ranks.Corrected.TwoSided : rank.Undefined!,
            DAverage = Effect(found => found.Dav),
            DChange = dz,
            DChangeLower = Effect(found => found.DzLimits.Lower),
            DChangeUpper = Effect(found => found.DzLimits.Upper),
            NormalisedGain = Statistics.NormalisedGain.OfAverages(first, second, scale.Highest),
            ReliablyBetter = changes.Count(change => change.IsReliable && change.After > change.Before),
            ReliablyWorse = changes.Count(change => change.IsReliable && change.After < change.Before),
            LearnersForNextCohort = needed.TryGet(out double learners) ? learners < int.MaxValue ? (int)Math.Ceiling(learners) : Undefined.OutOfRange("More learners than can be counted.") : needed.Undefined!,
            Because = test.IsDefined
                ? Reason.Of(
                    "progress.gain", "{skill}: {people|person|people} changed by {gain:+0.00;-0.00;0.00} levels on average, between {lower:+0.00;-0.00;0.00} and {upper:+0.00;-0.00;0.00} with 95 % confidence.",
                    Figure.Of("skill", skill), Figure.Of("people", n), Figure.Of("gain", mean), Figure.Of("lower", interval.Lower), Figure.Of("upper", interval.Upper))
                : Reason.Of("progress.gain.undefined", "{skill}: {people|person|people} changed by {gain:+0.00;-0.00;0.00} levels each.", Figure.Of("skill", skill), Figure.Of("people", n), Figure.Of("gain", mean)),
        };
    }
}
