using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

/// <summary>What holds for every question to the services of the chapter.</summary>
public class ServiceLawTests
{
    private static readonly ProgramCriteria Criteria = new()
    {
        Success =
        [
            new RateCriterion { Id = "completion", Measure = "completed", Bar = 0.5 },
            new MeanCriterion { Id = "gain", Measure = "gain", Bar = 0.3 },
            new DifferenceCriterion { Id = "over", Measure = "over others", Bar = 0.1, IsEssential = false },
        ],
        Kill = [new RateCriterion { Id = "stay", Measure = "stayed", Bar = 0.5 }],
        PlannedLearners = 80,
    };

    [Property(MaxTest = 100)]
    public void The_order_of_the_outcomes_and_of_the_people_in_them_does_not_matter(ulong seed)
    {
        var random = new SeededRandom(seed);
        var outcomes = Outcomes(ref random);
        var other = outcomes.Items.Select(one => one switch
        {
            MeanOutcome mean => mean with { Values = [.. mean.Values.Reverse()] },
            DifferenceOutcome difference => difference with { PilotGains = [.. difference.PilotGains.Reverse()], ComparisonGains = [.. difference.ComparisonGains.Reverse()] },
            _ => one,
        }).Reverse();
        AssertSame(Decide(outcomes), Decide(new ProgramOutcomes { Items = [.. other] }));
    }

    [Property(MaxTest = 100)]
    public void What_was_measured_for_no_criterion_is_named_and_changes_nothing(ulong seed)
    {
        var random = new SeededRandom(seed);
        var outcomes = Outcomes(ref random);
        var more = Decide(new ProgramOutcomes { Items = [.. outcomes.Items, new RateOutcome { Criterion = "weather", Successes = 1, Of = 2 }] });
        AssertSame(Decide(outcomes), more);
        Assert.Equal("outcome.criterion.unknown", Assert.Single(more.Problems).Code);
    }

    [Property(MaxTest = 200)]
    public void More_successes_never_make_a_verdict_worse(byte of, byte successes)
    {
        int all = of + 1, some = successes % all;
        var one = Judge(some, all);
        var more = Judge(some + 1, all);
        Assert.True(more.Chance.Value >= one.Chance.Value && more.PlannedChance.Value >= one.PlannedChance.Value && more.Estimate.Value > one.Estimate.Value);
        Assert.True(Rank(more.Standing) >= Rank(one.Standing), $"{some} of {all}: {one.Standing}; one more: {more.Standing}");

        CriterionFinding Judge(int count, int people) =>
            Decide(new ProgramOutcomes { Items = [new RateOutcome { Criterion = "completion", Successes = count, Of = people }] }).Findings.Single(finding => finding.Criterion.Id == "completion");
    }

    [Property(MaxTest = 200)]
    public void A_gain_that_is_higher_for_everybody_never_makes_a_verdict_worse(ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = Values(2 + random.Next(30), ref random);
        double shift = random.NextDouble();
        var one = Judge(values);
        var more = Judge([.. values.Select(value => value + shift)]);
        Assert.True(more.Chance.Value >= one.Chance.Value - 1e-12);
        Assert.True(Rank(more.Standing) >= Rank(one.Standing));

        CriterionFinding Judge(double[] gains) => Decide(new ProgramOutcomes { Items = [new MeanOutcome { Criterion = "gain", Values = gains }] }).Findings.Single(finding => finding.Criterion.Id == "gain");
    }

    [Property(MaxTest = 100)]
    public void Every_defect_of_the_outcomes_is_listed(bool isNull, bool isUnknown, bool isTwice, bool isOtherKind, bool isNoShare, bool isNoNumber)
    {
        var items = new List<CriterionOutcome> { new RateOutcome { Criterion = "completion", Successes = isNoShare ? 9 : 2, Of = 4 }, new MeanOutcome { Criterion = "gain", Values = [0.2, isNoNumber ? double.NaN : 0.4] } };
        var expected = new List<string>();
        if (isNoShare) expected.Add("outcome.rate");
        if (isNoNumber) expected.Add("outcome.value");
        Add(isNull, null!, "outcome.null");
        Add(isUnknown, new RateOutcome { Criterion = "weather", Successes = 1, Of = 2 }, "outcome.criterion.unknown");
        Add(isTwice, new RateOutcome { Criterion = "completion", Successes = 1, Of = 2 }, "outcome.criterion.duplicate");
        Add(isOtherKind, new MeanOutcome { Criterion = "stay", Values = [1, 2] }, "outcome.kind");
        Assert.Equal(expected, Decide(new ProgramOutcomes { Items = items }).Problems.Select(problem => problem.Code));

        void Add(bool isThere, CriterionOutcome item, string code)
        {
            if (!isThere) return;
            items.Add(item);
            expected.Add(code);
        }
    }

    [Property(MaxTest = 60)]
    public void What_happens_later_changes_no_report_of_an_earlier_day(ulong seed, byte cut)
    {
        var program = RandomHistory.Make(seed, 300);
        var asOf = program.Events[program.Events.Count * cut / 256].At;
        var then = program.AsOf(asOf)!;
        var (agency, early) = (AgencyReport.Of(program, asOf), AgencyReport.Of(then, asOf));
        Assert.Equal(Text(early.Reasons), Text(agency.Reasons));
        Assert.Equal(early.Shares, agency.Shares);
        Assert.Equal(early.Promises, agency.Promises);
        Assert.Equal(early.Escalations, agency.Escalations);
        var (recognition, first) = (RecognitionReport.Of(program, asOf), RecognitionReport.Of(then, asOf));
        Assert.Equal(Text(first.Reasons), Text(recognition.Reasons));
        Assert.Equal(first.Contributions, recognition.Contributions);
        Assert.Equal(first.Overlooked, recognition.Overlooked);
    }

    [Property(MaxTest = 60)]
    public void A_report_counts_what_the_events_say(ulong seed)
    {
        var program = RandomHistory.Make(seed, 400);
        var report = RecognitionReport.Of(program, program.LastAt);
        foreach (var one in report.Contributions)
        {
            Assert.Equal(program.Events.OfType<RecognitionGiven>().Count(given => given.Recognised == one.Person), one.Recognitions);
            Assert.Equal(program.Events.OfType<MilestoneReached>().Count(reached => reached.Learner == one.Person), one.Milestones);
            Assert.Equal(program.Events.OfType<ObstacleRemoved>().Count(removed => removed.By == one.Person), one.ObstaclesRemoved);
        }

        var agency = AgencyReport.Of(program, program.LastAt);
        Assert.Equal(program.Events.OfType<DecisionTaken>().Count() + program.Events.OfType<DecisionImposed>().Count(), agency.Decided + agency.Imposed);
        var proposed = program.Events.OfType<DecisionProposed>().Select(one => program.AsOf(one.At)!.RoleOf(one.By)).ToList();
        Assert.Equal(
            [proposed.Count(role => role == ProgramRole.Mentor), proposed.Count(role => role == ProgramRole.Learner), proposed.Count(role => role is ProgramRole.Champion or ProgramRole.Sponsor)],
            agency.Shares.Select(share => share.Proposed));
        Assert.Equal(program.Promises.Count, agency.Promises.Sum(account => account.Made));
        Assert.All(agency.Promises, account => Assert.Equal(account.Made, account.KeptInTime + account.KeptLate + account.Broken + account.Released + account.Open + account.Overdue));
        Assert.Equal(program.Events.OfType<ObstacleEscalated>().Count(), agency.Escalations.Asked);
    }

    [Property(MaxTest = 20)]
    public void A_scaling_plan_is_the_same_for_the_same_seed_and_its_chances_grow_by_rounds(ulong seed, byte completed, byte mentors)
    {
        var request = new ScalingRequest
        {
            LearnersToReach = 200,
            LearnersPerCohort = 20,
            MentorsNow = 4 + (mentors % 20),
            Completed = new ObservedShare(completed % 25, 24),
            GraduatesWhoMentor = new ObservedShare(5, 20),
            MentorsWhoStay = new ObservedShare(3, 4),
            Seed = seed,
        };
        var planner = new ScalingPlanner(new WorkBudget(200));
        var plan = planner.Plan(request);
        Assert.Equal(Text(plan.Reasons), Text(planner.Plan(request).Reasons));
        for (int i = 1; i < plan.Rounds.Count; i++) Assert.True(plan.Rounds[i].ChanceReached >= plan.Rounds[i - 1].ChanceReached && plan.Rounds[i].GraduatesSoFar.Low >= plan.Rounds[i - 1].GraduatesSoFar.Low);
        Assert.All(plan.Rounds, round => Assert.True(round.Mentors.Low <= round.Mentors.Middle && round.Mentors.Middle <= round.Mentors.High));
        Assert.InRange(plan.ChanceReached + plan.ChanceOutOfMentors, 0, 1 + 1e-12);
    }

    private static ProgramOutcomes Outcomes(ref SeededRandom random)
    {
        int of = 1 + random.Next(40);
        return new()
        {
            Items =
            [
                new RateOutcome { Criterion = "completion", Successes = random.Next(of + 1), Of = of },
                new MeanOutcome { Criterion = "gain", Values = Values(random.Next(30), ref random) },
                new DifferenceOutcome { Criterion = "over", PilotGains = Values(random.Next(30), ref random), ComparisonGains = Values(random.Next(30), ref random) },
                new RateOutcome { Criterion = "stay", Successes = random.Next(of + 1), Of = of },
            ],
        };
    }

    // Quarters add up exactly in any order.
    private static double[] Values(int count, ref SeededRandom random)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = random.Next(9) / 4.0 - 0.75;
        return values;
    }

    private static int Rank(CriterionStanding standing) => standing switch
    {
        CriterionStanding.Missed => 0,
        CriterionStanding.Met => 2,
        _ => 1,
    };

    private static ScaleVerdict Decide(ProgramOutcomes outcomes) => new ScaleDecision().Decide(Criteria, outcomes);

    private static void AssertSame(ScaleVerdict left, ScaleVerdict right)
    {
        Assert.Equal((left.Choice, left.Fingerprint), (right.Choice, right.Fingerprint));
        Assert.Equal(Text(left.Reasons), Text(right.Reasons));
        for (int i = 0; i < left.Findings.Count; i++)
        {
            Assert.Equal((left.Findings[i].Criterion.Id, left.Findings[i].Standing, left.Findings[i].People), (right.Findings[i].Criterion.Id, right.Findings[i].Standing, right.Findings[i].People));
            Assert.Equal(left.Findings[i].Estimate.IsDefined, right.Findings[i].Estimate.IsDefined);
            if (left.Findings[i].Estimate.TryGet(out double estimate)) Assert.Equal(estimate, right.Findings[i].Estimate.Value, 1e-12);
        }
    }

    private static string Text(IEnumerable<Reason> reasons) => string.Join('\n', reasons);
}
