using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

public class ScalingPlannerTests
{
    [Fact]
    public void Graduates_become_mentors_and_the_goal_comes_into_reach()
    {
        var plan = new ScalingPlanner(new WorkBudget(500)).Plan(Request());
        Assert.True(plan.ChanceReached > 0.95);
        Assert.Equal(1, plan.Rounds[0].Cohorts.Middle);
        Assert.Equal(24, plan.Rounds[0].Learners.High);
        Assert.True(plan.Rounds[1].Cohorts.Middle > plan.Rounds[0].Cohorts.Middle);
        Assert.All(plan.Rounds.Zip(plan.Rounds.Skip(1)), pair => Assert.True(pair.Second.GraduatesSoFar.Middle >= pair.First.GraduatesSoFar.Middle && pair.Second.ChanceReached >= pair.First.ChanceReached));
        var rounds = plan.RoundsNeeded.Value;
        Assert.True(rounds.Low <= rounds.Middle && rounds.Middle <= rounds.High);
        Assert.Equal((rounds.Middle * 12) + ((rounds.Middle - 1) * 4), plan.WeeksNeeded.Value.Middle);
        Assert.NotEmpty(plan.Reasons);
    }

    [Fact]
    public void The_same_seed_gives_the_same_plan()
    {
        var first = new ScalingPlanner(new WorkBudget(200)).Plan(Request());
        var second = new ScalingPlanner(new WorkBudget(200)).Plan(Request());
        Assert.Equal(first.Rounds, second.Rounds);
        Assert.NotEqual(first.Rounds, new ScalingPlanner(new WorkBudget(200)).Plan(Request() with { Seed = 8 }).Rounds);
    }

    [Fact]
    public void Without_new_mentors_it_says_that_the_goal_is_not_reached()
    {
        var plan = new ScalingPlanner(new WorkBudget(300)).Plan(Request() with { GraduatesWhoMentor = new ObservedShare(0, 200), MentorsWhoStay = new ObservedShare(1, 8) });
        Assert.True(plan.ChanceOutOfMentors > 0.9);
        Assert.Equal(UndefinedCause.NotReached, plan.RoundsNeeded.Undefined?.Cause);
        var none = new ScalingPlanner(new WorkBudget(10)).Plan(Request() with { MentorsNow = 0 });
        Assert.Equal(1, none.ChanceOutOfMentors);
        Assert.Equal(0, none.Rounds[0].Learners.High);
    }

    [Fact]
    public void More_observations_narrow_the_interval()
    {
        var few = new ScalingPlanner(new WorkBudget(1000)).Plan(Request() with { Completed = new ObservedShare(6, 8) }).Rounds[0].GraduatesSoFar;
        var many = new ScalingPlanner(new WorkBudget(1000)).Plan(Request() with { Completed = new ObservedShare(600, 800) }).Rounds[0].GraduatesSoFar;
        Assert.True(many.High - many.Low < few.High - few.Low);
    }

    private static ScalingRequest Request() => new()
    {
        LearnersToReach = 300,
        LearnersPerCohort = 24,
        MentorsNow = 4,
        Completed = new ObservedShare(19, 24),
        GraduatesWhoMentor = new ObservedShare(20, 40),
        MentorsWhoStay = new ObservedShare(9, 10),
        Seed = 7,
    };

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    [InlineData(0, -1)]
    public void A_count_that_is_no_share_is_refused(int count, int of) => Assert.Throws<ArgumentOutOfRangeException>(() => new ObservedShare(count, of));

    [Fact]
    public void What_nearly_always_happens_is_told_round_by_round()
    {
        var request = new ScalingRequest
        {
            LearnersToReach = 39,
            LearnersPerCohort = 20,
            MentorsNow = 4,
            MostRounds = 6,
            Seed = 5,
            Completed = new ObservedShare(1_000_000, 1_000_000),
            GraduatesWhoMentor = new ObservedShare(0, 1_000_000),
            MentorsWhoStay = new ObservedShare(1_000_000, 1_000_000),
        };
        var sure = new ScalingPlanner().Plan(request);
        Assert.Equal([(1, 0.0, 20), (2, 1.0, 40)], sure.Rounds.Select(round => (round.Round, Math.Round(round.ChanceReached, 2), round.GraduatesSoFar.Middle)));
        Assert.Equal((2, 12 + 4 + 12), (sure.RoundsNeeded.Value.Middle, sure.WeeksNeeded.Value.Middle));
        var never = new ScalingPlanner().Plan(request with { Completed = new ObservedShare(0, 1_000_000) });
        Assert.Equal(6, never.Rounds.Count);
        Assert.All(never.Rounds, round => Assert.Equal((0.0, 0), (round.ChanceReached, round.GraduatesSoFar.High)));
        Assert.False(never.RoundsNeeded.IsDefined);
    }
}
