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

    [Fact]
    public void A_floor_a_budget_a_rest_and_a_coverage_are_relaxed_to_the_first_that_leaves_a_team()
    {
        var random = new SeededRandom(23);
        var met = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (ulong seed = 1; seed <= 400; seed++)
        {
            var world = MentorWorld.Generate(11 + random.Next(4), seed);
            var request = Demanding(world.AnyRequest(ref random), ref random);
            var selection = _selector.Select(world.Workforce, world.Levels, request);
            if (selection.Certificate.Proof != Proof.Impossible) continue;
            Assert.Empty(selection.Verify(world.Workforce, world.Levels, request));
            foreach (var relaxation in selection.Relaxations)
            {
                if (TrySteps(request, relaxation) is not var (code, said, less)) continue;
                met[code] = met.GetValueOrDefault(code) + 1;
                Assert.True(IsPossible(world, said), $"seed {seed}: {relaxation.Change} is not enough");
                Assert.False(IsPossible(world, less), $"seed {seed}: less than '{relaxation.Change}' is enough");
            }
        }

        Assert.Equal(["mentors.relax.budget", "mentors.relax.coverage", "mentors.relax.mean", "mentors.relax.member", "mentors.relax.rest"], met.Keys);
        Assert.All(met.Values, count => Assert.True(count >= 5, string.Join(", ", met)));
    }

    [Fact]
    public void A_mean_that_no_thousandth_can_say_is_relaxed_to_what_can_be_reached()
    {
        var people = Enumerable.Range(0, 3).Select(i => new Person { Id = new PersonId($"p{i}") }).ToList();
        var levels = PeerLearning.Skills.SkillProfiles.Create(people.Select((person, i) =>
            new PeerLearning.Skills.Proficiency { Person = person.Id, Skill = MentorWorld.Rust, Level = i == 0 ? 5 : 3, StandardError = 0.1 }));
        var workforce = Workforce.Create(people);
        var request = new MentorTeamRequest { Skill = MentorWorld.Rust, Size = 3, Differences = [], MinimumMeanExpertise = 0.9 };
        var relaxation = _selector.Select(workforce, levels, request).Relaxations.Single(one => one.Demand == "MinimumMeanExpertise");
        Assert.Equal("Ask for a mean expertise of 0.666666 only.", relaxation.Change.ToString());
        Assert.NotNull(_selector.Select(workforce, levels, request with { MinimumMeanExpertise = 0.666666 }).Team);
        Assert.Null(_selector.Select(workforce, levels, request with { MinimumMeanExpertise = 0.667 }).Team);
    }

    /// <summary>The same request with some demand on expertise, cost, rest or other skills that is hard to meet.</summary>
    private static MentorTeamRequest Demanding(MentorTeamRequest request, ref SeededRandom random)
    {
        request = request with { RunnersUp = 0, Size = Math.Max(2, request.Size) };
        if (random.Next(3) == 0) request = request with { MinimumMemberExpertise = (600 + random.Next(400)) / 1000.0 };
        if (random.Next(3) == 0) request = request with { MinimumMeanExpertise = (650 + random.Next(350)) / 1000.0 };
        if (random.Next(3) == 0) request = request with { Budget = request.Size * (10 + random.Next(20)) };
        if (random.Next(2) == 0)
        {
            // Nearly everybody is resting.
            var loads = new List<MentorLoad>();
            for (int i = 0; i < 11; i++) loads.Add(new MentorLoad(new PersonId($"p{i:00}"), 0, new LocalDate(2026, 3 + random.Next(9), 1)));
            request = request with { Loads = loads, MaximumLoad = null, RestedSince = new LocalDate(2026, 2, 1) };
        }

        if (random.Next(2) == 0)
        {
            request = request with { Coverage = [new SkillCoverage { Skill = MentorWorld.Sql, MinimumLevel = 3, MinimumChance = 0.6, Members = request.Size }] };
        }

        return request;
    }

    /// <summary>What a relaxation says as a request, and the same with the least step back towards what was asked.</summary>
    private static (string Code, MentorTeamRequest Said, MentorTeamRequest Less)? TrySteps(MentorTeamRequest request, MentorRelaxation relaxation)
    {
        string code = relaxation.Change.Code;
        double? number = relaxation.Change.Figures[0].Number;
        switch (code)
        {
            case "mentors.relax.member":
                return (code, request with { MinimumMemberExpertise = number }, request with { MinimumMemberExpertise = number + 0.001 });
            case "mentors.relax.mean":
                return (code, request with { MinimumMeanExpertise = number }, request with { MinimumMeanExpertise = number + (0.001 / request.Size) });
            case "mentors.relax.budget":
                return (code, request with { Budget = (long)number! }, request with { Budget = (long)number - 1 });
            case "mentors.relax.rest":
                var day = request.Loads.Select(row => row.LastEnded!.Value).First(ended => relaxation.Change.Figures[0] == Figure.Of("day", ended));
                return (code, request with { RestedSince = day }, request with { RestedSince = day.PlusDays(-1) });
            case "mentors.relax.coverage":
                return (code, WithMembers((int)number!), WithMembers((int)number + 1));
            default:
                return null;
        }

        MentorTeamRequest WithMembers(int members) => request with { Coverage = [request.Coverage[0] with { Members = members }] };
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
