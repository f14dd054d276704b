using PeerLearning.Optimization;

namespace PeerLearning.Evaluation.Areas.Teams;

/// <summary>The generated pools of candidates on which selectors are compared; a seed gives the same pool in every language (SplitMix64).</summary>
/// <remarks>
/// Six attributes with weights 3, 3, 2, 1, 2, 1; at most one per unit, no geography holds everybody, at most half (rounded up) of a category, at least one
/// of the two highest tenure bands, n / 10 random pairs never together. Teams larger than the number of units may have twice their even share per unit. Objective: half mean expertise and half mean weighted difference, in integers.
/// </remarks>
internal sealed class TeamInstance
{
    public const int Unit = 0, Geography = 1, Category = 2, Tenure = 5;

    public static readonly int[] Cardinality = [24, 30, 3, 5, 12, 5];
    public static readonly int[] Weight = [3, 3, 2, 1, 2, 1];

    public required int Count { get; init; }

    public required int Size { get; init; }

    public required int[] Expertise { get; init; }

    public required ushort[][] Attributes { get; init; }

    public required (int First, int Second)[] Conflicts { get; init; }

    /// <summary>What one point of expertise is worth.</summary>
    public required long PerPoint { get; init; }

    /// <summary>What one unit of weighted difference of a pair is worth.</summary>
    public required long PerDifference { get; init; }

    public static TeamInstance Generate(int count, int size, ulong seed, bool skewed)
    {
        var random = new SplitMix(seed);
        var attributes = new ushort[6][];
        var cumulative = new double[6][];
        for (int a = 0; a < 6; a++)
        {
            attributes[a] = new ushort[count];
            int values = Cardinality[a];
            double[] weights = new double[values];
            double total = 0;
            for (int v = 0; v < values; v++)
            {
                weights[v] = skewed && (a is Unit or Geography or 4) ? 1.0 / (v + 1) : 1.0;
                if (a == Category && v == 2) weights[v] = 0.03;
                total += weights[v];
            }

            double sum = 0;
            for (int v = 0; v < values; v++)
            {
                sum += weights[v] / total;
                weights[v] = sum;
            }

            weights[values - 1] = 1.0;
            cumulative[a] = weights;
        }

        int[] expertise = new int[count];
        for (int i = 0; i < count; i++)
        {
            for (int a = 0; a < 6; a++)
            {
                double u = random.NextDouble();
                double[] shares = cumulative[a];
                int value = 0;
                while (u >= shares[value]) value++;
                attributes[a][i] = (ushort)value;
            }

            double score = (random.NextDouble() + random.NextDouble()) / 2.0;
            double bonus = skewed
                ? (attributes[Unit][i] == 0 ? 0.15 : 0.0) + (attributes[Geography][i] == 0 ? 0.10 : 0.0) + (0.02 * attributes[Tenure][i])
                : 0.0;
            expertise[i] = Math.Min(1000, (int)Math.Floor(1000.0 * ((0.75 * score) + bonus)));
        }

        var pairs = new HashSet<(int, int)>();
        while (pairs.Count < count / 10)
        {
            int p = random.Next(count), q = random.Next(count);
            if (p != q) pairs.Add(p < q ? (p, q) : (q, p));
        }

        long pairsOfTeam = (long)size * (size - 1) / 2;
        return new TeamInstance
        {
            Count = count,
            Size = size,
            Expertise = expertise,
            Attributes = attributes,
            Conflicts = [.. pairs.Order()],
            PerPoint = pairsOfTeam * 12,
            PerDifference = size * 1000L,
        };
    }

    /// <summary>The pool as a selection problem of the library's engine; its objective lacks the constant <see cref="Constant"/>.</summary>
    public SelectionProblem ToProblem()
    {
        var columns = new List<SelectionColumn>();
        for (int a = 0; a < 6; a++)
        {
            int maximum = a switch { Unit => MaximumPerUnit, Geography => Size - 1, Category => (Size + 1) / 2, _ => Size };
            columns.Add(SelectionColumn.Different($"a{a}", Attributes[a], Cardinality[a], Size, PerDifference * Weight[a], maximum));
        }

        long[] senior = new long[Size + 1];
        senior[0] = SelectionFeature.Forbidden;
        columns.Add(new SelectionColumn("senior", Attributes[Tenure], 5, [new SelectionFeature("senior", [3, 4], senior)]));
        return new SelectionProblem
        {
            Size = Size,
            Profits = Array.ConvertAll(Expertise, e => PerPoint * e),
            Columns = [.. columns],
            Conflicts = Conflicts,
        };
    }

    /// <summary>How many members one unit may have.</summary>
    public int MaximumPerUnit => Size <= Cardinality[Unit] ? 1 : ((2 * Size) + Cardinality[Unit] - 1) / Cardinality[Unit];

    /// <summary>What all pairs would be worth if all of them differed in everything.</summary>
    public long Constant => PerDifference * 12 * Size * (Size - 1) / 2;

    /// <summary>The objective straight from its definition.</summary>
    public long Objective(ReadOnlySpan<int> team)
    {
        long points = 0, differences = 0;
        foreach (int i in team) points += Expertise[i];
        for (int a = 0; a < 6; a++)
        {
            for (int x = 0; x < team.Length; x++)
            {
                for (int y = x + 1; y < team.Length; y++)
                {
                    if (Attributes[a][team[x]] != Attributes[a][team[y]]) differences += Weight[a];
                }
            }
        }

        return (PerPoint * points) + (PerDifference * differences);
    }

    /// <summary>Whether a team keeps all rules, straight from their definition.</summary>
    public bool IsFeasible(ReadOnlySpan<int> team)
    {
        if (team.Length != Size) return false;
        var members = new HashSet<int>();
        int[] units = new int[Cardinality[Unit]], geographies = new int[Cardinality[Geography]], categories = new int[3];
        bool senior = false;
        foreach (int i in team)
        {
            if (!members.Add(i)) return false;
            if (++units[Attributes[Unit][i]] > MaximumPerUnit) return false;
            if (++geographies[Attributes[Geography][i]] > Size - 1) return false;
            if (++categories[Attributes[Category][i]] > (Size + 1) / 2) return false;
            senior |= Attributes[Tenure][i] >= 3;
        }

        return senior && !Conflicts.Any(pair => members.Contains(pair.First) && members.Contains(pair.Second));
    }

    /// <summary>The best objective by plain enumeration; for small pools.</summary>
    public long? BestByEnumeration()
    {
        long? best = null;
        int[] team = new int[Size];
        void Extend(int depth, int from)
        {
            if (depth == Size)
            {
                if (IsFeasible(team)) best = Math.Max(best ?? long.MinValue, Objective(team));
                return;
            }

            for (int i = from; i <= Count - (Size - depth); i++)
            {
                team[depth] = i;
                Extend(depth + 1, i + 1);
            }
        }

        Extend(0, 0);
        return best;
    }

    private sealed class SplitMix(ulong seed)
    {
        private ulong _state = seed;

        public ulong Next()
        {
            unchecked
            {
                ulong z = _state += 0x9E3779B97F4A7C15UL;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
                return z ^ (z >> 31);
            }
        }

        public double NextDouble() => (Next() >> 11) * (1.0 / 9007199254740992.0);

        public int Next(int bound) => (int)(Next() % (ulong)bound);
    }
}
