using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A programme's achievements and events in the shapes of Open Badges 3.0 and xAPI.</summary>
public static class ProgramStandards
{
    private const string Language = "en";

    /// <summary>Badges for those who completed and for those who mentored to the end.</summary>
    /// <param name="program">The programme, finished.</param>
    /// <param name="issuer">The issuer.</param>
    /// <returns>The badges, unsigned, learners first, each in the order in which they came; none before the programme is finished.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReadOnlyList<OpenBadge> Badges(LearningProgram program, BadgeIssuer issuer)
    {
        Guard.Against.Null(program);
        Guard.Against.Null(issuer);
        if (program.FinishedAt is not { } at) return [];
        var badges = new List<OpenBadge>();
        int milestones = program.State.MilestonesInPlan();
        foreach (var place in program.Learners)
        {
            if (place.Status != LearnerStatus.Completed) continue;
            badges.Add(Badge(program, issuer, place.Learner, "completion", "Completed", $"Reached the goal of a programme with {milestones} milestones.", at, place.Since, $"{place.MilestonesReached} milestones reached."));
        }

        foreach (var seat in program.Mentors)
        {
            if (seat.HandedOverAt is not null) continue;
            int sessions = program.Events.OfType<SessionHeld>().Count(held => held.Mentor == seat.Mentor);
            badges.Add(Badge(program, issuer, seat.Mentor, "mentoring", "Mentored", "Led learners as a lead mentor to the end of the programme.", at, at, $"{sessions} sessions held."));
        }

        return ValueList.Copy(badges);
    }

    /// <summary>Statements about what people did: registered, attended, progressed, completed, left.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="issuer">The addresses under which things are known.</param>
    /// <returns>The statements, in the order of the events.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReadOnlyList<LearningStatement> Statements(LearningProgram program, BadgeIssuer issuer)
    {
        Guard.Against.Null(program);
        Guard.Against.Null(issuer);
        var statements = new List<LearningStatement>();
        foreach (var happening in program.Events)
        {
            switch (happening)
            {
                case LearnerApplied:
                    statements.Add(Course(program, issuer, happening, happening.By, "http://adlnet.gov/expapi/verbs/registered", "registered", null));
                    break;
                case SessionHeld held:
                    foreach (var learner in held.Learners.Distinct())
                    {
                        statements.Add(Statement(program, issuer, happening, learner, "http://adlnet.gov/expapi/verbs/attended", "attended", null, $"sessions/{happening.Number}", "http://adlnet.gov/expapi/activities/meeting", "Session"));
                    }

                    break;
                case MilestoneReached reached:
                    var result = new StatementResult { Completion = true, Score = reached.Mark is { } mark ? new StatementScore { Scaled = mark } : null };
                    string title = program.State.Milestones.Find(reached.Milestone)!.Title;
                    statements.Add(Statement(
                        program, issuer, happening, reached.Learner, "http://adlnet.gov/expapi/verbs/completed", "completed", result, $"milestones/{Uri.EscapeDataString(reached.Milestone.Value)}", "http://adlnet.gov/expapi/activities/objective", title));
                    break;
                case LearnerCompleted completed:
                    statements.Add(Course(program, issuer, happening, completed.Learner, "http://adlnet.gov/expapi/verbs/completed", "completed", new StatementResult { Completion = true }));
                    break;
                case LearnerLeft left:
                    statements.Add(Course(program, issuer, happening, left.Learner, "https://w3id.org/xapi/adl/verbs/abandoned", "abandoned", new StatementResult { Completion = false }));
                    break;
                case ProgramFinished:
                    foreach (var place in program.Learners)
                    {
                        if (place.Status != LearnerStatus.Completed || place.Since != happening.At) continue;
                        statements.Add(Course(program, issuer, happening, place.Learner, "http://adlnet.gov/expapi/verbs/completed", "completed", new StatementResult { Completion = true }));
                    }

                    break;
            }
        }

        return ValueList.Copy(statements);
    }

    /// <summary>A badge as JSON, in the field names of the standard.</summary>
    /// <param name="badge">The badge.</param>
    /// <returns>The JSON.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="badge"/> is null.</exception>
    public static string ToJson(OpenBadge badge) => JsonSerializer.Serialize(Guard.Against.Null(badge), StandardsJsonContext.Default.OpenBadge);

    /// <summary>A statement as JSON, in the field names of the standard.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>The JSON.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="statement"/> is null.</exception>
    public static string ToJson(LearningStatement statement) => JsonSerializer.Serialize(Guard.Against.Null(statement), StandardsJsonContext.Default.LearningStatement);

    private static OpenBadge Badge(
        LearningProgram program, BadgeIssuer issuer, PersonId person, string kind, string verb, string narrative, Instant finished, Instant validFrom, string evidence)
    {
        string home = Home(program, issuer);
        return new OpenBadge
        {
            Context = ValueList.Of("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
            Id = $"{home}/badges/{kind}/{Uri.EscapeDataString(person.Value)}",
            Type = ValueList.Of("VerifiableCredential", "OpenBadgeCredential"),
            Name = $"{verb}: {program.Charter.What}",
            Issuer = new OpenBadgeProfile { Id = issuer.Id.AbsoluteUri, Type = ValueList.Of("Profile"), Name = issuer.Name },
            ValidFrom = validFrom < finished ? validFrom : finished,
            CredentialSubject = new OpenBadgeSubject
            {
                Type = ValueList.Of("AchievementSubject"),
                Identifier = ValueList.Of(new OpenBadgeIdentity { IdentityHash = person.Value }),
                Achievement = new OpenBadgeAchievement
                {
                    Id = $"{home}/achievements/{kind}",
                    Type = ValueList.Of("Achievement"),
                    Name = $"{verb}: {program.Charter.What}",
                    Description = program.Charter.What,
                    Criteria = new OpenBadgeCriteria { Narrative = narrative },
                },
            },
            Evidence = ValueList.Of(new OpenBadgeEvidence { Type = ValueList.Of("Evidence"), Narrative = evidence }),
        };
    }

    private static LearningStatement Course(
        LearningProgram program, BadgeIssuer issuer, ProgramEvent happening, PersonId person, string verb, string word, StatementResult? result) =>
        Statement(program, issuer, happening, person, verb, word, result, "", "http://adlnet.gov/expapi/activities/course", program.Charter.What);

    private static LearningStatement Statement(
        LearningProgram program,
        BadgeIssuer issuer,
        ProgramEvent happening,
        PersonId person,
        string verb,
        string word,
        StatementResult? result,
        string path,
        string type,
        string name) => new()
        {
            Id = Uuid($"{issuer.Base.AbsoluteUri}\n{program.Id}\n{happening.Number}\n{person}\n{verb}"),
            Actor = new StatementActor { Account = new StatementAccount { HomePage = issuer.Id.AbsoluteUri, Name = person.Value } },
            Verb = new StatementTerm { Id = verb, Display = new Dictionary<string, string> { [Language] = word } },
            Object = new StatementObject
            {
                Id = path.Length == 0 ? Home(program, issuer) : $"{Home(program, issuer)}/{path}",
                Definition = new StatementDefinition { Type = type, Name = new Dictionary<string, string> { [Language] = name } },
            },
            Result = result,
            Timestamp = happening.At,
        };

    private static string Home(LearningProgram program, BadgeIssuer issuer) => new Uri(issuer.Base, $"programs/{Uri.EscapeDataString(program.Id.Value)}").AbsoluteUri;

    /// <summary>A UUID of version 8 (RFC 9562) from the SHA-256 of a text.</summary>
    private static string Uuid(string text)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}
