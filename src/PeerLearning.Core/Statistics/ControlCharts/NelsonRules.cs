namespace PeerLearning.Statistics;

/// <summary>Nelson's eight run rules (Journal of Quality Technology 16, 1984): the places of the last point of each pattern.</summary>
/// <remarks>Inequalities are strict: a point on a line is not beyond it, and a point on the centre line breaks a run. Without spread only the rules that need none speak.</remarks>
internal static class NelsonRules
{
    public const int Count = 8;

    /// <summary>The hits of one rule, 1 to 8.</summary>
    public static int[] Hits(int rule, ReadOnlySpan<double> values, double centre, double sigma)
    {
        var hits = new List<int>();
        for (int i = 0; i < values.Length; i++)
        {
            if (Completes(rule, values[..(i + 1)], centre, sigma)) hits.Add(i);
        }

        return hits.ToArray();
    }

    private static bool Completes(int rule, ReadOnlySpan<double> values, double centre, double sigma) => rule switch
    {
        1 => sigma > 0 && Math.Abs(values[^1] - centre) > 3 * sigma,
        2 => values.Length >= 9 && (Beyond(values[^9..], centre, 0, 1) == 9 || Beyond(values[^9..], centre, 0, -1) == 9),
        3 => values.Length >= 6 && Trends(values[^6..]),
        4 => values.Length >= 14 && Alternates(values[^14..]),
        5 => sigma > 0 && values.Length >= 3 && (Beyond(values[^3..], centre, 2 * sigma, 1) >= 2 || Beyond(values[^3..], centre, 2 * sigma, -1) >= 2),
        6 => sigma > 0 && values.Length >= 5 && (Beyond(values[^5..], centre, sigma, 1) >= 4 || Beyond(values[^5..], centre, sigma, -1) >= 4),
        7 => sigma > 0 && values.Length >= 15 && Within(values[^15..], centre, sigma) == 15,
        8 => sigma > 0 && values.Length >= 8
            && Beyond(values[^8..], centre, sigma, 1) + Beyond(values[^8..], centre, sigma, -1) == 8,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There are rules 1 to 8."),
    };

    private static int Beyond(ReadOnlySpan<double> values, double centre, double distance, int side)
    {
        int count = 0;
        foreach (double value in values)
        {
            if (side * (value - centre) > distance) count++;
        }

        return count;
    }

    private static int Within(ReadOnlySpan<double> values, double centre, double sigma)
    {
        int count = 0;
        foreach (double value in values)
        {
            if (Math.Abs(value - centre) < sigma) count++;
        }

        return count;
    }

    private static bool Trends(ReadOnlySpan<double> values)
    {
        bool up = true, down = true;
        for (int i = 1; i < values.Length; i++)
        {
            up &= values[i] > values[i - 1];
            down &= values[i] < values[i - 1];
        }

        return up || down;
    }

    private static bool Alternates(ReadOnlySpan<double> values)
    {
        for (int i = 2; i < values.Length; i++)
        {
            if (!((values[i] - values[i - 1]) * (values[i - 1] - values[i - 2]) < 0)) return false;
        }

        return true;
    }
}
