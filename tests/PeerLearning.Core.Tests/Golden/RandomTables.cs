using PeerLearning.Fairness;
using PeerLearning.Internal;

namespace PeerLearning.Golden;

/// <summary>Random tables of people, for attacks.</summary>
internal static class RandomTables
{
    /// <summary>A table up to 8 x 12; every second one with groups of rows. Many cells are empty or small.</summary>
    public static CountTable Next(ref SeededRandom random)
    {
        int rows = 2 + random.Next(7), columns = 2 + random.Next(11), scale = 4 + random.Next(40);
        bool grouped = random.Next(2) == 0 && rows >= 3;
        var counts = new int[rows][];
        for (int row = 0; row < rows; row++)
        {
            counts[row] = new int[columns];
            for (int column = 0; column < columns; column++)
            {
                double size = random.NextDouble() * random.NextDouble() * scale;
                counts[row][column] = random.Next(5) == 0 ? 0 : (int)size;
            }
        }

        var groups = new string[grouped ? rows : 0];
        for (int row = 0; row < groups.Length; row++) groups[row] = $"g{row * (1 + random.Next(2)) / 3}";
        return new CountTable
        {
            Rows = Enumerable.Range(0, rows).Select(row => $"r{row}").ToArray(),
            Columns = Enumerable.Range(0, columns).Select(column => $"c{column}").ToArray(),
            Counts = counts,
            RowGroups = groups,
        };
    }

    /// <summary>A table with two overlapping filters.</summary>
    public static LinkedCountTables NextLinked(ref SeededRandom random)
    {
        var all = Next(ref random);
        var layers = new List<CountLayer>();
        string[][] filters = [[], ["A"], ["B"], ["A", "B"]];
        double[] shares = [random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble()];
        foreach (var (filter, share) in filters.Zip(shares))
        {
            var counts = new int[all.Rows.Count][];
            for (int row = 0; row < counts.Length; row++)
            {
                counts[row] = new int[all.Columns.Count];
                for (int column = 0; column < counts[row].Length; column++) counts[row][column] = (int)(all.Counts[row][column] * share * 2 * random.NextDouble());
            }

            layers.Add(new CountLayer { Filters = filter, Counts = counts });
        }

        return new LinkedCountTables { Rows = all.Rows, Columns = all.Columns, RowGroups = all.RowGroups, Layers = layers };
    }
}
