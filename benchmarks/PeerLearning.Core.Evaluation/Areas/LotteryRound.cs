using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>A round with a ledger, a draw with reserves, and numbered cohorts, and ways to falsify each of them.</summary>
internal sealed class LotteryRound
{
    private const int Numbers = 20;

    private readonly Workforce _workforce;
    private readonly AdmissionRequest _request;
    private readonly AdmissionLottery _lottery;
    private readonly AdmissionChances _chances;
    private readonly Admission _admission;
    private readonly NumberedCohorts _numbered;

    private LotteryRound(Workforce workforce, AdmissionRequest request, ulong seed)
    {
        _workforce = workforce;
        _request = request;
        _lottery = new AdmissionLottery(new AdmissionOptions { Reserves = 5 });
        _chances = _lottery.FindChances(workforce, request);
        _admission = _lottery.Draw(_chances, seed);
        _numbered = _chances.ToNumbered(Numbers, seed);
    }

    public static LotteryRound Make(ulong seed)
    {
        var random = new SeededRandom(seed);
        var (workforce, request, _) = LotteryTwin.Make(40 + (int)(seed % 5 * 5), 6 + (int)(seed % 4), LotteryTwin.Values(2, seed), 0.1, seed);
        var past = new List<PersonChance>();
        var dropOuts = new List<PersonChance>();
        for (int i = 0; i < workforce.Count; i++)
        {
            if (i % 3 == 0) past.Add(new PersonChance { Person = workforce.IdAt(i), Chance = 0.1 * (1 + random.Next(3)) });
            if (i % 2 == 0) dropOuts.Add(new PersonChance { Person = workforce.IdAt(i), Chance = 0.05 + (0.5 * random.NextDouble()) });
        }

        return new LotteryRound(workforce, request with { PastChances = past, DropOutChances = dropOuts }, seed);
    }

    public bool IsSound() =>
        _admission.Verify(_workforce, _request).Count == 0 && _numbered.Verify(_workforce, _request, _chances).Count == 0;

    /// <summary>Whether one falsification is rejected; null when it would change nothing.</summary>
    public bool? IsRejected(ref SeededRandom random, out string kind)
    {
        int way = random.Next(16);
        kind = $"way {way}";
        var past = _request.PastChances.ToList();
        var dropOuts = _request.DropOutChances.ToList();
        var admitted = _admission.Admitted.ToList();
        var reserve = _admission.Reserve.ToList();
        var cohorts = _numbered.Cohorts.Select(people => people.ToList()).ToList();
        var others = Enumerable.Range(0, _workforce.Count).Select(_workforce.IdAt).Where(person => !admitted.Contains(person) && !reserve.Contains(person)).ToArray();
        var other = others[random.Next(others.Length)];
        int at;
        switch (way)
        {
            case 0: // a chance of the past changed
                at = random.Next(past.Count);
                past[at] = past[at] with { Chance = past[at].Chance + 0.001 };
                return Ledger(past);
            case 1: // a row of the ledger forgotten
                past.RemoveAt(random.Next(past.Count));
                return Ledger(past);
            case 2: // a row of the ledger invented
                if (past.Exists(row => row.Person == other)) return null;
                past.Add(new PersonChance { Person = other, Chance = 0.2 });
                return Ledger(past);
            case 3: // the reserve in another order
                at = random.Next(reserve.Count - 1);
                (reserve[at], reserve[at + 1]) = (reserve[at + 1], reserve[at]);
                return Draw(reserve: reserve);
            case 4: // somebody slipped into the reserve
                reserve.Add(other);
                return Draw(reserve: reserve);
            case 5: // somebody of the reserve replaced
                reserve[random.Next(reserve.Count)] = other;
                return Draw(reserve: reserve);
            case 6: // another drop-out chance of one person
                at = random.Next(dropOuts.Count);
                dropOuts[at] = dropOuts[at] with { Chance = 1 - dropOuts[at].Chance };
                return _admission.Verify(_workforce, _request with { DropOutChances = dropOuts }).Count > 0;
            case 7: // another drop-out rate for everybody else, where it makes another reserve
                if (new AdmissionLottery(new AdmissionOptions { Reserves = 5, DropOutRate = 0.9 }).Draw(_chances, _admission.Seed).Reserve.SequenceEqual(reserve)) return null;
                return Draw(dropOutRate: 0.9);
            case 8: // the reserve cut short
                reserve.RemoveAt(reserve.Count - 1);
                return Draw(reserve: reserve);
            case 9: // another seed
                ulong seed = random.Next();
                var redrawn = _lottery.Draw(_chances, seed);
                if (redrawn.Cohort == _admission.Cohort && redrawn.Admitted.SequenceEqual(admitted) && redrawn.Reserve.SequenceEqual(reserve)) return null;
                return Draw(seed: seed);
            case 10: // another winner
                admitted[random.Next(admitted.Count)] = other;
                admitted.Sort((a, b) => string.CompareOrdinal(a.Value, b.Value));
                return Draw(admitted: admitted);
            case 11: // another cohort said to be drawn, or none
                at = random.Next(_chances.Cohorts.Count + 1) - 1;
                if (at == _admission.Cohort) return null;
                return Draw(cohort: at);
            case 12: // somebody swapped in a numbered cohort
                var changed = cohorts[random.Next(cohorts.Count)];
                if (changed.Contains(other)) return null;
                changed[random.Next(changed.Count)] = other;
                changed.Sort((a, b) => string.CompareOrdinal(a.Value, b.Value));
                return Number(cohorts);
            case 13: // two numbered cohorts in each other's place
                at = random.Next(cohorts.Count - 1);
                if (cohorts[at].SequenceEqual(cohorts[at + 1])) return null;
                (cohorts[at], cohorts[at + 1]) = (cohorts[at + 1], cohorts[at]);
                return Number(cohorts);
            case 14: // the stated error embellished
                return Number(cohorts, error: random.Next(2) == 0 ? _numbered.LargestError * 0.9 : _numbered.LargestError - 1e-9);
            default: // other numbers of cohorts
                cohorts.RemoveAt(cohorts.Count - 1);
                return Number(cohorts);
        }
    }

    private bool Ledger(List<PersonChance> past) => _chances.Verify(_workforce, _request with { PastChances = past }).Count > 0;

    private bool Draw(IReadOnlyList<PersonId>? admitted = null, IReadOnlyList<PersonId>? reserve = null, ulong? seed = null, int? cohort = null, double? dropOutRate = null) =>
        new Admission(
            _admission, seed ?? _admission.Seed, cohort ?? _admission.Cohort, admitted ?? _admission.Admitted, reserve ?? _admission.Reserve, 5, dropOutRate ?? 0.1)
            .Verify(_workforce, _request).Count > 0;

    private bool Number(List<List<PersonId>> cohorts, double? error = null) =>
        new NumberedCohorts([.. cohorts.Select(people => (IReadOnlyList<PersonId>)people)], error ?? _numbered.LargestError, _numbered.Seed)
            .Verify(_workforce, _request, _chances).Count > 0;
}
