using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>
/// Checks a lottery with nothing of the solver: the programme written again from the rules (<see cref="AdmissionRestatement"/>), cohorts by the rules' own
/// check, sums, chances, and levels by exact weak duality.
/// </summary>
internal static class AdmissionVerifier
{
    private const string Repair = "Do not use this answer; compute it again.";

    public static IReadOnlyList<Problem> Check(AdmissionChances chances, Workforce workforce, AdmissionRequest request)
    {
        var problems = new ProblemList();
        if (chances.Certificate.Proof is Proof.None or Proof.Impossible && chances.Cohorts.Count > 0)
        {
            problems.Error("admission.verify.proof", "chances.Certificate", "There is a lottery that the certificate denies.", Repair);
        }

        if (chances.Certificate.Proof == Proof.None) return problems.ToList();

        if (!ReferenceEquals(workforce, chances.Workforce) && (workforce.Count != chances.Workforce.Count || Enumerable.Range(0, workforce.Count).Any(i => workforce.IdAt(i) != chances.Workforce.IdAt(i))))
        {
            problems.Error("admission.verify.workforce", "workforce", "The answer belongs to another workforce.", "Verify it with the people that it is about.");
            return problems.ToList();
        }

        // The programme is written again from the request: of the answer only the claimed profiles are read, and checked.
        var judged = new ProblemList();
        AdmissionDoor.JudgePeople(workforce, request, judged);
        AdmissionDoor.JudgeRules(workforce, request, judged);
        AdmissionDoor.JudgeChances(request, canEven: true, judged);
        var claimed = chances.Model;
        var program = judged.HasErrors ? null : AdmissionRestatement.Write(workforce, request, claimed.Pool, claimed.GroupOf, claimed.GroupCount);
        if (program is null)
        {
            problems.Error("admission.verify.request", "request", "The answer belongs to another request.", "Verify it with the request that it answers.");
            return problems.ToList();
        }

        if (chances.Certificate.Proof == Proof.Impossible)
        {
            CheckImpossible(chances, program, problems);
            return problems.ToList();
        }

        var pool = new Restated(program, claimed.Pool.ToArray(), claimed.GroupOf, claimed.GroupCount);
        if (chances.Profiles.Count != pool.GroupCount || chances.Applicants.Count != claimed.Pool.Length || !chances.Profiles.Select(profile => profile.Applicants).SequenceEqual(pool.Members))
        {
            problems.Error("admission.verify.profiles", "chances.Profiles", "The profiles do not count the applicants.", Repair);
            return problems.ToList();
        }

        if (!pool.TakePast(workforce, request, claimed.Pool, claimed.GroupOf) || !chances.Profiles.Select(profile => profile.PastChance).SequenceEqual(pool.Past))
        {
            problems.Error("admission.verify.past", "chances.Profiles", "The profiles do not tell apart who had other chances before.", Repair);
            return problems.ToList();
        }

        if (!InOrder(chances.Model.Ledger).SequenceEqual(InOrder(request.PastChances)))
        {
            problems.Error("admission.verify.ledger", "chances", "The ledger that the next one goes on from is not that of the request.", Repair);
        }

        CheckCohorts(chances, pool, workforce, request, problems);
        CheckChances(chances, pool, problems);
        if (chances.Certificate.Proof != Proof.Optimal) return problems.ToList();
        if (chances.Claim is { } claim) CheckClaim(chances, pool, claim, problems);
        else CheckLevels(chances, pool, problems);
        return problems.ToList();
    }

    private static IEnumerable<PersonChance> InOrder(IReadOnlyList<PersonChance> rows) => rows.OrderBy(row => row.Person.Value, StringComparer.Ordinal);

    /// <summary>No cohort at all: a limit that contradicts itself, or a search that leaves nothing.</summary>
    private static void CheckImpossible(AdmissionChances chances, QuotaProgram program, ProblemList problems)
    {
        for (int r = 0; r < program.Rows; r++)
        {
            if (program.RowLower[r] > program.RowUpper[r]) return;
        }

        var levels = chances.Solution.Levels;
        if (levels.Count == 1 && LotteryProof.Holds(program, new Int128[program.Variables], -LotteryProof.Grid, levels[0].Search)) return;
        problems.Error("admission.verify.impossible", "chances.Certificate", "The search does not show that no cohort keeps the rules.", Repair);
    }

    private static void CheckCohorts(AdmissionChances chances, Restated model, Workforce workforce, AdmissionRequest request, ProblemList problems)
    {
        double sum = 0;
        for (int c = 0; c < chances.Cohorts.Count; c++)
        {
            var cohort = chances.Cohorts[c];
            string where = $"chances.Cohorts[{c}]";
            if (!(cohort.Probability >= 0)) problems.Error("admission.verify.probability", where, "The probability is negative.", Repair);
            sum += cohort.Probability;
            var people = new List<PersonId>();
            var seen = new HashSet<int>();
            bool isSound = true;
            foreach (var places in cohort.Places)
            {
                isSound &= (uint)places.Profile < (uint)model.GroupCount && places.Places > 0 && places.Places <= model.Members[places.Profile] && seen.Add(places.Profile);
                if (!isSound) break;
                foreach (int person in model.MembersOf(places.Profile)[..places.Places]) people.Add(workforce.IdAt(person));
            }

            if (!isSound || people.Count != request.Places)
            {
                problems.Error("admission.verify.places", where, "The places do not fit the profiles.", Repair);
                continue;
            }

            foreach (var given in request.AlreadyIn)
            {
                if (!people.Contains(given)) problems.Error("admission.verify.already-in", where, $"'{given}' is missing.", Repair);
            }

            for (int r = 0; r < request.Rules.Count; r++)
            {
                if (request.Rules[r].Check(workforce, people) is { Count: > 0 } broken)
                {
                    problems.Error("admission.verify.rule", $"{where}, request.Rules[{r}]", broken[0].ToString(), Repair);
                }
            }
        }

        if (!(Math.Abs(sum - 1) <= 1e-9)) problems.Error("admission.verify.sum", "chances.Cohorts", $"The probabilities add up to {sum:R}.", Repair);
    }

    private static void CheckChances(AdmissionChances chances, Restated model, ProblemList problems)
    {
        var expected = new double[model.GroupCount];
        foreach (var cohort in chances.Cohorts)
        {
            foreach (var places in cohort.Places)
            {
                if ((uint)places.Profile < (uint)expected.Length) expected[places.Profile] += cohort.Probability * places.Places / model.Members[places.Profile];
            }
        }

        for (int g = 0; g < expected.Length; g++)
        {
            if (!(Math.Abs(expected[g] - chances.Profiles[g].Chance) <= 1e-9))
            {
                problems.Error("admission.verify.chance", $"chances.Profiles[{g}]", $"The cohorts give {expected[g]:R}, not {chances.Profiles[g].Chance:R}.", Repair);
            }
        }
    }

    /// <summary>
    /// The objective again from the chances, and its bound from one inequality that all lotteries keep, sum of weight * members * chance &lt;= T, proven in
    /// exact arithmetic: closed forms give the best value of each aim under it.
    /// </summary>
    private static void CheckClaim(AdmissionChances chances, Restated model, AimedClaim claim, ProblemList problems)
    {
        void Fail(string what) => problems.Error("admission.verify.bound", "chances.Certificate", what, Repair);
        double[] share = [.. chances.Profiles.Select(profile => profile.Chance)];
        double value = ConcaveValue(claim, share, model.Members);
        if (!(Math.Abs(value - claim.Objective) <= 1e-7 * Math.Max(1, Math.Abs(value)))) Fail("The objective is not that of the chances.");
        if (chances.Solution.Levels.Count != 1 || chances.Solution.Levels[0].Profit.Length != model.Program.Variables)
        {
            Fail("The proof is missing.");
            return;
        }

        var proof = chances.Solution.Levels[0];
        var profit = Array.ConvertAll(proof.Profit, LotteryProof.OnGrid);
        double positive = 0, negative = 0, earned = 0, people = 0, logs = 0;
        for (int v = 0; v < profit.Length; v++)
        {
            double weight = (double)profit[v] / LotteryProof.Grid;
            if (v >= model.GroupCount)
            {
                if (profit[v] != 0) Fail("Something that is no profile has a weight.");
                continue;
            }

            double members = model.Members[v];
            if (weight > 0) positive += weight * members;
            else negative -= weight * members;
            earned += weight * members * share[v];
            people += members;
            logs += members * Math.Log(weight);
        }

        double most = earned + (2 * (claim.Aim == LotteryAim.Nash ? 1e-5 : 1e-9 * Math.Max(1, Math.Abs(earned))));
        if (!LotteryProof.Holds(model.Program, profit, LotteryProof.OnGrid(most), proof.Search)) Fail("The inequality does not hold.");
        double bound = claim.Aim switch
        {
            LotteryAim.Minimax => negative > 0 ? Math.Max(claim.Even, -most / negative) : claim.Even,
            LotteryAim.Nash => Math.Log(most / people) - (logs / people),
            _ => Goldilocks(positive, negative, most, claim),
        };
        if (!(Math.Abs(bound - value) <= (claim.Aim == LotteryAim.Nash ? 1e-4 : 1e-5) * Math.Max(1, Math.Abs(value)))) Fail($"The inequality proves {bound:R} and the lottery reaches {value:R}.");
    }

    /// <summary>
    /// The least of t / even + gamma even / z where positive * z - negative * t &lt;= most, and where t and z lie on either side of the mean, which is
    /// even for every lottery: at the free optimum, at the corner, or at the mean.
    /// </summary>
    private static double Goldilocks(double positive, double negative, double most, AimedClaim claim)
    {
        double best = double.PositiveInfinity;
        double corner = ((negative * claim.Even) + most) / positive;
        foreach (double candidate in new[] { claim.Even, Math.Sqrt(claim.Gamma * claim.Even * claim.Even * negative / positive), corner })
        {
            double z = candidate > 0 && candidate <= claim.Even ? candidate : claim.Even;
            double t = negative > 0 ? Math.Max(claim.Even, ((positive * z) - most) / negative) : positive * z > most ? double.PositiveInfinity : claim.Even;
            best = Math.Min(best, (t / claim.Even) + (claim.Gamma * claim.Even / z));
        }

        return best;
    }

    private static double ConcaveValue(AimedClaim claim, double[] share, int[] members) => claim.Aim switch
    {
        LotteryAim.Minimax => share.Max(),
        LotteryAim.Nash => share.Select((chance, g) => members[g] * Math.Log(chance)).Sum() / members.Sum(count => (double)count),
        _ => (share.Max() / claim.Even) + (claim.Gamma * claim.Even / share.Min()),
    };

    private static void CheckLevels(AdmissionChances chances, Restated model, ProblemList problems)
    {
        var levels = chances.Solution.Levels;
        var levelOf = new int[model.GroupCount];
        Array.Fill(levelOf, -1);
        if (chances.Levels.Count != levels.Count) problems.Error("admission.verify.levels", "chances.Levels", "The levels and their proofs differ in number.", Repair);
        for (int l = 0; l < levels.Count; l++)
        {
            foreach (int g in levels[l].Groups)
            {
                if ((uint)g < (uint)levelOf.Length && levelOf[g] < 0) levelOf[g] = l;
                else problems.Error("admission.verify.levels", $"chances.Levels[{l}]", "A profile stands on two levels, or on none.", Repair);
            }
        }

        for (int g = 0; g < levelOf.Length; g++)
        {
            if (levelOf[g] < 0 || levelOf[g] != chances.Profiles[g].Level) problems.Error("admission.verify.levels", $"chances.Profiles[{g}]", "The profile's level is not the one proven.", Repair);
        }

        if (problems.HasErrors) return;
        var program = model.Program.Copy();
        for (int l = 0; l < levels.Count; l++) CheckLevel(chances, model, program, levels[l], l, levelOf, problems);
    }

    /// <summary>
    /// The weights of the level are positive exactly on profiles of this level and of lower ones, every lottery earns at most what this one does plus a
    /// sliver, and everybody above has at least the level's chance: so whoever on the level gained more than the sliver would take it from somebody
    /// on it or below it.
    /// </summary>
    /// <remarks>An inequality that holds lowers the upper bounds that later levels are checked with: who is in no cohort stays out.</remarks>
    private static void CheckLevel(AdmissionChances chances, Restated model, QuotaProgram program, LotteryLevel level, int index, int[] levelOf, ProblemList problems)
    {
        string where = $"chances.Levels[{index}]";
        void Fail(string what) => problems.Error("admission.verify.level", where, what, Repair);
        if (Math.Abs(level.Share - chances.Levels[index].Chance) > 1e-9) Fail("The chance is not the one proven.");
        if (level.Profit.Length != model.Program.Variables || level.Profit.Any(weight => !(weight >= 0 && weight < 1e6)))
        {
            Fail("The weights do not fit the programme.");
            return;
        }

        var profit = new Int128[level.Profit.Length];
        for (int v = 0; v < profit.Length; v++) profit[v] = LotteryProof.OnGrid(level.Profit[v]);
        Int128 own = 0;
        for (int g = 0; g < model.GroupCount; g++)
        {
            double chance = chances.Profiles[g].Chance + model.Past[g];
            if (levelOf[g] == index)
            {
                if (profit[g] <= 0) Fail($"Profile {g} has no weight.");
                if (Math.Abs(chance - level.Share) > model.Tolerance) Fail($"Profile {g} has another chance than its level.");
                own += profit[g] * model.Members[g];
            }
            else if (levelOf[g] > index)
            {
                if (profit[g] > 0) Fail($"Profile {g} has a weight below its level.");
                if (chance < level.Share - (model.Tolerance)) Fail($"Profile {g} has less than a lower level.");
            }
        }

        for (int v = model.GroupCount; v < profit.Length; v++)
        {
            if (profit[v] != 0) Fail("Something that is no profile has a weight.");
        }

        // Earned by the lottery on the grid, plus the sliver.
        Int128 earned = 0;
        foreach (var cohort in chances.Cohorts)
        {
            Int128 value = 0;
            foreach (var places in cohort.Places) value += profit[places.Profile] * places.Places;
            earned += LotteryProof.OnGrid(cohort.Probability) * value;
        }

        earned /= LotteryProof.Grid;
        var threshold = earned + (Int128)((double)own * model.Tolerance) + (own == 0 ? 0 : 1024);
        if (!LotteryProof.Holds(program, profit, threshold, level.Search))
        {
            Fail("The bound does not hold: some lottery could do better.");
            return;
        }

        for (int g = 0; g < model.GroupCount; g++)
        {
            if (profit[g] > threshold && program.Lower[g] == 0) program.Upper[g] = 0;
        }
    }

    /// <summary>The programme and the profiles as the check sees them.</summary>
    private sealed class Restated
    {
        private readonly int[] _byGroup;
        private readonly int[] _start;

        public Restated(QuotaProgram program, int[] pool, ReadOnlySpan<int> groupOf, int groups)
        {
            Program = program;
            GroupCount = groups;
            Members = new int[groups];
            foreach (int group in groupOf) Members[group]++;
            _start = new int[groups + 1];
            for (int g = 0; g < groups; g++) _start[g + 1] = _start[g] + Members[g];
            _byGroup = new int[pool.Length];
            int[] at = [.. _start];
            for (int position = 0; position < pool.Length; position++) _byGroup[at[groupOf[position]]++] = pool[position];
            Tolerance = 1e-4 * Math.Min(0.001, (double)program.RowLower[0] / Math.Max(1, pool.Length));
        }

        public QuotaProgram Program { get; }

        public int GroupCount { get; }

        public int[] Members { get; }

        /// <summary>How much somebody's chance may be below the best: a ten-thousandth of the even chance, and never more than 1e-7.</summary>
        public double Tolerance { get; }

        /// <summary>The sum of past chances of each member.</summary>
        public double[] Past { get; private set; } = [];

        /// <summary>Reads the ledger; false when a profile holds people with different pasts.</summary>
        public bool TakePast(Workforce workforce, AdmissionRequest request, ReadOnlySpan<int> people, ReadOnlySpan<int> groupOf)
        {
            Past = new double[GroupCount];
            if (request.PastChances.Count == 0) return true;
            double[] of = new double[workforce.Count];
            foreach (var row in request.PastChances)
            {
                if (workforce.IndexOf(row.Person) is >= 0 and var person) of[person] = Math.Round(row.Chance, AdmissionModel.LedgerDigits);
            }

            for (int g = 0; g < GroupCount; g++) Past[g] = of[_byGroup[_start[g]]];
            for (int position = 0; position < people.Length; position++)
            {
                if (of[people[position]] != Past[groupOf[position]]) return false;
            }

            return true;
        }

        public ReadOnlySpan<int> MembersOf(int group) => _byGroup.AsSpan(_start[group], Members[group]);
    }
}
