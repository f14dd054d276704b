using System.Text.Json;
using System.Text.Json.Serialization;
using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;
using PeerLearning.Skills;

namespace PeerLearning.Tests.People;

/// <summary>What a host stores of its own, with ids of ours in it, through JSON code that its compiler generates.</summary>
public partial class IdJsonTests
{
    [Fact]
    public void A_hosts_generated_JSON_writes_ids_as_strings()
    {
        var row = new HostRow(new("p"), new("s"), new("c"), new("m"), new("o"), new("e"), new("g"), new() { [new("mentor")] = 3 });
        string json = JsonSerializer.Serialize(row, HostJsonContext.Default.HostRow);
        Assert.Equal("""{"Person":"p","Skill":"s","Cohort":"c","Milestone":"m","Obstacle":"o","Entry":"e","Program":"g","Places":{"mentor":3}}""", json);
        var back = JsonSerializer.Deserialize(json, HostJsonContext.Default.HostRow)!;
        Assert.Equal((row.Person, row.Skill, row.Cohort, row.Milestone, row.Obstacle, row.Entry, row.Program), (back.Person, back.Skill, back.Cohort, back.Milestone, back.Obstacle, back.Entry, back.Program));
        Assert.Equal(row.Places, back.Places);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Person":null}""", HostJsonContext.Default.HostRow));
    }

    [Fact]
    public void An_id_is_read_from_any_text()
    {
        Assert.Equal(new PersonId("é 7"), PersonId.Parse("é 7"));
        Assert.True(SkillId.TryParse("C#", null, out var skill));
        Assert.Equal("C#", skill.Value);
        Assert.False(CohortId.TryParse(null, null, out var none));
        Assert.Equal(default, none);
        Assert.Throws<ArgumentNullException>(() => PersonId.Parse(null!));
    }

    internal sealed record HostRow(PersonId Person, SkillId Skill, CohortId Cohort, MilestoneId Milestone, ObstacleId Obstacle, EntryId Entry, ProgramId Program, Dictionary<PersonId, int> Places);

    [JsonSerializable(typeof(HostRow))]
    internal sealed partial class HostJsonContext : JsonSerializerContext;
}
