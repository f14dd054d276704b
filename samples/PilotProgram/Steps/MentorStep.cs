using System.Globalization;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Samples.PilotProgram.Output;
using PeerLearning.Skills;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Step 1, second half: which lead mentors form the most capable and most diverse team?</summary>
internal static class MentorStep
{
    public static Page Show(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, MentorSelection selection, IEnumerable<string> notes)
    {
        var page = new Page(1, "Empower the lead mentors", $"Which {request.Size} people lead {request.Skill}, the most capable and most diverse team?");
        if (selection.Team is not { } team)
        {
            return page.Decide("There is no such team.").Because(selection.Reasons).Because(selection.Conflict).Because(selection.Relaxations.Select(relaxation => relaxation.Change))
                .Because(notes);
        }

        page.Decide(
            $"{string.Join(", ", team.Members.Select(member => member.Person))}: {Words(selection.Certificate.Proof)} among {selection.Candidates.ToString("N0", CultureInfo.InvariantCulture)} candidates.");
        page.Because(selection.Reasons).Because(request.Rules.Select(rule => $"Rule: {rule.Describe()}")).Because(notes);
        page.Show(
            "The team", ["mentor", "business unit", "geography", "time zone", "level", "90% interval"],
            team.Members.Select(member =>
            {
                var level = levels.Find(member.Person, request.Skill)!.Value;
                return new[]
                {
                    member.Person.Value, Value(workforce, member.Person, Dimension.BusinessUnit), Value(workforce, member.Person, Dimension.Geography),
                    Value(workforce, member.Person, Dimension.TimeZone), Number(member.Level), $"{Number(level.Lower)} to {Number(level.Upper)}",
                };
            }));
        if (selection.RunnersUp.Count > 0)
        {
            page.Show(
                "Runners-up: a person decides", ["team", "score", "expertise", "difference"],
                selection.RunnersUp.Select(other => new[] { string.Join(", ", other.Members.Select(member => member.Person)), Number(other.Score), Number(other.Expertise), Number(other.Difference) }));
        }

        return page;
    }

    private static string Value(Workforce workforce, PersonId person, Dimension dimension) =>
        workforce.ValuesIn(dimension).Count == 0 ? "not in the data" : string.Join(", ", workforce.ValuesOf(person, dimension));

    private static string Words(Proof proof) => proof switch
    {
        Proof.Optimal => "proven the best",
        Proof.Bounded => "the best found",
        _ => "no answer",
    };

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
