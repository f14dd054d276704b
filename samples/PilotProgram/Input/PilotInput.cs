using PeerLearning.People;
using PeerLearning.Progress;
using PeerLearning.Skills;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>All that the pilot needs to know of an organisation, wherever it comes from.</summary>
internal sealed record PilotInput
{
    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    public required Instant Today { get; init; }

    public required IReadOnlyList<Person> People { get; init; }

    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The three sources of the need, made from the levels where they need them.</summary>
    public required Func<SkillProfiles, NeedInput> Need { get; init; }

    /// <summary>Who wishes to learn a skill.</summary>
    public required Func<SkillId, IReadOnlyList<PersonId>> ApplicantsFor { get; init; }

    /// <summary>The least level of a lead mentor.</summary>
    public required double MentorLevel { get; init; }

    /// <summary>The first and the last day of the programme.</summary>
    public required DateInterval Dates { get; init; }

    public required PersonId Champion { get; init; }

    public required PersonId Sponsor { get; init; }

    /// <summary>What the cohort did; null when the data holds no progress.</summary>
    public required Func<Cohort, CohortProgressInput>? Progress { get; init; }

    public IReadOnlyList<string> NeedNotes { get; init; } = [];

    public IReadOnlyList<string> MentorNotes { get; init; } = [];

    public IReadOnlyList<string> CohortNotes { get; init; } = [];

    public bool HasReportingLines { get; init; }
}

internal sealed record NeedInput(
    IReadOnlyList<SkillGap> Gaps, IReadOnlyList<SkillSurvey> Survey, IReadOnlyList<SkillAgenda> Agenda, IReadOnlyList<SkillPracticality> Practicality, SkillNeedScorerOptions Options);

/// <summary>The cohort whose progress is known, its facts, the day of the brief and the milestones of the plan.</summary>
internal sealed record CohortProgressInput(Cohort Cohort, ProgressRows Rows, LocalDate BriefOn, IReadOnlyList<string> Notes);
