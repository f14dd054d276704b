using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Walks through a past programme again, day by day, seeing no more than could be seen on that day.</summary>
internal sealed class ProgrammeReplay
{
    private readonly FactColumns _facts;
    private readonly SignalEngine _engine;
    private readonly int[] _person;
    private readonly int[] _joined;
    private readonly int[] _left;
    private readonly int _seenFrom;
    private readonly HashSet<int> _withdrew = [];
    private int[] _people = [];
    private int[] _from = [];
    private LearnerSignals[] _signals = [];

    public ProgrammeReplay(PastProgram programme, ProblemList problems)
    {
        Programme = programme;
        _facts = programme.Facts.Columns;
        _engine = new SignalEngine(_facts);
        Start = Days.Of(programme.Cohort.Dates.Start);
        var members = new HashSet<PersonId>();
        foreach (var member in programme.Cohort.Members)
        {
            if (member is not null) members.Add(member.Learner);
        }

        var learners = new List<LearnerOutcome>();
        var seen = new HashSet<PersonId>();
        for (int i = 0; i < programme.Outcomes.Count; i++)
        {
            var outcome = programme.Outcomes[i];
            if (!members.Contains(outcome.Learner))
            {
                problems.Error("progress.outcome.learner.unknown", $"programmes['{programme.Cohort.Id}'].Outcomes[{i}]", $"'{outcome.Learner}' is not a learner of the cohort.", "Correct the id, or add the learner to the cohort.");
            }
            else if (!seen.Add(outcome.Learner))
            {
                problems.Error("progress.outcome.duplicate", $"programmes['{programme.Cohort.Id}'].Outcomes[{i}]", $"'{outcome.Learner}' has two outcomes.", "Keep one row a learner.");
            }
            else
            {
                learners.Add(outcome);
            }
        }

        learners.Sort((left, right) => left.Learner.CompareTo(right.Learner));
        Learners = [.. learners];
        int n = Learners.Length;
        (_person, _joined, _left) = (new int[n], new int[n], new int[n]);
        for (int i = 0; i < n; i++)
        {
            _person[i] = programme.Facts.IndexOf(Learners[i].Learner);
            (_joined[i], _left[i]) = (int.MinValue, int.MaxValue);
            if (!_facts.EnrolmentOf.TryGetValue(Learners[i].Learner, out var enrolment)) continue;
            _joined[i] = enrolment.Joined;
            _left[i] = enrolment.Left;
            if (enrolment.Ending != Ending.Withdrawn) continue;
            _withdrew.Add(i);
        }

        _seenFrom = _engine.SeenFrom(_person, Start);
    }

    public PastProgram Programme { get; }

    public int Start { get; }

    /// <summary>The learners with an outcome, by id.</summary>
    public LearnerOutcome[] Learners { get; }

    public bool HasActivity => _facts.HasActivity;

    /// <summary>The learners who still belong to the cohort at the last <see cref="At"/>, as indices into <see cref="Learners"/>.</summary>
    public List<int> Present { get; } = [];

    /// <summary>How many had joined before that day and had left again.</summary>
    public int LeftBefore { get; private set; }

    /// <summary>Their signals, in the same order.</summary>
    public ReadOnlySpan<LearnerSignals> Signals => _signals.AsSpan(0, Present.Count);

    /// <summary>The day on which a learner was gone, as long as they gave up; else null.</summary>
    public int? WithdrewOn(int learner) => _withdrew.Contains(learner) && _left[learner] < int.MaxValue ? _left[learner] : null;

    /// <summary>Goes to the morning of a day: all before it is known, nothing of it.</summary>
    public void At(int today)
    {
        Present.Clear();
        LeftBefore = 0;
        for (int i = 0; i < Learners.Length; i++)
        {
            if (_joined[i] >= today) continue;
            if (_left[i] >= today) Present.Add(i);
            else LeftBefore++;
        }

        if (_people.Length < Present.Count)
        {
            _people = new int[Learners.Length];
            _from = new int[Learners.Length];
            _signals = new LearnerSignals[Learners.Length];
        }

        for (int i = 0; i < Present.Count; i++) (_people[i], _from[i]) = (_person[Present[i]], _joined[Present[i]]);
        _engine.Compute(_people.AsSpan(0, Present.Count), _from.AsSpan(0, Present.Count), today, today - 1, _seenFrom, [], _signals.AsSpan(0, Present.Count));
        _engine.StandInActivity(_signals.AsSpan(0, Present.Count));
    }

    /// <summary>The last day before another on which a learner handed in anything, or null.</summary>
    public int? LastHandedInBefore(int learner, int today)
    {
        int? last = null;
        int person = _person[learner];
        for (int s = person < 0 ? 0 : _facts.SubmissionStart[person]; person >= 0 && s < _facts.SubmissionStart[person + 1] && _facts.SubmissionDay[s] < today; s++) last = _facts.SubmissionDay[s];
        return last;
    }

    /// <summary>The day on which a learner handed in a milestone, or null.</summary>
    public int? HandedInOn(int learner, int milestone)
    {
        int person = _person[learner];
        for (int s = person < 0 ? 0 : _facts.SubmissionStart[person]; person >= 0 && s < _facts.SubmissionStart[person + 1]; s++)
        {
            if (_facts.SubmissionMilestone[s] == milestone) return _facts.SubmissionDay[s];
        }

        return null;
    }
}
