using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.Optimization;
using PeerLearning.Tests.Cohorts;

namespace PeerLearning.Tests.Optimization;

public sealed class PlacementTreeTests
{
    [Fact]
    public void It_decides_as_the_dynamic_program_over_subsets_does()
    {
        int possible = 0, impossible = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            if (Units(seed, 6, 11) is not { } units) continue;
            bool isPossible = SubsetGrouping.Solve(units, out _) is not null;

            bool? decided = PlacementTree.Decide(units, long.MaxValue, out int[]? group, out _);

            Assert.Equal(isPossible, decided);
            Assert.Equal(isPossible, group is not null);
            if (group is not null) Assert.Equal(0, MissOf(units, group));
            if (isPossible) possible++;
            else impossible++;
        }

        Assert.True(possible > 100 && impossible > 50, $"{possible} possible, {impossible} impossible");
    }

    [Fact]
    public void What_it_places_keeps_everything()
    {
        int placed = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            if (Units(seed + 5000, 20, 60) is not { } units) continue;
            if (PlacementTree.Decide(units, 3_000_000, out int[]? group, out _) != true) continue;
            placed++;
            Assert.Equal(0, MissOf(units, group!));
        }

        Assert.True(placed > 80, $"{placed} placed");
    }

    [Fact]
    public void Moves_from_where_elements_were_are_counted()
    {
        // Four elements, two groups of two; those who must be together start apart.
        var model = new GroupingModel { Count = 4, Lower = [2, 2], Upper = [2, 2], Together = [[0, 2]], Before = [0, 0, 1, 1] };

        Assert.False(PlacementTree.Decide(new GroupingUnits(model with { MostMoves = 1 }), long.MaxValue, out _, out _));
        Assert.True(PlacementTree.Decide(new GroupingUnits(model with { MostMoves = 2 }), long.MaxValue, out int[]? group, out _));
        Assert.NotNull(group);
    }

    [Fact]
    public void Many_groups_are_judged_one_by_one()
    {
        // Twelve groups of two to three; nobody of the first thirteen may be with another of them.
        var apart = new List<(int, int)>();
        for (int a = 0; a < 13; a++)
        {
            for (int b = a + 1; b < 13; b++) apart.Add((a, b));
        }

        var model = new GroupingModel { Count = 30, Lower = [.. Enumerable.Repeat(2, 12)], Upper = [.. Enumerable.Repeat(3, 12)], Apart = apart };
        var fewer = model with { Apart = [.. apart.Where(pair => pair.Item2 < 12)] };

        Assert.False(PlacementTree.Decide(new GroupingUnits(model), long.MaxValue, out _, out _));
        Assert.True(PlacementTree.Decide(new GroupingUnits(fewer), long.MaxValue, out int[]? group, out _));
        Assert.Equal(0, MissOf(new GroupingUnits(fewer), group!));
    }

    [Fact]
    public void It_stays_undecided_when_the_work_is_spent()
    {
        var random = new SeededRandom(4);
        var apart = Enumerable.Range(0, 300).Select(_ => (First: random.Next(60), Second: random.Next(60))).Where(pair => pair.First != pair.Second).ToList();
        var model = new GroupingModel { Count = 60, Lower = [.. Enumerable.Repeat(12, 5)], Upper = [.. Enumerable.Repeat(12, 5)], Apart = apart };

        Assert.Null(PlacementTree.Decide(new GroupingUnits(model), 100, out int[]? group, out long work));
        Assert.Null(group);
        Assert.InRange(work, 100, 3_000);
    }

    private static int MissOf(GroupingUnits units, int[] group)
    {
        var tally = new LimitTally(units);
        tally.Load(group);
        return tally.Miss;
    }

    private static GroupingUnits? Units(int seed, int fewest, int most)
    {
        var (workforce, request) = GroupingCases.Draw(seed, fewest, most);
        if (GroupingDoor.Judge(workforce, request, new ProblemList()) is not { } task) return null;
        return new GroupingUnits(GroupingConstraint.Constrain(new GroupingModel { Count = task.Count, Lower = task.Lower, Upper = task.Upper }, task.Constraints));
    }
}
