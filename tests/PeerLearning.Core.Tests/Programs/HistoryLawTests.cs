using FsCheck;
using FsCheck.Xunit;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

/// <summary>What holds for every valid history.</summary>
public class HistoryLawTests
{
    [Property(MaxTest = 300)]
    public void Any_split_and_a_JSON_round_trip_give_the_same_programme(ulong seed, byte cut)
    {
        var program = RandomHistory.Make(seed, 300);
        int at = Math.Max(1, program.Events.Count * cut / 255);
        var first = LearningProgram.Replay([.. program.Events.Take(at)]);
        var then = first.TryApplyAll([.. program.Events.Skip(at).Select(one => one with { Number = 0 })]);
        Assert.True(then.IsAccepted, string.Join(" ", then.Reasons));
        string json = ProgramJson.Write(program.Events);
        var reading = ProgramJson.Read(json);
        Assert.Empty(reading.Problems);
        var replayed = LearningProgram.Replay(reading.Events);
        Assert.Equal(json, ProgramJson.Write(replayed.Events));
        foreach (var other in new[] { then.Program, replayed, program.AsOf(program.LastAt)! })
        {
            Assert.Equal(program, other);
            AssertSame(program, other);
        }
    }

    [Property(MaxTest = 200)]
    public void The_facts_of_every_history_are_sound(ulong seed)
    {
        var program = RandomHistory.Make(seed, 400);
        Assert.True(ProgressFacts.TryCreate(program.ToProgressRows(), out _, out var problems), string.Join(" ", problems));
    }

    [Property(MaxTest = 200)]
    public void Whatever_happens_to_stored_lines_the_good_events_stay(ulong seed, byte damage)
    {
        var program = RandomHistory.Make(seed, 120);
        var lines = program.Events.Select(ProgramJson.Write).ToList();
        var random = new PeerLearning.Internal.SeededRandom(seed ^ damage);
        int damaged = 1 + random.Next(lines.Count - 1);
        int duplicated = random.Next(lines.Count);
        string text = lines[damaged];
        lines[damaged] = text.Remove(random.Next(text.Length - 1));
        if (duplicated != damaged) lines.Add(lines[duplicated]);
        random.Shuffle<string>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines));
        var reading = ProgramJson.Read(string.Join('\n', lines));
        Assert.Equal(lines.Count - 1, reading.Events.Count);
        Assert.Equal(lines.FindIndex(line => text.StartsWith(line, StringComparison.Ordinal) && line.Length < text.Length), Assert.Single(reading.Rejected).Index);
        Assert.Single(reading.Problems);
        Assert.False(LearningProgram.TryReplay(reading.Events, out var replayed, out var problems) && damaged < program.Events.Count - 1);
        Assert.NotNull(replayed);
        Assert.All(replayed.Events, one => Assert.Contains(one, program.Events));
        int refused = problems.Where(problem => problem.Severity == ProblemSeverity.Error && problem.Code != "event.missing").Select(problem => problem.Where.Split('.')[0]).Distinct().Count();
        Assert.Equal(program.Events.Count - 1, replayed.Events.Count + refused);
    }

    [Property(MaxTest = 300)]
    public void The_loads_of_the_mentors_are_those_of_their_learners(ulong seed)
    {
        var program = RandomHistory.Make(seed, 400);
        foreach (var seat in program.Mentors)
        {
            int learners = program.Learners.Count(place => place.Mentor == seat.Mentor && place.Status is LearnerStatus.Matched or LearnerStatus.Learning && place.Mentor == seat.Mentor);
            if (program.Stage < ProgramStage.Celebrating) Assert.Equal(learners, seat.Learners);
            Assert.InRange(seat.Learners, 0, seat.Places);
        }

        Assert.InRange(program.Learners.Count(place => place.Status is LearnerStatus.Matched or LearnerStatus.Learning), 0, program.Charter.Places);
        Assert.All(program.Milestones, milestone => Assert.Equal(milestone.ReachedBy, program.Learners.Count(place => program.HasReached(place.Learner, milestone.Id))));
    }

    private static void AssertSame(LearningProgram left, LearningProgram right)
    {
        Assert.Equal(left.Stage, right.Stage);
        Assert.Equal(left.Version, right.Version);
        Assert.Equal(left.Mentors, right.Mentors);
        Assert.Equal(left.Learners, right.Learners);
        Assert.Equal(left.Milestones, right.Milestones);
        Assert.Equal(left.Decisions, right.Decisions);
        Assert.Equal(left.Obstacles, right.Obstacles);
        Assert.Equal(left.Promises, right.Promises);
        Assert.Equal(left.Feedback, right.Feedback);
        Assert.Equal(left.Recognitions, right.Recognitions);
        Assert.Equal(left.HelpRequests, right.HelpRequests);
        Assert.Equal(left.Nudges, right.Nudges);
        Assert.Equal(left.Takeaways, right.Takeaways);
        Assert.Equal(left.Lessons, right.Lessons);
        Assert.Equal(left.Decision, right.Decision);
        Assert.Equal(left.Dates, right.Dates);
    }
}
