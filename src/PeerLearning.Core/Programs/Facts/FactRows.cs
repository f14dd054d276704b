using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>Reads the events of a programme as rows of progress facts.</summary>
internal sealed class FactRows
{
    private readonly ProgramState _state;
    private readonly List<Submission> _submissions = [];
    private readonly List<CheckIn> _checkIns = [];
    private readonly Dictionary<(PersonId By, LocalDate On, PersonId? About), int> _checkInOf = [];
    private readonly List<Session> _sessions = [];
    private readonly Dictionary<(PersonId Mentor, LocalDate On), int> _plannedSessions = [];
    private readonly List<Obstacle> _obstacles = [];
    private readonly Dictionary<ObstacleId, int> _obstacleOf = [];
    private readonly List<Feedback> _feedback = [];
    private readonly Dictionary<EntryId, int> _feedbackOf = [];
    private readonly List<Enrolment> _enrolments = [];
    private readonly Dictionary<PersonId, int> _enrolmentOf = [];

    private bool _hasStarted;

    private FactRows(ProgramState state) => _state = state;

    public static ProgressRows Of(LearningProgram program)
    {
        var rows = new FactRows(program.State);
        foreach (var happening in program.Events) rows.Read(happening);
        rows.EndCompleted();
        var state = program.State;
        return new ProgressRows
        {
            Milestones = [.. state.Milestones.Where(one => !one.IsDropped).Select(one => new Milestone { Id = one.Id, Due = one.DueOn, Title = one.Title })],
            Submissions = rows._submissions,
            CheckIns = rows._checkIns,
            Sessions = rows._sessions,
            Obstacles = rows._obstacles,
            Promises = [.. state.Promises.Where(one => one.Outcome != PromiseOutcome.Released).Select(rows.Read)],
            HelpRequests = [.. state.HelpRequests.Select(one => new HelpRequest { From = one.From, To = one.To, AskedAt = one.AskedAt, AnsweredAt = one.AnsweredAt })],
            Feedback = rows._feedback,
            Nudges = [.. state.Nudges.Select(rows.Read)],
            Enrolments = rows._enrolments,
        };
    }

    private void Read(ProgramEvent happening)
    {
        var day = _state.DateOf(happening.At);
        switch (happening)
        {
            case MilestoneReached reached when _state.Milestones.Find(reached.Milestone) is { IsDropped: false }:
                _submissions.Add(new Submission { Learner = reached.Learner, Milestone = reached.Milestone, On = day, Mark = reached.Mark });
                break;
            case CheckInReceived said:
                Read(said, day);
                break;
            case SessionPlanned planned:
                if (_plannedSessions.TryAdd((planned.Mentor, planned.PlannedOn), _sessions.Count)) _sessions.Add(new Session { Mentor = planned.Mentor, PlannedOn = planned.PlannedOn });
                break;
            case SessionHeld held:
                Read(held, day);
                break;
            case ObstacleRaised or ObstacleOwned or ObstacleRemoved or ObstacleReturned:
                ReadObstacle(happening, day);
                break;
            case FeedbackGiven given:
                _feedbackOf[given.Feedback] = _feedback.Count;
                _feedback.Add(new Feedback { From = given.By, About = given.About, On = day, Rating = given.Rating, Comment = given.What });
                break;
            case FeedbackAnswered answered when _feedback[_feedbackOf[answered.Feedback]] is { ActedOn: null } open:
                _feedback[_feedbackOf[answered.Feedback]] = open with { Action = answered.Action, ActedOn = day };
                break;
            case FeedbackClosed closed:
                _feedback[_feedbackOf[closed.Feedback]] = _feedback[_feedbackOf[closed.Feedback]] with { ClosedOn = day };
                break;
            case ProgramStarted:
                _hasStarted = true;
                for (int i = 0; i < _enrolments.Count; i++) _enrolments[i] = _enrolments[i] with { JoinedOn = _enrolments[i].JoinedOn ?? day };
                break;
            case CohortMatched matched:
                foreach (var member in matched.Members) Enrol(member.Learner, null);
                break;
            case ReserveMovedUp moved:
                Enrol(moved.Learner, _hasStarted ? day : null);
                break;
            case LearnerLeft left:
                End(left.Learner, day, Ending.Withdrawn);
                break;
            case LearnerTransferred transferred:
                End(transferred.Learner, day, Ending.Transferred);
                break;
            case LearnerCompleted completed:
                End(completed.Learner, day, Ending.Completed);
                break;
        }
    }

    private void Read(CheckInReceived said, LocalDate day)
    {
        var row = new CheckIn
        {
            By = said.By,
            On = day,
            About = said.About,
            OwnProgress = said.OwnProgress,
            Confidence = said.Confidence,
            Reflection = string.IsNullOrWhiteSpace(said.Reflection) ? null : said.Reflection,
            Tackled = string.IsNullOrWhiteSpace(said.Tackled) ? null : said.Tackled,
        };
        if (_checkInOf.TryGetValue((said.By, day, said.About), out int at))
        {
            _checkIns[at] = row;
            return;
        }

        _checkInOf.Add((said.By, day, said.About), _checkIns.Count);
        _checkIns.Add(row);
    }

    private void Read(SessionHeld held, LocalDate day)
    {
        var attendees = ValueList.Copy(held.Learners.Distinct());
        var plannedOn = held.PlannedOn ?? day;
        if (_plannedSessions.TryGetValue((held.Mentor, plannedOn), out int at) && _sessions[at].HeldOn is null)
        {
            _sessions[at] = _sessions[at] with { HeldOn = day, Attendees = attendees };
            return;
        }

        _sessions.Add(new Session { Mentor = held.Mentor, PlannedOn = plannedOn, HeldOn = day, Attendees = attendees });
    }

    private void ReadObstacle(ProgramEvent happening, LocalDate day)
    {
        switch (happening)
        {
            case ObstacleRaised raised:
                _obstacleOf[raised.Obstacle] = _obstacles.Count;
                _obstacles.Add(new Obstacle { Id = raised.Obstacle, Kind = raised.Kind, RaisedBy = raised.By, RaisedOn = day, Affected = raised.Affected });
                break;
            case ObstacleOwned owned:
                var before = _obstacles[_obstacleOf[owned.Obstacle]];
                _obstacles[_obstacleOf[owned.Obstacle]] = before with { Owner = owned.Owner, OwnedOn = before.OwnedOn ?? day };
                break;
            case ObstacleRemoved removed:
                _obstacles[_obstacleOf[removed.Obstacle]] = _obstacles[_obstacleOf[removed.Obstacle]] with
                {
                    RemovedOn = day,
                    Action = removed.Action,
                    Outcome = "removed",
                    Reusable = string.IsNullOrWhiteSpace(removed.Reusable) ? null : removed.Reusable,
                };
                break;
            case ObstacleReturned returned:
                var first = _obstacles[_obstacleOf[returned.Obstacle]];
                int times = _obstacles.Count(one => one.Id == returned.Obstacle || one.Id.Value.StartsWith(returned.Obstacle.Value + "#", StringComparison.Ordinal));
                _obstacleOf[returned.Obstacle] = _obstacles.Count;
                _obstacles.Add(new Obstacle
                {
                    Id = new ObstacleId($"{returned.Obstacle}#{times + 1}"),
                    Kind = first.Kind,
                    RaisedBy = returned.By,
                    RaisedOn = day,
                    Affected = first.Affected,
                });
                break;
        }
    }

    private Promise Read(ProgramPromise promise) => new()
    {
        By = promise.Owner,
        To = promise.To,
        What = promise.What,
        MadeOn = _state.DateOf(promise.MadeAt),
        DueOn = promise.DueOn,
        KeptOn = promise is { Outcome: PromiseOutcome.Kept, ClosedAt: { } at } ? _state.DateOf(at) : null,
    };

    private GivenNudge Read(ProgramNudge nudge) => new()
    {
        Learner = nudge.Learner,
        RaisedOn = _state.DateOf(nudge.RaisedAt),
        Owner = nudge.Owner,
        ActedOn = nudge.ActedAt is { } acted ? _state.DateOf(acted) : null,
        SnoozedUntil = nudge.SnoozedUntil,
        ClearedOn = nudge.ClearedAt is { } cleared ? _state.DateOf(cleared) : null,
    };

    private void Enrol(PersonId learner, LocalDate? day)
    {
        _enrolmentOf[learner] = _enrolments.Count;
        _enrolments.Add(new Enrolment { Learner = learner, JoinedOn = day });
    }

    private void End(PersonId learner, LocalDate day, Ending ending)
    {
        int at = _enrolmentOf[learner];
        var row = _enrolments[at];
        _enrolments[at] = row with { JoinedOn = row.JoinedOn ?? day, LeftOn = day, Ending = ending };
    }

    /// <summary>Those who had reached everything when the programme finished have completed on that day.</summary>
    private void EndCompleted()
    {
        if (_state.FinishedAt is not { } at) return;
        foreach (var place in _state.Learners)
        {
            if (place.Status == LearnerStatus.Completed && _enrolments[_enrolmentOf[place.Learner]].LeftOn is null) End(place.Learner, _state.DateOf(at), Ending.Completed);
        }
    }
}
