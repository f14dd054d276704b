using PeerLearning.Fairness;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>The question: which team of lead mentors for a skill is the most capable and the most diverse?</summary>
/// <remarks>
/// <para>The score of a team is <see cref="ExpertiseShare"/> times the expertise of its members plus the rest times the weighted difference of its pairs, both
/// from 0 to 1. Either is the mean unless <see cref="ExpertiseMeasure"/> or <see cref="DifferenceMeasure"/> asks for the least. The score is computed in whole
/// numbers, so that two teams compare exactly.</para>
/// <para>Only people with a proficiency in the skill are candidates.</para>
/// </remarks>
public sealed record MentorTeamRequest
{
    /// <summary>The skill that the team is to teach.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The number of lead mentors.</summary>
    /// <value>4 unless said otherwise; from 1 to 200.</value>
    public int Size { get; init => field = Guard.Against.OutOfRange(value, nameof(Size), 1, 200); } = 4;

    /// <summary>The share of expertise in the score; the rest is difference.</summary>
    /// <value>0.5 unless said otherwise; rounded to thousandths.</value>
    public double ExpertiseShare { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.5;

    /// <summary>What counts as diverse.</summary>
    /// <value>Different business units and different geographies, with equal weight, unless said otherwise.</value>
    public IReadOnlyList<TeamDifference> Differences { get; init => field = ValueList.Copy(Guard.Against.Null(value)); } =
        ValueList.Of<TeamDifference>(new CategoryDifference(Dimension.BusinessUnit), new CategoryDifference(Dimension.Geography));

    /// <summary>The rules that the team must keep.</summary>
    /// <value>None unless said otherwise.</value>
    public IReadOnlyList<Rule> Rules { get; init => field = ValueList.Copy(Guard.Against.Null(value)); } = ValueList<Rule>.Empty;

    /// <summary>The level that every member must have reached, on the scale of the profiles; null for no floor.</summary>
    /// <value>Null unless said otherwise.</value>
    public double? MinimumLevel { get; init => field = value is { } level ? Guard.Against.NotFinite(level) : null; }

    /// <summary>The chance with which a member must have reached <see cref="MinimumLevel"/>.</summary>
    /// <value>0.8 unless said otherwise.</value>
    public double MinimumChance { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.8;

    /// <summary>What of a proficiency counts as expertise.</summary>
    /// <value><see cref="MentorExpertise.Level"/> unless said otherwise.</value>
    public MentorExpertise Expertise { get; init => field = Guard.Against.EnumOutOfRange(value); }

    /// <summary>Whether the mean of the members' expertise counts, or that of the weakest member.</summary>
    /// <value><see cref="TeamMeasure.Mean"/> unless said otherwise.</value>
    /// <remarks>By the least alone, teams with equally good weakest members are equally good, however good the others are.</remarks>
    public TeamMeasure ExpertiseMeasure { get; init => field = Guard.Against.EnumOutOfRange(value); }

    /// <summary>Whether the mean of the pairs' weighted differences counts, or that of the most similar pair (max-min).</summary>
    /// <value><see cref="TeamMeasure.Mean"/> unless said otherwise.</value>
    /// <remarks>A <see cref="CoverageDifference"/> is one of the team as a whole and counts in the same way with both.</remarks>
    public TeamMeasure DifferenceMeasure { get; init => field = Guard.Against.EnumOutOfRange(value); }

    /// <summary>The expertise that every member must reach, from 0 to 1; null for no floor.</summary>
    /// <value>Null unless said otherwise; rounded up to thousandths.</value>
    /// <remarks>It compares <see cref="Expertise"/> as the request counts it; <see cref="MinimumLevel"/> compares the level itself, with its chance.</remarks>
    public double? MinimumMemberExpertise { get; init => field = value is { } least ? Guard.Against.OutOfUnitInterval(least, nameof(MinimumMemberExpertise)) : null; }

    /// <summary>The mean expertise that the team must reach, from 0 to 1; null for no floor.</summary>
    /// <value>Null unless said otherwise; rounded up to thousandths of the members' sum.</value>
    public double? MinimumMeanExpertise { get; init => field = value is { } mean ? Guard.Against.OutOfUnitInterval(mean, nameof(MinimumMeanExpertise)) : null; }

    /// <summary>Other skills that some members must have.</summary>
    /// <value>None unless said otherwise.</value>
    public IReadOnlyList<SkillCoverage> Coverage { get; init => field = ValueList.Copy(Guard.Against.Null(value)); } = ValueList<SkillCoverage>.Empty;

    /// <summary>What people cost, in whole units of the host's choice; people without a row cost nothing.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<MentorCost> Costs { get; init => field = ValueList.Copy(Guard.Against.Null(value)); } = ValueList<MentorCost>.Empty;

    /// <summary>The most that the team may cost; null for no limit.</summary>
    /// <value>Null unless said otherwise.</value>
    public long? Budget { get; init => field = value is { } budget ? Guard.Against.Negative(budget) : null; }

    /// <summary>How busy people are already.</summary>
    /// <value>Empty unless said otherwise: nobody carries a load.</value>
    public IReadOnlyList<MentorLoad> Loads { get; init => field = ValueList.Copy(Guard.Against.Null(value)); } = ValueList<MentorLoad>.Empty;

    /// <summary>How many programmes a member may mentor already; null for no limit.</summary>
    /// <value>Null unless said otherwise.</value>
    public int? MaximumLoad { get; init => field = value is { } load ? Guard.Against.Negative(load) : null; }

    /// <summary>The first day on which somebody may mentor again: whoever ended later than this is still resting; null for no rest.</summary>
    /// <value>Null unless said otherwise.</value>
    public LocalDate? RestedSince { get; init; }

    /// <summary>Which attributes may be used, and on what legal basis.</summary>
    /// <value><see cref="AttributePolicy.Default"/> unless said otherwise: protected attributes are refused.</value>
    public AttributePolicy Policy { get; init => field = Guard.Against.Null(value); } = AttributePolicy.Default;

    /// <summary>How many next best teams to list after the best.</summary>
    /// <value>0 unless said otherwise; at most 1000.</value>
    public int RunnersUp { get; init => field = Guard.Against.OutOfRange(value, nameof(RunnersUp), 0, 1000); }

    /// <summary>The seed of the fair draw among equal best teams; null for the canonical order, which is made of hashes of the ids.</summary>
    /// <value>Null unless said otherwise.</value>
    /// <remarks>With a seed, every best team has the same chance. Neither way depends on the order of the input.</remarks>
    public ulong? TieSeed { get; init; }
}
