using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The cohort that was drawn.</summary>
[System.Diagnostics.DebuggerDisplay("{Admitted.Count} admitted, seed {Seed}")]
public sealed class Admission
{
    internal Admission(AdmissionChances chances, ulong seed, int reserves, double dropOutRate)
    {
        Chances = chances;
        Seed = seed;
        (Cohort, Admitted, Reserve) = CohortDraw.Run(chances, seed, reserves, dropOutRate);
        ReserveSize = reserves;
        DropOutRate = dropOutRate;
        var reasons = new List<Reason>(chances.Reasons);
        if (Cohort >= 0)
        {
            reasons.Insert(0, Reason.Of(
                "admission.drawn", "Seed {seed} drew cohort {cohort} of {cohorts}, which had a probability of {probability:P2}.",
                Figure.Of("seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture)), Figure.Of("cohort", Cohort + 1),
                Figure.Of("cohorts", chances.Cohorts.Count), Figure.Of("probability", chances.Cohorts[Cohort].Probability)));
        }

        Reasons = ValueList.Copy(reasons);
    }

    /// <summary>An admission as somebody claims it to be.</summary>
    internal Admission(Admission other, ulong seed, int cohort, IReadOnlyList<PersonId> admitted, IReadOnlyList<PersonId> reserve, int reserveSize, double dropOutRate)
    {
        Chances = other.Chances;
        Seed = seed;
        (Cohort, Admitted, Reserve) = (cohort, ValueList.Copy(admitted), ValueList.Copy(reserve));
        ReserveSize = reserveSize;
        DropOutRate = dropOutRate;
        Reasons = other.Reasons;
    }

    /// <summary>The lottery that was drawn from.</summary>
    public AdmissionChances Chances { get; }

    /// <summary>The number that decided.</summary>
    public ulong Seed { get; }

    /// <summary>The cohort drawn: the place in <see cref="AdmissionChances.Cohorts"/>; -1 when there is none.</summary>
    public int Cohort { get; }

    /// <summary>Who has a place, in ordinal order of ids, those already in included; empty when there is no cohort.</summary>
    public IReadOnlyList<PersonId> Admitted { get; }

    /// <summary>Who follows when somebody drops out, in the order in which to call them.</summary>
    /// <remarks>
    /// First those who share a profile with somebody admitted, so that a call breaks no rule: how many of each profile is what covers most drop-outs in
    /// expectation (exact, since every further reserve of a profile helps less than the one before). Then, where the list is longer, anybody else.
    /// </remarks>
    public IReadOnlyList<PersonId> Reserve { get; }

    /// <summary>What is known about the lottery.</summary>
    public Certificate Certificate => Chances.Certificate;

    /// <summary>What is wrong with the request.</summary>
    public IReadOnlyList<Problem> Problems => Chances.Problems;

    /// <summary>Why it came out so.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    internal int ReserveSize { get; }

    internal double DropOutRate { get; }

    /// <summary>Re-checks the lottery, the rules for those admitted, and the draw, which is replayed from the seed.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The request that was answered.</param>
    /// <returns>What does not hold; empty when all does.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> Verify(Workforce workforce, AdmissionRequest request)
    {
        var problems = new ProblemList();
        problems.AddRange(Chances.Verify(workforce, request));
        if (Cohort < 0 && Chances.Cohorts.Count == 0 && Admitted.Count == 0 && Reserve.Count == 0) return problems.ToList();
        CheckDropOuts(workforce, request, problems);
        for (int i = 0; i < request.Rules.Count; i++)
        {
            foreach (var broken in request.Rules[i].Check(workforce, Admitted))
            {
                problems.Error("admission.verify.rule", $"admission.Admitted, request.Rules[{i}]", broken.ToString(), "Do not use this answer; compute it again.");
            }
        }

        if (Admitted.Count != request.Places)
        {
            problems.Error("admission.verify.places", "admission.Admitted", $"{Admitted.Count} admitted for {request.Places} places.", "Do not use this answer; compute it again.");
        }

        var (cohort, admitted, reserve) = CohortDraw.Run(Chances, Seed, ReserveSize, DropOutRate);
        if (cohort != Cohort || !admitted.SequenceEqual(Admitted) || !reserve.SequenceEqual(Reserve))
        {
            problems.Error("admission.verify.draw", "admission.Admitted", "The seed does not draw these people.", "Do not use this answer; draw again.");
        }

        return problems.ToList();
    }

    /// <summary>The drop-out chances that made the reserve list are those of the request.</summary>
    private void CheckDropOuts(Workforce workforce, AdmissionRequest request, ProblemList problems)
    {
        int known = 0;
        foreach (var row in request.DropOutChances)
        {
            int person = workforce.IndexOf(row.Person);
            if (person < 0) continue;
            known++;
            if (!Chances.Model.DropOuts.TryGetValue(person, out double rate) || rate != row.Chance) known = int.MinValue / 2;
        }

        if (known != Chances.Model.DropOuts.Count)
        {
            problems.Error("admission.verify.drop-out", "admission.Reserve", "The reserve list was made with other drop-out chances.", "Verify it with the request that it answers.");
        }
    }
}
