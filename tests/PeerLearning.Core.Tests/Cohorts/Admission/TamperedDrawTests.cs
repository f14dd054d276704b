using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Tests.Cohorts.Admission;

public class TamperedDrawTests
{
    private readonly Workforce _workforce;
    private readonly AdmissionRequest _request;
    private readonly AdmissionChances _chances;
    private readonly PeerLearning.Cohorts.Admission _admission;
    private readonly NumberedCohorts _numbered;

    public TamperedDrawTests()
    {
        (_workforce, _request) = Pools.Random(3, 60, 8, [2, 3], slack: 1);
        _request = _request with
        {
            DropOutChances = [.. Enumerable.Range(0, 30).Select(i => new PersonChance { Person = _workforce.IdAt(i), Chance = 0.01 * (i + 1) })],
        };
        var lottery = new AdmissionLottery(new AdmissionOptions { Reserves = 4 });
        _chances = lottery.FindChances(_workforce, _request);
        _admission = lottery.Draw(_chances, seed: 9);
        _numbered = _chances.ToNumbered(50, seed: 9);
    }

    [Fact]
    public void What_was_drawn_and_numbered_holds()
    {
        Assert.Empty(_admission.Verify(_workforce, _request));
        Assert.Empty(_numbered.Verify(_workforce, _request, _chances));
    }

    [Fact]
    public void Another_seed_winner_cohort_or_reserve_is_rejected()
    {
        var outsider = Enumerable.Range(0, 60).Select(_workforce.IdAt).First(person => !_admission.Admitted.Contains(person) && !_admission.Reserve.Contains(person));
        AssertRejected(Claim(seed: 10));
        AssertRejected(Claim(cohort: -1));
        AssertRejected(Claim(cohort: -1, admitted: [], reserve: []));
        AssertRejected(Claim(admitted: [.. _admission.Admitted.Skip(1), outsider]));
        AssertRejected(Claim(reserve: [.. _admission.Reserve.Reverse()]));
        AssertRejected(Claim(reserve: [.. _admission.Reserve, outsider]));
    }

    [Fact]
    public void Other_drop_out_chances_than_those_of_the_request_are_rejected()
    {
        var other = _request with { DropOutChances = [.. _request.DropOutChances.Skip(1)] };
        Assert.Contains(_admission.Verify(_workforce, other), problem => problem.Code == "admission.verify.drop-out");
    }

    [Fact]
    public void Numbered_cohorts_with_another_order_person_or_error_are_rejected()
    {
        var cohorts = _numbered.Cohorts.ToList();
        int last = cohorts.FindLastIndex(people => !people.SequenceEqual(cohorts[0]));
        (cohorts[0], cohorts[last]) = (cohorts[last], cohorts[0]);
        Assert.NotEmpty(new NumberedCohorts(cohorts, _numbered.LargestError, _numbered.Seed).Verify(_workforce, _request, _chances));
        Assert.NotEmpty(new NumberedCohorts(_numbered.Cohorts, _numbered.LargestError / 2, _numbered.Seed).Verify(_workforce, _request, _chances));
        Assert.NotEmpty(new NumberedCohorts([], 0, _numbered.Seed).Verify(_workforce, _request, _chances));
        cohorts = [.. _numbered.Cohorts];
        cohorts[0] = [.. cohorts[0].Skip(1), cohorts[0][1]];
        Assert.Contains(new NumberedCohorts(cohorts, _numbered.LargestError, _numbered.Seed).Verify(_workforce, _request, _chances), problem => problem.Code == "admission.verify.places");
    }

    [Fact]
    public void The_answer_of_another_workforce_is_rejected()
    {
        var renamed = Workforce.Create(Enumerable.Range(0, 60).Select(i => new Person { Id = new PersonId($"q{i:D7}") }));
        Assert.Contains(_chances.Verify(renamed, _request), problem => problem.Code == "admission.verify.workforce");
    }

    private PeerLearning.Cohorts.Admission Claim(ulong? seed = null, int? cohort = null, IReadOnlyList<PersonId>? admitted = null, IReadOnlyList<PersonId>? reserve = null) =>
        new(_admission, seed ?? _admission.Seed, cohort ?? _admission.Cohort, admitted ?? _admission.Admitted, reserve ?? _admission.Reserve, 4, 0.1);

    private void AssertRejected(PeerLearning.Cohorts.Admission claim) => Assert.NotEmpty(claim.Verify(_workforce, _request));
}
