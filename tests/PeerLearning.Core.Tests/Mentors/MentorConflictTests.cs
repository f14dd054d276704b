using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.People;

namespace PeerLearning.Tests.Mentors;

/// <summary>Where no team is possible: the conflict is minimal and the way out is the smallest, by trying everything.</summary>
public class MentorConflictTests
{
    private readonly MentorTeamSelector _selector = new();

    [Fact]
    public void No_demand_can_be_missed_from_the_conflict_and_the_conflict_alone_is_impossible()
    {
        foreach (var (seed, world, request, selection) in Impossible(6).Take(40))
        {
            var words = selection.Conflict.Select(reason => reason.ToString()).ToHashSet();
            var own = request.Rules.Where(rule => words.Contains(rule.Describe().ToString())).ToList();
            Assert.Equal(words.Count - 1, own.Select(rule => rule.Describe().ToString()).Distinct().Count());
            Assert.False(IsPossible(world, request with { Rules = own }), $"seed {seed}");
            foreach (var rule in own) Assert.True(IsPossible(world, request with { Rules = [.. own.Where(other => other != rule)] }), $"seed {seed}: {rule.Describe()}");
        }
    }

    [Fact]
    public void Every_relaxation_is_enough_and_nothing_less_of_its_kind_is()
    {
        int checkedChanges = 0;
        foreach (var (_, world, request, selection) in Impossible(7))
        {
            if (checkedChanges >= 40) break;
            foreach (var relaxation in selection.Relaxations)
            {
                for (int r = 0; r < request.Rules.Count; r++)
                {
                    if (relaxation.Demand != $"Rules[{r}]") continue;
                    string said = relaxation.Change.ToString();
                    bool isReached = false;
                    foreach (var softer in Softer(request.Rules[r], request.Size))
                    {
                        Rule[] rules = [.. request.Rules];
                        rules[r] = softer;
                        bool isSaid = said.EndsWith(softer.Describe().ToString(), StringComparison.Ordinal);
                        Assert.Equal(isSaid, IsPossible(world, request with { Rules = rules }));
                        if (!isSaid) continue;
                        isReached = true;
                        checkedChanges++;
                        break;
                    }

                    // Nothing softer than the rule itself was enough: only dropping it is.
                    if (!isReached) Assert.True(IsPossible(world, request with { Rules = [.. request.Rules.Where((_, at) => at != r)] }));
                }

                if (relaxation.Demand != "Size") continue;
                int size = int.Parse(string.Concat(relaxation.Change.ToString().Where(char.IsDigit)), System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(IsPossible(world, request with { Size = size }));
                for (int larger = size + 1; larger < request.Size; larger++) Assert.False(IsPossible(world, request with { Size = larger }));
            }
        }
    }

    /// <summary>Organisations with requests that no team can meet, without end.</summary>
    private IEnumerable<(ulong Seed, MentorWorld World, MentorTeamRequest Request, MentorSelection Selection)> Impossible(ulong start)
    {
        var random = new SeededRandom(start);
        for (ulong seed = 1; ; seed++)
        {
            var world = MentorWorld.Generate(12, seed);
            var request = Tight(world, ref random);
            var selection = _selector.Select(world.Workforce, world.Levels, request);
            if (selection.Certificate.Proof == Proof.Impossible) yield return (seed, world, request, selection);
        }
    }

    private static bool IsPossible(MentorWorld world, MentorTeamRequest request) => world.BestScores(request, 1).Count > 0;

    private static MentorTeamRequest Tight(MentorWorld world, ref SeededRandom random)
    {
        var rules = new List<Rule>
        {
            new DistinctRule { Dimension = Dimension.Geography, Minimum = 2 + random.Next(2) },
            new CountRule { Values = [new DimensionValue(MentorWorld.Function, $"F{random.Next(3)}")], Minimum = 2 + random.Next(2) },
            new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 },
            new PerValueRule(MentorWorld.Grade) { Maximum = 1 },
        };
        if (random.Next(2) == 0) rules.Add(new IncludeRule(world.People[random.Next(world.People.Count)].Id));
        return new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 4, Rules = rules };
    }

    /// <summary>The softer forms of a rule, the smallest change first.</summary>
    private static IEnumerable<Rule> Softer(Rule rule, int size)
    {
        switch (rule)
        {
            case DistinctRule distinct:
                for (int minimum = distinct.Minimum - 1; minimum >= 1; minimum--) yield return distinct with { Minimum = minimum };
                break;
            case CountRule count:
                for (int minimum = count.Minimum - 1; minimum >= 1; minimum--) yield return count with { Minimum = minimum };
                break;
            case PerValueRule perValue:
                for (int? maximum = perValue.Maximum + 1; maximum <= size; maximum++) yield return perValue with { Maximum = maximum };
                break;
        }
    }
}
