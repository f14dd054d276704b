using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>Lists what keeps a match from being stable.</summary>
internal static class StableCheck
{
    /// <summary>The edges of blocking pairs.</summary>
    /// <param name="market">The market.</param>
    /// <param name="matched">The edge of each left node, -1 for none.</param>
    /// <param name="underTies">Whether somebody who is indifferent counts as willing, too.</param>
    public static List<int> Blocking(StableGraph market, ReadOnlySpan<int> matched, bool underTies = false)
    {
        int[] count = new int[market.RightCount], worst = new int[market.RightCount];
        foreach (int e in matched)
        {
            if (e < 0) continue;
            count[market.To[e]]++;
            worst[market.To[e]] = Math.Max(worst[market.To[e]], market.RightRank[e]);
        }

        int slack = underTies ? 1 : 0;
        var found = new List<int>();
        for (int i = 0; i < market.LeftCount; i++)
        {
            for (int e = market.Start[i]; e < market.Start[i + 1]; e++)
            {
                int j = market.To[e];
                if (e == matched[i] || market.Capacity[j] == 0) continue;
                bool left = matched[i] < 0 || market.LeftRank[e] < market.LeftRank[matched[i]] + slack;
                if (left && (count[j] < market.Capacity[j] || market.RightRank[e] < worst[j] + slack)) found.Add(e);
            }
        }

        return found;
    }
}
