using PeerLearning.Fairness;
using PeerLearning.Golden;
using PeerLearning.Internal;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Ten thousand random tables, suppressed and attacked by linear programming: flat, with groups of rows, and with two overlapping filters.</summary>
internal sealed class SuppressionArea : IArea
{
    private const int Batch = 500;

    public string Name => "suppression";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        for (int batch = 0; batch < 16; batch++)
        {
            ulong seed = (ulong)batch + 1;
            yield return new Case($"generated/tables-up-to-8x12/batch-{seed:00}", () => Attack(seed, linked: false));
        }

        for (int batch = 0; batch < 4; batch++)
        {
            ulong seed = (ulong)batch + 101;
            yield return new Case($"generated/two-overlapping-filters/batch-{seed - 100:00}", () => Attack(seed, linked: true));
        }
    }

    private static CaseOutcome Attack(ulong seed, bool linked)
    {
        var random = new SeededRandom(seed);
        var suppressor = new SmallCellSuppressor(new SmallCellOptions { Budget = new WorkBudget(300) });
        int disclosed = 0, changed = 0, empty = 0;
        long numbers = 0, shown = 0;
        double seconds = 0;
        for (int i = 0; i < Batch; i++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            IReadOnlyList<SuppressedTable> tables, again;
            bool holds;
            if (linked)
            {
                var given = RandomTables.NextLinked(ref random);
                watch.Restart();
                var answer = suppressor.SuppressLinked(given);
                seconds += watch.Elapsed.TotalSeconds;
                tables = answer.Tables;
                again = i % 10 == 0 ? suppressor.SuppressLinked(given).Tables : tables;
                holds = answer.Problems.Count == 0 && answer.Verify(given).Count == 0;
            }
            else
            {
                var given = RandomTables.Next(ref random);
                watch.Restart();
                var answer = suppressor.Suppress(given);
                seconds += watch.Elapsed.TotalSeconds;
                tables = [answer];
                again = i % 10 == 0 ? [suppressor.Suppress(given)] : tables;
                holds = answer.Problems.Count == 0 && answer.Verify(given).Count == 0;
            }

            if (!holds) disclosed++;
            for (int table = 0; table < tables.Count; table++)
            {
                if (!tables[table].Cells.SequenceEqual(again[table].Cells)) changed++;
                numbers += tables[table].Cells.Count;
                int open = tables[table].Cells.Count(cell => cell.State == CellState.Shown);
                shown += open;
                if (open == 0) empty++;
            }
        }

        return new CaseOutcome
        {
            Ok = disclosed == 0 && changed == 0,
            Value = disclosed,
            Reference = 0,
            Verified = disclosed == 0,
            Seconds = seconds,
            Detail = $"{Batch} attacked, {disclosed} disclosed, {changed} not repeated; {100.0 * shown / numbers:0.0} % of numbers shown, {empty} tables withheld whole",
        };
    }
}
