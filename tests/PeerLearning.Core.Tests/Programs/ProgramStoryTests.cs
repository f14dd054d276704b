using System.Globalization;
using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

public class ProgramStoryTests
{
    [Fact]
    public void Every_stage_that_was_reached_has_its_page()
    {
        var pilot = Pilot.AtRetrospective();
        Assert.Equal(
            [ProgramStage.Draft, ProgramStage.Sponsored, ProgramStage.MentorsEmpowered, ProgramStage.Recruiting, ProgramStage.Matched, ProgramStage.Running, ProgramStage.Celebrating, ProgramStage.Retrospective],
            ProgramStory.Tell(pilot.Program).Select(page => page.Stage));
        Assert.Equal([ProgramStage.Draft], ProgramStory.Tell(Pilot.AtDraft().Program).Select(page => page.Stage));
    }

    [Fact]
    public void Every_page_of_every_history_can_be_read_in_another_culture()
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            foreach (var page in ProgramStory.Tell(RandomHistory.Make(seed, 250)))
            {
                var lines = page.Render(CultureInfo.GetCultureInfo("fr-FR"));
                Assert.Equal(page.Sentences.Count + 1, lines.Count);
                Assert.All(lines, line => Assert.False(string.IsNullOrWhiteSpace(line)));
            }
        }
    }

    [Fact]
    public void A_host_translates_by_code()
    {
        var page = ProgramStory.Tell(Pilot.AtDraft().Program)[0];
        var lines = page.Render(CultureInfo.GetCultureInfo("de-DE"), code => code == "story.why" ? "Warum: {why}" : null);
        Assert.Equal("The charter", lines[0]);
        Assert.Equal("Warum: Incidents take too long.", lines[1]);
        Assert.Contains("8.000", lines[4], StringComparison.Ordinal);
    }
}
