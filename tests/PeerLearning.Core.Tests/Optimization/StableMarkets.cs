using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

/// <summary>Small random markets with ties, and everything that trying all matchings says about them.</summary>
internal static class StableMarkets
{
    /// <summary>What is wrong with the answers to the seed's market, or null.</summary>
    public static string? Try(int seed, int size = 5)
    {
        var random = new SeededRandom((ulong)seed);
        return Judge(Draw(ref random, random.Next(size) + 1, random.Next(size) + 1)) is { } what ? $"market {seed}: {what}" : null;
    }

    public static StableGraph Draw(ref SeededRandom random, int left, int right)
    {
        int tie = random.Next(5) + 1, gap = random.Next(4) + 2;
        int[] start = new int[left + 1], capacity = new int[right];
        List<int> to = [], leftRank = [], rightRank = [];
        for (int i = 0; i < left; i++)
        {
            for (int j = 0; j < right; j++)
            {
                if (random.Next(gap) == 0) continue;
                to.Add(j);
                leftRank.Add(random.Next(tie));
                rightRank.Add(random.Next(tie));
            }

            start[i + 1] = to.Count;
        }

        for (int j = 0; j < right; j++) capacity[j] = random.Next(4);
        return new StableGraph { LeftCount = left, RightCount = right, Start = start, To = [.. to], LeftRank = [.. leftRank], RightRank = [.. rightRank], Capacity = capacity };
    }

    private static string? Judge(StableGraph market)
    {
        int left = market.LeftCount;
        int[] current = new int[left], room = [.. market.Capacity], bestForLeft = new int[left], worstForLeft = new int[left];
        Array.Fill(current, -1);
        Array.Fill(bestForLeft, int.MaxValue);
        Array.Fill(worstForLeft, -1);
        int most = 0;
        bool isStrong = false, isSuper = false;
        Walk(0, 0);

        int[] first = DeferredAcceptance.LeftOptimal(market), second = DeferredAcceptance.RightOptimal(market), large = StableTies.LargeMatching(market);
        int[]? super = StableTies.SuperStable(market), strong = StrongTies.Solve(market);
        for (int i = 0; i < left; i++)
        {
            if (StrictRank(market, first[i]) != bestForLeft[i]) return "not the best for everybody on the left";
            if (StrictRank(market, second[i]) != worstForLeft[i]) return "not the best for everybody on the right";
        }

        if (Blocks(market, large, (a, b) => a < 0 && b < 0)) return "a large matching that is not stable";
        if (3 * large.Count(e => e >= 0) < 2 * most) return "less than two thirds of the largest";
        if (super is not null != isSuper) return "super-stability";
        if (super is not null && Blocks(market, super, (a, b) => a <= 0 && b <= 0)) return "a matching that is not super-stable";
        if (strong is not null != isStrong) return "strong stability";
        if (strong is not null && Blocks(market, strong, (a, b) => a <= 0 && b <= 0 && a + b < 0)) return "a matching that is not strongly stable";
        return null;

        void Walk(int i, int matched)
        {
            if (i < left)
            {
                Walk(i + 1, matched);
                for (int e = market.Start[i]; e < market.Start[i + 1]; e++)
                {
                    if (room[market.To[e]] == 0) continue;
                    room[market.To[e]]--;
                    current[i] = e;
                    Walk(i + 1, matched + 1);
                    room[market.To[e]]++;
                }

                current[i] = -1;
                return;
            }

            if (Blocks(market, current, (a, b) => a < 0 && b < 0)) return;
            most = Math.Max(most, matched);
            isStrong |= !Blocks(market, current, (a, b) => a <= 0 && b <= 0 && a + b < 0);
            isSuper |= !Blocks(market, current, (a, b) => a <= 0 && b <= 0);
            if (BlocksStrictly(market, current)) return;
            for (int k = 0; k < left; k++)
            {
                bestForLeft[k] = Math.Min(bestForLeft[k], StrictRank(market, current[k]));
                worstForLeft[k] = Math.Max(worstForLeft[k], StrictRank(market, current[k]));
            }
        }
    }

    /// <summary>The rank of an edge for its left node when ties go to the smaller right node.</summary>
    private static int StrictRank(StableGraph market, int edge) => edge < 0 ? int.MaxValue : (market.LeftRank[edge] * 1000) + market.To[edge];

    /// <summary>Whether a pair blocks when ties are read as told: of -1 for a gain, 0 for the same, 1 for a loss of either side.</summary>
    private static bool Blocks(StableGraph market, int[] matched, Func<int, int, bool> reads)
    {
        for (int e = 0; e < market.To.Length; e++)
        {
            int i = market.Owner[e], j = market.To[e];
            if (matched[i] == e || market.Capacity[j] == 0) continue;
            int[] there = [.. matched.Where(other => other >= 0 && market.To[other] == j)];
            int forLeft = matched[i] < 0 ? -1 : market.LeftRank[e].CompareTo(market.LeftRank[matched[i]]);
            int forRight = there.Length < market.Capacity[j] ? -1 : market.RightRank[e].CompareTo(there.Max(other => market.RightRank[other]));
            if (reads(Math.Sign(forLeft), Math.Sign(forRight))) return true;
        }

        return false;
    }

    private static bool BlocksStrictly(StableGraph market, int[] matched)
    {
        for (int e = 0; e < market.To.Length; e++)
        {
            int i = market.Owner[e], j = market.To[e];
            if (matched[i] == e || market.Capacity[j] == 0 || StrictRank(market, e) > StrictRank(market, matched[i])) continue;
            int[] there = [.. matched.Where(other => other >= 0 && market.To[other] == j)];
            if (there.Length < market.Capacity[j] || there.Any(other => (market.RightRank[e], i).CompareTo((market.RightRank[other], market.Owner[other])) < 0)) return true;
        }

        return false;
    }
}
