namespace PeerLearning.Statistics;

/// <summary>How far the winner of an additive score is from losing: by weights and by scores. A tie counts as take-over.</summary>
internal sealed record WeightSensitivity(double[] Scores, int Winner, StabilityInterval[] Intervals, Challenger?[] Challengers)
{
    public double? SmallestWeightToMove => Challengers.Min(challenger => challenger?.WeightToMove);

    public static Measured<WeightSensitivity> Of(DecisionTable table)
    {
        var sum = WeightedSum.Of(table);
        if (!sum.TryGet(out var additive)) return sum.Undefined!;
        int winner = Ranking.Order(additive.Scores)[0];
        for (int i = 0; i < winner; i++)
        {
            if (Ranking.Tied(additive.Scores[i], additive.Scores[winner])) winner = i;
        }

        int m = table.Alternatives, criteria = table.Criteria;
        var challengers = new Challenger?[m];
        for (int b = 0; b < m; b++)
        {
            if (b == winner) continue;
            double[] lead = new double[criteria];
            for (int k = 0; k < criteria; k++)
            {
                lead[k] = (table.Values[winner][k] - table.Values[b][k]) * (table.IsCost[k] ? -1 : 1);
                if (!double.IsFinite(lead[k])) return Undefined.OutOfRange("The values are too large for differences.");
            }

            challengers[b] = Challenge(b, lead, table.Weights);
        }

        var intervals = new StabilityInterval[criteria];
        for (int k = 0; k < criteria; k++) intervals[k] = Stability(table, winner, k);
        return new WeightSensitivity(additive.Scores, winner, intervals, challengers);
    }

    /// <summary>
    /// Moves weight from the criterion where the winner leads most to the one where it leads least, until the lead is gone. Every unit moved so
    /// lowers the lead by the most possible, so the total moved is the least possible.
    /// </summary>
    private static Challenger Challenge(int index, double[] lead, double[] weights)
    {
        int criteria = weights.Length;
        double gap = 0;
        for (int k = 0; k < criteria; k++) gap += weights[k] * lead[k];
        if (Math.Abs(gap) <= Ranking.TieTolerance) gap = 0;
        double?[] increase = new double?[criteria];
        for (int k = 0; k < criteria; k++)
        {
            double needed = weights[k] > 0 ? gap / weights[k] : double.PositiveInfinity;
            increase[k] = double.IsFinite(needed) ? needed : null;
        }

        int to = 0;
        for (int k = 1; k < criteria; k++)
        {
            if (lead[k] < lead[to]) to = k;
        }

        double[] moved = [.. weights];
        double open = gap, total = 0;
        bool[] drained = new bool[criteria];
        while (open > 0)
        {
            // The criterion of the largest lead; among leads that differ by rounding only, the first.
            double largest = double.NegativeInfinity;
            for (int k = 0; k < criteria; k++) largest = drained[k] ? largest : Math.Max(largest, lead[k]);
            int from = Array.FindIndex(lead, (double value) => value >= largest - Ranking.TieTolerance);
            while (from >= 0 && drained[from]) from = Array.FindIndex(lead, from + 1, value => value >= largest - Ranking.TieTolerance);
            if (from < 0) break;
            drained[from] = true;
            double drop = lead[from] - lead[to];
            if (drop <= 0) break;
            double amount = Math.Min(moved[from], open / drop);
            moved[from] -= amount;
            moved[to] += amount;
            total += amount;
            open -= amount * drop;
            if (open <= Ranking.TieTolerance * Math.Max(1, gap)) open = 0;
        }

        return open > 0
            ? new Challenger(index, gap, null, null, increase)
            : new Challenger(index, gap, total, moved, increase);
    }

    private static StabilityInterval Stability(DecisionTable table, int winner, int criterion)
    {
        double own = table.Weights[criterion], others = 1 - own;
        double low = 0, high = 1;
        int? lowBy = null, highBy = null;
        for (int b = 0; b < table.Alternatives; b++)
        {
            if (b == winner) continue;
            double alone = 0, rest = 0;
            for (int k = 0; k < table.Criteria; k++)
            {
                double lead = (table.Values[winner][k] - table.Values[b][k]) * (table.IsCost[k] ? -1 : 1);
                if (k == criterion) alone = lead;
                else rest += lead * (others > 1e-15 ? table.Weights[k] / others : 1.0 / (table.Criteria - 1));
            }

            // The lead at weight t is rest + t (alone - rest).
            double slope = alone - rest;
            if (Math.Abs(slope) <= Ranking.TieTolerance) continue;
            double root = -rest / slope;
            if (slope > 0)
            {
                root = Math.Min(root, own);
                if (root > low && root > Ranking.TieTolerance) (low, lowBy) = (root, b);
            }
            else
            {
                root = Math.Max(root, own);
                if (root < high && root < 1 - Ranking.TieTolerance) (high, highBy) = (root, b);
            }
        }

        return new StabilityInterval(criterion, low, lowBy, high, highBy);
    }
}

/// <summary>The weights of one criterion, the others scaled in proportion, between which the winner stays first.</summary>
internal readonly record struct StabilityInterval(int Criterion, double Low, int? LowTakenOverBy, double High, int? HighTakenOverBy);

/// <summary>What it takes for one alternative to reach the winner; null: it never does by weights alone.</summary>
internal sealed record Challenger(int Index, double ScoreGap, double? WeightToMove, double[]? NewWeights, double?[] ScoreIncrease);
