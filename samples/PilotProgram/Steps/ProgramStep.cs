using System.Globalization;
using PeerLearning.Programs;
using PeerLearning.Samples.PilotProgram.Output;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Steps 3 and 5: what was promised, who decides how and who keeps their word; and whether to scale.</summary>
internal static class ProgramStep
{
    public static Page Beginning(LearningProgram program) =>
        new Page(3, "Cultivate empowerment and agency", "What was promised, who decides how, and who is accountable?")
            .Decide($"{program.Charter.Why} {program.Charter.What} By {Iso(program.Charter.EndsOn)}.")
            .Tell(program, ProgramStage.Draft, ProgramStage.Sponsored, ProgramStage.MentorsEmpowered, ProgramStage.Recruiting, ProgramStage.Matched)
            .Because([
                .. program.Charter.Criteria.Success.Select(criterion => $"Success: {criterion.Measure}."),
                .. program.Charter.Criteria.Kill.Select(criterion => $"Stop unless: {criterion.Measure}."),
            ])
            .Show("What the team decided", ["decision", "topic", "what"], program.Decisions.Select(decision => new[] { decision.Id.Value, decision.Topic.ToString(), decision.What }))
            .Show(
                "The milestones that the team planned", ["milestone", "due", "title"],
                program.Milestones.Select(milestone => new[] { milestone.Id.Value, Iso(milestone.DueOn), milestone.Title }));

    public static Page Agency(LearningProgram program)
    {
        var report = AgencyReport.Of(program, program.LastAt);
        return new Page(4, "Agency and accountability", "Who decided the how, who kept their promises, and how fast did the champion answer?")
            .Decide(report.Reasons[0].ToString())
            .Because(report.Reasons.Skip(1))
            .Tell(program, ProgramStage.Running)
            .Show(
                "Promises", ["by", "made", "kept in time", "kept late", "broken", "overdue"],
                report.Promises.Where(one => one.Made > 0).Select(one => new[] { one.Role.ToString(), Count(one.Made), Count(one.KeptInTime), Count(one.KeptLate), Count(one.Broken), Count(one.Overdue) }));
    }

    public static Page Verdict(LearningProgram program, ScaleVerdict verdict, IEnumerable<string> notes) =>
        new Page(5, "Decide", "Should this be scaled, and how?")
            .Decide(Words(verdict.Choice)).Because(verdict.Reasons).Because(notes)
            .Tell(program, ProgramStage.Retrospective, ProgramStage.Decided)
            .Show(
                "What the criteria say", ["criterion", "estimate", "interval", "standing"],
                verdict.Findings.Select(finding => new[]
                {
                    finding.Criterion.Measure, Number(finding.Estimate), finding.Lower.IsDefined && finding.Upper.IsDefined ? $"{Number(finding.Lower)} to {Number(finding.Upper)}" : Number(finding.Lower),
                    finding.Standing.ToString(),
                }));

    /// <summary>The programme's own words for some of its stages.</summary>
    public static Page Tell(this Page page, LearningProgram program, params ReadOnlySpan<ProgramStage> stages)
    {
        foreach (var told in ProgramStory.Tell(program))
        {
            if (stages.Contains(told.Stage)) page.Because(told.Sentences);
        }

        return page;
    }

    private static string Words(ScaleChoice choice) => choice switch
    {
        ScaleChoice.Scale => "Scale.",
        ScaleChoice.ScaleWithConditions => "Scale, with conditions.",
        ScaleChoice.Adapt => "Adapt, and try again.",
        ScaleChoice.Stop => "Stop.",
        _ => "Cannot say yet.",
    };

    private static string Number(Measured<double> value) => value.TryGet(out double number) ? number.ToString("0.00", CultureInfo.InvariantCulture) : value.Undefined!.Because;

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
