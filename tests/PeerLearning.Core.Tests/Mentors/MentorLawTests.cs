using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Mentors;

/// <summary>What holds for any organisation and any request.</summary>
public class MentorLawTests
{
    private readonly MentorTeamSelector _selector = new();

    private static MentorWorld World(int seed, out MentorTeamRequest request, int people = 18)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        var world = MentorWorld.Generate(people, random.Next());
        do request = world.AnyRequest(ref random);
        while (new MentorTeamSelector().Select(world.Workforce, world.Levels, request).Problems.Any(problem => problem.Severity == ProblemSeverity.Error));
        return world;
    }

    private static IEnumerable<PersonId> Members(MentorSelection selection) => selection.Team!.Members.Select(member => member.Person);

    [Property(MaxTest = 60)]
    public void The_order_of_people_and_levels_and_rules_does_not_matter(int seed)
    {
        var world = World(seed, out var request);
        var before = _selector.Select(world.Workforce, world.Levels, request);
        var random = new SeededRandom((ulong)(uint)seed + 1);
        var people = world.People.ToArray();
        random.Shuffle<Person>(people);
        var rows = world.Levels.Of(MentorWorld.Rust).Concat(world.Levels.Of(MentorWorld.Sql)).ToArray();
        random.Shuffle<Proficiency>(rows);
        var after = _selector.Select(Workforce.Create(people), SkillProfiles.Create(rows), request with { Rules = [.. request.Rules.Reverse()], Differences = [.. request.Differences.Reverse()] });
        Assert.Equal(before.Certificate.Proof, after.Certificate.Proof);
        if (before.Team is null) return;
        Assert.Equal(Members(before), Members(after));
        Assert.Equal(before.Team.Score, after.Team!.Score, 1e-12);
        Assert.Equal(before.RunnersUp.Select(team => string.Join(',', team.Members.Select(member => member.Person))), after.RunnersUp.Select(team => string.Join(',', team.Members.Select(member => member.Person))));
    }

    [Property(MaxTest = 60)]
    public void People_who_cannot_be_chosen_change_nothing(int seed)
    {
        var world = World(seed, out var request);
        var before = _selector.Select(world.Workforce, world.Levels, request);
        var random = new SeededRandom((ulong)(uint)seed + 2);

        // They have no proficiency in the skill, and no value that others have not.
        var strangers = Enumerable.Range(0, 1 + random.Next(20)).Select(i => new Person { Id = new PersonId($"a{i:00}"), BusinessUnit = "Unit A", TimeZone = "Europe/Paris" });
        var after = _selector.Select(Workforce.Create(world.People.Concat(strangers)), world.Levels, request);
        Assert.Equal(before.Certificate.Proof, after.Certificate.Proof);
        if (before.Team is not null) Assert.Equal(Members(before), Members(after));
    }

    [Property(MaxTest = 60)]
    public void Somebody_worse_than_everybody_in_a_team_of_equals_changes_nothing(int seed)
    {
        var world = World(seed, out var request);
        var team = _selector.Select(world.Workforce, world.Levels, request).Team;
        if (team is null) return;

        // A twin of a member in everything, with less expertise, reporting to nobody and nobody's manager.
        var model = world.People.First(person => person.Id == team.Members[0].Person);
        var twin = model with { Id = new PersonId("z99") };
        var level = world.Levels.Find(model.Id, MentorWorld.Rust)!.Value;
        var rows = world.Levels.Of(MentorWorld.Rust).Concat(world.Levels.Of(MentorWorld.Sql))
            .Append(new Proficiency { Person = twin.Id, Skill = MentorWorld.Rust, Level = 1, StandardError = level.StandardError });
        var after = _selector.Select(Workforce.Create(world.People.Append(twin)), SkillProfiles.Create(rows), request);

        // As a further choice the twin can only add teams, and none with the twin in place of the member is better.
        Assert.True(after.Team!.Score >= team.Score - 1e-12);
    }

    [Property(MaxTest = 60)]
    public void Raising_a_members_level_keeps_the_member_in(int seed)
    {
        var world = World(seed, out var request);
        request = request with { ExpertiseShare = Math.Max(0.1, request.ExpertiseShare), MinimumLevel = null, Expertise = MentorExpertise.Level };
        var team = _selector.Select(world.Workforce, world.Levels, request).Team;
        if (team is null) return;
        var risen = team.Members[(int)((uint)seed % team.Members.Count)];
        var rows = world.Levels.Of(MentorWorld.Rust).Concat(world.Levels.Of(MentorWorld.Sql))
            .Select(row => row.Person == risen.Person && row.Skill == MentorWorld.Rust ? row with { Level = row.Level + ((5 - row.Level) / 2) } : row);
        var after = _selector.Select(world.Workforce, SkillProfiles.Create(rows), request);
        Assert.True(after.Team!.Score >= team.Score - 1e-12);

        // With a gain that counts at all, the member stays; without one the team may be another of the same score.
        if (Math.Round(risen.Expertise * 1000) < Math.Round(1000 * ((risen.Level + ((5 - risen.Level) / 2)) - 1) / 4)) Assert.Contains(risen.Person, Members(after));
    }

    [Property(MaxTest = 60)]
    public void Another_rule_never_raises_the_best_score_and_dropping_one_never_lowers_it(int seed)
    {
        var world = World(seed, out var request);
        var loose = _selector.Select(world.Workforce, world.Levels, request with { Rules = [], Budget = null });
        var strict = _selector.Select(world.Workforce, world.Levels, request);
        if (strict.Team is null) return;
        Assert.True(loose.Team!.Score >= strict.Team.Score - 1e-12);
        for (int r = 0; r < request.Rules.Count; r++)
        {
            var without = _selector.Select(world.Workforce, world.Levels, request with { Rules = [.. request.Rules.Where((_, at) => at != r)] });
            Assert.True(without.Team!.Score >= strict.Team.Score - 1e-12);
        }
    }

    [Property(MaxTest = 40)]
    public void All_planted_defects_are_listed_at_once(int seed)
    {
        var world = MentorWorld.Generate(12, (ulong)(uint)seed);
        var random = new SeededRandom((ulong)(uint)seed + 3);
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 2 };
        var expected = new List<string>();
        void Plant(string code, Func<MentorTeamRequest, MentorTeamRequest> damage)
        {
            request = damage(request);
            expected.Add(code);
        }

        (string Code, Func<MentorTeamRequest, MentorTeamRequest> Damage)[] defects =
        [
            ("rule.person.unknown", one => one with { Rules = [.. one.Rules, new IncludeRule(new PersonId("nobody"))] }),
            ("rule.range.empty", one => one with { Rules = [.. one.Rules, new PerValueRule(Dimension.BusinessUnit) { Minimum = 3, Maximum = 2 }] }),
            ("rule.value.unknown", one => one with { Rules = [.. one.Rules, new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, "Nowhere")], Minimum = 1 }] }),
            ("rule.distinct.too-many", one => one with { Rules = [.. one.Rules, new DistinctRule { Dimension = MentorWorld.Grade, Minimum = 9 }] }),
            ("mentors.rule.missing", one => one with { Rules = [.. one.Rules, null!] }),
            ("mentors.difference.unknown", one => one with { Differences = [.. one.Differences, new CategoryDifference(new Dimension("Shoe", DimensionClass.Organisational))] }),
            ("mentors.difference.missing", one => one with { Differences = [.. one.Differences, null!] }),
            ("mentors.load.negative", one => one with { Loads = [.. one.Loads, new MentorLoad(world.People[0].Id, -1)] }),
            ("mentors.cost.range", one => one with { Costs = [.. one.Costs, new MentorCost(world.People[1].Id, -1)] }),
            ("mentors.coverage.unknown", one => one with { Coverage = [.. one.Coverage, new SkillCoverage { Skill = new SkillId("cobol"), MinimumLevel = 1 }] }),
            ("mentors.coverage.too-many", one => one with { Coverage = [.. one.Coverage, new SkillCoverage { Skill = MentorWorld.Rust, MinimumLevel = 1, Members = 9 }] }),
        ];
        foreach (var (code, damage) in defects)
        {
            if (random.Next(2) == 0) Plant(code, damage);
        }

        var found = _selector.Select(world.Workforce, world.Levels, request).Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.Code);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Property(MaxTest = 30)]
    public void A_drawn_team_is_one_of_the_best_and_every_answer_can_be_checked(int seed)
    {
        var world = World(seed, out var request);
        var best = _selector.Select(world.Workforce, world.Levels, request);
        var drawn = _selector.Select(world.Workforce, world.Levels, request with { TieSeed = (ulong)(uint)seed });
        Assert.Equal(best.Team?.Objective, drawn.Team?.Objective);
        Assert.Empty(drawn.Verify(world.Workforce, world.Levels, request with { TieSeed = (ulong)(uint)seed }));
    }
}
