using System.Globalization;
using PeerLearning.Programs;
using PeerLearning.Samples.PilotProgram.Output;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Step 5, first half: who is recognised, for what, with which manager; and what do people take along?</summary>
internal static class RecognitionStep
{
    public static Page Show(LearningProgram program, RecognitionReport report)
    {
        var page = new Page(5, "Recognise and celebrate", "Who is recognised, for what, with which manager; and what do people take along?")
            .Decide(report.Reasons[0].ToString())
            .Because(report.Reasons.Skip(1))
            .Tell(program, ProgramStage.Celebrating)
            .Show(
                "The celebration", ["recognised", "for", "events that show it", "manager invited"],
                report.Celebration.Select(entry => new[]
                {
                    entry.Recognition.Recognised.Value, entry.Recognition.For, entry.Evidence.Count.ToString(CultureInfo.InvariantCulture), entry.Manager?.Value ?? "not in the data",
                }));
        if (report.Takeaways.Count > 0)
        {
            page.Show("What people take along", ["takeaway", "challenge", "said by"], report.Takeaways
                .GroupBy(one => (one.What, one.Challenge, one.Role)).Select(group => new[] { group.Key.What, group.Key.Challenge, $"{group.Count()} x {group.Key.Role}" }));
        }

        return page;
    }
}
