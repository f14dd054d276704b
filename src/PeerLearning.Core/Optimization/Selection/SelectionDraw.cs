using System.Numerics;

namespace PeerLearning.Optimization;

/// <summary>A uniformly drawn one of all teams with the same objective.</summary>
/// <param name="Items">The team, ascending.</param>
/// <param name="Count">How many teams there are; null where they were not counted.</param>
internal sealed record SelectionDraw(int[] Items, BigInteger? Count)
{
    private const int MostPatterns = 50_000;
    private const long MostNodes = 500_000;
    private const int MostTrials = 300_000;

    /// <summary>Draws a team.</summary>
    /// <remarks>
    /// <para>Items that are alike and of equal profit make patterns: how many of each class a team takes. Where the patterns can be listed, each weighs as many teams as
    /// it stands for (products of binomials), and the draw is exact. Where they are too many, any k of the items that the prices left are drawn until they are such a team:
    /// every such team then has the same chance too (rejection sampling, von Neumann, 1951).</para>
    /// </remarks>
    public static SelectionDraw? Among(
        SelectionModel model, SelectionKeeper keeper, int[] rest, long[] prices, long objective, ulong seed, long nodes, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(seed);
        int[] order = keeper.InTieOrder(rest);
        var (items, before, classes) = new SelectionLikes(model.Problem, keeper).Patterns(order, model.Free);
        var ties = new SelectionTies(model, items, before, prices, objective, MostPatterns, Math.Min(nodes, MostNodes), cancellationToken);
        var patterns = ties.Run();
        if (ties.IsComplete && ties.IsAll) return patterns.Count == 0 ? null : Draw(patterns, classes, ref random);
        return Try(model, order, objective, ref random, cancellationToken);
    }

    /// <summary>One of several draws from sets that have no team in common, so that every team of all sets has the same chance; null if a set could not be counted.</summary>
    public static SelectionDraw? OneOf(IReadOnlyList<SelectionDraw> draws, ulong seed)
    {
        if (draws.Count < 2) return draws.Count == 0 ? null : draws[0];
        var total = BigInteger.Zero;
        foreach (var draw in draws)
        {
            if (draw.Count is not { } count) return null;
            total += count;
        }

        // The draws have used the seed itself.
        var random = new SeededRandom(~seed);
        var left = Below(total, ref random);
        int drawn = 0;
        while (left >= draws[drawn].Count!.Value) left -= draws[drawn++].Count!.Value;
        return draws[drawn] with { Count = total };
    }

    private static SelectionDraw Draw(IReadOnlyList<int[]> patterns, Dictionary<int, List<int>> classes, ref SeededRandom random)
    {
        var weights = new BigInteger[patterns.Count];
        var total = BigInteger.Zero;
        for (int p = 0; p < weights.Length; p++)
        {
            weights[p] = BigInteger.One;
            foreach (var group in GroupsOf(patterns[p], classes)) weights[p] *= Choose(group.Members.Count, group.Number);
            total += weights[p];
        }

        var left = Below(total, ref random);
        int drawn = 0;
        while (left >= weights[drawn]) left -= weights[drawn++];
        var team = new List<int>();
        foreach (var (members, number) in GroupsOf(patterns[drawn], classes))
        {
            int[] own = [.. members];
            for (int i = 0; i < number; i++)
            {
                int at = i + random.Next(own.Length - i);
                (own[i], own[at]) = (own[at], own[i]);
                team.Add(own[i]);
            }
        }

        int[] free = [.. team];
        int[] required = [.. patterns[drawn].Where(item => !classes.ContainsKey(item))];
        return new SelectionDraw([.. free.Concat(required).Order()], total);
    }

    /// <summary>The classes of a pattern in the order of their first items, and how many items of each it takes.</summary>
    private static IEnumerable<(List<int> Members, int Number)> GroupsOf(int[] pattern, Dictionary<int, List<int>> classes) =>
        pattern.Where(classes.ContainsKey).GroupBy(item => classes[item]).Select(group => (group.Key, group.Count()));

    private static SelectionDraw? Try(SelectionModel model, int[] order, long objective, ref SeededRandom random, CancellationToken cancellationToken)
    {
        var problem = model.Problem;
        int free = model.Free;
        if (order.Length < free) return null;
        int[][] rivals = SelectionConflicts.Among(problem, order);
        int[] places = [.. Enumerable.Range(0, order.Length)];
        int[] team = new int[problem.Size];
        for (int trial = 0; trial < MostTrials; trial++)
        {
            if (trial % 1024 == 0 && cancellationToken.IsCancellationRequested) return null;
            bool isFree = true;
            problem.Required.CopyTo(team, 0);
            for (int i = 0; i < free; i++)
            {
                int at = i + random.Next(order.Length - i);
                (places[i], places[at]) = (places[at], places[i]);
                team[problem.Required.Length + i] = order[places[i]];
                for (int j = 0; j < i && isFree; j++) isFree = Array.BinarySearch(rivals[places[i]], places[j]) < 0;
            }

            if (!isFree || problem.Evaluate(team, isKnownFree: true) != objective) continue;
            int[] drawn = (int[])team.Clone();
            Array.Sort(drawn);
            return new SelectionDraw(drawn, null);
        }

        return null;
    }

    private static BigInteger Choose(int of, int number)
    {
        var result = BigInteger.One;
        for (int i = 1; i <= number; i++) result = result * (of - number + i) / i;
        return result;
    }

    private static BigInteger Below(BigInteger limit, ref SeededRandom random)
    {
        int bits = (int)limit.GetBitLength();
        while (true)
        {
            var value = BigInteger.Zero;
            for (int bit = 0; bit < bits; bit += 32) value = (value << 32) | (uint)(random.Next() >> 32);
            value &= (BigInteger.One << bits) - 1;
            if (value < limit) return value;
        }
    }
}
