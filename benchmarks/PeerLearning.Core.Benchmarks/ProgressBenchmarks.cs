using BenchmarkDotNet.Attributes;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Progress;
using PeerLearning.Statistics;

namespace PeerLearning.Benchmarks;

/// <summary>The champion's fortnight: a brief of 40 learners, one more check-in, one learner's event in a stream, and who stayed how long of 32,593.</summary>
[MemoryDiagnoser]
public class ProgressBenchmarks
{
    private const int Learners = 40, Enrolments = 32_593;

    private static readonly LocalDate Start = new(2026, 1, 5);

    private readonly ProgressMonitor _monitor = new();
    private Cohort _cohort = null!;
    private ProgressFacts _facts = null!;
    private CohortBrief _brief = null!;
    private CheckIn _checkIn = null!;
    private LearnerPlan _plan = null!;
    private LearnerState _state;
    private double[] _times = [];
    private bool[] _left = [];
    private int[] _groups = [];

    /// <summary>Makes a cohort in week 15 of 26.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(7);
        var milestones = Enumerable.Range(0, 12).Select(i => new Milestone { Id = new MilestoneId($"S{i:00}"), Due = Start.PlusDays((14 * i) + 11) }).ToList();
        var activity = new List<ActivityDay>();
        var submissions = new List<Submission>();
        for (int learner = 0; learner < Learners; learner++)
        {
            var id = new PersonId($"L{learner:00}");
            double zeal = random.NextDouble();
            for (int day = 0; day < 100; day++)
            {
                if (random.NextDouble() < 0.6 * zeal) activity.Add(new ActivityDay { Learner = id, On = Start.PlusDays(day) });
                if (day % 14 == 10 && random.NextDouble() < 0.3 + (0.7 * zeal)) submissions.Add(new Submission { Learner = id, Milestone = milestones[day / 14].Id, On = Start.PlusDays(day), Mark = random.NextDouble() });
            }
        }

        _cohort = new Cohort
        {
            Id = new CohortId("C"),
            Members = [.. Enumerable.Range(0, Learners).Select(i => new CohortMember { Learner = new PersonId($"L{i:00}"), Mentor = new PersonId($"M{i % 3}") })],
            Mentors = [.. Enumerable.Range(0, 3).Select(i => new PersonId($"M{i}"))],
            Dates = new DateInterval(Start, Start.PlusDays(181)),
        };
        _facts = ProgressFacts.Create(new ProgressRows { Milestones = milestones, Activity = activity, Submissions = submissions });
        _brief = _monitor.Brief(_cohort, _facts, Start.PlusDays(100).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant());
        _checkIn = new CheckIn { By = new PersonId("L07"), On = _brief.Today, OwnProgress = 0.5, Confidence = 3 };
        _plan = new LearnerPlan(milestones, Start);
        (_times, _left, _groups) = (new double[Enrolments], new bool[Enrolments], new int[Enrolments]);
        for (int i = 0; i < Enrolments; i++)
        {
            double day = Math.Floor(-600 * Math.Log(1 - random.NextDouble()));
            (_times[i], _left[i], _groups[i]) = (Math.Min(day, 268), day < 268, random.Next(22));
        }

        _state = default(LearnerState).WithActivity(Start).WithSubmission(_plan, 0, Start.PlusDays(9), 0.7);
    }

    /// <summary>The whole brief.</summary>
    [Benchmark]
    public CohortBrief FullBrief() => _monitor.Brief(_cohort, _facts, _brief.AsOf);

    /// <summary>One check-in, from the row to the refreshed brief.</summary>
    [Benchmark]
    public CohortBrief OneCheckIn() => _monitor.Refresh(_brief, _cohort, _facts.With(_checkIn), _checkIn);

    /// <summary>One day of activity and the score after it.</summary>
    [Benchmark]
    public int OneUpdateWithScore() => _state.WithActivity(Start.PlusDays(30)).Score(_plan, NudgePoints.BuiltIn, Start.PlusDays(35));

    /// <summary>The curve of those who stay (Kaplan-Meier) and the comparison of 22 groups (log-rank).</summary>
    [Benchmark]
    public double KaplanMeierAndLogRank()
    {
        var curve = KaplanMeier.Fit(_times, _left);
        var test = LogRank.Test(_times, _left, _groups);
        return curve.Value.At(100) + test.Value.P;
    }
}
