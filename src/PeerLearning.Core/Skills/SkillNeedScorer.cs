namespace PeerLearning.Skills;

/// <summary>Says which skill the organisation needs most, from the gap analysis, the employee survey and the agenda, and how robust that is.</summary>
/// <remarks>
/// <para>The score is additive, so that every source's share can be read off it, and each source has a declared scale, so that adding or removing a skill never
/// changes the order of the others (except with weights taken from the data). Other methods of the literature give second opinions.</para>
/// <para>A source without rows is left out and said to be missing; a skill that only some sources speak of is not ranked, and its possible scores are given.</para>
/// <para>This type is stateless and immutable.</para>
/// </remarks>
public sealed class SkillNeedScorer
{
    private readonly SkillNeedScorerOptions _options;

    /// <summary>Initialises the service.</summary>
    /// <param name="options">How to score; null for <see cref="SkillNeedScorerOptions.Default"/>.</param>
    public SkillNeedScorer(SkillNeedScorerOptions? options = null) => _options = options ?? SkillNeedScorerOptions.Default;

    /// <summary>Ranks the skills.</summary>
    /// <param name="gaps">The gap analysis; null when there is none.</param>
    /// <param name="survey">The employee survey; null when there is none.</param>
    /// <param name="agenda">The performance plan and the CEO's agenda; null when nothing was stated.</param>
    /// <param name="practicality">Whether each skill could be taught here; null, or no row for a skill, vetoes nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The ranking of all skills that every source with rows speaks of.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>O(m³) in the number m of skills.</remarks>
    public SkillNeedRanking Rank(
        IEnumerable<SkillGap>? gaps, IEnumerable<SkillSurvey>? survey, IEnumerable<SkillAgenda>? agenda, IEnumerable<SkillPracticality>? practicality = null,
        CancellationToken cancellationToken = default)
    {
        var door = new NeedDoor(_options);
        door.Gaps(gaps ?? []);
        door.Survey(survey ?? []);
        door.Agenda(agenda ?? []);
        door.Practicality(practicality ?? []);
        var reasons = new List<Reason>();
        var present = new List<NeedSource>();
        foreach (var source in Enum.GetValues<NeedSource>())
        {
            if (door.Of(source).Count > 0) present.Add(source);
            else reasons.Add(Reason.Of("need.source.missing", "The source {source} holds no sound row and is left out.", Figure.Of("source", source)));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new NeedAnalysis(_options, door, present, reasons).Run(cancellationToken);
    }
}
