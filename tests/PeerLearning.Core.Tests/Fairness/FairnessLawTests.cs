using FsCheck.Xunit;
using PeerLearning.Fairness;
using PeerLearning.Internal;
using PeerLearning.People;

namespace PeerLearning.Tests.Fairness;

/// <summary>What holds for any pool, table, ledger and policy.</summary>
public class FairnessLawTests
{
    private static readonly Dimension Sex = new("Sex", DimensionClass.Protected);
    private static readonly Dimension Age = new("Age band", DimensionClass.Protected);

    private static (List<Person> People, List<PersonId> Selected) Pool(ref SeededRandom random, int people)
    {
        var rows = new List<Person>();
        var selected = new List<PersonId>();
        for (int i = 0; i < people; i++)
        {
            var values = new List<DimensionValue> { new(Age, $"{20 + (10 * random.Next(3))}s") };
            if (random.Next(9) != 0) values.Add(new(Sex, random.Next(3) == 0 ? "f" : "m"));
            rows.Add(new Person { Id = new PersonId($"p{i:000}"), BusinessUnit = $"U{random.Next(3)}", Values = values });
            if (random.Next(4) == 0) selected.Add(rows[^1].Id);
        }

        return (rows, selected);
    }

    private static AdverseImpactRequest RequestOf(IEnumerable<PersonId> pool, IEnumerable<PersonId> selected) =>
        new() { Pool = [.. pool], Selected = [.. selected], Dimensions = [Sex, Dimension.BusinessUnit], Intersections = [[Sex, Age]] };

    private static string Text(AdverseImpactReport report) => string.Join('\n', report.Comparisons.SelectMany(comparison => comparison.Groups.Select(group => group.ToString())));

    [Property(MaxTest = 40)]
    public void A_report_does_not_depend_on_the_order_of_anything(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var (people, selected) = Pool(ref random, 60 + random.Next(200));
        string before = Text(new AdverseImpactAuditor().Audit(Workforce.Create(people), RequestOf(people.Select(person => person.Id), selected)));
        Person[] shuffled = [.. people];
        PersonId[] chosen = [.. selected];
        random.Shuffle<Person>(shuffled);
        random.Shuffle<PersonId>(chosen);
        Assert.Equal(before, Text(new AdverseImpactAuditor().Audit(Workforce.Create(shuffled), RequestOf(shuffled.Select(person => person.Id), chosen))));
    }

    [Property(MaxTest = 40)]
    public void People_outside_the_pool_change_nothing(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var (people, selected) = Pool(ref random, 60 + random.Next(200));
        var request = RequestOf(people.Select(person => person.Id), selected);
        string before = Text(new AdverseImpactAuditor().Audit(Workforce.Create(people), request));
        var others = Enumerable.Range(0, random.Next(40)).Select(i => new Person { Id = new PersonId($"a{i}"), BusinessUnit = "U9", Values = [new(Sex, "x")] });
        Assert.Equal(before, Text(new AdverseImpactAuditor().Audit(Workforce.Create(people.Concat(others)), request)));
    }

    [Property(MaxTest = 60)]
    public void One_more_of_a_group_raises_its_ratio_and_lowers_its_shortfall(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var (people, selected) = Pool(ref random, 120 + random.Next(100));
        var options = new AdverseImpactOptions { MinimumCount = 1, SmallGroupShare = 0 };
        var next = people.FirstOrDefault(person => !selected.Contains(person.Id) && person.Values.Any(value => value.Dimension == Sex && value.Value == "f"));
        if (next is null) return;
        AdverseImpactGroup Women(IEnumerable<PersonId> chosen) => new AdverseImpactAuditor(options).Audit(
            Workforce.Create(people), new AdverseImpactRequest { Pool = [.. people.Select(person => person.Id)], Selected = [.. chosen], Dimensions = [Sex] }).Comparisons[0].Groups.Single(group => group.Group == "f");
        var before = Women(selected);
        var after = Women(selected.Append(next.Id));
        if (before.IsReference || after.IsReference) return;
        Assert.True(after.ImpactRatio.Value > before.ImpactRatio.Value);
        Assert.True(after.Shortfall.Value < before.Shortfall.Value);
    }

    [Property(MaxTest = 60)]
    public void Turning_a_table_round_withholds_no_more_and_stays_safe(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        int rows = 2 + random.Next(4), columns = 2 + random.Next(4);
        var counts = new int[rows][];
        for (int row = 0; row < rows; row++)
        {
            counts[row] = new int[columns];
            for (int column = 0; column < columns; column++) counts[row][column] = random.Next(4) == 0 ? random.Next(5) : random.Next(40);
        }

        CountTable Table(int[][] numbers) => new()
        {
            Rows = [.. Enumerable.Range(0, numbers.Length).Select(i => $"r{i}")],
            Columns = [.. Enumerable.Range(0, numbers[0].Length).Select(i => $"c{i}")],
            Counts = [.. numbers.Select(row => (IReadOnlyList<int>)row)],
        };
        var suppressor = new SmallCellSuppressor();
        var upright = suppressor.Suppress(Table(counts));
        int[][] turned = [.. Enumerable.Range(0, columns).Select(column => counts.Select(row => row[column]).ToArray())];
        var turnedRound = suppressor.Suppress(Table(turned));
        Assert.Equal(upright.Cells.Count(cell => !cell.Count.IsDefined), turnedRound.Cells.Count(cell => !cell.Count.IsDefined));

        // A larger minimum withholds at least what the smaller one had to: the small numbers themselves.
        var stricter = new SmallCellSuppressor(new SmallCellOptions { MinimumCount = 8 }).Suppress(Table(counts));
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (counts[row][column] is > 0 and < 8) Assert.False(stricter.Find($"r{row}", $"c{column}")!.Count.IsDefined);
                if (counts[row][column] is > 0 and < 5) Assert.False(upright.Find($"r{row}", $"c{column}")!.Count.IsDefined);
            }
        }
    }

    [Property(MaxTest = 40)]
    public void What_a_ledger_with_a_larger_minimum_accepts_a_smaller_one_accepts_too(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        PublicationLedger strict = new(new SmallCellOptions { MinimumCount = 10 }), lenient = new(new SmallCellOptions { MinimumCount = 5 });
        for (int i = 0; i < 8; i++)
        {
            int from = random.Next(40), to = from + 8 + random.Next(30);
            var group = new Publication { Topic = "climate", Group = $"g{i}", People = [.. Enumerable.Range(from, to - from).Select(person => new PersonId($"p{person:00}"))] };
            if (!strict.TryAdd(group, out strict, out _)) continue;
            Assert.True(lenient.TryAdd(group, out lenient, out var problems), string.Join("; ", problems));
        }
    }

    [Fact]
    public void Many_parts_below_a_large_minimum_are_found_together()
    {
        // Six people who are told apart by six pairs of groups, none of which differs from another by fewer than ten alone.
        var ledger = new PublicationLedger(new SmallCellOptions { MinimumCount = 10 });
        var crowd = Enumerable.Range(0, 120).Select(person => new PersonId($"p{person:000}")).ToArray();
        var few = Enumerable.Range(0, 6).Select(person => new PersonId($"x{person}")).ToArray();
        Assert.True(ledger.TryAdd(new Publication { Topic = "t", Group = "all", People = [.. crowd, .. few] }, out ledger, out _));
        for (int i = 0; i < 5; i++)
        {
            Assert.True(ledger.TryAdd(new Publication { Topic = "t", Group = $"part {i}", People = [.. crowd[(20 * i)..(20 * (i + 1))], few[i]] }, out ledger, out var none), string.Join("; ", none));
        }

        // With the last part all six stand apart from the crowd by one adding and subtracting: the crowd without them.
        Assert.True(ledger.TryAdd(new Publication { Topic = "t", Group = "last", People = [.. crowd[100..], few[5]] }, out ledger, out _));
        Assert.False(ledger.TryAdd(new Publication { Topic = "t", Group = "crowd", People = crowd }, out _, out var problems));
        Assert.Contains(problems, problem => problem.Code is "fairness.ledger.combination" or "fairness.ledger.difference");
    }

    [Property(MaxTest = 40)]
    public void All_planted_defects_of_a_request_are_listed_at_once(int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var (people, selected) = Pool(ref random, 40);
        var request = RequestOf(people.Select(person => person.Id), selected);
        var expected = new List<string>();
        if (random.Next(2) == 0)
        {
            request = request with { Pool = [.. request.Pool, new PersonId("stranger")] };
            expected.Add("fairness.impact.unknown");
        }

        if (random.Next(2) == 0)
        {
            request = request with { Pool = [.. request.Pool, request.Pool[0]] };
            expected.Add("fairness.impact.duplicate");
        }

        if (random.Next(2) == 0)
        {
            request = request with { Selected = [.. request.Selected, new PersonId("nobody")] };
            expected.Add("fairness.impact.not-in-pool");
        }

        if (random.Next(2) == 0)
        {
            request = request with { Dimensions = [.. request.Dimensions, Sex] };
            expected.Add("fairness.impact.dimension-twice");
        }

        if (random.Next(2) == 0)
        {
            request = request with { Dimensions = [.. request.Dimensions, new Dimension("Shoe", DimensionClass.Organisational)] };
            expected.Add("fairness.impact.dimension");
        }

        if (random.Next(2) == 0)
        {
            request = request with { Intersections = [.. request.Intersections, [Sex, Sex]] };
            expected.Add("fairness.impact.intersection");
        }

        var found = new AdverseImpactAuditor().Audit(Workforce.Create(people), request).Problems.Select(problem => problem.Code);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Three_dimensions_are_compared_together_and_withheld_where_others_would_tell_the_rest()
    {
        var random = new SeededRandom(5);
        var (people, selected) = Pool(ref random, 2000);
        var workforce = Workforce.Create(people);
        AdverseImpactRequest Ask(params IReadOnlyList<Dimension> dimensions) =>
            new() { Pool = [.. people.Select(person => person.Id)], Selected = selected, Dimensions = dimensions, Intersections = [[Sex, Age, Dimension.BusinessUnit]] };
        var large = new AdverseImpactAuditor().Audit(workforce, Ask(Sex));
        Assert.Empty(large.Problems);
        var groups = large.Comparisons[1].Groups;
        Assert.Equal(18, groups.Count);
        Assert.Equal(people.Count(person => person.BusinessUnit == "U0" && person.Values.Any(value => value.Value == "f") && person.Values.Any(value => value.Value == "20s")), groups.Single(group => group.Group == "f × 20s × U0").Size.Value);

        // In a small pool some numbers must be withheld: then the combination is shown only alone.
        var few = people.Take(700).ToList();
        AdverseImpactRequest Small(params IReadOnlyList<Dimension> dimensions) =>
            Ask(dimensions) with { Pool = [.. few.Select(person => person.Id)], Selected = [.. selected.Where(person => few.Exists(one => one.Id == person))] };
        Assert.All(new AdverseImpactAuditor().Audit(workforce, Small(Sex)).Comparisons[1].Groups, group => Assert.False(group.Size.IsDefined));
        var alone = new AdverseImpactAuditor().Audit(workforce, Small()).Comparisons[0].Groups;
        Assert.Contains(alone, group => group.Size.IsDefined);
        Assert.DoesNotContain(alone, group => group.Size.TryGet(out int size) && size is > 0 and < 5);
    }
}
