using PeerLearning.People;

namespace PeerLearning.Tests.People;

public class WorkforceTests
{
    private static IReadOnlyList<string> Codes(params Person[] people)
    {
        Workforce.TryCreate(people, out _, out var problems);
        return [.. problems.Select(problem => problem.Code)];
    }

    [Fact]
    public void Every_problem_is_reported_at_once()
    {
        bool isSound = Workforce.TryCreate(
        [
            Org.Person("a", "HR"),
            Org.Person("a", "Sales"),
            Org.Person(" "),
            Org.Person("b", "hr "),
            Org.Person("c", "Sales", manager: "nobody"),
            Org.Person("d", manager: "e"),
            Org.Person("e", manager: "d"),
            Org.Person("f", zone: "Mars/Olympus"),
            Org.Person("g", unit: ""),
            Org.Person("h", manager: "h"),
            Org.Person("i", manager: "g"),
        ], out var workforce, out var problems);

        Assert.False(isSound);
        Assert.Equal(
            ["person.id.blank", "person.id.duplicate", "person.manager.circle", "person.manager.circle", "person.manager.refused", "person.manager.self",
                "person.manager.unknown", "person.timezone.unknown", "person.value.blank", "person.value.twin"],
            problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        Assert.Equal(["b", "c", "d", "e", "i"], Enumerable.Range(0, workforce.Count).Select(i => workforce.IdAt(i).Value));
        Assert.All(problems, problem => Assert.StartsWith("people[", problem.Where, StringComparison.Ordinal));
        Assert.Null(workforce.ManagerOf(Org.Id("d")));
    }

    [Fact]
    public void Rows_with_unsound_hours_values_and_classes_are_refused()
    {
        var nine = new LocalTime(9, 0);
        Assert.Equal(["person.hours.invalid"], Codes(Org.Person("a") with { WorkingHours = [new(IsoDayOfWeek.Monday, nine, nine)] }));
        Assert.Equal(["person.hours.invalid"], Codes(Org.Person("a") with { WorkingHours = [default] }));
        Assert.Equal(["person.value.without-dimension"], Codes(Org.Person("a") with { Values = [default] }));
        Assert.Equal(["person.manager.blank"], Codes(Org.Person("a", manager: "")));
        Assert.Equal(["person.missing"], Codes([null!]));
        Assert.Equal(
            ["dimension.class.conflict"],
            Codes(
                Org.Person("a") with { Values = [new(Org.Grade, "1")] },
                Org.Person("b") with { Values = [new(new Dimension("Grade", DimensionClass.Protected), "1")] }));
        Assert.Equal(["person.id.twin"], Codes(Org.Person("a"), Org.Person("A")));
        Assert.Equal(["person.value.twin"], Codes(Org.Person("a", "New  York"), Org.Person("b", "new york")));
    }

    [Fact]
    public void Create_throws_all_problems_in_one_exception()
    {
        var thrown = Assert.Throws<ProblemsException>(() => Workforce.Create([Org.Person(""), Org.Person("x", zone: "?")]));
        Assert.Equal(2, thrown.Problems.Count);
        Assert.Contains("person.id.blank", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_named_once_for_each_of_its_members_and_spares_those_who_only_lead_into_it()
    {
        Workforce.TryCreate([Org.Person("a", manager: "b"), Org.Person("b", manager: "c"), Org.Person("c", manager: "b")], out var workforce, out var problems);
        Assert.Equal(["people[1].Manager", "people[2].Manager"], problems.Select(problem => problem.Where));
        Assert.Equal(Org.Id("b"), workforce.ManagerOf(Org.Id("a")));
    }

    [Fact]
    public void A_reporting_line_of_any_length_needs_no_recursion()
    {
        var people = Enumerable.Range(0, 200_000).Select(i => Org.Person($"{i:000000}", manager: i == 0 ? null : $"{i - 1:000000}"));
        var workforce = Workforce.Create(people);
        Assert.Equal(199_999, workforce.ManagersOf(Org.Id("199999")).Count);
        Assert.True(workforce.IsAbove(0, 199_999));
        Assert.False(workforce.IsAbove(0, 199_999, depth: 199_998));
    }

    [Fact]
    public void The_order_of_the_input_does_not_matter()
    {
        var people = Org.Random(300, seed: 1);
        var shuffled = people.ToArray();
        new PeerLearning.Internal.SeededRandom(7).Shuffle<Person>(shuffled);
        var first = Workforce.Create(people);
        var second = Workforce.Create(shuffled);
        Assert.Equal(first.Dimensions, second.Dimensions);
        Assert.Equal(first.Managers, second.Managers);
        Assert.Equal(first.ScheduleOf, second.ScheduleOf);
        for (int i = 0; i < first.Count; i++)
        {
            Assert.Equal(first.IdAt(i), second.IdAt(i));
            foreach (var dimension in first.Dimensions) Assert.Equal(first.ValuesOf(first.IdAt(i), dimension), second.ValuesOf(first.IdAt(i), dimension));
        }
    }

    [Fact]
    public void Values_are_what_the_rows_said()
    {
        var people = Org.Random(200, seed: 3);
        var workforce = Workforce.Create(people);
        foreach (var person in people)
        {
            Assert.Equal([person.BusinessUnit!], workforce.ValuesOf(person.Id, Dimension.BusinessUnit));
            Assert.Equal(person.Languages.Order(StringComparer.Ordinal), workforce.ValuesOf(person.Id, Dimension.Language));
            Assert.Equal(person.Values.Select(value => value.Value), workforce.ValuesOf(person.Id, Org.Grade));
            Assert.Equal(person.Manager, workforce.ManagerOf(person.Id));
            Assert.Equal(person.TimeZone, workforce.AvailabilityOf(person.Id)!.Zone.Id);
        }
    }

    [Fact]
    public void Misuse_is_guarded()
    {
        var workforce = Workforce.Create([Org.Person("a")]);
        Assert.Throws<ArgumentNullException>(() => Workforce.Create(null!));
        Assert.Throws<ArgumentException>(() => workforce.ManagerOf(Org.Id("b")));
        Assert.Throws<ArgumentException>(() => workforce.ValuesOf(Org.Id("a"), Dimension.Geography));
        Assert.Throws<ArgumentOutOfRangeException>(() => workforce.IdAt(1));
        Assert.Equal(-1, workforce.IndexOf(Org.Id("b")));
        Assert.Empty(workforce.ValuesIn(Dimension.Geography));
        Assert.Null(workforce.AvailabilityOf(Org.Id("a")));
    }
}
