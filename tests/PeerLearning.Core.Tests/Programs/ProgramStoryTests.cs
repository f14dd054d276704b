using System.Globalization;
using FsCheck.Xunit;
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

    /// <summary>Every number of every sentence, counted once more from the events and the state.</summary>
    [Property(MaxTest = 150)]
    public void Every_figure_is_that_of_the_programme(ulong seed)
    {
        var program = RandomHistory.Make(seed, 350);
        var figures = ProgramStory.Tell(program).SelectMany(page => page.Sentences).SelectMany(sentence => sentence.Figures.Select(figure => (Key: $"{sentence.Code}.{figure.Name}", figure.Number)))
            .Where(one => one.Number is not null).GroupBy(one => one.Key).ToDictionary(group => group.Key, group => group.First().Number!.Value);
        int Events<T>()
            where T : ProgramEvent => program.Events.OfType<T>().Count();
        int Status(params LearnerStatus[] any) => program.Learners.Count(place => any.Contains(place.Status));
        var active = program.Mentors.Where(seat => seat.HandedOverAt is null).ToList();
        var agency = AgencyReport.Of(program, program.LastAt);
        var loads = program.Learners.Where(place => place.Mentor is not null).GroupBy(place => place.Mentor).Select(group => group.Count()).ToList();
        Is("story.frame.places", program.Charter.Places);
        Is("story.frame.learner", program.Frame.LearnerTimePerWeek.TotalHours);
        Is("story.frame.mentor", program.Frame.MentorTimePerWeek.TotalHours);
        Is("story.criteria.success", 3);
        Is("story.criteria.kill", 1);
        Is("story.mentors.mentors", active.Count);
        Is("story.mentors.places", active.Sum(seat => seat.Places));
        Is("story.decisions.decided", Events<DecisionTaken>());
        Is("story.decisions.imposed", Events<DecisionImposed>());
        Is("story.decisions.open", program.Decisions.Count - Events<DecisionTaken>() - Events<DecisionImposed>());
        Is("story.recruiting.known", program.Learners.Count);
        Is("story.recruiting.invited", program.Events.OfType<LearnerInvited>().Select(one => one.Learner).Distinct().Count());
        Is("story.recruiting.withdrawn", Status(LearnerStatus.Withdrawn));
        Is("story.reserve.reserve", Status(LearnerStatus.Reserve));
        Is("story.reserve.without", Status(LearnerStatus.NotAdmitted));
        Is("story.matched.learners", loads.Sum());
        Is("story.matched.mentors", loads.Count);
        Is("story.matched.least", loads.Count > 0 ? loads.Min() : 0);
        Is("story.matched.most", loads.Count > 0 ? loads.Max() : 0);
        Is("story.started.milestones", program.Milestones.Count(one => !one.IsDropped));
        Is("story.progress.people", Status(LearnerStatus.Learning, LearnerStatus.Completed, LearnerStatus.NotCompleted));
        Is("story.progress.reached", program.Milestones.Where(one => !one.IsDropped).Sum(one => program.Learners.Count(place => program.HasReached(place.Learner, one.Id))));
        Is("story.progress.checkins", Events<CheckInReceived>());
        Is("story.sessions.held", Events<SessionHeld>());
        Is("story.sessions.planned", Events<SessionPlanned>());
        Is("story.left.left", Status(LearnerStatus.Left));
        Is("story.left.transferred", Status(LearnerStatus.Transferred));
        Is("story.obstacles.raised", Events<ObstacleRaised>());
        Is("story.obstacles.removed", Events<ObstacleRemoved>() - Events<ObstacleReturned>());
        Is("story.obstacles.unowned", program.Obstacles.Count(one => one is { RemovedAt: null, Owner: null }));
        Is("story.escalations.answered", Events<EscalationAnswered>());
        Is("story.promises.made", Events<PromiseMade>());
        Is("story.promises.kept", program.Events.OfType<PromiseClosed>().Count(one => one.Outcome == PromiseOutcome.Kept));
        Is("story.promises.overdue", agency.OverduePromises.Count);
        Is("story.completed.completed", Status(LearnerStatus.Completed));
        Is("story.completed.not", Status(LearnerStatus.NotCompleted));
        Is("story.recognised.recognitions", Events<RecognitionGiven>());
        Is("story.recognised.people", program.Recognitions.Select(one => one.Recognised).Distinct().Count());
        Is("story.recognised.invited", program.Recognitions.Count(one => one.Manager is not null));
        Is("story.takeaways.mentors", program.Takeaways.Count(one => one.Role == ProgramRole.Mentor));
        Is("story.takeaways.learners", program.Takeaways.Count(one => one.Role == ProgramRole.Learner));
        Is("story.frame.budget", (double)program.Frame.Budget);
        Is("story.frame-changes.changes", Events<FrameChanged>());
        Is("story.escalations.hours", agency.Escalations.MedianTime.TryGet(out var time) ? time.TotalHours : -1);
        Is("story.finished-early.days", program.FinishedAt is { } finished ? Period.DaysBetween(finished.InZone(DateTimeZoneProviders.Tzdb[program.Charter.TimeZone]).Date, program.Dates.End) : -1);
        Is("story.recognised.come", program.Recognitions.Count(one => one.ManagerComes == true));
        foreach (var kind in Enum.GetValues<LessonKind>()) Is($"story.lessons.{kind.ToString().ToLowerInvariant()}", program.Lessons.Count(lesson => lesson.Kind == kind));
        Is("story.outcomes.outcomes", program.Outcomes?.Items.Count ?? -1);
        Assert.Empty(figures.Keys);

        void Is(string key, double expected)
        {
            if (figures.Remove(key, out double figure)) Assert.True(figure == expected, $"{key} is {figure}, counted {expected}");
        }
    }
}
