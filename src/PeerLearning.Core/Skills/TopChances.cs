namespace PeerLearning.Skills;

/// <summary>Finds the rows of a column that most probably reach a bar, in one pass.</summary>
internal static class TopChances
{
    /// <summary>The probability grows with (level - bar) / error, so that is compared, without computing it for everybody.</summary>
    public static int[] Of(ReadOnlySpan<double> levels, ReadOnlySpan<double> errors, ReadOnlySpan<int> items, double bar, int count, int minimumItems)
    {
        var heap = new PriorityQueue<int, double>(Math.Min(count, levels.Length) + 1);
        double threshold = double.NegativeInfinity;
        for (int i = 0; i < levels.Length; i++)
        {
            double score = Score(levels[i], errors[i], bar);
            if (heap.Count >= count && score <= threshold) continue;
            if (items[i] < minimumItems) continue;
            heap.Enqueue(i, score);
            if (heap.Count > count) heap.Dequeue();
            if (heap.Count == count && heap.TryPeek(out _, out double least)) threshold = least;
        }

        bool full = heap.Count == count;
        var rows = new List<(int Row, double Score)>();
        if (!full)
        {
            while (heap.TryDequeue(out int row, out double score)) rows.Add((row, score));
        }
        else
        {
            for (int i = 0; i < levels.Length; i++)
            {
                double score = Score(levels[i], errors[i], bar);
                if (score >= threshold && items[i] >= minimumItems) rows.Add((i, score));
            }
        }

        rows.Sort(static (a, b) =>
        {
            int byScore = b.Score.CompareTo(a.Score);
            return byScore != 0 ? byScore : a.Row.CompareTo(b.Row);
        });
        return [.. rows.Select(row => row.Row)];
    }

    private static double Score(double level, double error, double bar)
    {
        if (error > 0) return (level - bar) / error;
        return level >= bar ? double.MaxValue : -double.MaxValue;
    }
}
