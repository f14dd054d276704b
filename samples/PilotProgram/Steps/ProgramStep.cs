using System.Globalization;
using PeerLearning.Programs;
using PeerLearning.Samples.PilotProgram.Output;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Steps 3 and 5: what was promised, who decides how; what was learned, and whether to scale.</summary>
internal static class ProgramStep
{
    public static Page Charter(LearningProgram program)
    {
        var charter = program.Charter;
        return new Page(3, "Cultivate empowerment and agency", "What was promised, who decides how, and who is accountable?")
            .Decide($"{charter.Why} {charter.What} By {Iso(charter.EndsOn)}.")
            .Because(
            [
                $"The frame: {charter.Frame.LearnerTimePerWeek.TotalHours:0.#} h a week for a learner, {charter.Frame.MentorTimePerWeek.TotalHours:0.#} h for a mentor, {charter.Frame.Budget.ToString("N0", CultureInfo.InvariantCulture)} {charter.Frame.Currency}.",
                $"The criteria were frozen before the start: {program.FrozenCriteria}.",
                .. charter.Criteria.Success.Select(criterion => $"Success: {criterion.Measure}."),
                .. charter.Criteria.Kill.Select(criterion => $"Stop unless: {criterion.Measure}."),
            ])
            .Show("What the team decided", ["decision", "topic", "what"], program.Decisions.Select(decision => new[] { decision.Id.Value, decision.Topic.ToString(), decision.What }))
            .Show(
                "The milestones that the team planned", ["milestone", "due", "title"],
                program.Milestones.Select(milestone => new[] { milestone.Id.Value, Iso(milestone.DueOn), milestone.Title }));
    }

    public static Page Verdict(LearningProgram program, ScaleVerdict verdict, IEnumerable<string> notes)
    {
        var page = new Page(5, "Recognise, celebrate, learn, decide", "Who is to be recognised, with which manager; what did we learn; and should this be scaled?");
        page.Decide(Words(verdict.Choice)).Because(verdict.Reasons).Because(notes);
        page.Show(
            "What the criteria say", ["criterion", "estimate", "interval", "standing"],
            verdict.Findings.Select(finding => new[]
            {
                finding.Criterion.Measure, Number(finding.Estimate), finding.Lower.IsDefined && finding.Upper.IsDefined ? $"{Number(finding.Lower)} to {Number(finding.Upper)}" : Number(finding.Lower),
                finding.Standing.ToString(),
            }));
        if (program.Recognitions.Count > 0)
        {
            page.Show(
                "The celebration", ["recognised", "for", "manager invited"],
                program.Recognitions.Select(recognition => new[] { recognition.Recognised.Value, recognition.For, recognition.Manager?.Value ?? "not in the data" }));
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

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
