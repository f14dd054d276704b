using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Programs;

public class MeasuredOutcomesTests
{
    [Fact]
    public void Those_who_left_count_and_those_who_moved_on_do_not()
    {
        var pilot = Pilot.AtRunning()
            .Record(Pilot.Learners[0], (at, by) => new LearnerLeft { At = at, By = by, Learner = by })
            .Record(Pilot.Mentors[0], (at, by) => new LearnerTransferred { At = at, By = by, Learner = Pilot.Learners[1], To = new CohortId("b") })
            .Record(Pilot.Mentors[0], (at, by) => new LearnerCompleted { At = at, By = by, Learner = Pilot.Learners[2] })
            .Record(Pilot.Learners[3], (at, by) => new FeedbackGiven { At = at, By = by, Feedback = new EntryId("a"), What = "W", Rating = 2 })
            .Record(Pilot.Learners[3], (at, by) => new FeedbackGiven { At = at, By = by, Feedback = new EntryId("b"), What = "W", Rating = 5 })
            .Record(Pilot.Learners[3], (at, by) => new FeedbackGiven { At = at, By = by, Feedback = new EntryId("c"), What = "W", Rating = 1, About = Pilot.Mentors[0] })
            .Record(Pilot.Mentors[0], (at, by) => new ProgramFinished { At = at, By = by });
        Assert.Equal(new RateOutcome { Criterion = "c", Successes = 1, Of = 23 }, MeasuredOutcomes.Completion(pilot.Program, "c"));
        Assert.Equal(new RateOutcome { Criterion = "c", Successes = 22, Of = 23 }, MeasuredOutcomes.Retention(pilot.Program, "c"));
        Assert.Equal(new MeanOutcome { Criterion = "c", Values = [3.5] }, MeasuredOutcomes.Ratings(pilot.Program, "c"));
    }

    [Fact]
    public void The_gain_is_the_level_after_minus_the_level_before_of_those_who_have_both()
    {
        var skill = new SkillId("tracing");
        SkillProfiles Levels(params (PersonId Person, double Level)[] levels) =>
            SkillProfiles.Create(levels.Select(one => new Proficiency { Person = one.Person, Skill = skill, Level = one.Level, StandardError = 0.1 }));
        var stranger = new PersonId("stranger");
        var before = Levels((Pilot.Learners[0], 2), (Pilot.Learners[1], 2.5), (stranger, 2));
        var after = Levels((Pilot.Learners[0], 3.5), (Pilot.Learners[2], 4), (stranger, 2.25));
        var program = Pilot.AtRunning().Program;
        Assert.Equal([1.5], MeasuredOutcomes.Gain(program, "c", before, after, skill).Values);
        var difference = MeasuredOutcomes.GainOver(program, "c", before, after, skill, [stranger, Pilot.Learners[0], stranger]);
        Assert.Equal([1.5], difference.PilotGains);
        Assert.Equal([0.25], difference.ComparisonGains);
    }

    [Fact]
    public void The_climate_is_the_mean_of_each_person_with_reversed_items_turned()
    {
        var scale = new ClimateScale { Name = "belonging", Items = 2, Lowest = 1, Highest = 5, Reversed = [1] };
        ClimateAnswer Answer(int person, params IReadOnlyList<int?> items) => new() { By = Pilot.Learners[person], Items = items };
        ClimateAnswer[] before = [Answer(1, 2, 4), Answer(0, 3, 3), Answer(2, 5, null)], after = [Answer(0, 5, 2), Answer(1, 4, 1), Answer(2, 4, 4), Answer(3, 9, 1)];
        Assert.Equal(new MeanOutcome { Criterion = "c", Values = [4.5, 4.5, 3] }, MeasuredOutcomes.Climate("c", scale, after));
        Assert.Equal(new MeanOutcome { Criterion = "c", Values = [1.5, 2.5] }, MeasuredOutcomes.ClimateChange("c", scale, before, after));
        var criteria = new ProgramCriteria { Success = [new EquivalenceCriterion { Id = "c", Measure = "climate", Low = -0.5, High = 4 }], PlannedLearners = 10 };
        Assert.Empty(new ScaleDecision().Decide(criteria, new ProgramOutcomes { Items = [MeasuredOutcomes.ClimateChange("c", scale, before, after)] }).Problems);
    }
}
