using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>A request as an assignment problem: the pairs that come into question, what they are worth, and what it costs to leave somebody out.</summary>
internal sealed class MatchModel
{
    private MatchRanks? _ranks;
    private AssignmentGraph? _graph;
    private int[]? _edgeCandidate;
    private int[]? _minimumNode;

    private MatchModel(MatchInput input, PairJudge judge, MatchOptions options)
    {
        Input = input;
        Judge = judge;
        Options = options;
    }

    public MatchInput Input { get; }

    public PairJudge Judge { get; }

    public MatchOptions Options { get; }

    /// <summary>The candidates of each learner: mentors in ascending order with their points.</summary>
    public int[] Start { get; private set; } = [0];

    public int[] Mentor { get; private set; } = [];

    public int[] Points { get; private set; } = [];

    /// <summary>What a person matched counts beyond the points.</summary>
    public long PointsPerPerson { get; private set; }

    public int LearnerCount => Input.Learners.Length;

    public int MentorCount => Input.Mentors.Length;

    public long BonusOf(int learner)
    {
        // Whoever must be matched comes before any one other person whom that displaces: an augmenting path displaces at most one.
        return Input.LearnerMust[learner] ? PointsPerRequired : PointsPerPerson;
    }

    /// <summary>What whoever must be matched counts beyond the points.</summary>
    public long PointsPerRequired => 3 * Math.Max(1, PersonValue);

    public long MinimumBonus => 8 * Math.Max(1, PersonValue);

    private long PersonValue { get; set; }

    public static MatchModel Build(MatchInput input, MatchOptions options, CancellationToken cancellationToken)
    {
        var model = new MatchModel(input, new PairJudge(input, options), options);
        if (input.Request.Fits is { } fits) model.ReadFits(fits);
        else model.ListPairs(cancellationToken);
        long most = 1;
        foreach (int points in model.Points) most = Math.Max(most, points);
        model.PersonValue = checked((most * Math.Max(1, model.LearnerCount)) + 1);
        model.PointsPerPerson = options.Method == MatchMethod.HighestTotal ? 0 : model.PersonValue;
        return model;
    }

    public int EdgeOf(int learner, int mentor)
    {
        int at = Array.BinarySearch(Mentor, Start[learner], Start[learner + 1] - Start[learner], mentor);
        return at >= 0 ? at : -1;
    }

    /// <summary>How the two sides rank each other.</summary>
    public MatchRanks Ranks => _ranks ??= MatchRanks.Of(this);

    /// <summary>The same request under another method.</summary>
    public MatchModel With(MatchMethod method) => new(Input, Judge, Options with { Method = method })
    {
        Start = Start, Mentor = Mentor, Points = Points, PersonValue = PersonValue, _ranks = _ranks, _graph = null,
        PointsPerPerson = method == MatchMethod.HighestTotal ? 0 : PersonValue,
    };

    /// <summary>The candidate that an edge of the graph stands for.</summary>
    public int CandidateOf(int edge) => _edgeCandidate is null ? edge : _edgeCandidate[edge];

    /// <summary>The right node of a mentor's minimum places, -1 for none.</summary>
    public int MinimumNode(int mentor) => _minimumNode is null ? -1 : _minimumNode[mentor];

    /// <summary>The graph for the engine: a mentor with a minimum is two right nodes, the second of which is worth filling for itself.</summary>
    public AssignmentGraph Graph() => _graph ??= MakeGraph();

    private AssignmentGraph MakeGraph()
    {
        int mentors = MentorCount, right = mentors;
        int[] capacity = Array.ConvertAll(Input.Mentors, mentor => mentor.Places), start = Start, to = Mentor;
        long[]? floor = null;
        _minimumNode = null;
        _edgeCandidate = null;
        for (int m = 0; m < mentors; m++)
        {
            if (Math.Min(Input.Minimum(m), capacity[m]) == 0) continue;
            _minimumNode ??= [.. Enumerable.Repeat(-1, mentors)];
            _minimumNode[m] = right++;
        }

        if (_minimumNode is not null)
        {
            Array.Resize(ref capacity, right);
            floor = new long[right];
            for (int m = 0; m < mentors; m++)
            {
                int node = _minimumNode[m];
                if (node < 0) continue;
                capacity[node] = Math.Min(Input.Minimum(m), capacity[m]);
                capacity[m] -= capacity[node];
                floor[node] = -MinimumBonus;
            }

            start = new int[LearnerCount + 1];
            List<int> nodes = [], candidates = [];
            for (int l = 0; l < LearnerCount; l++)
            {
                for (int e = Start[l]; e < Start[l + 1]; e++)
                {
                    nodes.Add(Mentor[e]);
                    candidates.Add(e);
                    if (_minimumNode[Mentor[e]] < 0) continue;
                    nodes.Add(_minimumNode[Mentor[e]]);
                    candidates.Add(e);
                }

                start[l + 1] = nodes.Count;
            }

            to = [.. nodes];
            _edgeCandidate = [.. candidates];
        }

        var cost = new int[to.Length];
        for (int e = 0; e < cost.Length; e++) cost[e] = -Points[CandidateOf(e)];
        var outCost = new long[LearnerCount];
        for (int l = 0; l < outCost.Length; l++) outCost[l] = BonusOf(l);
        return new AssignmentGraph
        {
            LeftCount = LearnerCount, RightCount = right, Start = start, To = to, Cost = cost, Capacity = capacity, OutCost = outCost, Floor = floor,
        };
    }

    private void ListPairs(CancellationToken cancellationToken)
    {
        int mentors = MentorCount;
        var start = new int[LearnerCount + 1];
        List<int> mentor = [], points = [];
        for (int l = 0; l < LearnerCount; l++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Judge.Begin(l);
            for (int m = 0; m < mentors; m++)
            {
                int value = Judge.Judge(m);
                if (value < 0) continue;
                mentor.Add(m);
                points.Add(value);
            }

            start[l + 1] = mentor.Count;
        }

        Start = start;
        Mentor = [.. mentor];
        Points = [.. points];
    }

    private void ReadFits(IReadOnlyList<PairFit> fits)
    {
        var rows = new List<(int Learner, int Mentor, int Order, int Points)>(fits.Count);
        for (int k = 0; k < fits.Count; k++)
        {
            int learner = Input.LearnerAt(fits[k].Learner), mentor = Input.MentorAt(fits[k].Mentor);
            if (learner >= 0 && mentor >= 0 && fits[k].Points is >= 0 and <= PairFit.MaximumPoints) rows.Add((learner, mentor, k, fits[k].Points));
        }

        rows.Sort();
        var start = new int[LearnerCount + 1];
        List<int> mentors = [], points = [];
        int at = 0;
        for (int l = 0; l < LearnerCount; l++)
        {
            if (at < rows.Count && rows[at].Learner == l) Judge.Begin(l);
            for (int previous = -1; at < rows.Count && rows[at].Learner == l; at++)
            {
                if (rows[at].Mentor == previous) continue;
                previous = rows[at].Mentor;
                if (Judge.Judge(previous) < 0) continue;
                mentors.Add(previous);
                points.Add(rows[at].Points);
            }

            start[l + 1] = mentors.Count;
        }

        Start = start;
        Mentor = [.. mentors];
        Points = [.. points];
    }
}
