using PeerLearning.People;

namespace PeerLearning.Tests.People;

public class RuleTests
{
    private static readonly Workforce Five = Workforce.Create(
    [
        Org.Person("ann", "Sales", "France", zone: "Europe/Paris") with { Languages = ["English", "French"] },
        Org.Person("bob", "Sales", "France", "ann", "Europe/Paris"),
        Org.Person("cem", "Legal", "Turkey", "bob", "Europe/Istanbul"),
        Org.Person("dai", "Legal", "Wales", "ann", "Europe/London"),
        Org.Person("eve", "Legal", "Japan", zone: "Asia/Tokyo"),
    ]);

    private static readonly DateInterval Spring = new(new LocalDate(2026, 3, 2), new LocalDate(2026, 5, 22));

    public static TheoryData<Rule, string, bool> Cases => new()
    {
        { new CountRule { Values = [new(Dimension.BusinessUnit, "Sales")], Minimum = 2 }, "ann bob cem", true },
        { new CountRule { Values = [new(Dimension.BusinessUnit, "Sales")], Minimum = 2 }, "ann cem dai", false },
        { new CountRule { Values = [new(Dimension.BusinessUnit, "Legal"), new(Dimension.Geography, "Japan")], Maximum = 0 }, "cem dai", true },
        { new CountRule { Values = [new(Dimension.BusinessUnit, "Legal"), new(Dimension.Geography, "Japan")], Maximum = 0 }, "cem eve", false },
        { new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }, "ann cem", true },
        { new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }, "cem dai", false },
        { new PerValueRule(Dimension.BusinessUnit) { Minimum = 2 }, "cem dai", true },
        { new PerValueRule(Dimension.BusinessUnit) { Minimum = 2 }, "cem dai ann", false },
        { new PerValueRule(Dimension.BusinessUnit, Dimension.Geography) { Maximum = 1 }, "ann cem dai", true },
        { new PerValueRule(Dimension.BusinessUnit, Dimension.Geography) { Maximum = 1 }, "ann bob", false },
        { new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }, "ann cem eve", true },
        { new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }, "ann bob eve", false },
        { new DistinctRule { Dimension = Dimension.Language, Minimum = 2 }, "ann", true },
        { new TogetherRule(Org.Id("ann"), Org.Id("bob")), "ann bob", true },
        { new TogetherRule(Org.Id("ann"), Org.Id("bob")), "cem", true },
        { new TogetherRule(Org.Id("ann"), Org.Id("bob")), "ann cem", false },
        { new ApartRule(Org.Id("ann"), Org.Id("bob")), "ann cem", true },
        { new ApartRule(Org.Id("ann"), Org.Id("bob")), "ann bob", false },
        { new IncludeRule(Org.Id("ann")), "ann bob", true },
        { new IncludeRule(Org.Id("ann")), "bob", false },
        { new ExcludeRule(Org.Id("ann")), "bob", true },
        { new ExcludeRule(Org.Id("ann")), "ann bob", false },
        { new ReportingLineRule(), "ann eve", true },
        { new ReportingLineRule(), "ann cem", false },
        { new ReportingLineRule { Depth = 1 }, "ann cem", true },
        { new ReportingLineRule { Depth = 1 }, "ann bob", false },
        { new ReportingLineRule(), "bob dai", true },
        { new ReportingLineRule { SeparatesTeams = true }, "bob dai", false },
        { new OverlapRule { MinimumPerWeek = Duration.FromHours(30), Dates = Spring }, "ann bob dai", true },
        { new OverlapRule { MinimumPerWeek = Duration.FromHours(30), Dates = Spring }, "ann cem dai", false },
        { new OverlapRule { MinimumPerWeek = Duration.FromHours(4), Dates = Spring }, "ann eve", false },
        { new OverlapRule { MinimumPerWeek = Duration.FromHours(40), Dates = Spring }, "eve", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_group_keeps_or_breaks_a_rule(Rule rule, string group, bool keeps)
    {
        var broken = rule.Check(Five, [.. group.Split(' ').Select(Org.Id)]);
        Assert.Equal(keeps, broken.Count == 0);
        Assert.All(broken, reason => Assert.EndsWith(".", reason.ToString(), StringComparison.Ordinal));
        Assert.EndsWith(".", rule.Describe().ToString(), StringComparison.Ordinal);
        Assert.Empty(rule.FindProblems(Five, "rule"));
    }

    public static TheoryData<Rule, string> Senseless => new()
    {
        { new CountRule { Values = [new(Dimension.BusinessUnit, "Sales")], Minimum = 2, Maximum = 1 }, "rule.range.empty" },
        { new CountRule { Values = [new(Dimension.BusinessUnit, "Sales")] }, "rule.range.missing" },
        { new CountRule { Values = [new(Dimension.BusinessUnit, "Salse")], Minimum = 1 }, "rule.value.unknown" },
        { new CountRule { Values = [default], Minimum = 1 }, "rule.value.without-dimension" },
        { new CountRule { Values = [new(Org.Grade, "1")], Minimum = 1 }, "rule.dimension.unknown" },
        { new PerValueRule(Org.Grade) { Maximum = 1 }, "rule.dimension.unknown" },
        { new PerValueRule(new Dimension("Geography", DimensionClass.Protected)) { Maximum = 1 }, "rule.dimension.class" },
        { new DistinctRule { Dimension = Dimension.Geography, Minimum = 5 }, "rule.distinct.too-many" },
        { new TogetherRule(Org.Id("ann"), Org.Id("zoe")), "rule.person.unknown" },
        { new ApartRule(Org.Id("ann"), Org.Id("ann")), "rule.person.duplicate" },
        { new ApartRule(Org.Id("ann")), "rule.people.too-few" },
        { new IncludeRule(), "rule.people.too-few" },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void A_rule_finds_its_own_problems(Rule rule, string code)
    {
        var problem = Assert.Single(rule.FindProblems(Five, "request.Rules[0]"));
        Assert.Equal(code, problem.Code);
        Assert.StartsWith("request.Rules[0]", problem.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_compare_by_content()
    {
        Assert.Equal(new ApartRule(Org.Id("a"), Org.Id("b")), new ApartRule(Org.Id("a"), Org.Id("b")));
        Assert.NotEqual<Rule>(new ApartRule(Org.Id("a"), Org.Id("b")), new TogetherRule(Org.Id("a"), Org.Id("b")));
        Assert.Equal(new PerValueRule(Dimension.Geography) { Maximum = 1 }, new PerValueRule(Dimension.Geography) { Maximum = 1 });
    }

    [Fact]
    public void Requests_validate_at_once()
    {
        Assert.Throws<ArgumentException>(() => new CountRule { Values = [] });
        Assert.Throws<ArgumentException>(() => new PerValueRule());
        Assert.Throws<ArgumentException>(() => new PerValueRule(Dimension.Geography, Dimension.Geography));
        Assert.Throws<ArgumentException>(() => new ReportingLineRule { Depth = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OverlapRule { MinimumPerWeek = Duration.Zero, Dates = Spring });
        Assert.Throws<ArgumentException>(() => new IncludeRule(Org.Id("x")).Check(Five, [Org.Id("nobody")]));
    }
}
