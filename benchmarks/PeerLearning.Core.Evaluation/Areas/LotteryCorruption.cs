using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Ways to falsify a lottery or its proof so that it claims something that is not so.</summary>
internal static class LotteryCorruption
{
    public static LotterySolution? Make(AdmissionModel model, LotterySolution sound, ref SeededRandom random, out string kind)
    {
        int way = random.Next(12);
        kind = $"way {way}";
        var points = sound.Points.Select(point => (int[])point.Clone()).ToList();
        double[] weights = [.. sound.Weights];
        double[] share = [.. sound.Share];
        var levels = sound.Levels.ToList();
        int groups = model.GroupCount;
        int c = random.Next(points.Count), g = random.Next(groups), l = random.Next(levels.Count);
        switch (way)
        {
            case 0: // weight moved from one cohort to another
                int to = random.Next(points.Count);
                if (to == c || weights[c] < 1e-4 || points[c].AsSpan(0, groups).SequenceEqual(points[to].AsSpan(0, groups))) return null;
                weights[to] += weights[c] / 2;
                weights[c] /= 2;
                break;
            case 1: // a cohort forgotten
                if (weights[c] < 1e-6) return null;
                points.RemoveAt(c);
                weights = [.. weights.Where((_, i) => i != c)];
                break;
            case 2: // a place given to another profile
                int from = Array.FindIndex(points[c], 0, groups, count => count > 0);
                if (g == from || points[c][g] >= model.Members[g] || weights[c] < 1e-6) return null;
                points[c][from]--;
                points[c][g]++;
                break;
            case 3: // a chance embellished
                share[g] = share[g] > 0.5 ? share[g] - 1e-6 : share[g] + 1e-6;
                break;
            case 4: // probabilities that do not add up
                for (int i = 0; i < weights.Length; i++) weights[i] *= 1 + 1e-6;
                break;
            case 5: // a level said to be higher
                levels[l] = levels[l] with { Share = levels[l].Share + 1e-6 };
                break;
            case 6: // a profile settled twice
                levels[l] = levels[l] with { Groups = [.. levels[l].Groups, levels[random.Next(levels.Count)].Groups[0]] };
                break;
            case 7: // a profile never settled
                levels[l] = levels[l] with { Groups = [.. levels[l].Groups.Skip(1)] };
                break;
            case 8: // a weight of the proof dropped
                double[] profit = [.. levels[l].Profit];
                profit[levels[l].Groups[random.Next(levels[l].Groups.Length)]] = 0;
                levels[l] = levels[l] with { Profit = profit };
                break;
            case 9: // the bound's prices turned round
                var turned = levels[l].Search.Clone();
                if (turned.Prices.All(price => Math.Abs(price) < 1e-9)) return null;
                for (int i = 0; i < turned.Prices.Count; i++) turned.Prices[i] = -turned.Prices[i];
                levels[l] = levels[l] with { Search = turned };
                break;
            case 10: // a search cut short
                var cut = new BranchingProof(model.Program.Rows);
                levels[l] = levels[l] with { Search = cut };
                break;
            default: // another lottery over the same cohorts under the same proof
                if (points.Count < 2) return null;
                double before = Smallest(model, points, weights, out double[] old);
                Array.Fill(weights, 1.0 / weights.Length);
                double after = Smallest(model, points, weights, out share);
                if (old.Zip(share).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6) || before == after) return null;
                break;
        }

        return new LotterySolution { Proof = sound.Proof, Points = points, Weights = weights, Share = share, Levels = levels, Work = sound.Work };
    }

    private static double Smallest(AdmissionModel model, List<int[]> points, double[] weights, out double[] share)
    {
        share = new double[model.GroupCount];
        for (int c = 0; c < weights.Length; c++)
        {
            for (int g = 0; g < share.Length; g++) share[g] += weights[c] * points[c][g] / model.Members[g];
        }

        return share.Min();
    }
}
