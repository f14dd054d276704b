using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Mentors;

/// <summary>Many people of exactly equal level: the proof must close, the first team must not depend on anybody else, and the draw must be fair.</summary>
public class MentorTieTests
{
    private static readonly Dimension Function = MentorWorld.Function;

    private readonly MentorTeamSelector _selector = new(new MentorTeamOptions { Budget = new WorkBudget(200_000) });

    public static TheoryData<int, Rule[]> Rules()
    {
        var data = new TheoryData<int, Rule[]>();
        foreach (int size in new[] { 3, 4, 5, 8, 12 })
        {
            data.Add(size, [new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }]);
            data.Add(size, [new DistinctRule { Dimension = Dimension.Geography, Minimum = size }]);
            data.Add(size, [new PerValueRule(Dimension.BusinessUnit) { Maximum = size <= 8 ? 1 : 2 }, new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }]);
            data.Add(size, [new PerValueRule(Function) { Minimum = 2 }]);
            data.Add(size, [new PerValueRule(Dimension.BusinessUnit, Function) { Maximum = 1 }]);
            data.Add(size, [new CountRule { Values = [new DimensionValue(Function, "F1")], Minimum = 1, Maximum = 1 }, new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, "U1")], Minimum = 1 }]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_crowd_of_equals_is_no_obstacle(int size, Rule[] rules)
    {
        var (workforce, levels) = MentorWorld.Crowd(3000, 5, 1.4, digits: 2);
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = size, Rules = rules };
        var selection = _selector.Select(workforce, levels, request);
        Assert.Equal(Proof.Optimal, selection.Certificate.Proof);
        Assert.Empty(selection.Verify(workforce, levels, request));
    }

    [Fact]
    public void Of_equal_teams_the_same_one_comes_first_whoever_else_is_there()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var (workforce, levels) = MentorWorld.Crowd(60, seed, 1.4, 3, 3, digits: 2);
            var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 3, RunnersUp = 6, Rules = [new DistinctRule { Dimension = Dimension.Geography, Minimum = 2 }] };
            var all = _selector.Select(workforce, levels, request);
            var kept = all.RunnersUp.Prepend(all.Team!).SelectMany(team => team.Members).Select(member => member.Person).Distinct().ToHashSet();

            // Only those in one of the teams, and nobody else.
            var few = levels.Of(MentorWorld.Rust).Where(row => kept.Contains(row.Person));
            var alone = _selector.Select(workforce, SkillProfiles.Create(few), request);
            Assert.Equal(Names(all), Names(alone).Take(Names(all).Count));
        }
    }

    [Fact]
    public void The_draw_is_uniform_where_the_teams_are_counted_by_patterns()
    {
        // 3 units x 2 lands x 3 people, all equal: the best teams of three have three units and two lands.
        var people = new List<Person>();
        for (int i = 0; i < 18; i++) people.Add(new Person { Id = new PersonId($"p{i:00}"), BusinessUnit = $"U{i % 3}", Geography = $"G{i / 3 % 2}" });
        var workforce = Workforce.Create(people);
        var levels = SkillProfiles.Create(people.Select(person => MentorProficiency.Of(person.Id, MentorWorld.Rust, 4)));
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        const int Draws = 12_000, Teams = 27 * 6;
        for (ulong seed = 0; seed < Draws; seed++)
        {
            var selection = _selector.Select(workforce, levels, new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 3, TieSeed = seed });
            if (seed == 0) Assert.Contains(selection.Reasons, reason => reason.ToString().StartsWith($"{Teams} teams share the best score", StringComparison.Ordinal));
            string key = string.Join('+', selection.Team!.Members.Select(member => member.Person));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(Teams, counts.Count);
        double expected = Draws / (double)Teams, statistic = counts.Values.Sum(count => (count - expected) * (count - expected) / expected);

        // The 99.9 % point of chi-square with 161 degrees of freedom.
        Assert.True(statistic < 221.1, $"chi-square {statistic}");
    }

    private static List<string> Names(MentorSelection selection) =>
        [.. selection.RunnersUp.Prepend(selection.Team!).Select(team => string.Join('+', team.Members.Select(member => member.Person)))];
}
