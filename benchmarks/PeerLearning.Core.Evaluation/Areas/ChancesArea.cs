using PeerLearning.Evaluation.Generators;
using PeerLearning.Internal;
using PeerLearning.Skills;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Whether probabilities are kept: what is said to happen in eight of ten cases happens in eight of ten; and whether the people named as candidates are good ones.</summary>
internal sealed class ChancesArea : IArea
{
    private static readonly double[] Bars = [2, 2.5, 3, 3.5, 4];

    public string Name => "calibration";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("calibration/chances/level-continuous", () => Levels(RatingForm.Continuous, 40));
        yield return new Case("calibration/chances/level-half-points", () => Levels(RatingForm.HalfPoints, 40));
        yield return new Case("calibration/chances/level-integers", () => Levels(RatingForm.Integers, 40));
        yield return new Case("calibration/chances/first", () => First(20_000));
        yield return new Case("calibration/chances/enough-mentors", () => Enough(40));
        yield return new Case("calibration/mentors/precision-at-50", () => Mentors(20));
    }

    /// <summary>The probability to reach a bar, for everybody and every bar.</summary>
    private static CaseOutcome Levels(RatingForm form, int worlds)
    {
        var reliability = new Reliability();
        var judge = new WorldJudge();
        for (int w = 0; w < worlds; w++)
        {
            var world = SimulatedOrganisation.Create(new WorldSettings { Form = form }, (ulong)(3000 + w));
            var profiles = judge.Add(world);
            int i = 0;
            foreach (var level in profiles.Of(SimulatedOrganisation.Skill(0)))
            {
                foreach (double bar in Bars) reliability.Add(level.ChanceAtLeast(bar), world.Truth[0][i] >= bar);
                i++;
            }
        }

        return reliability.Outcome();
    }

    /// <summary>The probability that a skill is truly the most needed, where the truth is drawn and the sources see it with their errors.</summary>
    private static CaseOutcome First(int problems)
    {
        var reliability = new Reliability();
        var random = new SeededRandom(31);
        var scorer = new SkillNeedScorer();
        for (int p = 0; p < problems; p++)
        {
            int m = 3 + random.Next(6);
            double[] truth = new double[m];
            var gaps = new SkillGap[m];
            var survey = new SkillSurvey[m];
            var agenda = new SkillAgenda[m];
            for (int i = 0; i < m; i++)
            {
                var skill = new SkillId(FormattableString.Invariant($"s{i:00}"));
                double gap = 0.1 + (0.8 * random.NextDouble()), share = 0.1 + (0.8 * random.NextDouble()), plan = 0.1 + (0.8 * random.NextDouble());
                double gapError = 0.02 + (0.06 * random.NextDouble()), band = 0.05 + (0.1 * random.NextDouble());
                truth[i] = (gap + share + plan) / 3;
                int answers = 60 + random.Next(200), named = 0;
                for (int a = 0; a < answers; a++) named += random.NextDouble() < share ? 1 : 0;
                double seenPlan = Math.Clamp(plan + (band / 1.6448536269514722 * random.NextNormal()), 0, 1);
                gaps[i] = new SkillGap { Skill = skill, Shortfall = Math.Max(0, 2 * (gap + (gapError * random.NextNormal()))), StandardError = 2 * gapError };
                survey[i] = new SkillSurvey { Skill = skill, Named = named, Answers = answers };
                agenda[i] = new SkillAgenda { Skill = skill, PerformancePlan = seenPlan, Band = band };
            }

            int first = Array.IndexOf(truth, truth.Max());
            foreach (var need in scorer.Rank(gaps, survey, agenda).Skills)
            {
                int at = int.Parse(need.Skill.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
                reliability.Add(need.ChanceFirst, at == first);
            }
        }

        return reliability.Outcome();
    }

    /// <summary>The probability that a unit of ten people holds at least three who reach the bar.</summary>
    private static CaseOutcome Enough(int worlds)
    {
        var reliability = new Reliability();
        var judge = new WorldJudge();
        for (int w = 0; w < worlds; w++)
        {
            var world = SimulatedOrganisation.Create(new WorldSettings(), (ulong)(4000 + w));
            var profiles = judge.Add(world);
            for (int unit = 0; unit < 50; unit++)
            {
                var members = Enumerable.Range(10 * unit, 10).Select(SimulatedOrganisation.Id).ToHashSet();
                double chance = profiles.ChanceOfEnough(SimulatedOrganisation.Skill(0), 3.5, 3, members.Contains);
                reliability.Add(chance, Enumerable.Range(10 * unit, 10).Count(i => world.Truth[0][i] >= 3.5) >= 3);
            }
        }

        return reliability.Outcome();
    }

    /// <summary>How many of the fifty named truly reach the bar, against fifty named with the true variance components.</summary>
    private static CaseOutcome Mentors(int worlds)
    {
        const double Bar = 4.5;
        const int Wanted = 50;
        var judge = new WorldJudge();
        int ours = 0, oracle = 0, all = 0;
        for (int w = 0; w < worlds; w++)
        {
            var world = SimulatedOrganisation.Create(new WorldSettings { People = 5000 }, (ulong)(5000 + w));
            var profiles = judge.Add(world);
            ours += profiles.Candidates(SimulatedOrganisation.Skill(0), Bar, Wanted).Take(Wanted)
                .Count(level => world.Truth[0][int.Parse(level.Person.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)] >= Bar);
            var (levels, variances) = WorldJudge.Best(world, 0, estimateMeans: true);
            oracle += Enumerable.Range(0, levels.Length).OrderByDescending(i => (levels[i] - Bar) / Math.Sqrt(variances[i])).Take(Wanted).Count(i => world.Truth[0][i] >= Bar);
            all += Wanted;
        }

        double ratio = ours / (double)oracle;
        return new CaseOutcome { Ok = ratio >= 0.99, Value = ratio, Reference = 0.99, Detail = FormattableString.Invariant($"precision {ours / (double)all:0.0000} against {oracle / (double)all:0.0000} with the true variances, {worlds} organisations of 5,000, bar {Bar}") };
    }

    /// <summary>Stated probabilities against what happened.</summary>
    private sealed class Reliability
    {
        private readonly double[] _stated = new double[10];
        private readonly int[] _happened = new int[10];
        private readonly int[] _count = new int[10];
        private double _n;
        private double _sumP;
        private double _sumY;
        private double _sumPP;
        private double _sumPY;
        private double _brier;

        public void Add(double chance, bool happened)
        {
            double y = happened ? 1 : 0;
            int bin = Math.Min(9, (int)(10 * chance));
            _stated[bin] += chance;
            _count[bin]++;
            if (happened) _happened[bin]++;
            _n++;
            _sumP += chance;
            _sumY += y;
            _sumPP += chance * chance;
            _sumPY += chance * y;
            _brier += (chance - y) * (chance - y);
        }

        /// <summary>The slope of what happened on what was stated is 1 where probabilities are kept; Brier's score is the mean squared distance.</summary>
        public CaseOutcome Outcome()
        {
            double slope = (_sumPY - (_sumP * _sumY / _n)) / (_sumPP - (_sumP * _sumP / _n)), brier = _brier / _n, rate = _sumY / _n;
            string bins = string.Join(", ", Enumerable.Range(0, 10).Where(bin => _count[bin] > 0).Select(bin => FormattableString.Invariant($"{_stated[bin] / _count[bin]:0.00}:{_happened[bin] / (double)_count[bin]:0.00}")));
            return new CaseOutcome
            {
                Ok = slope is >= 0.95 and <= 1.05,
                Value = slope,
                Reference = 1,
                Gap = slope - 1,
                Detail = FormattableString.Invariant($"slope of 0.95-1.05, Brier {brier:0.0000} ({rate * (1 - rate):0.0000} for the base rate alone), {_n} statements; stated:happened {bins}"),
            };
        }
    }
}
