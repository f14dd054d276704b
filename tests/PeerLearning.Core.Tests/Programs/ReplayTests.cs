using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

public class ReplayTests
{
    [Fact]
    public void Duplicates_and_wrong_order_are_repaired_and_named()
    {
        var events = Pilot.AtRunning().Program.Events.ToList();
        var expected = LearningProgram.Replay(events);
        var shuffled = events.ToList();
        (shuffled[3], shuffled[4]) = (shuffled[4], shuffled[3]);
        shuffled.Insert(10, shuffled[2]);
        Assert.True(LearningProgram.TryReplay(shuffled, out var program, out var problems));
        Assert.Equal(expected, program);
        Assert.All(problems, problem => Assert.Equal(ProblemSeverity.Warning, problem.Severity));
        Assert.Contains(problems, problem => problem.Code == "event.order");
        Assert.Contains(problems, problem => problem.Code == "event.duplicate");
    }

    [Fact]
    public void A_conflict_and_a_gap_are_errors_and_the_good_events_stay()
    {
        var pilot = Pilot.AtRunning();
        for (int i = 0; i < 3; i++) pilot.Record(Pilot.Learners[i], (at, by) => new CheckInReceived { At = at, By = by });
        var events = pilot.Program.Events.ToList();
        var kept = events.ToList();
        kept.Add(((CheckInReceived)events[^2]) with { Confidence = 5 });
        kept.Remove(events[^3]);
        kept.Insert(0, null!);
        Assert.False(LearningProgram.TryReplay(kept, out var program, out var problems));
        Assert.NotNull(program);
        Assert.Equal(events.Count - 1, program.Events.Count);
        Assert.Equal(events.Count, program.Version);
        Assert.Equal(["event.null", "event.order", "event.missing", "event.number.conflict"], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void An_event_that_could_not_happen_is_left_out_with_its_reasons()
    {
        var pilot = Pilot.AtRunning();
        var events = pilot.Program.Events.Append(new ProgramSponsored { At = pilot.Now(), By = Pilot.Sponsor, Number = pilot.Program.Version + 1 })
            .Append(new CheckInReceived { At = pilot.Now(), By = Pilot.Learners[0], Number = pilot.Program.Version + 2 }).ToList();
        Assert.False(LearningProgram.TryReplay(events, out var program, out var problems));
        Assert.Equal("program.stage", Assert.Single(problems).Code);
        Assert.Equal(pilot.Program.Version + 2, program!.Version);
        Assert.Equal(pilot.Program.Events.Count + 1, program.Events.Count);
    }

    [Fact]
    public void Without_a_sound_beginning_there_is_no_programme()
    {
        Assert.False(LearningProgram.TryReplay([], out var none, out var problems));
        Assert.Null(none);
        Assert.Equal("program.events.none", Assert.Single(problems).Code);
        Assert.False(LearningProgram.TryReplay([new ProgramStarted { At = Pilot.At(Pilot.Start, 0), By = Pilot.Champion }], out none, out problems));
        Assert.Null(none);
        Assert.Equal("program.not-drafted", Assert.Single(problems).Code);
    }

    [Fact]
    public void As_of_an_instant_only_what_had_happened_counts()
    {
        var program = Pilot.AtRunning().Program;
        foreach (var happening in program.Events)
        {
            var then = program.AsOf(happening.At)!;
            Assert.Equal(happening.At, then.LastAt);
            Assert.Equal(LearningProgram.Replay([.. program.Events.Where(one => one.At <= happening.At)]), then);
        }

        Assert.Null(program.AsOf(program.Events[0].At - Duration.Epsilon));
        Assert.Same(program, program.AsOf(Instant.MaxValue));
    }

    [Fact]
    public void A_null_event_among_events_without_numbers_is_left_out()
    {
        var events = Pilot.AtRunning().Program.Events.Select(one => one with { Number = 0 }).ToList();
        events.Insert(3, null!);
        Assert.False(LearningProgram.TryReplay(events, out var program, out var problems));
        Assert.Equal(("event.null", "events[3]"), (Assert.Single(problems).Code, problems[0].Where));
        Assert.Equal(events.Count - 1, program!.Events.Count);
    }

    [Fact]
    public void Any_number_of_milestones_is_kept_apart()
    {
        var pilot = Pilot.AtMatched();
        for (int i = 0; i < 140; i++)
        {
            int number = i;
            pilot.Record(Pilot.Mentors[0], (at, by) => new MilestonePlanned { At = at, By = by, Milestone = new MilestoneId($"m{number}"), Title = "T", DueOn = Pilot.Start.PlusDays(number % 80) });
        }

        pilot.Today = Pilot.Start;
        pilot.Record(Pilot.Mentors[0], (at, by) => new ProgramStarted { At = at, By = by });
        for (int i = 0; i < 140; i++)
        {
            var (learner, milestone) = (Pilot.Learners[(i * 7) % 24], new MilestoneId($"m{i}"));
            pilot.Record(learner, (at, by) => new MilestoneReached { At = at, By = by, Learner = by, Milestone = milestone });
        }

        for (int i = 0; i < 140; i++)
        {
            for (int person = 0; person < 24; person++) Assert.Equal(person == (i * 7) % 24, pilot.Program.HasReached(Pilot.Learners[person], new MilestoneId($"m{i}")));
        }
    }
}
