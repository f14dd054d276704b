namespace PeerLearning.Programs;

/// <summary>Tells a programme page by page, one for every stage that it reached, from its figures alone.</summary>
/// <remarks>The sentences stand in the package's resources under their codes; a host translates them by code when it renders a page.</remarks>
public static class ProgramStory
{
    /// <summary>Tells the story.</summary>
    /// <param name="program">The programme, as it is or as of an instant.</param>
    /// <returns>The pages, in the order of the stages.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="program"/> is null.</exception>
    public static IReadOnlyList<StoryPage> Tell(LearningProgram program)
    {
        Guard.Against.Null(program);
        var pages = new List<StoryPage> { Page(ProgramStage.Draft, StoryPages.Draft(program)) };
        if (program.Sponsor is not null) pages.Add(Page(ProgramStage.Sponsored, StoryPages.Sponsored(program)));
        if (program.Mentors.Count > 0) pages.Add(Page(ProgramStage.MentorsEmpowered, StoryPages.Empowered(program)));
        if (program.Learners.Count > 0) pages.Add(Page(ProgramStage.Recruiting, StoryPages.Recruiting(program)));
        if (program.Learners.Any(place => place.Mentor is not null)) pages.Add(Page(ProgramStage.Matched, StoryPages.Matched(program)));
        if (program.StartedAt is { } started) pages.Add(Page(ProgramStage.Running, StoryPages.Running(program, started)));
        if (program.FinishedAt is { } finished) pages.Add(Page(ProgramStage.Celebrating, StoryPages.Celebrating(program, finished)));
        if (program.Stage is ProgramStage.Retrospective or ProgramStage.Decided) pages.Add(Page(ProgramStage.Retrospective, StoryPages.Retrospective(program)));
        if (program.Decision is { } decision) pages.Add(Page(ProgramStage.Decided, StoryPages.Decided(decision)));
        if (program.Stage == ProgramStage.CalledOff) pages.Add(Page(ProgramStage.CalledOff, StoryPages.CalledOff(program)));
        return ValueList.Copy(pages);
    }

    private static StoryPage Page(ProgramStage stage, List<Reason> sentences) => new()
    {
        Stage = stage,
        Title = StoryTexts.Say($"story.title.{stage}"),
        Sentences = ValueList.Copy(sentences),
    };
}
