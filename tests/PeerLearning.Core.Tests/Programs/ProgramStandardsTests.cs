using System.Text.Json;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

public class ProgramStandardsTests
{
    private static readonly BadgeIssuer Issuer = new() { Id = new Uri("https://example.org/"), Name = "Example", Base = new Uri("https://example.org/learning/") };

    /// <summary>The fields that 1EdTech's JSON schema ob_v3p0_achievementcredential_schema.json requires, by path.</summary>
    [Fact]
    public void A_badge_has_every_field_that_the_published_schema_requires()
    {
        var pilot = Pilot.AtRunning().Record(Pilot.Mentors[0], (at, by) => new LearnerCompleted { At = at, By = by, Learner = Pilot.Learners[0] });
        Assert.Empty(ProgramStandards.Badges(pilot.Program, Issuer));
        pilot.Record(Pilot.Mentors[0], (at, by) => new ProgramFinished { At = at, By = by });
        var badges = ProgramStandards.Badges(pilot.Program, Issuer);
        Assert.Equal(5, badges.Count);
        var root = JsonDocument.Parse(ProgramStandards.ToJson(badges[0])).RootElement;
        foreach (string field in new[] { "@context", "id", "type", "issuer", "validFrom", "credentialSubject" }) Assert.True(root.TryGetProperty(field, out _), field);
        Assert.Equal("https://www.w3.org/ns/credentials/v2", root.GetProperty("@context")[0].GetString());
        Assert.Equal(["VerifiableCredential", "OpenBadgeCredential"], root.GetProperty("type").EnumerateArray().Select(type => type.GetString()));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", root.GetProperty("validFrom").GetString());
        foreach (string field in new[] { "id", "type" }) Assert.True(root.GetProperty("issuer").TryGetProperty(field, out _), field);
        var subject = root.GetProperty("credentialSubject");
        foreach (string field in new[] { "type", "achievement", "identifier" }) Assert.True(subject.TryGetProperty(field, out _), field);
        foreach (string field in new[] { "type", "identityHash", "hashed", "identityType" }) Assert.True(subject.GetProperty("identifier")[0].TryGetProperty(field, out _), field);
        foreach (string field in new[] { "id", "type", "criteria", "description", "name" }) Assert.True(subject.GetProperty("achievement").TryGetProperty(field, out _), field);
        Assert.True(root.GetProperty("evidence")[0].TryGetProperty("type", out _));
        Assert.True(Uri.IsWellFormedUriString(root.GetProperty("id").GetString(), UriKind.Absolute));
    }

    /// <summary>The fields that IEEE 9274.1.1 requires of a statement.</summary>
    [Fact]
    public void A_statement_has_every_field_that_the_standard_requires()
    {
        var pilot = Pilot.AtRunning();
        pilot.Record(Pilot.Learners[0], (at, by) => new MilestoneReached { At = at, By = by, Learner = by, Milestone = new MilestoneId("m1"), Mark = 0.75 });
        pilot.Record(Pilot.Learners[1], (at, by) => new LearnerLeft { At = at, By = by, Learner = by });
        var statements = ProgramStandards.Statements(pilot.Program, Issuer);
        Assert.Equal(27 + 2, statements.Count);
        Assert.Equal(statements.Count, statements.Select(statement => statement.Id).Distinct().Count());
        Assert.Equal(statements.Select(statement => statement.Id), ProgramStandards.Statements(pilot.Program, Issuer).Select(statement => statement.Id));
        foreach (var statement in statements)
        {
            var root = JsonDocument.Parse(ProgramStandards.ToJson(statement)).RootElement;
            Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", root.GetProperty("id").GetString());
            Assert.Equal("Agent", root.GetProperty("actor").GetProperty("objectType").GetString());
            Assert.True(Uri.IsWellFormedUriString(root.GetProperty("actor").GetProperty("account").GetProperty("homePage").GetString(), UriKind.Absolute));
            Assert.NotEmpty(root.GetProperty("actor").GetProperty("account").GetProperty("name").GetString()!);
            Assert.True(Uri.IsWellFormedUriString(root.GetProperty("verb").GetProperty("id").GetString(), UriKind.Absolute));
            Assert.NotEmpty(root.GetProperty("verb").GetProperty("display").GetProperty("en").GetString()!);
            Assert.True(Uri.IsWellFormedUriString(root.GetProperty("object").GetProperty("id").GetString(), UriKind.Absolute));
            Assert.False(root.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Null);
        }

        Assert.False(JsonDocument.Parse(ProgramStandards.ToJson(statements[^1])).RootElement.GetProperty("result").GetProperty("completion").GetBoolean());
        Assert.Equal(0.75, JsonDocument.Parse(ProgramStandards.ToJson(statements[^2])).RootElement.GetProperty("result").GetProperty("score").GetProperty("scaled").GetDouble());
    }
}
