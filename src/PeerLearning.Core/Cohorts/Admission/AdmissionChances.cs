using System.Collections;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Everybody's chance of a place, the cohorts that give it, and the proof that no lottery is fairer.</summary>
[System.Diagnostics.DebuggerDisplay("{Certificate.Proof}: {Applicants.Count} applicants, chances from {Minimum} to {Maximum}")]
public sealed class AdmissionChances
{
    private readonly LotterySolution _solution;

    internal AdmissionChances(Workforce workforce, AdmissionModel model, LotterySolution solution, AdmissionConflict? conflict, AimedClaim? claim = null)
    {
        Claim = claim;
        Workforce = workforce;
        Model = model;
        _solution = solution;
        Conflict = conflict;
        Problems = model.Problems;
        bool hasLottery = solution.Points.Count > 0;
        int[] levelOf = LevelOf(model, solution);
        Profiles = hasLottery
            ? ValueList.Copy(Enumerable.Range(0, model.GroupCount).Select(g => new ApplicantProfile
            {
                Applicants = model.Members[g],
                Chance = Tidy(solution.Share[g]),
                PastChance = model.Past[g],
                Level = levelOf[g],
                Most = model.Program.Upper[g],
            }))
            : ValueList<ApplicantProfile>.Empty;
        Applicants = hasLottery ? new ChanceList(this) : ValueList<ApplicantChance>.Empty;
        Levels = claim is not null || !hasLottery ? ValueList<ChanceLevel>.Empty : ValueList.Copy(solution.Levels.Select(level => new ChanceLevel
        {
            Chance = Math.Max(0, Math.Abs(level.Share) < 1e-10 ? 0 : level.Share),
            Applicants = level.Groups.Sum(g => model.Members[g]),
            ProofNodes = level.Search.Count,
        }));
        Cohorts = ValueList.Copy(solution.Points.Select((point, c) => new PossibleCohort
        {
            Probability = solution.Weights[c],
            Places = [.. Enumerable.Range(0, model.GroupCount).Where(g => point[g] > 0).Select(g => new ProfilePlaces { Profile = g, Places = point[g] })],
        }));
        Certificate = new Certificate
        {
            Proof = solution.Proof,
            Method = claim is null ? "leximin lottery by column generation" : $"{claim.Aim} lottery by simplicial decomposition",
            Objective = claim?.Objective ?? (hasLottery ? Smallest : 0),
            Bound = claim?.Bound ?? (solution.Proof == Proof.Bounded ? Math.Max(Smallest, Math.Min(solution.Bound, Profiles.Min(profile => profile.PastChance) + 1)) : hasLottery ? Smallest : 0),
            IsMinimised = claim?.Aim is LotteryAim.Minimax or LotteryAim.Goldilocks,
            WorkSpent = solution.Work,
        };
        Reasons = ValueList.Copy(Explain());
    }

    /// <summary>
    /// What is known about the lottery. Objective and bound are the smallest chance, past chances included; for the other lotteries the largest chance, the mean logarithm of the
    /// chances (Nash), or the Goldilocks sum.
    /// </summary>
    public Certificate Certificate { get; }

    /// <summary>What is wrong with the request; with an error in it there are no chances.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Why the chances are as they are.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>Every applicant's chance, in ordinal order of ids; those already in have 1.</summary>
    public IReadOnlyList<ApplicantChance> Applicants { get; }

    /// <summary>The profiles: applicants whom no rule tells apart.</summary>
    public IReadOnlyList<ApplicantProfile> Profiles { get; }

    /// <summary>The levels in rising order of chance; empty for lotteries that are not leximin.</summary>
    public IReadOnlyList<ChanceLevel> Levels { get; }

    /// <summary>The cohorts that the lottery may draw.</summary>
    public IReadOnlyList<PossibleCohort> Cohorts { get; }

    /// <summary>Why there is no cohort at all; null when there is one, or when nothing is known.</summary>
    public AdmissionConflict? Conflict { get; }

    /// <summary>The smallest chance of anybody; 0 without a lottery.</summary>
    public double Minimum => Profiles.Count == 0 ? 0 : Profiles.Min(profile => profile.Chance);

    /// <summary>The smallest sum of past and present chance; 0 without a lottery.</summary>
    private double Smallest => Profiles.Count == 0 ? 0 : Profiles.Min(profile => profile.PastChance + profile.Chance);

    /// <summary>The largest chance of anybody; 0 without a lottery.</summary>
    public double Maximum => Profiles.Count == 0 ? 0 : Profiles.Max(profile => profile.Chance);

    /// <summary>How unequal the chances are: the Gini coefficient, 0 when all are equal.</summary>
    /// <value>Undefined without a lottery.</value>
    public Measured<double> Gini => ChanceSpread.Gini(Profiles);

    /// <summary>The geometric mean of the chances; 0 when somebody has none.</summary>
    /// <value>Undefined without a lottery.</value>
    public Measured<double> GeometricMean => ChanceSpread.GeometricMean(Profiles);

    internal Workforce Workforce { get; }

    internal AdmissionModel Model { get; }

    internal LotterySolution Solution => _solution;

    internal AimedClaim? Claim { get; }

    /// <summary>The chance of one applicant.</summary>
    /// <param name="person">The applicant.</param>
    /// <returns>The chance, or why there is none.</returns>
    public Measured<double> ChanceOf(PersonId person)
    {
        int profile = ProfileOf(person);
        return profile >= 0
            ? Profiles[profile].Chance
            : Undefined.NotInTheData(Profiles.Count == 0 ? "There is no lottery." : $"'{person}' does not apply, or a rule excludes them.");
    }

    /// <summary>The ledger after this round: past and present chances, for the <see cref="AdmissionRequest.PastChances"/> of the next one.</summary>
    /// <returns>One row for everybody who has had a chance, in ordinal order of ids.</returns>
    public IReadOnlyList<PersonChance> ToLedger()
    {
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var row in Model.Ledger) sums[row.Person.Value] = row.Chance;
        foreach (var one in Applicants) sums[one.Person.Value] = sums.GetValueOrDefault(one.Person.Value) + one.Chance;
        return ValueList.Copy(sums.Where(pair => pair.Value > 0).Select(pair => new PersonChance { Person = new PersonId(pair.Key), Chance = pair.Value }));
    }

    /// <summary>The lottery as numbered cohorts with equal chances, for a draw that everybody can watch.</summary>
    /// <param name="count">How many cohorts, such as 1,000: the more, the smaller the rounding of chances.</param>
    /// <param name="seed">The number that decides who of a profile begins.</param>
    /// <returns>The cohorts with the largest error of anybody's chance; without a lottery, none.</returns>
    /// <exception cref="ArgumentException"><paramref name="count"/> is not positive.</exception>
    public NumberedCohorts ToNumbered(int count, ulong seed)
    {
        Guard.Against.NegativeOrZero(count);
        return Cohorts.Count == 0 ? new NumberedCohorts([], 0, seed) : CohortNumbering.Run(this, count, seed);
    }

    /// <summary>
    /// Re-checks the lottery without the solver: every possible cohort against every rule, the probabilities and chances, and, level by level in exact
    /// integer arithmetic, that nobody's chance can be raised by more than a ten-thousandth of the even chance (and never more than 1e-7) without lowering that of
    /// somebody who has no more; or, where there is none, that no cohort keeps the rules. The rules are written as limits a second time for it.
    /// </summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The request that was answered.</param>
    /// <returns>What does not hold; empty when all does.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> Verify(Workforce workforce, AdmissionRequest request) =>
        AdmissionVerifier.Check(this, Guard.Against.Null(workforce), Guard.Against.Null(request));

    internal static AdmissionChances Refused(Workforce workforce, AdmissionModel model) =>
        new(workforce, model, new LotterySolution { Proof = Proof.None }, null);

    internal int ProfileOf(PersonId person)
    {
        if (Profiles.Count == 0) return -1;
        int position = Model.Pool.BinarySearch(Workforce.IndexOf(person));
        return position < 0 ? -1 : Model.GroupOf[position];
    }

    private static double Tidy(double chance) => Math.Clamp(Math.Abs(chance) < 1e-12 ? 0 : Math.Abs(chance - 1) < 1e-12 ? 1 : chance, 0, 1);

    private static int[] LevelOf(AdmissionModel model, LotterySolution solution)
    {
        var levelOf = new int[model.GroupCount];
        Array.Fill(levelOf, -1);
        for (int level = 0; level < solution.Levels.Count; level++)
        {
            foreach (int g in solution.Levels[level].Groups) levelOf[g] = level;
        }

        return levelOf;
    }

    private IEnumerable<Reason> Explain()
    {
        if (Certificate.Proof == Proof.Impossible)
        {
            yield return Impossible(Conflict?.Rules.Count ?? 0, Figure.Of("places", Model.Program.RowLower[0]), Figure.Of("applicants", Model.Pool.Length));
            foreach (var rule in Conflict?.Rules ?? []) yield return rule.Describe();
            foreach (var move in Conflict?.Relaxation ?? [])
            {
                yield return Reason.Of("admission.relaxation", "It would do to move '{what}' from {from} to {to}.", Figure.Of("what", move.What), Figure.Of("from", move.From), Figure.Of("to", move.To));
            }

            yield break;
        }

        if (Profiles.Count == 0)
        {
            if (Problems.All(problem => problem.Severity != ProblemSeverity.Error)) yield return Reason.Of("admission.stopped", "The work was stopped before a cohort was found: nothing is known yet.");
            yield break;
        }

        if (Certificate.Proof == Proof.Bounded) yield return Reason.Of("admission.unfinished", "The work was stopped: a fairer lottery may exist.");
        // Only a finished leximin lottery shows that a chance of 0 or 1 is forced; with a past, 0 may be fair.
        bool isForced = Certificate.Proof == Proof.Optimal && Claim is null;
        int never = !isForced ? 0 : Profiles.Where(profile => profile.Chance <= 0 && profile.PastChance <= 0).Sum(profile => profile.Applicants);
        if (never > 0) yield return Reason.Of("admission.never", "{count} can never be drawn under these rules.", Figure.Of("count", never));
        yield return Reason.Of(
            "admission.smallest-chance",
            never > 0 ? "Of the others nobody's chance is below {minimum:P2}; with the same places and no rules everybody would have {even:P2}." : "Nobody's chance is below {minimum:P2}; with the same places and no rules everybody would have {even:P2}.",
            Figure.Of("minimum", never > 0 ? Profiles.Where(profile => profile.Chance > 0 || profile.PastChance > 0).Min(profile => profile.Chance) : Minimum), Figure.Of("even", Math.Min(1, (double)Model.Program.RowLower[0] / Math.Max(1, Model.Pool.Length))));
        int certain = !isForced ? 0 : Profiles.Where((profile, g) => profile.Chance >= 1 && !Model.IsGiven[g]).Sum(profile => profile.Applicants);
        if (certain > 0)
        {
            yield return Reason.Of("admission.certain", "{count|person is|people are} sure of a place, because every cohort that keeps the rules, or that is as fair, needs them.", Figure.Of("count", certain));
        }

    }

    private static Reason Impossible(int rules, Figure places, Figure applicants) => rules switch
    {
        0 => Reason.Of("admission.impossible", "There are {places} places and {applicants} applicants who can be drawn: the places cannot be filled.", places, applicants),
        1 => Reason.Of("admission.impossible", "No {places} of the {applicants} applicants keep this one rule, whatever the others say:", places, applicants),
        _ => Reason.Of(
            "admission.impossible", "No {places} of the {applicants} applicants keep these {rules} rules together; without any one of them a cohort exists:",
            places, applicants, Figure.Of("rules", rules)),
    };

    /// <summary>The chances as a list that holds no row of its own.</summary>
    private sealed class ChanceList(AdmissionChances chances) : IReadOnlyList<ApplicantChance>
    {
        public int Count => chances.Model.Pool.Length;

        public ApplicantChance this[int index]
        {
            get
            {
                int profile = chances.Model.GroupOf[index];
                return new ApplicantChance
                {
                    Person = chances.Workforce.IdAt(chances.Model.Pool[index]),
                    Profile = profile,
                    Chance = chances.Profiles[profile].Chance,
                };
            }
        }

        public IEnumerator<ApplicantChance> GetEnumerator()
        {
            for (int i = 0; i < Count; i++) yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
