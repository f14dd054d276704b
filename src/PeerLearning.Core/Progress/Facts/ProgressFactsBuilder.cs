using System.Globalization;
using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Judges rows one by one, keeps the sound ones and sorts them into columns.</summary>
internal sealed class ProgressFactsBuilder(ProgressRows rows)
{
    private readonly Dictionary<MilestoneId, int> _milestoneOf = [];
    private readonly List<Milestone> _milestones = [];

    public ProblemList Problems { get; } = new();

    public ProgressFacts Build()
    {
        JudgeMilestones();
        var submissions = Keep(rows.Submissions, "submissions", JudgeSubmission);
        var activity = Keep(rows.Activity, "activity", JudgeActivity);
        var checkIns = Keep(rows.CheckIns, "checkIns", JudgeCheckIn);
        var sessions = Keep(rows.Sessions, "sessions", JudgeSession);
        var obstacles = Keep(rows.Obstacles, "obstacles", JudgeObstacle);
        var promises = Keep(rows.Promises, "promises", JudgePromise);
        var requests = Keep(rows.HelpRequests, "helpRequests", JudgeRequest);
        var feedback = Keep(rows.Feedback, "feedback", JudgeFeedback);
        var nudges = Keep(rows.Nudges, "nudges", JudgeNudge);
        var enrolments = Keep(rows.Enrolments, "enrolments", JudgeEnrolment);

        var index = IndexPeople(submissions, activity, checkIns, sessions);
        var people = new PersonId[index.Count];
        foreach (var (person, i) in index) people[i] = person;
        var (activityStart, activityDay, activityAmount) = ActivityColumns(index, activity, checkIns, sessions);
        int n = submissions.Count;
        var order = new (int Person, int Day, int Milestone, int Row)[n];
        for (int i = 0; i < n; i++)
        {
            var row = submissions[i];
            order[i] = (index[row.Learner], Days.Of(row.On), _milestoneOf[row.Milestone], i);
        }

        Array.Sort(order);
        var columns = new FactColumns
        {
            People = people,
            ActivityStart = activityStart,
            ActivityDay = activityDay,
            ActivityAmount = activityAmount,
            HasActivity = activity.Count + checkIns.Count + sessions.Count > 0,
            SubmissionStart = Starts(people.Length, order.Select(entry => entry.Person)),
            SubmissionMilestone = Array.ConvertAll(order, entry => entry.Milestone),
            SubmissionDay = Array.ConvertAll(order, entry => entry.Day),
            SubmissionMark = Array.ConvertAll(order, entry => submissions[entry.Row].Mark ?? double.NaN),
            SubmissionCarried = Array.ConvertAll(order, entry => submissions[entry.Row].IsCarriedOver),
            MilestoneDue = [.. _milestones.Select(milestone => Days.Of(milestone.Due))],
            MilestoneWeight = [.. _milestones.Select(milestone => milestone.Weight)],
            Milestones = ValueList.Copy(_milestones),
            CheckIns = ValueList.Copy(checkIns.OrderBy(row => row.On).ThenBy(row => row.By).ThenBy(row => row.About ?? row.By)),
            Sessions = ValueList.Copy(sessions.OrderBy(row => row.PlannedOn).ThenBy(row => row.Mentor).ThenBy(row => row.HeldOn ?? LocalDate.MaxIsoValue)),
            Obstacles = ValueList.Copy(obstacles.OrderBy(row => row.RaisedOn).ThenBy(row => row.Id)),
            Promises = ValueList.Copy(promises.OrderBy(row => row.DueOn).ThenBy(row => row.By).ThenBy(row => row.What, StringComparer.Ordinal)),
            HelpRequests = ValueList.Copy(requests.OrderBy(row => row.AskedAt).ThenBy(row => row.From).ThenBy(row => row.To)),
            Feedback = ValueList.Copy(feedback.OrderBy(row => row.On).ThenBy(row => row.From).ThenBy(row => row.About ?? default).ThenBy(row => row.Rating ?? 0)),
            Nudges = ValueList.Copy(nudges.OrderBy(row => row.RaisedOn).ThenBy(row => row.Learner)),
            Enrolments = ValueList.Copy(enrolments.OrderBy(row => row.Learner)),
            EnrolmentOf = enrolments.ToDictionary(
                row => row.Learner,
                row => (row.JoinedOn is { } joined ? Days.Of(joined) : int.MinValue, row.LeftOn is { } left ? Days.Of(left) : int.MaxValue, row.Ending)),
        };
        return new ProgressFacts(columns, index);
    }

    /// <summary>Judges one more check-in beside those that are there already.</summary>
    public bool Judge(CheckIn row, ReadOnlySpan<CheckIn> others)
    {
        if (!JudgeCheckIn(row, "checkIn")) return false;
        for (int i = others.Length - 1; i >= 0 && others[i].On >= row.On; i--)
        {
            if (others[i].On == row.On && others[i].By == row.By && others[i].About == row.About) return DuplicateCheckIn(row, "checkIn");
        }

        return true;
    }

    private bool DuplicateCheckIn(CheckIn row, string where) =>
        Error("progress.checkin.duplicate", where, $"'{row.By}' has two check-ins on {Text(row.On)} about the same person.", "Keep the last one.");

    private static Dictionary<PersonId, int> IndexPeople(
        List<Submission> submissions, List<ActivityDay> activity, List<CheckIn> checkIns, List<Session> sessions)
    {
        var seen = new HashSet<PersonId>();
        foreach (var row in submissions) seen.Add(row.Learner);
        foreach (var row in activity) seen.Add(row.Learner);
        foreach (var row in checkIns) seen.Add(row.By);
        foreach (var row in sessions) seen.UnionWith(row.Attendees);
        var people = seen.ToArray();
        Array.Sort(people);
        var index = new Dictionary<PersonId, int>(people.Length);
        for (int i = 0; i < people.Length; i++) index.Add(people[i], i);
        return index;
    }

    private static (int[] Start, int[] Day, int[] Amount) ActivityColumns(
        Dictionary<PersonId, int> index, List<ActivityDay> activity, List<CheckIn> checkIns, List<Session> sessions)
    {
        var entries = new List<(int Person, int Day, int Amount)>(activity.Count + checkIns.Count);
        foreach (var row in activity) entries.Add((index[row.Learner], Days.Of(row.On), row.Amount));
        foreach (var row in checkIns) entries.Add((index[row.By], Days.Of(row.On), 0));
        foreach (var row in sessions)
        {
            if (row.HeldOn is not { } held) continue;
            foreach (var learner in row.Attendees) entries.Add((index[learner], Days.Of(held), 0));
        }

        entries.Sort();
        int kept = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            // A check-in on a day with activity adds nothing to it: one entry a person and day, with all amounts.
            if (kept > 0 && entries[kept - 1].Person == entries[i].Person && entries[kept - 1].Day == entries[i].Day)
            {
                entries[kept - 1] = (entries[i].Person, entries[i].Day, checked(entries[kept - 1].Amount + entries[i].Amount));
            }
            else
            {
                entries[kept++] = entries[i];
            }
        }

        entries.RemoveRange(kept, entries.Count - kept);
        return (Starts(index.Count, entries.Select(entry => entry.Person)), [.. entries.Select(entry => entry.Day)], [.. entries.Select(entry => entry.Amount)]);
    }

    private static int[] Starts(int people, IEnumerable<int> owners)
    {
        var start = new int[people + 1];
        foreach (int owner in owners) start[owner + 1]++;
        for (int i = 0; i < people; i++) start[i + 1] += start[i];
        return start;
    }

    private static string Text(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private List<T> Keep<T>(IReadOnlyList<T> source, string name, Func<T, string, bool> judge)
    {
        var kept = new List<T>(source.Count);
        int index = 0;
        foreach (var row in source)
        {
            if (row is null) Problems.Error("progress.row.missing", $"{name}[{index}]", "The row is null.", "Leave it out.");
            else if (judge(row, name + "[" + index.ToString(CultureInfo.InvariantCulture) + "]")) kept.Add(row);
            index++;
        }

        return kept;
    }

    private void JudgeMilestones()
    {
        var seen = new HashSet<MilestoneId>();
        var kept = Keep(rows.Milestones, "milestones", (row, where) =>
        {
            bool sound = true;
            if (string.IsNullOrWhiteSpace(row.Id.Value))
            {
                sound = Error("progress.milestone.id.blank", where + ".Id", "The id is blank.", "Give every milestone an id.");
            }

            sound &= HasDate(row.Due, "milestone.due", where + ".Due");
            if (!double.IsFinite(row.Weight) || row.Weight < 0)
            {
                sound = Error("progress.milestone.weight.range", where + ".Weight", $"The weight {Text(row.Weight)} is not a number of at least 0.", "Give a weight of at least 0.");
            }

            if (sound && !seen.Add(row.Id))
            {
                sound = Error("progress.milestone.id.duplicate", where + ".Id", $"The id '{row.Id}' stands there twice.", "Keep one row a milestone.");
            }

            return sound;
        });
        _milestones.AddRange(kept.OrderBy(row => row.Due).ThenBy(row => row.Id));
        for (int i = 0; i < _milestones.Count; i++) _milestoneOf.Add(_milestones[i].Id, i);
    }

    private readonly HashSet<(PersonId, MilestoneId)> _submissions = [];

    private bool JudgeSubmission(Submission row, string where)
    {
        bool sound = HasPerson(row.Learner, "submission.learner", where, ".Learner");
        if (!_milestoneOf.ContainsKey(row.Milestone))
        {
            sound = Error(
                "progress.submission.milestone.unknown", where + ".Milestone", $"There is no sound milestone '{row.Milestone}'.", "Add the milestone to the plan, or correct the id.");
        }

        sound &= HasDate(row.On, "submission.date", where, ".On");
        if (row.Mark is { } mark && mark is not (>= 0 and <= 1))
        {
            string repair = mark is > 1 and <= 100 ? "Marks are shares of the best possible: divide percentages by 100." : "Give a share from 0 to 1, or null for no mark.";
            sound = Error("progress.submission.mark.range", where + ".Mark", $"The mark {Text(mark)} is not in 0 to 1.", repair);
        }

        if (sound && !_submissions.Add((row.Learner, row.Milestone)))
        {
            sound = Error(
                "progress.submission.duplicate", where, $"Learner '{row.Learner}' has two submissions of '{row.Milestone}'.", "Keep the one that counts.");
        }

        return sound;
    }

    private readonly HashSet<(PersonId, LocalDate)> _activity = [];

    private bool JudgeActivity(ActivityDay row, string where)
    {
        bool sound = HasPerson(row.Learner, "activity.learner", where, ".Learner");
        sound &= HasDate(row.On, "activity.date", where, ".On");
        if (row.Amount < 0)
        {
            sound = Error("progress.activity.amount.negative", where + ".Amount", $"The amount {row.Amount} is negative.", "Give a number of at least 0.");
        }

        if (sound && !_activity.Add((row.Learner, row.On)))
        {
            sound = Error("progress.activity.duplicate", where, $"Learner '{row.Learner}' has two rows for {Text(row.On)}.", "Add them up to one row a learner and day.");
        }

        return sound;
    }

    private readonly HashSet<(PersonId, LocalDate, PersonId?)> _checkIns = [];

    private bool JudgeCheckIn(CheckIn row, string where)
    {
        bool sound = HasPerson(row.By, "checkin.by", where, ".By") & HasPersonOrNull(row.About, "checkin.about", where, ".About");
        sound &= HasDate(row.On, "checkin.date", where, ".On");
        if (row.OwnProgress is { } progress && progress is not (>= 0 and <= 1))
        {
            string repair = progress is > 1 and <= 100 ? "Progress is a share: divide percentages by 100." : "Give a share from 0 to 1, or null.";
            sound = Error("progress.checkin.progress.range", where + ".OwnProgress", $"The progress {Text(progress)} is not in 0 to 1.", repair);
        }

        if (row.Confidence is { } confidence and not (>= 1 and <= 5))
        {
            sound = Error("progress.checkin.confidence.range", where + ".Confidence", $"The confidence {confidence} is not in 1 to 5.", "Map the host's scale to 1 to 5, or give null.");
        }

        return sound && (_checkIns.Add((row.By, row.On, row.About)) || DuplicateCheckIn(row, where));
    }

    private bool JudgeSession(Session row, string where)
    {
        bool sound = HasPerson(row.Mentor, "session.mentor", where, ".Mentor") & HasDate(row.PlannedOn, "session.planned", where, ".PlannedOn");
        if (row.HeldOn is { } held) sound &= HasDate(held, "session.held", where, ".HeldOn");
        for (int i = 0; i < row.Attendees.Count; i++) sound &= HasPerson(row.Attendees[i], "session.attendee", where, $".Attendees[{i}]");
        if (row.HeldOn is null && row.Attendees.Count > 0)
        {
            sound = Error("progress.session.held.missing", where + ".HeldOn", "There are attendees, but the session was not held.", "Say when it was held, or leave the attendees out.");
        }

        if (row.Attendees.Distinct().Count() < row.Attendees.Count)
        {
            sound = Error("progress.session.attendee.duplicate", where + ".Attendees", "An attendee stands there twice.", "Name every attendee once.");
        }

        return sound;
    }

    private readonly HashSet<ObstacleId> _obstacles = [];

    private bool JudgeObstacle(Obstacle row, string where)
    {
        bool sound = true;
        if (string.IsNullOrWhiteSpace(row.Id.Value)) sound = Error("progress.obstacle.id.blank", where + ".Id", "The id is blank.", "Give every obstacle an id.");
        if (string.IsNullOrWhiteSpace(row.Kind)) sound = Error("progress.obstacle.kind.blank", where + ".Kind", "The kind is blank.", "Name the kind of obstacle; recurrence is counted by it.");
        sound &= HasPerson(row.RaisedBy, "obstacle.raised-by", where, ".RaisedBy") & HasPersonOrNull(row.Owner, "obstacle.owner", where, ".Owner");
        for (int i = 0; i < row.Affected.Count; i++) sound &= HasPerson(row.Affected[i], "obstacle.affected", where, $".Affected[{i}]");
        bool raised = HasDate(row.RaisedOn, "obstacle.raised", where, ".RaisedOn");
        sound &= raised;
        if (row.Owner is null && row.OwnedOn is not null)
        {
            sound = Error("progress.obstacle.owner.missing", where + ".Owner", "There is a day on which it was taken, but nobody who took it.", "Name the owner, or leave the day out.");
        }

        if (raised)
        {
            sound &= InOrder(row.RaisedOn, row.OwnedOn, "obstacle.owned", where + ".OwnedOn", "taken before it was raised");
            sound &= InOrder(row.RaisedOn, row.RemovedOn, "obstacle.removed", where + ".RemovedOn", "removed before it was raised");
        }

        if (sound && !_obstacles.Add(row.Id)) sound = Error("progress.obstacle.id.duplicate", where + ".Id", $"The id '{row.Id}' stands there twice.", "Keep one row an obstacle, with its latest state.");
        return sound;
    }

    private bool JudgePromise(Promise row, string where)
    {
        bool sound = HasPerson(row.By, "promise.by", where, ".By") & HasPersonOrNull(row.To, "promise.to", where, ".To");
        if (string.IsNullOrWhiteSpace(row.What)) sound = Error("progress.promise.what.blank", where + ".What", "What was promised is blank.", "Say what was promised.");
        bool dated = HasDate(row.MadeOn, "promise.made", where, ".MadeOn") & HasDate(row.DueOn, "promise.due", where, ".DueOn");
        sound &= dated;
        if (dated)
        {
            sound &= InOrder(row.MadeOn, row.DueOn, "promise.due", where + ".DueOn", "due before it was made");
            sound &= InOrder(row.MadeOn, row.KeptOn, "promise.kept", where + ".KeptOn", "kept before it was made");
        }

        return sound;
    }

    private bool JudgeRequest(HelpRequest row, string where)
    {
        bool sound = HasPerson(row.From, "request.from", where, ".From") & HasPerson(row.To, "request.to", where, ".To");
        if (sound && row.From == row.To) sound = Error("progress.request.self", where + ".To", $"'{row.To}' asked themselves.", "Name the mentor who was asked.");
        if (row.AnsweredAt < row.AskedAt) sound = Error("progress.request.answered.order", where + ".AnsweredAt", "It was answered before it was asked.", "Correct one of the two times.");
        return sound;
    }

    private bool JudgeFeedback(Feedback row, string where)
    {
        bool sound = HasPerson(row.From, "feedback.from", where, ".From") & HasPersonOrNull(row.About, "feedback.about", where, ".About");
        bool dated = HasDate(row.On, "feedback.date", where, ".On");
        sound &= dated;
        if (row.Rating is { } rating and not (>= 1 and <= 5))
        {
            sound = Error("progress.feedback.rating.range", where + ".Rating", $"The rating {rating} is not in 1 to 5.", "Map the host's scale to 1 to 5, or give null.");
        }

        if (dated)
        {
            sound &= InOrder(row.On, row.ActedOn, "feedback.acted", where + ".ActedOn", "acted on before it was given");
            sound &= InOrder(row.ActedOn ?? row.On, row.ClosedOn, "feedback.closed", where + ".ClosedOn", "closed before it was acted on");
        }

        return sound;
    }

    private readonly HashSet<(PersonId, LocalDate)> _nudges = [];

    private bool JudgeNudge(GivenNudge row, string where)
    {
        bool sound = HasPerson(row.Learner, "nudge.learner", where, ".Learner") & HasPersonOrNull(row.Owner, "nudge.owner", where, ".Owner");
        bool dated = HasDate(row.RaisedOn, "nudge.raised", where, ".RaisedOn");
        sound &= dated;
        if (dated)
        {
            sound &= InOrder(row.RaisedOn, row.ActedOn, "nudge.acted", where + ".ActedOn", "acted on before it was raised");
            sound &= InOrder(row.RaisedOn, row.ClearedOn, "nudge.cleared", where + ".ClearedOn", "cleared before it was raised");
            sound &= InOrder(row.RaisedOn, row.SnoozedUntil, "nudge.snoozed", where + ".SnoozedUntil", "snoozed before it was raised");
        }

        if (sound && !_nudges.Add((row.Learner, row.RaisedOn))) sound = Error("progress.nudge.duplicate", where, $"Learner '{row.Learner}' has two nudges of {Text(row.RaisedOn)}.", "Keep one, with its latest state.");
        return sound;
    }

    private readonly HashSet<PersonId> _enrolments = [];

    private bool JudgeEnrolment(Enrolment row, string where)
    {
        bool sound = HasPerson(row.Learner, "enrolment.learner", where, ".Learner");
        if (row.JoinedOn is { } joined) sound &= HasDate(joined, "enrolment.joined", where, ".JoinedOn");
        if (row.LeftOn is { } left) sound &= HasDate(left, "enrolment.left", where, ".LeftOn");
        if (row is { JoinedOn: { } from, LeftOn: not null }) sound &= InOrder(from, row.LeftOn, "enrolment.left", where + ".LeftOn", "left before they joined");
        if (!Enum.IsDefined(row.Ending)) sound = Error("progress.enrolment.ending.unknown", where + ".Ending", $"The ending {(int)row.Ending} does not exist.", "Use one of the named endings.");
        if (sound && !_enrolments.Add(row.Learner)) sound = Error("progress.enrolment.duplicate", where, $"Learner '{row.Learner}' stands there twice.", "Keep one row a learner.");
        return sound;
    }

    private bool HasPerson(PersonId person, string code, string where, string member = "") =>
        !string.IsNullOrWhiteSpace(person.Value) || Error($"progress.{code}.blank", where + member, "The id is blank.", "Give the person's id.");

    private bool HasPersonOrNull(PersonId? person, string code, string where, string member = "") => person is not { } id || HasPerson(id, code, where, member);

    private bool HasDate(LocalDate date, string code, string where, string member = "")
    {
        if (date == default) return Error($"progress.{code}.missing", where + member, "The date is missing.", "Give the date.");
        return date.Calendar == CalendarSystem.Iso
            || Error($"progress.{code}.calendar", where + member, $"The date is in the calendar '{date.Calendar.Id}'.", "Convert it to the ISO calendar.");
    }

    private bool InOrder(LocalDate first, LocalDate? second, string code, string where, string what)
    {
        if (second is not { } then) return true;
        if (!HasDate(then, code, where)) return false;
        return first.Calendar != CalendarSystem.Iso || then >= first || Error($"progress.{code}.order", where, $"On {Text(then)} it was {what} ({Text(first)}).", "Correct one of the two dates.");
    }

    private bool Error(string code, string where, string what, string repair)
    {
        Problems.Error(code, where, what, repair);
        return false;
    }
}
