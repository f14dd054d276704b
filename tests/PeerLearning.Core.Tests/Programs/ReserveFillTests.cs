using FsCheck.Xunit;
using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

/// <summary>The reserve fills what becomes free: in its order, with whom it fits, and nobody changes the mentor unless it is allowed.</summary>
public class ReserveFillTests
{
    private static readonly Workforce Everyone = Workforce.Create(Pilot.Learners.Concat(Pilot.Reserve).Concat(Pilot.Mentors).Select(id => new Person { Id = id }));
    private static readonly MatchRequest NoRules = new() { Learners = [], MentorPlaces = [] };

    [Fact]
    public void The_first_in_line_takes_the_place_that_becomes_free()
    {
        var pilot = Pilot.AtRunning();
        Assert.Empty(ReserveFill.Of(pilot.Program, Everyone, NoRules).Moves);
        pilot.Record(Pilot.Learners[1], (at, by) => new LearnerLeft { At = at, By = by, Learner = by });
        var fill = ReserveFill.Of(pilot.Program, Everyone, NoRules);
        Assert.Equal((1, Pilot.Reserve[0]), (fill.Free, Assert.Single(fill.Moves).Learner));
        Assert.Empty(fill.Changes);
        Assert.Empty(fill.Match!.Verify(Everyone, fill.Request!));
        var update = pilot.Program.TryApplyAll(fill.ToEvents(pilot.Now(), Pilot.Mentors[0]));
        Assert.True(update.IsAccepted, string.Join(" ", update.Reasons));
        Assert.Equal((24, LearnerStatus.Learning), (RecruitingReport.Of(update.Program).Taken, update.Program.Learners.Single(place => place.Learner == Pilot.Reserve[0]).Status));
        Assert.Equal(["1 place is free; 1 person from the reserve can move up.", $"reserve-1 moves up, to {fill.Moves[0].Mentor}."], fill.Reasons.Select(reason => reason.ToString()));
    }

    [Fact]
    public void Who_fits_nowhere_is_passed_over_with_the_reason()
    {
        var pilot = Left(Pilot.AtRunning(), 1);
        var rules = NoRules with { Rules = [.. Pilot.Mentors.Select(mentor => new ApartRule(Pilot.Reserve[0], mentor))] };
        var fill = ReserveFill.Of(pilot.Program, Everyone, rules);
        Assert.Equal(Pilot.Reserve[1], Assert.Single(fill.Moves).Learner);
        Assert.Equal(Pilot.Reserve[0], Assert.Single(fill.PassedOver).Learner);
        Assert.NotEmpty(fill.PassedOver[0].Reasons);
        var update = pilot.Program.TryApplyAll(fill.ToEvents(pilot.Now(), Pilot.Mentors[0]));
        Assert.True(update.IsAccepted, string.Join(" ", update.Reasons));
        Assert.Equal("No free place fits reserve-1.", ((ReserveMovedUp)update.Program.Events[^1]).Because);
    }

    [Fact]
    public void A_learner_changes_the_mentor_only_if_it_is_allowed()
    {
        // Every mentor but the second is full; the first in line fits with the first mentor alone.
        var pilot = Full();
        var rules = NoRules with { Rules = [.. Pilot.Mentors.Skip(1).Select(mentor => new ApartRule(Pilot.Reserve[0], mentor))] };
        var strict = ReserveFill.Of(pilot.Program, Everyone, rules);
        Assert.Equal(Pilot.Reserve[1], Assert.Single(strict.Moves).Learner);
        Assert.Equal("There would be a place if 1 learner changed their mentor; 0 may.", Assert.Single(strict.PassedOver[0].Reasons).ToString());

        var fill = ReserveFill.Of(pilot.Program, Everyone, rules, maximumMoves: 1);
        Assert.Equal((Pilot.Reserve[0], Pilot.Mentors[0]), (Assert.Single(fill.Moves).Learner, fill.Moves[0].Mentor));
        var change = Assert.Single(fill.Changes);
        Assert.Equal((Pilot.Mentors[0], Pilot.Mentors[1]), (change.From, change.To));
        var update = pilot.Program.TryApplyAll(fill.ToEvents(pilot.Now(), Pilot.Mentors[0]));
        Assert.True(update.IsAccepted, string.Join(" ", update.Reasons));
        Assert.Equal(Pilot.Mentors[1], update.Program.Learners.Single(place => place.Learner == change.Learner).Mentor);
        Assert.Equal(Pilot.Mentors[0], update.Program.Learners.Single(place => place.Learner == Pilot.Reserve[0]).Mentor);
    }

    [Fact]
    public void A_paused_mentor_takes_nobody()
    {
        var pilot = Pilot.AtRunning().Record(Pilot.Mentors[1], (at, by) => new MentorPaused { At = at, By = by, Mentor = by });
        var fill = ReserveFill.Of(Left(pilot, 1).Program, Everyone, NoRules);
        Assert.NotEqual(Pilot.Mentors[1], Assert.Single(fill.Moves).Mentor);
    }

    [Fact]
    public void What_stands_against_a_rule_already_is_left_alone()
    {
        var pilot = Left(Pilot.AtRunning(), 1);
        var rules = NoRules with { Rules = [new ApartRule(Pilot.Learners[0], Pilot.Mentors[0])] };
        Assert.Equal(Pilot.Reserve[0], Assert.Single(ReserveFill.Of(pilot.Program, Everyone, rules).Moves).Learner);
    }

    [Fact]
    public void Rematching_that_cannot_be_is_refused_with_every_reason()
    {
        var pilot = Full();
        CohortMember Member(int learner, int mentor) => new() { Learner = Pilot.Learners[learner], Mentor = Pilot.Mentors[mentor] };
        var update = pilot.Try(Pilot.Mentors[0], (at, by) => new CohortRematched
        {
            At = at,
            By = by,
            Members = [Member(0, 0), Member(0, 2), Member(2, 0), new CohortMember { Learner = Pilot.Learners[3] }, Member(1, 3)],
            Because = " ",
        });
        Assert.False(update.IsAccepted);
        Assert.Equal(
            ["program.text.blank", "program.rematch.same", "program.learner.duplicate", "program.learner.no-mentor", "program.learner.status", "program.mentor.full"],
            update.Problems.Select(problem => problem.Code));
        Assert.True(pilot.Try(Pilot.Mentors[0], (at, by) => new CohortRematched { At = at, By = by, Members = [Member(0, 2), Member(2, 0)], Because = "They swap." }).IsAccepted);
    }

    /// <summary>Against trying every way to seat the line: the same people move up, whatever the rules.</summary>
    [Property(MaxTest = 200)]
    public void The_line_is_kept_as_by_trying_everything(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var pilot = Pilot.AtRunning();
        for (int i = 0; i < 3; i++)
        {
            int gone = random.Next(24);
            if (pilot.Program.Learners.Single(place => place.Learner == Pilot.Learners[gone]).Status == LearnerStatus.Learning) Left(pilot, gone);
        }

        var apart = new HashSet<(PersonId, PersonId)>();
        foreach (var person in Pilot.Reserve)
        {
            foreach (var mentor in Pilot.Mentors)
            {
                if (random.Next(4) > 0) apart.Add((person, mentor));
            }
        }

        var rules = NoRules with { Rules = [.. apart.Select(pair => new ApartRule(pair.Item1, pair.Item2))] };
        var fill = ReserveFill.Of(pilot.Program, Everyone, rules);
        var room = Pilot.Mentors.ToDictionary(mentor => mentor, mentor => 7 - pilot.Program.Mentors.Single(seat => seat.Mentor == mentor).Learners);
        var seated = new List<PersonId>();
        foreach (var person in Pilot.Reserve)
        {
            if (seated.Count < fill.Free && CanSeat([.. seated, person], 0)) seated.Add(person);
        }

        Assert.Equal(seated, fill.Moves.Select(move => move.Learner));
        Assert.True(pilot.Program.TryApplyAll(fill.ToEvents(pilot.Now(), Pilot.Mentors[0])).IsAccepted);

        bool CanSeat(PersonId[] people, int from)
        {
            if (from == people.Length) return true;
            foreach (var mentor in Pilot.Mentors)
            {
                if (room[mentor] == 0 || apart.Contains((people[from], mentor))) continue;
                room[mentor]--;
                bool can = CanSeat(people, from + 1);
                room[mentor]++;
                if (can) return true;
            }

            return false;
        }
    }

    private static Pilot Left(Pilot pilot, int learner) => pilot.Record(Pilot.Learners[learner], (at, by) => new LearnerLeft { At = at, By = by, Learner = by });

    /// <summary>Six places with each of the four mentors, all taken but one with the second.</summary>
    private static Pilot Full()
    {
        var pilot = Pilot.AtSponsored();
        pilot.Record(Pilot.Champion, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = Pilot.Criteria().Fingerprint() });
        pilot.Record(Pilot.Champion, (at, by) => new MentorsEmpowered { At = at, By = by, Mentors = [.. Pilot.Mentors.Select(mentor => new EmpoweredMentor { Mentor = mentor, Places = 6 })] });
        pilot.Record(Pilot.Mentors[0], (at, by) => new RecruitingOpened { At = at, By = by, ClosesOn = Pilot.Start.PlusWeeks(-2) });
        foreach (var person in Pilot.Learners.Concat(Pilot.Reserve)) pilot.Record(person, (at, by) => new LearnerApplied { At = at, By = by });
        pilot.Today = Pilot.Start.PlusWeeks(-1);
        pilot.Record(Pilot.Mentors[0], (at, by) => new LearnersAdmitted { At = at, By = by, Learners = Pilot.Learners, Reserve = Pilot.Reserve, Method = "lottery" });
        pilot.Record(Pilot.Mentors[0], (at, by) => new CohortMatched { At = at, By = by, Members = [.. Pilot.Learners.Select((learner, i) => new CohortMember { Learner = learner, Mentor = Pilot.Mentors[i % 4] })] });
        return Left(pilot, 1);
    }
}
