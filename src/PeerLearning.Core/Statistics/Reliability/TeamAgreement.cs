namespace PeerLearning.Statistics;

/// <summary>How far the members of a team agree, before their mean may stand for the team.</summary>
internal static class TeamAgreement
{
    /// <summary>r_wg(j) of James, Demaree and Wolf (1984) against the uniform null: negative values are kept as they are.</summary>
    /// <param name="answers">The answers, one member after the other.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="points">The number of points of the answer scale.</param>
    public static Measured<double> RwgJ(ReadOnlySpan<double> answers, int items, int points)
    {
        var share = VarianceShare(answers, items, points);
        if (!share.TryGet(out double ratio)) return share.Undefined!;
        double agreed = items * (1 - ratio), scale = agreed + ratio;
        return Math.Abs(scale) > 1e-14 ? agreed / scale : Undefined.NotIdentifiable("The members disagree so that the index has no finite value.");
    }

    /// <summary>r*_wg(j) of Lindell, Brandt and Whitney (1999): 1 less the mean item variance over that of the uniform null.</summary>
    public static Measured<double> RwgStar(ReadOnlySpan<double> answers, int items, int points)
    {
        var share = VarianceShare(answers, items, points);
        return share.TryGet(out double ratio) ? 1 - ratio : share.Undefined!;
    }

    /// <summary>ICC(1) and ICC(2) of team means from the one-way analysis of variance; negative values are kept (Bliese, 2000).</summary>
    /// <param name="values">One value per member.</param>
    /// <param name="teams">The team of each member, any numbers.</param>
    public static Measured<TeamIcc> Icc(ReadOnlySpan<double> values, ReadOnlySpan<int> teams)
    {
        Inputs.CheckSameLength(values.Length, teams.Length);
        if (Inputs.NotFinite(values) is { } wrong) return wrong;
        int n = values.Length;
        var keys = teams.ToArray();
        var sorted = values.ToArray();
        Array.Sort(keys, sorted);
        int groups = 0;
        double between = 0, within = 0, squares = 0;
        double grand = n > 0 ? Moments.Mean(values) : 0;
        double largest = 0;
        for (int first = 0; first < n;)
        {
            int last = first;
            while (last + 1 < n && keys[last + 1] == keys[first]) last++;
            int size = last - first + 1;
            var team = sorted.AsSpan(first, size);
            double mean = Moments.Mean(team);
            between += size * (mean - grand) * (mean - grand);
            within += Moments.SumOfSquares(team, mean);
            squares += (double)size * size;
            largest = Math.Max(largest, Math.Abs(mean));
            groups++;
            first = last + 1;
        }

        if (groups < 2) return Undefined.TooFew(2, groups, "teams");
        if (n - groups < 1) return Undefined.TooFew(groups + 1, n, "members, so that one team has two");
        double rounding = 1e-28 * n * largest * largest;
        if (between <= rounding) between = 0;
        if (within <= rounding) within = 0;
        double msBetween = between / (groups - 1), msWithin = within / (n - groups);
        double k0 = (n - (squares / n)) / (groups - 1);
        double scale = msBetween + ((k0 - 1) * msWithin);
        var noBetween = Undefined.NoVariation("The team means are equal.");
        var noWithin = Undefined.NoVariation("Nobody differs from the own team.");
        return new TeamIcc
        {
            MeanSquareBetween = msBetween,
            MeanSquareWithin = msWithin,
            MeanTeamSize = k0,
            Icc1 = scale > 0 ? (msBetween - msWithin) / scale : Undefined.NoVariation("All values are equal."),
            Icc2 = msBetween > 0 ? (msBetween - msWithin) / msBetween : noBetween,
            F = msBetween == 0 ? noBetween : msWithin == 0 ? noWithin : Inputs.Finite(msBetween / msWithin),
            P = msWithin > 0 ? FDistribution.Upper(msBetween / msWithin, groups - 1, n - groups) : msBetween > 0 ? 0 : noWithin,
        };
    }

    private static Measured<double> VarianceShare(ReadOnlySpan<double> answers, int items, int points)
    {
        if (items < 1 || answers.Length % items != 0) throw new ArgumentException($"{answers.Length} answers are no rows of {items} items.");
        int members = answers.Length / items;
        if (members < 2) return Undefined.TooFew(2, members, "members");
        if (points < 2) return Undefined.OutOfRange("An answer scale has at least two points.");
        if (Inputs.NotFinite(answers) is { } wrong) return wrong;
        var column = new double[members];
        double sum = 0;
        for (int item = 0; item < items; item++)
        {
            for (int row = 0; row < members; row++) column[row] = answers[(row * items) + item];
            sum += Moments.Variance(column);
        }

        return sum / items / (((double)points * points - 1) / 12);
    }
}

/// <summary>The one-way analysis of variance of team members.</summary>
internal sealed record TeamIcc
{
    public required double MeanSquareBetween { get; init; }

    public required double MeanSquareWithin { get; init; }

    /// <summary>The mean team size that accounts for unequal teams (k0).</summary>
    public required double MeanTeamSize { get; init; }

    public required Measured<double> Icc1 { get; init; }

    public required Measured<double> Icc2 { get; init; }

    public required Measured<double> F { get; init; }

    public required Measured<double> P { get; init; }
}
