using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>What all parts of a brief read: the cohort as of today, judged, and the facts.</summary>
internal sealed class BriefContext
{
    public BriefContext(Cohort cohort, ProgressFacts facts, Instant asOf, ProgressMonitorOptions options)
    {
        Cohort = cohort;
        Facts = facts;
        Options = options;
        AsOf = asOf;
        Calendar = new PeriodCalendar(cohort.Dates, options);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(cohort.TimeZone);
        if (zone is null)
        {
            Problems.Error("progress.cohort.zone.unknown", "cohort.TimeZone", $"There is no time zone '{cohort.TimeZone}'; days were read in UTC.", "Give an IANA id such as Europe/Paris.");
            zone = DateTimeZone.Utc;
        }

        Zone = zone;
        Date = asOf.InZone(zone).Date;
        Today = Days.Of(Date);
        Start = Days.Of(cohort.Dates.Start);
        LearnerIndex = new Dictionary<PersonId, int>(cohort.Members.Count);
        JudgeMembers();
        JudgeFacts();
    }

    /// <summary>The same cohort and moment with one more check-in in the facts.</summary>
    public BriefContext(BriefContext before, ProgressFacts facts)
    {
        Cohort = before.Cohort;
        Facts = facts;
        Options = before.Options;
        AsOf = before.AsOf;
        Calendar = before.Calendar;
        Zone = before.Zone;
        Date = before.Date;
        Today = before.Today;
        Start = before.Start;
        Problems = before.Problems;
        Members = before.Members;
        Present = before.Present;
        PersonOf = before.PersonOf;
        JoinedOf = before.JoinedOf;
        (Withdrawn, Transferred, Completed) = (before.Withdrawn, before.Transferred, before.Completed);
        MentorSet = before.MentorSet;
        LearnerIndex = before.LearnerIndex;
    }

    public Cohort Cohort { get; }

    public ProgressFacts Facts { get; }

    public FactColumns Columns => Facts.Columns;

    public ProgressMonitorOptions Options { get; }

    public Instant AsOf { get; }

    public DateTimeZone Zone { get; }

    public LocalDate Date { get; }

    public int Today { get; }

    public int Start { get; }

    public PeriodCalendar Calendar { get; }

    public ProblemList Problems { get; } = new();

    /// <summary>All learners of the cohort by id, also those who left.</summary>
    public CohortMember[] Members { get; private set; } = [];

    /// <summary>The learners who belong to the cohort today, by id, with their index in the facts and the day they joined.</summary>
    public CohortMember[] Present { get; private set; } = [];

    public int[] PersonOf { get; private set; } = [];

    public int[] JoinedOf { get; private set; } = [];

    public int Withdrawn { get; private set; }

    public int Transferred { get; private set; }

    public int Completed { get; private set; }

    public HashSet<PersonId> MentorSet { get; } = [];

    /// <summary>All learners of the cohort, numbered in the order of the input.</summary>
    public Dictionary<PersonId, int> LearnerIndex { get; }

    private void JudgeMembers()
    {
        foreach (var mentor in Cohort.Mentors)
        {
            if (!MentorSet.Add(mentor)) Problems.Warn("progress.cohort.mentor.duplicate", "cohort.Mentors", $"Mentor '{mentor}' stands there twice.", "Name every mentor once.");
        }

        var members = new List<CohortMember>(Cohort.Members.Count);
        for (int i = 0; i < Cohort.Members.Count; i++)
        {
            var member = Cohort.Members[i];
            if (member is null || string.IsNullOrWhiteSpace(member.Learner.Value))
            {
                Problems.Error("progress.cohort.learner.blank", $"cohort.Members[{i}].Learner", "The learner's id is blank.", "Give every learner an id.");
            }
            else if (!LearnerIndex.TryAdd(member.Learner, LearnerIndex.Count))
            {
                Problems.Error("progress.cohort.learner.duplicate", $"cohort.Members[{i}].Learner", $"Learner '{member.Learner}' stands there twice.", "Keep one row a learner.");
            }
            else
            {
                bool isOwnMentor = member.Mentor == member.Learner;
                members.Add(isOwnMentor ? member with { Mentor = null } : member);
                if (member.Mentor is not { } mentor) continue;
                if (isOwnMentor)
                {
                    Problems.Warn("progress.cohort.mentor.self", $"cohort.Members[{i}].Mentor", $"'{mentor}' is their own mentor; their nudges go to the champion.", "Name another mentor, or null.");
                }
                else if (!MentorSet.Contains(mentor))
                {
                    Problems.Warn("progress.cohort.mentor.unknown", $"cohort.Members[{i}].Mentor", $"'{mentor}' is not one of the cohort's mentors.", "Add them to the cohort's mentors, or correct the id.");
                }
            }
        }

        if (members.Count == 0) Problems.Error("progress.cohort.empty", "cohort.Members", "There is no learner.", "Bring the learners of the cohort.");
        Members = [.. members];
        Array.Sort(Members, (left, right) => left.Learner.CompareTo(right.Learner));
        var present = new List<CohortMember>(Members.Length);
        var people = new List<int>(Members.Length);
        var joinedOn = new List<int>(Members.Length);
        foreach (var member in Members)
        {
            int joined = int.MinValue;
            if (Columns.EnrolmentOf.TryGetValue(member.Learner, out var enrolment))
            {
                joined = enrolment.Joined;
                if (joined > Today) continue;
                if (enrolment.Left <= Today)
                {
                    if (enrolment.Ending == Ending.Withdrawn) Withdrawn++;
                    else if (enrolment.Ending == Ending.Transferred) Transferred++;
                    else Completed++;
                    continue;
                }
            }

            present.Add(member);
            people.Add(Facts.IndexOf(member.Learner));
            joinedOn.Add(joined);
        }

        Present = [.. present];
        PersonOf = [.. people];
        JoinedOf = [.. joinedOn];
    }

    private void JudgeFacts()
    {
        int future = 0;
        foreach (int person in PersonOf)
        {
            if (person < 0) continue;
            for (int i = Columns.ActivityStart[person + 1] - 1; i >= Columns.ActivityStart[person] && Columns.ActivityDay[i] > Today; i--) future++;
            for (int i = Columns.SubmissionStart[person + 1] - 1; i >= Columns.SubmissionStart[person] && Columns.SubmissionDay[i] > Today; i--) future++;
        }

        if (future > 0)
        {
            Problems.Warn(
                "progress.facts.future", "facts", $"{future} submissions, check-ins or days of activity lie after {Text(Date)}; they were left out.", "Ask as of a later moment, or correct the dates.");
        }

        foreach (var milestone in Facts.Milestones)
        {
            if (Cohort.Dates.Contains(milestone.Due)) continue;
            Problems.Warn(
                "progress.milestone.outside", $"milestones['{milestone.Id}'].Due", $"The milestone is due on {Text(milestone.Due)}, outside the programme.", "Correct the date, or the dates of the cohort.");
        }

        if (Present.Length > 0 && Facts.LearnerCount > 0 && Array.TrueForAll(PersonOf, person => person < 0))
        {
            Problems.Warn("progress.facts.nobody", "facts", "None of the learners has a row in the facts.", "Use the same ids in the cohort and in the facts.");
        }
    }

    private static string Text(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
}
