using PeerLearning.Fairness;
using PeerLearning.People;

namespace PeerLearning.Tests.Fairness;

public class AttributePolicyTests
{
    private static readonly Dimension Sex = new("Sex", DimensionClass.Protected);
    private static readonly Dimension Health = new("Health", DimensionClass.SpecialCategory);
    private static readonly LocalDate Today = new(2026, 11, 23);

    private static LegalBasis Basis() => new()
    {
        Dimension = Sex,
        Uses = [AttributeUse.TieBreak],
        Jurisdiction = "GB",
        Provision = "Equality Act 2010 s.159",
        Purpose = "Women are under-represented among mentors.",
        ApprovedBy = new("counsel-1"),
        ApprovedOn = new(2026, 1, 1),
        ExpiresOn = new(2026, 12, 31),
    };

    [Fact]
    public void Protected_attributes_are_refused_by_default()
    {
        foreach (var use in Enum.GetValues<AttributeUse>())
        {
            Assert.False(AttributePolicy.Default.Allows(Sex, use));
            Assert.False(AttributePolicy.Default.Allows(Health, use));
            Assert.True(AttributePolicy.Default.Allows(Dimension.BusinessUnit, use));
            Assert.True(AttributePolicy.Default.Allows(Dimension.Geography, use));
        }

        var problem = Assert.Single(AttributePolicy.Default.FindProblems(Sex, AttributeUse.Objective, "request.Diversity[0]"));
        Assert.Equal("fairness.attribute.no-legal-basis", problem.Code);
        Assert.Equal(ProblemSeverity.Error, problem.Severity);
    }

    [Fact]
    public void A_class_that_does_not_exist_is_refused_too() =>
        Assert.False(AttributePolicy.Default.Allows(new Dimension("Grade", (DimensionClass)77), AttributeUse.Rule));

    [Fact]
    public void A_legal_basis_allows_the_use_it_names_and_no_other()
    {
        var policy = AttributePolicy.Create([Basis()], Today);
        Assert.True(policy.Allows(Sex, AttributeUse.TieBreak));
        Assert.False(policy.Allows(Sex, AttributeUse.Objective));
        Assert.False(policy.Allows(Health, AttributeUse.TieBreak));
        Assert.Equal(Basis(), policy.BasisFor(Sex, AttributeUse.TieBreak));
        Assert.Contains("s.159", policy.Bases[0].Describe().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_judged_by_their_dimensions()
    {
        Rule[] rules =
        [
            new DistinctRule { Dimension = Dimension.BusinessUnit, Minimum = 2 },
            new DistinctRule { Dimension = Sex, Minimum = 2 },
        ];
        var problem = Assert.Single(AttributePolicy.Default.FindProblems(rules, "request.Rules"));
        Assert.Equal("request.Rules[1]", problem.Where);
    }

    [Fact]
    public void A_basis_that_is_incomplete_expired_or_not_yet_in_force_is_reported_with_all_its_problems()
    {
        var bases = new[]
        {
            Basis() with { ExpiresOn = new(2026, 11, 22) },
            Basis() with { ApprovedOn = new(2026, 11, 24) },
            Basis() with { Purpose = " ", Provision = "", ApprovedBy = default, Uses = [] },
            Basis() with { Dimension = Dimension.BusinessUnit },
            Basis() with { ExpiresOn = new(2025, 1, 1) },
            null!,
            Basis(),
        };
        Assert.False(AttributePolicy.TryCreate(bases, Today, out var policy, out var problems));
        Assert.Equal(
            [
                "fairness.legal-basis.expired", "fairness.legal-basis.not-yet", "fairness.legal-basis.uses", "fairness.legal-basis.provision", "fairness.legal-basis.purpose",
                "fairness.legal-basis.approver", "fairness.legal-basis.needless", "fairness.legal-basis.dates", "fairness.legal-basis.missing",
            ],
            problems.Select(problem => problem.Code));
        Assert.Equal(Basis(), Assert.Single(policy.Bases));
        Assert.Throws<ProblemsException>(() => AttributePolicy.Create(bases, Today));
    }

    [Theory]
    [InlineData("GenderCode", "fairness.attribute.class-doubtful")]
    [InlineData("employee_age", "fairness.attribute.class-doubtful")]
    [InlineData("Tenure", "fairness.attribute.proxy")]
    public void A_name_that_suggests_a_protected_attribute_brings_a_warning(string name, string code)
    {
        var problem = Assert.Single(AttributePolicy.Default.FindProblems(new Dimension(name, DimensionClass.Organisational), AttributeUse.Rule, "rules[0]"));
        Assert.Equal((code, ProblemSeverity.Warning), (problem.Code, problem.Severity));
    }

    [Theory]
    [InlineData("Language")]
    [InlineData("Essex")]
    [InlineData("Package")]
    public void A_name_that_only_contains_such_letters_brings_none(string name) =>
        Assert.Empty(AttributePolicy.Default.FindProblems(new Dimension(name, DimensionClass.Organisational), AttributeUse.Rule, "rules[0]"));
}
