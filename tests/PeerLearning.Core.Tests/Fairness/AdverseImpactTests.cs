using PeerLearning.Fairness;
using PeerLearning.Golden;
using PeerLearning.People;

namespace PeerLearning.Tests.Fairness;

public class AdverseImpactTests
{
    private static readonly Dimension Sex = new("Sex", DimensionClass.Protected);

    /// <summary>People of groups with sizes; the first so many of each are selected.</summary>
    private static (Workforce Workforce, AdverseImpactRequest Request) Pool(params (string? Group, int Size, int Selected)[] groups)
    {
        var people = new List<Person>();
        var selected = new List<PersonId>();
        foreach (var (group, size, chosen) in groups)
        {
            for (int i = 0; i < size; i++)
            {
                var id = new PersonId($"{group ?? "none"}-{i:0000}");
                people.Add(new Person { Id = id, BusinessUnit = i % 2 == 0 ? "Sales" : "Research", Values = group is null ? [] : [new(Sex, group)] });
                if (i < chosen) selected.Add(id);
            }
        }

        return (Workforce.Create(people), new AdverseImpactRequest { Pool = people.Select(person => person.Id).ToArray(), Selected = selected, Dimensions = [Sex] });
    }

    [Fact]
    public void Five_hundred_comparisons_equal_those_of_R()
    {
        var cases = GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Golden", "fairness", "golden-adverseimpact.json"));
        Assert.Equal(500, cases.Count);
        Assert.All(cases, golden => Assert.Empty(FairnessGoldens.Run(golden).Mismatches));
    }

    [Fact]
    public void The_group_with_the_highest_rate_is_the_reference_and_the_others_are_compared_with_it()
    {
        var (workforce, request) = Pool(("f", 80, 12), ("m", 120, 30), (null, 10, 5));
        var report = new AdverseImpactAuditor().Audit(workforce, request);
        Assert.Empty(report.Problems);
        var comparison = Assert.Single(report.Comparisons);
        Assert.Equal(["f", "m"], comparison.Groups.Select(group => group.Group));
        Assert.Equal((10, 5), (comparison.UnknownSize.Value, comparison.UnknownSelected.Value));
        var women = comparison.Groups[0];
        Assert.False(women.IsReference);
        Assert.True(comparison.Groups[1].IsReference);
        Assert.Equal(0.15, women.Rate.Value, 12);
        Assert.Equal(0.6, women.ImpactRatio.Value, 12);
        Assert.False(women.MeetsFourFifths.Value);
        Assert.False(women.TurnsWithOnePerson.Value);
        Assert.Equal((80 * 42 / 200.0) - 12, women.Shortfall.Value, 12);
        Assert.InRange(women.ImpactRatio.Value, women.ImpactRatioLower.Value, women.ImpactRatioUpper.Value);
        Assert.Contains(report.Reasons, reason => reason.Code == "fairness.impact.below-four-fifths");
        Assert.Empty(report.Verify(workforce, request));
        Assert.NotEmpty(report.Verify(workforce, request with { Selected = request.Selected.Skip(1).ToArray() }));
    }

    [Fact]
    public void A_verdict_that_one_person_turns_is_flagged()
    {
        var (workforce, request) = Pool(("f", 40, 9), ("m", 40, 12));
        var women = new AdverseImpactAuditor().Audit(workforce, request).Comparisons[0].Groups[0];
        Assert.False(women.MeetsFourFifths.Value);
        Assert.True(women.TurnsWithOnePerson.Value);
    }

    [Fact]
    public void Exactly_four_fifths_is_met()
    {
        var (workforce, request) = Pool(("f", 50, 12), ("m", 50, 15));
        Assert.True(new AdverseImpactAuditor().Audit(workforce, request).Comparisons[0].Groups[0].MeetsFourFifths.Value);
    }

    [Fact]
    public void Groups_under_two_percent_are_flagged_counted_and_never_the_reference()
    {
        var (workforce, request) = Pool(("f", 600, 200), ("m", 600, 300), ("x", 12, 10));
        var comparison = new AdverseImpactAuditor(new AdverseImpactOptions { MinimumCount = 1 }).Audit(workforce, request).Comparisons[0];
        Assert.True(comparison.Groups[2].IsSmall.Value);
        Assert.False(comparison.Groups[2].IsReference);
        Assert.True(comparison.Groups[1].IsReference);
        Assert.Equal(10, comparison.Groups[2].Selected.Value);
    }

    [Fact]
    public void Figures_about_few_people_are_withheld_and_those_that_would_tell_them_too()
    {
        var (workforce, request) = Pool(("a", 60, 2), ("b", 70, 20), ("c", 80, 30), ("d", 3, 1));
        var report = new AdverseImpactAuditor().Audit(workforce, request);
        var groups = report.Comparisons[0].Groups;
        Assert.Equal(UndefinedCause.Withheld, groups[0].Rate.Undefined!.Cause);
        Assert.Equal(UndefinedCause.Withheld, groups[3].Size.Undefined!.Cause);
        Assert.True(groups.Count(group => !group.Selected.IsDefined) >= 2);
        Assert.True(groups.Count(group => !group.Size.IsDefined) >= 2);
    }

    [Fact]
    public void Problems_are_all_reported_and_the_rest_is_audited()
    {
        var (workforce, request) = Pool(("f", 50, 12), ("m", 50, 15));
        var report = new AdverseImpactAuditor().Audit(workforce, request with
        {
            Pool = [.. request.Pool, new("nobody"), request.Pool[0]],
            Selected = [.. request.Selected, new("stranger")],
            Dimensions = [Sex, new Dimension("Grade", DimensionClass.Organisational)],
        });
        Assert.Equal(
            ["fairness.impact.unknown", "fairness.impact.duplicate", "fairness.impact.not-in-pool", "fairness.impact.dimension"], report.Problems.Select(problem => problem.Code));
        Assert.Equal(0.8, report.Comparisons[0].Groups[0].ImpactRatio.Value, 12);
    }

    [Fact]
    public void A_lottery_is_audited_by_its_exact_chances()
    {
        var (workforce, request) = Pool(("f", 50, 0), ("m", 50, 0));
        var chances = request.Pool.Select(person => new SelectionChance { Person = person, Chance = person.Value[0] == 'f' ? 0.12 : 0.2 }).ToArray();
        var groups = new AdverseImpactAuditor().AuditChances(workforce, chances, [Sex]).Comparisons[0].Groups;
        Assert.Equal(0.6, groups[0].ImpactRatio.Value, 12);
        Assert.False(groups[0].MeetsFourFifths.Value);
        Assert.Equal(UndefinedCause.NotInTheData, groups[0].FisherP.Undefined!.Cause);
    }

    [Fact]
    public void Combinations_are_compared_too_and_what_they_would_give_away_is_withheld()
    {
        var (workforce, request) = Pool(("f", 90, 30), ("m", 110, 50), ("x", 7, 5));
        var report = new AdverseImpactAuditor().Audit(workforce, request with { Intersections = [[Sex, Dimension.BusinessUnit]] });
        Assert.Equal(2, report.Comparisons.Count);
        var men = report.Comparisons[1].Groups.Single(group => group.Group == "m × Sales");
        Assert.Equal((55, 25), (men.Size.Value, men.Selected.Value));
        var few = report.Comparisons[1].Groups.Where(group => group.Group.StartsWith('x')).ToArray();
        Assert.Equal(2, few.Length);
        Assert.All(few, group => Assert.Equal(UndefinedCause.Withheld, group.Selected.Undefined!.Cause));
    }

    [Fact]
    public void A_second_combination_that_could_give_the_first_away_is_withheld()
    {
        var (workforce, request) = Pool(("f", 90, 30), ("m", 110, 50), ("x", 7, 3));
        var report = new AdverseImpactAuditor().Audit(workforce, request with { Intersections = [[Sex, Dimension.BusinessUnit], [Dimension.BusinessUnit, Sex]] });
        Assert.All(report.Comparisons[2].Groups, group => Assert.False(group.Size.IsDefined));
    }
}
