using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.People;

namespace PeerLearning.Tests.People;

/// <summary>What holds for every workforce and every rule.</summary>
public class WorkforceLawTests
{
    private static readonly Dimension[] Dimensions = [Dimension.BusinessUnit, Dimension.Geography, Dimension.TimeZone, Dimension.Language, Org.Grade];

    [Property(MaxTest = 60)]
    public void The_order_of_the_people_does_not_matter(int seed, byte size)
    {
        var people = Org.Random(2 + size, seed);
        AssertSame(Workforce.Create(people), Workforce.Create(Shuffled(people, seed)), people);
    }

    [Property(MaxTest = 60)]
    public void Others_change_nothing_for_those_who_are_there(int seed, byte size, byte more)
    {
        var everybody = Org.Random(20 + size + more, seed);
        var people = everybody[..(20 + size)];
        AssertSame(Workforce.Create(people), Workforce.Create(Shuffled(everybody, seed)), people);
    }

    [Property(MaxTest = 100)]
    public void Every_defect_is_listed_and_the_sound_rows_stay(int seed, byte defects)
    {
        var people = Org.Random(40, seed).Select(one => one with { Manager = null }).ToList();
        var expected = new List<string>();
        Plant(0, one => one with { Id = new(" ") }, "person.id.blank");
        Plant(1, one => one with { Id = people[30].Id }, "person.id.duplicate");
        Plant(2, one => one with { TimeZone = "Nowhere/City" }, "person.timezone.unknown");
        Plant(3, one => one with { BusinessUnit = " " }, "person.value.blank");
        Plant(4, one => one with { Manager = one.Id }, "person.manager.self");
        Plant(5, one => one with { Manager = new("nobody") }, "person.manager.unknown");
        Plant(6, one => one with { WorkingHours = [default] }, "person.hours.invalid");
        Plant(7, _ => null!, "person.missing");
        var shuffled = Shuffled([.. people], seed);
        bool isSound = Workforce.TryCreate(shuffled, out var workforce, out var problems);
        Assert.Equal(expected.Count == 0, isSound);
        Assert.Equal(expected.Order(StringComparer.Ordinal), problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        Assert.All(people.Skip(8).Where(one => one.Id != people[30].Id), one => Assert.True(workforce.IndexOf(one.Id) >= 0));
        Assert.All(problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem.Where + problem.What + problem.Repair)));

        void Plant(int bit, Func<Person, Person> damage, string code)
        {
            if ((defects & (1 << bit)) == 0) return;
            people[bit] = damage(people[bit]);
            expected.Add(code);
        }
    }

    [Property(MaxTest = 200)]
    public void A_rule_judges_a_group_the_same_in_any_order_and_among_any_others(int seed, byte kind)
    {
        var everybody = Org.Random(60, seed);
        var random = new SeededRandom((ulong)seed);
        PersonId[] group = [.. Shuffled(everybody, seed).Take(2 + random.Next(6)).Select(one => one.Id)];
        var rule = Any(kind, group, ref random);
        var workforce = Workforce.Create(everybody);
        var found = rule.Check(workforce, group);
        Assert.Equal(Codes(found), Codes(rule.Check(workforce, [.. Enumerable.Reverse(group)])));
        Assert.False(string.IsNullOrWhiteSpace(rule.Describe().ToString()));

        // The rule looks at the group alone: managers of theirs apart, nobody else matters.
        var needed = group.SelectMany(person => workforce.ManagersOf(person)).Concat(group).ToHashSet();
        Assert.Equal(Codes(found), Codes(rule.Check(Workforce.Create(everybody.Where(one => needed.Contains(one.Id))), group)));
    }

    private static Rule Any(byte kind, PersonId[] group, ref SeededRandom random) => (kind % 8) switch
    {
        0 => new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, $"Unit {random.Next(5)}")], Minimum = random.Next(3), Maximum = 2 + random.Next(3) },
        1 => new PerValueRule(Dimension.Geography) { Maximum = 1 + random.Next(2) },
        2 => new DistinctRule { Dimension = Dimension.Language, Minimum = 1 + random.Next(4) },
        3 => new TogetherRule(group[0], group[1]),
        4 => new ApartRule(group[0], group[^1]),
        5 => new ReportingLineRule(),
        6 => new IncludeRule(group[0]),
        _ => new ExcludeRule(group[0]),
    };

    private static IEnumerable<string> Codes(IReadOnlyList<Reason> reasons) => reasons.Select(reason => reason.Code).Order(StringComparer.Ordinal);

    private static void AssertSame(Workforce left, Workforce right, IEnumerable<Person> people)
    {
        foreach (var id in people.Select(one => one.Id))
        {
            Assert.Equal(left.ManagersOf(id), right.ManagersOf(id));
            foreach (var dimension in Dimensions) Assert.Equal(left.ValuesOf(id, dimension).Order(StringComparer.Ordinal), right.ValuesOf(id, dimension).Order(StringComparer.Ordinal));
        }
    }

    private static Person[] Shuffled(Person[] people, int seed)
    {
        var copy = people.ToArray();
        new SeededRandom((ulong)seed).Shuffle<Person>(copy);
        return copy;
    }
}
