namespace PeerLearning.Optimization;

/// <summary>Lists what keeps a matching from being stable.</summary>
internal static class StableCheck
{
    /// <summary>The edges of blocking pairs.</summary>
    /// <param name="market">The market.</param>
    /// <param name="matched">The edge of each left node, -1 for none.</param>
    /// <param name="stability">How ties are read.</param>
    public static List<int> Blocking(StableGraph market, ReadOnlySpan<int> matched, Stability stability = Stability.Weak)
    {
        int[] count = new int[market.RightCount], worst = new int[market.RightCount];
        foreach (int e in matched)
        {
            if (e < 0) continue;
            count[market.To[e]]++;
            worst[market.To[e]] = Math.Max(worst[market.To[e]], market.RightRank[e]);
        }

        var found = new List<int>();
        for (int i = 0; i < market.LeftCount; i++)
        {
            // Whoever has nobody, or an empty place, ranks what they have below everybody.
            int here = matched[i] < 0 ? int.MaxValue : market.LeftRank[matched[i]];
            for (int e = market.Start[i]; e < market.Start[i + 1]; e++)
            {
                int j = market.To[e];
                if (e == matched[i] || market.Capacity[j] == 0) continue;
                int there = count[j] < market.Capacity[j] ? int.MaxValue : worst[j];
                int left = market.LeftRank[e].CompareTo(here), right = market.RightRank[e].CompareTo(there);
                if (left > 0 || right > 0) continue;
                int gaining = (left < 0 ? 1 : 0) + (right < 0 ? 1 : 0);
                if (gaining >= 2 - (int)stability) found.Add(e);
            }
        }

        return found;
    }
}
