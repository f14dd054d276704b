using PeerLearning.Fairness;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Who applied, how many places there are, and which rules the cohort must keep.</summary>
/// <remarks>
/// <para>Quotas are rules: <see cref="CountRule"/> for at least and at most so many with a value or a combination, <see cref="PerValueRule"/> for
/// household, team or unit caps over a dimension of the host's choice, <see cref="DistinctRule"/>, <see cref="TogetherRule"/>,
/// <see cref="ApartRule"/>, <see cref="ReportingLineRule"/>, <see cref="IncludeRule"/> and <see cref="ExcludeRule"/>.
/// <see cref="OverlapRule"/> has no meaning before cohorts are formed and is reported as a problem.</para>
/// </remarks>
public sealed record AdmissionRequest
{
    /// <summary>The size of the cohort, those already in included.</summary>
    public required int Places { get; init => field = Guard.Against.NegativeOrZero(value); }

    /// <summary>Those who applied; null for everybody in the workforce.</summary>
    /// <value>Null unless said otherwise.</value>
    public IReadOnlyList<PersonId>? Applicants { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Those who hold a place already: they count for places and rules, and are not drawn.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<PersonId> AlreadyIn { get; init => field = ValueList.Copy(value); } = ValueList<PersonId>.Empty;

    /// <summary>The rules that every possible cohort keeps.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Rule> Rules { get; init => field = ValueList.Copy(value); } = ValueList<Rule>.Empty;

    /// <summary>The ledger: the sum of the chances that people had in earlier rounds, so that chances even out.</summary>
    /// <remarks>
    /// The smallest sum of past and present chance is made as large as can be, then the second smallest, and so on. Only for
    /// <see cref="LotteryFairness.Leximin"/> and <see cref="LotteryFairness.Maximin"/>. Nobody's row means 0; rows of people who do not apply change
    /// nothing. <see cref="AdmissionChances.ToLedger"/> gives the rows for the next round. Slower than a first round: levels are solved one by one.
    /// </remarks>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<PersonChance> PastChances { get; init => field = ValueList.Copy(value); } = ValueList<PersonChance>.Empty;

    /// <summary>The probability that a person drops out when admitted, for the make-up of the reserve list.</summary>
    /// <value>Empty unless said otherwise: <see cref="AdmissionOptions.DropOutRate"/> for everybody.</value>
    public IReadOnlyList<PersonChance> DropOutChances { get; init => field = ValueList.Copy(value); } = ValueList<PersonChance>.Empty;

    /// <summary>Which protected attributes the rules may look at, on which legal basis.</summary>
    /// <value><see cref="AttributePolicy.Default"/> unless said otherwise: none.</value>
    public AttributePolicy Policy { get; init => field = Guard.Against.Null(value); } = AttributePolicy.Default;
}
