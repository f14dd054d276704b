using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

public class ProgramJsonTests
{
    [Fact]
    public void Every_kind_of_event_can_be_written()
    {
        var kinds = typeof(ProgramEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ProgramEvent))).ToList();
        Assert.True(kinds.Count > 50);
        Assert.All(kinds, kind => Assert.NotNull(ProgramJson.TypeInfo(kind.Name)));
        Assert.All(kinds, kind => Assert.DoesNotContain(ProgramJson.TypeInfo(kind.Name)!.Properties, property => property.Name is "event" or "schema"));
    }

    [Fact]
    public void Events_come_back_as_they_went()
    {
        var events = Pilot.AtRetrospective().Program.Events;
        var lines = ProgramJson.Read(ProgramJson.Write(events));
        Assert.Empty(lines.Problems);
        Assert.Equal(events, lines.Events);
        var array = ProgramJson.Read("[" + string.Join(",", events.Select(ProgramJson.Write)) + "]");
        Assert.Empty(array.Problems);
        Assert.Equal(events, array.Events);
    }

    [Fact]
    public void The_order_of_fields_has_no_meaning()
    {
        string line = ProgramJson.Write(Pilot.Drafted(Pilot.Start));
        var fields = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject().Reverse().ToList();
        var reversed = new System.Text.Json.Nodes.JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        var reading = ProgramJson.Read(reversed.ToJsonString());
        Assert.Empty(reading.Problems);
        Assert.Equal(Pilot.Drafted(Pilot.Start), Assert.Single(reading.Events));
    }

    [Theory]
    [InlineData("{", "event.json.damaged")]
    [InlineData("7", "event.json.damaged")]
    [InlineData("{}", "event.kind.missing")]
    [InlineData("""{"event":"ProgramStarted"}""", "event.schema.missing")]
    [InlineData("""{"event":"ProgramStarted","schema":2}""", "event.schema.unknown")]
    [InlineData("""{"event":"ProgramExploded","schema":1}""", "event.kind.unknown")]
    [InlineData("""{"event":"ProgramStarted","schema":1,"number":3,"at":"2026-03-02T09:00:00Z"}""", "event.field.missing")]
    [InlineData("""{"event":"ProgramStarted","schema":1,"number":3,"at":"yesterday","by":"a"}""", "event.json.damaged")]
    [InlineData("""{"event":"ProgramStarted","schema":1,"number":3,"at":"2026-03-02T09:00:00Z","by":"a","mood":"good"}""", "event.json.damaged")]
    [InlineData("""{"event":"ProgramStarted","schema":1,"number":"x","at":"2026-03-02T09:00:00Z","by":null}""", "event.json.damaged")]
    public void A_damaged_line_is_kept_and_named_and_the_others_are_read(string damaged, string code)
    {
        string good = ProgramJson.Write(Pilot.Drafted(Pilot.Start));
        var reading = ProgramJson.Read(good + "\n" + damaged + "\r\n\n" + good + "\n");
        Assert.Equal(2, reading.Events.Count);
        Assert.Equal(code, Assert.Single(reading.Problems).Code);
        var rejected = Assert.Single(reading.Rejected);
        Assert.Equal(damaged, rejected.Json);
        Assert.Equal(1, rejected.Index);
    }

    [Fact]
    public void An_array_that_breaks_off_keeps_what_stands_before()
    {
        string good = ProgramJson.Write(Pilot.Drafted(Pilot.Start));
        var reading = ProgramJson.Read($"[{good},{good},{good[..40]}");
        Assert.Equal(2, reading.Events.Count);
        Assert.Equal("event.json.damaged", Assert.Single(reading.Problems).Code);
        Assert.Contains(good[..40], Assert.Single(reading.Rejected).Json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_charter_without_one_of_its_fields_is_damaged_rather_than_guessed()
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(ProgramJson.Write(Pilot.Drafted(Pilot.Start)))!.AsObject();
        node["charter"]!["criteria"]!["success"]![0]!.AsObject().Remove("isEssential");
        node["charter"]!.AsObject().Remove("mentorsAtMost");
        var reading = ProgramJson.Read(node.ToJsonString());
        Assert.Equal(["events[0].charter.mentorsAtMost", "events[0].charter.criteria.success[0].isEssential"], reading.Problems.Select(problem => problem.Where));
    }
}
