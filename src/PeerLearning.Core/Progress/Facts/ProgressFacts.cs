using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>The judged facts of a running programme: what a brief, a nudge and an evaluation rest on.</summary>
/// <remarks>
/// <para>Made once from <see cref="ProgressRows"/>, immutable, and kept as sorted columns: a programme with a million activity days is a normal
/// input. Facts may hold the rows of several cohorts; each brief reads those of its own.</para>
/// <para>Cost: O(n log n) for n rows.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Milestones.Count} milestones, {LearnerCount} people")]
public sealed class ProgressFacts
{
    private readonly Dictionary<PersonId, int> _index;

    internal ProgressFacts(FactColumns columns, Dictionary<PersonId, int> index)
    {
        Columns = columns;
        _index = index;
    }

    /// <summary>Facts without a row.</summary>
    public static ProgressFacts Empty { get; } = Create(new ProgressRows());

    /// <summary>The plan, by date and then by id.</summary>
    public IReadOnlyList<Milestone> Milestones => Columns.Milestones;

    /// <summary>The answers of learners and mentors, by date and then by person.</summary>
    public IReadOnlyList<CheckIn> CheckIns => Columns.CheckIns;

    /// <summary>The promised sessions, by promised date and then by mentor.</summary>
    public IReadOnlyList<Session> Sessions => Columns.Sessions;

    /// <summary>The obstacles, by the day they were raised and then by id.</summary>
    public IReadOnlyList<Obstacle> Obstacles => Columns.Obstacles;

    /// <summary>The promises, by the day they are due and then by person.</summary>
    public IReadOnlyList<Promise> Promises => Columns.Promises;

    /// <summary>The questions put to mentors, by time and then by person.</summary>
    public IReadOnlyList<HelpRequest> HelpRequests => Columns.HelpRequests;

    /// <summary>The feedback, by date and then by giver.</summary>
    public IReadOnlyList<Feedback> Feedback => Columns.Feedback;

    /// <summary>The nudges of earlier briefs, by the day they were raised and then by learner.</summary>
    public IReadOnlyList<GivenNudge> Nudges => Columns.Nudges;

    /// <summary>Who joined late or left early, by learner.</summary>
    public IReadOnlyList<Enrolment> Enrolments => Columns.Enrolments;

    /// <summary>The number of people who did something: worked, submitted, checked in or attended.</summary>
    public int LearnerCount => Columns.People.Length;

    /// <summary>The number of submissions.</summary>
    public int SubmissionCount => Columns.SubmissionDay.Length;

    /// <summary>The number of days with activity, over all people.</summary>
    public int ActivityDayCount => Columns.ActivityDay.Length;

    internal FactColumns Columns { get; }

    /// <summary>Judges the rows and keeps the sound ones.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="facts">The facts of all sound rows.</param>
    /// <param name="problems">All problems, in the order of the input.</param>
    /// <returns>Whether there was no error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    public static bool TryCreate(ProgressRows rows, out ProgressFacts facts, out IReadOnlyList<Problem> problems)
    {
        var builder = new ProgressFactsBuilder(Guard.Against.Null(rows));
        facts = builder.Build();
        problems = builder.Problems.ToList();
        return !builder.Problems.HasErrors;
    }

    /// <summary>Judges the rows and takes all or none.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="ProblemsException">A row has an error; the exception lists all of them.</exception>
    public static ProgressFacts Create(ProgressRows rows)
    {
        var builder = new ProgressFactsBuilder(Guard.Against.Null(rows));
        var facts = builder.Build();
        builder.Problems.ThrowIfErrors();
        return facts;
    }

    /// <summary>The facts with one more check-in: for hosts that refresh a brief as answers come in.</summary>
    /// <param name="checkIn">The check-in.</param>
    /// <returns>The new facts; these stay as they are.</returns>
    /// <remarks>Cost: O(n) copying, no sorting.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="checkIn"/> is null.</exception>
    /// <exception cref="ProblemsException">The row has a problem, or the person already has a check-in of that day about the same person.</exception>
    public ProgressFacts With(CheckIn checkIn)
    {
        Guard.Against.Null(checkIn);
        var builder = new ProgressFactsBuilder(new ProgressRows { CheckIns = [checkIn] });
        _ = builder.Judge(checkIn, Columns.CheckIns.AsSpan());
        builder.Problems.ThrowIfErrors();
        int person = IndexOf(checkIn.By);
        // Somebody new moves every index behind them: rare enough to build again.
        if (person < 0) return WithSomebodyNew(checkIn);
        return new ProgressFacts(Columns.With(checkIn, person), _index);
    }

    private ProgressFacts WithSomebodyNew(CheckIn checkIn)
    {
        int at = ~Array.BinarySearch(Columns.People, checkIn.By);
        var columns = Columns with
        {
            People = [.. Columns.People[..at], checkIn.By, .. Columns.People[at..]],
            ActivityStart = [.. Columns.ActivityStart[..(at + 1)], .. Columns.ActivityStart[at..]],
            SubmissionStart = [.. Columns.SubmissionStart[..(at + 1)], .. Columns.SubmissionStart[at..]],
        };
        var index = new Dictionary<PersonId, int>(columns.People.Length);
        for (int i = 0; i < columns.People.Length; i++) index.Add(columns.People[i], i);
        return new ProgressFacts(columns.With(checkIn, at), index);
    }

    internal int IndexOf(PersonId person) => _index.TryGetValue(person, out int i) ? i : -1;
}
