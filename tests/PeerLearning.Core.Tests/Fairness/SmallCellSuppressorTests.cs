using PeerLearning.Fairness;
using PeerLearning.Golden;
using PeerLearning.Internal;

namespace PeerLearning.Tests.Fairness;

public class SmallCellSuppressorTests
{
    private static CountTable Table(params int[][] counts) => new()
    {
        Rows = counts.Select((_, i) => $"r{i}").ToArray(),
        Columns = counts[0].Select((_, j) => $"c{j}").ToArray(),
        Counts = counts,
    };

    [Fact]
    public void A_small_number_takes_three_others_with_it()
    {
        var table = Table([3, 16, 30], [14, 18, 40], [50, 60, 70]);
        var answer = new SmallCellSuppressor().Suppress(table);
        Assert.Equal(CellState.TooSmall, answer.Find("r0", "c0")!.State);
        Assert.Equal(3, answer.Cells.Count(cell => cell.State == CellState.Complementary));
        Assert.Equal(UndefinedCause.Withheld, answer.Find("r0", "c0")!.Count.Undefined!.Cause);
        Assert.Equal(Proof.Optimal, answer.Certificate.Proof);
        Assert.Equal(301, answer.Find(null, null)!.Count.Value);
        Assert.Empty(answer.Verify(table));
    }

    [Fact]
    public void A_table_without_small_numbers_is_shown_whole()
    {
        var table = Table([5, 16], [0, 18]);
        var answer = new SmallCellSuppressor().Suppress(table);
        Assert.All(answer.Cells, cell => Assert.Equal(CellState.Shown, cell.State));
        Assert.Empty(answer.Reasons);
        Assert.Empty(answer.Verify(table));
    }

    [Fact]
    public void Where_cells_do_not_suffice_empty_ones_or_totals_are_withheld_and_it_says_so()
    {
        var table = Table([4, 23], [8, 0]);
        var answer = new SmallCellSuppressor().Suppress(table);
        Assert.Contains(answer.Reasons, reason => reason.Code == "fairness.suppression.extent");
        Assert.Empty(answer.Verify(table));
    }

    [Fact]
    public void Of_a_handful_of_people_nothing_is_shown()
    {
        var table = Table([1, 0], [1, 2]);
        var answer = new SmallCellSuppressor().Suppress(table);
        Assert.DoesNotContain(answer.Cells, cell => cell.State == CellState.Shown);
        Assert.Empty(answer.Verify(table));
    }

    [Fact]
    public void A_table_with_problems_is_refused_with_all_of_them()
    {
        var table = Table([3, -1], [4, 5]) with { Rows = ["a", "a"], Columns = ["x", " "], RowGroups = ["g"] };
        var answer = new SmallCellSuppressor().Suppress(table);
        Assert.Empty(answer.Cells);
        Assert.Equal(
            ["fairness.table.duplicate", "fairness.table.name", "fairness.table.groups", "fairness.table.negative"], answer.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_number_shown_by_mistake_or_a_protection_taken_away_is_found()
    {
        var table = Table([3, 16, 30], [14, 18, 40], [50, 60, 70]);
        var network = SmallCellSuppressor.NetworkOf(LinkedLayout.Of(table), 5, SuppressionExtent.Cells);
        var hidden = new CellSearch(network, 5, 20_000).Solve()!;
        for (int arc = 0; arc < hidden.Length; arc++)
        {
            if (!hidden[arc]) continue;
            var tampered = (bool[])hidden.Clone();
            tampered[arc] = false;
            Assert.NotEmpty(SuppressedTable.Of(null, table, tampered, 5, SuppressionExtent.Cells, true, 0).Verify(table));
        }
    }

    [Fact]
    public void Every_golden_table_is_met()
    {
        foreach (var golden in GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Golden", "progress", "golden-suppression.json")))
        {
            Assert.Empty(SuppressionGoldens.Run(golden).Mismatches);
        }
    }

    [Fact]
    public void A_hundred_random_tables_withstand_the_attack_by_linear_programming()
    {
        var random = new SeededRandom(20261123);
        var suppressor = new SmallCellSuppressor(new SmallCellOptions { Budget = new WorkBudget(500) });
        for (int i = 0; i < 100; i++)
        {
            var table = RandomTables.Next(ref random);
            var answer = suppressor.Suppress(table);
            Assert.Empty(answer.Problems);
            Assert.Empty(answer.Verify(table));
        }
    }

    [Fact]
    public void Filters_that_differ_by_few_people_withhold_the_difference_too()
    {
        // Everybody less those who joined before leaves three in one cell, although no published number is small.
        var linked = new LinkedCountTables
        {
            Rows = ["a", "b", "c"],
            Columns = ["x", "y", "z"],
            Layers =
            [
                new() { Filters = ["before"], Counts = [[20, 30, 25], [18, 40, 22], [31, 27, 36]] },
                new() { Filters = [], Counts = [[3, 12, 14], [10, 15, 11], [13, 9, 12]] },
            ],
        };
        var answer = new SmallCellSuppressor().SuppressLinked(linked);
        Assert.Equal(CellState.Complementary, answer.Find(null)!.Find("a", "x")!.State);
        Assert.Equal(CellState.Complementary, answer.Find("before")!.Find("a", "x")!.State);
        Assert.Equal(CellState.Shown, answer.Find("before")!.Find(null, null)!.State);
        Assert.Empty(answer.Verify(linked));
    }

    [Fact]
    public void A_filter_that_nearly_everybody_passes_is_withheld_whole()
    {
        var linked = new LinkedCountTables
        {
            Rows = ["a", "b"],
            Columns = ["x", "y"],
            Layers = [new() { Filters = ["f"], Counts = [[20, 30], [18, 40]] }, new() { Filters = [], Counts = [[1, 0], [0, 2]] }],
        };
        var answer = new SmallCellSuppressor().SuppressLinked(linked);
        Assert.DoesNotContain(answer.Find("f")!.Cells, cell => cell.State == CellState.Shown);
        Assert.All(answer.Find(null)!.Cells, cell => Assert.Equal(CellState.Shown, cell.State));
        Assert.Empty(answer.Verify(linked));
    }

    [Fact]
    public void Forty_random_linked_tables_withstand_the_attack_by_linear_programming()
    {
        var random = new SeededRandom(99);
        var suppressor = new SmallCellSuppressor(new SmallCellOptions { Budget = new WorkBudget(200) });
        int shown = 0;
        for (int i = 0; i < 40; i++)
        {
            var tables = RandomTables.NextLinked(ref random);
            var answer = suppressor.SuppressLinked(tables);
            Assert.Empty(answer.Problems);
            Assert.Empty(answer.Verify(tables));
            shown += answer.Tables.Sum(table => table.Cells.Count(cell => cell.State == CellState.Shown));
        }

        Assert.True(shown > 500, "Withholding everything would be no answer.");
    }

    [Fact]
    public void The_same_table_always_loses_the_same_numbers()
    {
        var random = new SeededRandom(7);
        for (int i = 0; i < 20; i++)
        {
            var table = RandomTables.Next(ref random);
            Assert.Equal(new SmallCellSuppressor().Suppress(table).Cells, new SmallCellSuppressor().Suppress(table with { }).Cells);
        }
    }
}
