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

    /// <summary>What happens in the weeks of the programme; null when the data does not hold it.</summary>
    public TidewaterWeeks? Weeks { get; init; }

    /// <summary>What is known of people's levels after the programme: of the skill, the learners with the share of the plan that they did, and the others asked; null when the data does not hold it.</summary>
    public Func<SkillId, IReadOnlyDictionary<PersonId, double>, IReadOnlyList<Evidence>>? EvidenceAfter { get; init; }

    /// <summary>The progress of a real cohort, of other people than those above; null when there is none.</summary>
    public RealCohortInput? RealCohort { get; init; }

    public IReadOnlyList<string> NeedNotes { get; init; } = [];

    public IReadOnlyList<string> MentorNotes { get; init; } = [];

    public IReadOnlyList<string> CohortNotes { get; init; } = [];

    public bool HasReportingLines { get; init; }
}

internal sealed record NeedInput(
    IReadOnlyList<SkillGap> Gaps, IReadOnlyList<SkillSurvey> Survey, IReadOnlyList<SkillAgenda> Agenda, IReadOnlyList<SkillPracticality> Practicality, SkillNeedScorerOptions Options);

/// <summary>A real cohort, what is known of it, and the day of the brief.</summary>
internal sealed record RealCohortInput(Cohort Cohort, ProgressRows Rows, LocalDate BriefOn, IReadOnlyList<string> Notes);
