using BenchmarkDotNet.Attributes;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Benchmarks;

/// <summary>A million people: the workforce from rows, and a team of four lead mentors from it, proven the best.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class MillionBenchmarks
{
    private static readonly SkillId Skill = new("Negotiation");

    private readonly MentorTeamRequest _request = new()
    {
        Skill = Skill,
        Size = 4,
        Rules = [new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }, new DistinctRule { Dimension = Dimension.Geography, Minimum = 3 }],
    };

    private Person[] _people = [];
    private Workforce _workforce = Workforce.Create([]);
    private SkillProfiles _levels = SkillProfiles.Create([]);

    [GlobalSetup]
    public void Setup()
    {
        _people = [.. WorkforceBenchmarks.Rows(1_000_000)];
        _workforce = Workforce.Create(_people);
        var random = new PeerLearning.Internal.SeededRandom(2);
        _levels = SkillProfiles.Create(_people.Select(person => new Proficiency { Person = person.Id, Skill = Skill, Level = Math.Clamp(3 + (0.8 * random.NextNormal()), 1, 5), StandardError = 0.3 }));
    }

    [Benchmark]
    public Workforce CreateWorkforce() => Workforce.Create(_people);

    [Benchmark]
    public MentorSelection SelectTeam() => new MentorTeamSelector().Select(_workforce, _levels, _request);
}
