using PeerLearning.Internal;
using PeerLearning.Skills;
using PeerLearning.Statistics;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Generated need problems: removal of losers, exact acceptability against drawn weights, tipping points against linear programming, Kemeny against enumeration.</summary>
internal sealed class NeedsArea : IArea
{
    public string Name => "needs";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("needs/removal-of-losers/100000", () => Removal(100_000));
        yield return new Case("needs/acceptability-against-draws", () => Acceptability(options.Seeds));
        yield return new Case("needs/acceptability-sums", () => Sums(2000));
        yield return new Case("needs/acceptability-50-skills", Speed);
        yield return new Case("needs/tipping-against-linear-programming", () => Tipping(20_000));
        yield return new Case("needs/first-against-draws", () => First(20));
        yield return new Case("needs/kemeny-against-enumeration", () => KemenyOrders(2000));
        yield return new Case("needs/kemeny-16x100", KemenySpeed);
        yield return new Case("needs/reasons-and-verify", () => Reasons(2000));
    }

    /// <summary>Rows of a random problem with m skills.</summary>
    private static (SkillGap[] Gaps, SkillSurvey[] Survey, SkillAgenda[] Agenda) Problem(int m, ref SeededRandom random)
    {
        var gaps = new SkillGap[m];
        var survey = new SkillSurvey[m];
        var agenda = new SkillAgenda[m];
        for (int i = 0; i < m; i++)
        {
            var skill = new SkillId(FormattableString.Invariant($"s{i:00}"));
            int answers = 20 + random.Next(500);
            gaps[i] = new SkillGap { Skill = skill, Shortfall = 2 * random.NextDouble(), StandardError = 0.2 * random.NextDouble() };
            survey[i] = new SkillSurvey { Skill = skill, Named = random.Next(answers + 1), Answers = answers };
            agenda[i] = new SkillAgenda { Skill = skill, PerformancePlan = random.NextDouble(), CeoAgenda = random.NextDouble(), Band = 0.2 * random.NextDouble() };
        }

        return (gaps, survey, agenda);
    }

    private static CaseOutcome Removal(int problems)
    {
        var random = new SeededRandom(5);
        int changes = 0;
        for (int p = 0; p < problems; p++)
        {
            int m = 3 + random.Next(4);
            var weights = Enum.GetValues<NeedSource>().Select(source => new SourceWeight { Source = source, Weight = 0.05 + random.NextDouble() }).ToArray();
            var (gaps, survey, agenda) = Problem(m, ref random);
            var scorer = new SkillNeedScorer(new SkillNeedScorerOptions { Weighting = SourceWeighting.Given, Weights = weights });
            var whole = scorer.Rank(gaps, survey, agenda);
            var loser = whole.Skills[1 + random.Next(m - 1)].Skill;
            var less = scorer.Rank(gaps.Where(row => row.Skill != loser), survey.Where(row => row.Skill != loser), agenda.Where(row => row.Skill != loser));
            if (less.First!.Skill != whole.First!.Skill) changes++;
        }

        return new CaseOutcome { Ok = changes == 0, Value = changes, Reference = 0, Gap = changes, Detail = $"{problems} problems" };
    }

    private static double[][] Scores(int m, int criteria, ref SeededRandom random, bool coarse)
    {
        double[][] scores = new double[m][];
        for (int i = 0; i < m; i++)
        {
            scores[i] = new double[criteria];
            for (int k = 0; k < criteria; k++) scores[i][k] = coarse ? random.Next(4) / 4.0 : random.NextDouble();
        }

        return scores;
    }

    private static CaseOutcome Acceptability(int seeds)
    {
        double worst = 0;
        var random = new SeededRandom(11);
        for (int s = 0; s < seeds; s++)
        {
            double[][] scores = Scores(6, 3, ref random, coarse: s % 2 == 1);
            var exact = RankAcceptability.Of(scores).Value;
            var drawn = SampledAcceptability.Of(scores, 20_000, (ulong)s).Value;
            for (int i = 0; i < 6; i++)
            {
                for (int r = 0; r < 6; r++)
                {
                    double distance = Math.Abs(exact.Acceptability[i][r] - drawn.Acceptability[i][r]);
                    worst = Math.Max(worst, distance / (drawn.StandardErrors[i][r] + 1e-4));
                }
            }
        }

        return new CaseOutcome { Ok = worst < 6, Value = worst, Reference = 6, Detail = "largest distance in standard errors of the draws" };
    }

    private static CaseOutcome Sums(int problems)
    {
        double worst = 0;
        var random = new SeededRandom(12);
        for (int p = 0; p < problems; p++)
        {
            int m = 2 + random.Next(8), criteria = 1 + random.Next(3);
            double[][] scores = Scores(m, criteria, ref random, coarse: p % 3 == 0);
            var constraints = criteria == 3 && p % 2 == 0 ? new[] { new WeightConstraint(1, -1, 0), new WeightConstraint(0, 1, -1) } : [];
            if (!RankAcceptability.Of(scores, constraints).TryGet(out var result)) return new CaseOutcome { Ok = false, Detail = "undefined" };
            for (int i = 0; i < m; i++)
            {
                int at = i;
                worst = Math.Max(worst, Math.Abs(result.Acceptability[i].Sum() - 1));
                worst = Math.Max(worst, Math.Abs(result.Acceptability.Sum(row => row[at]) - 1));
            }
        }

        return new CaseOutcome { Ok = worst < 1e-12, Value = worst, Reference = 1e-12, Detail = "rows and columns sum to 1, ties shared" };
    }

    private static CaseOutcome Speed()
    {
        var random = new SeededRandom(13);
        double[][] scores = Scores(50, 3, ref random, coarse: false);
        RankAcceptability.Of(scores);
        RankAcceptability.Of(scores);
        double best = double.MaxValue;
        for (int run = 0; run < 7; run++)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            RankAcceptability.Of(scores);
            best = Math.Min(best, System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return new CaseOutcome { Ok = best <= 0.05, Value = best, Reference = 0.05, Seconds = best, Detail = "best of seven runs" };
    }

    private static CaseOutcome Tipping(int problems)
    {
        var random = new SeededRandom(14);
        double worst = 0;
        int mismatches = 0;
        for (int p = 0; p < problems; p++)
        {
            double[][] scores = Scores(4, 3, ref random, coarse: p % 4 == 0);
            double[] weights = [random.NextDouble(), random.NextDouble(), p % 7 == 0 ? 0 : random.NextDouble()];
            var table = DecisionTable.Create(scores, weights);
            if (!table.TryGet(out var known)) continue;
            var sensitivity = WeightSensitivity.Of(known).Value;
            foreach (var challenger in sensitivity.Challengers)
            {
                if (challenger is null) continue;
                double[] lead = [.. Enumerable.Range(0, 3).Select(k => scores[sensitivity.Winner][k] - scores[challenger.Index][k])];
                double? least = LeastMove(lead, known.Weights);
                if ((least is null) != (challenger.WeightToMove is null)) mismatches++;
                else if (least is { } value) worst = Math.Max(worst, Math.Abs(value - challenger.WeightToMove!.Value));
            }
        }

        return new CaseOutcome { Ok = worst < 1e-9 && mismatches == 0, Value = worst, Reference = 1e-9, Verified = true, Detail = $"{mismatches} disagreements on never" };
    }

    /// <summary>
    /// The linear programme min half the sum of |v - w| over weights v with lead · v at most 0, by its vertices: the optimum stands at a corner of the arrangement of
    /// the half-plane's line with the lines v_k = w_k and v_k = 0, or at a corner of those inside the half-plane.
    /// </summary>
    private static double? LeastMove(double[] lead, double[] w)
    {
        var lines = new List<(double A, double B, double C)> { (lead[0] - lead[2], lead[1] - lead[2], lead[2]) };
        foreach (double[] fixedAt in new[] { w, [0, 0, 0] })
        {
            lines.Add((1, 0, -fixedAt[0]));
            lines.Add((0, 1, -fixedAt[1]));
            lines.Add((-1, -1, 1 - fixedAt[2]));
        }

        double? best = null;
        for (int a = 0; a < lines.Count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double determinant = (lines[a].A * lines[b].B) - (lines[b].A * lines[a].B);
                if (Math.Abs(determinant) < 1e-14) continue;
                double x = ((lines[a].B * lines[b].C) - (lines[b].B * lines[a].C)) / determinant;
                double y = ((lines[b].A * lines[a].C) - (lines[a].A * lines[b].C)) / determinant, z = 1 - x - y;
                if (x < -1e-12 || y < -1e-12 || z < -1e-12) continue;
                if ((lead[0] * x) + (lead[1] * y) + (lead[2] * z) > 1e-11) continue;
                double move = (Math.Abs(x - w[0]) + Math.Abs(y - w[1]) + Math.Abs(z - w[2])) / 2;
                if (best is null || move < best) best = move;
            }
        }

        return best;
    }

    private static CaseOutcome First(int problems)
    {
        var random = new SeededRandom(15);
        double worst = 0;
        const int Draws = 400_000;
        for (int p = 0; p < problems; p++)
        {
            double[] mean = [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble())], sd = [.. Enumerable.Range(0, 5).Select(i => i == 0 && p % 3 == 0 ? 0.001 : 0.3 * random.NextDouble())];
            double[] exact = ProbabilityFirst.Of(mean, sd).Value;
            int[] wins = new int[5];
            for (int draw = 0; draw < Draws; draw++)
            {
                int best = 0;
                double top = double.NegativeInfinity;
                for (int i = 0; i < 5; i++)
                {
                    double value = mean[i] + (sd[i] * random.NextNormal());
                    if (value > top) (top, best) = (value, i);
                }

                wins[best]++;
            }

            for (int i = 0; i < 5; i++)
            {
                double error = Math.Sqrt(Math.Max(exact[i] * (1 - exact[i]), 1e-4) / Draws);
                worst = Math.Max(worst, Math.Abs(exact[i] - (wins[i] / (double)Draws)) / error);
            }
        }

        return new CaseOutcome { Ok = worst < 5, Value = worst, Reference = 5, Detail = "largest distance in standard errors of the draws" };
    }

    private static double[][] Ranks(int judges, int m, ref SeededRandom random, bool ties)
    {
        double[][] ranks = new double[judges][];
        for (int j = 0; j < judges; j++)
        {
            double[] scores = new double[m];
            for (int i = 0; i < m; i++) scores[i] = ties ? random.Next(3) : random.NextDouble();
            ranks[j] = Ranking.Mid(scores);
        }

        return ranks;
    }

    private static CaseOutcome KemenyOrders(int problems)
    {
        var random = new SeededRandom(16);
        int wrong = 0;
        for (int p = 0; p < problems; p++)
        {
            int m = 2 + random.Next(5);
            int[][] preferred = RankAggregation.Of(Ranks(1 + random.Next(5), m, ref random, p % 2 == 0)).Value.Preferred;
            var kemeny = Kemeny.Of(preferred, 10_000);
            long best = long.MaxValue;
            int count = 0;
            foreach (int[] order in Orders(m))
            {
                long cost = Kemeny.CostOf(preferred, order);
                if (cost < best) (best, count) = (cost, 0);
                if (cost == best) count++;
            }

            if (best != kemeny.Cost || count != kemeny.Orders.Count || !kemeny.IsProven) wrong++;
        }

        return new CaseOutcome { Ok = wrong == 0, Value = wrong, Reference = 0, Verified = true, Detail = "cost and number of optimal orders" };
    }

    private static IEnumerable<int[]> Orders(int m)
    {
        int[] order = [.. Enumerable.Range(0, m)];
        do yield return order;
        while (Next(order));

        static bool Next(int[] a)
        {
            int i = a.Length - 2;
            while (i >= 0 && a[i] >= a[i + 1]) i--;
            if (i < 0) return false;
            int j = a.Length - 1;
            while (a[j] <= a[i]) j--;
            (a[i], a[j]) = (a[j], a[i]);
            Array.Reverse(a, i + 1, a.Length - i - 1);
            return true;
        }
    }

    private static CaseOutcome KemenySpeed()
    {
        var random = new SeededRandom(17);
        int[][] preferred = RankAggregation.Of(Ranks(100, 16, ref random, ties: false)).Value.Preferred;
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        var kemeny = Kemeny.Of(preferred);
        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new CaseOutcome { Ok = kemeny.IsProven && seconds <= 1, Value = kemeny.Cost, Reference = kemeny.Bound, Seconds = seconds, Proven = kemeny.IsProven, Detail = $"{kemeny.Orders.Count} optimal orders" };
    }

    private static CaseOutcome Reasons(int problems)
    {
        var random = new SeededRandom(18);
        int wrong = 0;
        for (int p = 0; p < problems; p++)
        {
            var (gaps, survey, agenda) = Problem(2 + random.Next(10), ref random);
            var ranking = new SkillNeedScorer().Rank(gaps, survey, agenda);
            bool right = ranking.Verify(gaps, survey, agenda).Count == 0;
            var reason = ranking.Reasons[0];
            if (reason.Code == "need.first")
            {
                var first = ranking.Skills[0];
                var second = ranking.Skills[1];
                double Figure(string name) => reason.Figures.Single(figure => figure.Name == name).Number!.Value;
                double lead = Enumerable.Range(0, 3).Max(k => first.Sources[k].Contribution - second.Sources[k].Contribution);
                right &= Figure("score") == first.Score && Figure("second") == second.Score && Math.Abs(Figure("lead") - lead) < 1e-15 && Math.Abs(Figure("gap") - (first.Score - second.Score)) < 1e-15;
                double? move = ranking.Skills.Skip(1).Min(need => need.TippingPoint!.WeightToMove);
                right &= move is null || ranking.Reasons[1].Figures.Single(figure => figure.Name == "move").Number == move;
            }

            if (!right) wrong++;
        }

        return new CaseOutcome { Ok = wrong == 0, Value = wrong, Reference = 0, Verified = true, Detail = $"{problems} problems" };
    }
}
