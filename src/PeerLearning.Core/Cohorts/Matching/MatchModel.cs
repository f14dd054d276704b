using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>A request as an assignment problem: the pairs that come into question, what they are worth, and what it costs to leave somebody out.</summary>
internal sealed class MatchModel
{
    // More pairs than these are not listed but priced.
    private const long MostListedPairs = 4_000_000;

    private (int[] Mentors, int[] Points)[]? _rows;
    private MatchPricing? _pricing;
    private bool _sharesRows;
    private HashSet<long>? _hosted;
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

    /// <summary>The most points of any candidate, at least 1.</summary>
    public long MostPoints { get; private set; }

    private long PersonValue { get; set; }

    /// <summary>By how much what people count must be multiplied so that it is no less than asked.</summary>
    public long PersonScale(long person) => PersonValue >= person ? 1 : (person + PersonValue - 1) / PersonValue;

    public static MatchModel Build(MatchInput input, MatchOptions options, CancellationToken cancellationToken)
    {
        var model = new MatchModel(input, new PairJudge(input, options), options);
        if (input.Request.Fits is { } fits) model.ReadFits(fits);
        else if ((long)model.LearnerCount * model.MentorCount > MostListedPairs && options.Method is MatchMethod.MostPeople or MatchMethod.HighestTotal) model.ListCandidates(cancellationToken);
        else model.ListPairs(cancellationToken);
        long most = model.IsPartial ? 1000 : 1;
        foreach (int points in model.Points) most = Math.Max(most, points);
        model.MostPoints = most;
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
        Start = Start,
        Mentor = Mentor,
        Points = Points,
        MostPoints = MostPoints,
        PersonValue = PersonValue,
        _ranks = _ranks,
        _graph = null,
        PointsPerPerson = method == MatchMethod.HighestTotal ? 0 : PersonValue,
    };

    /// <summary>The same request with other places of some mentors and without some learners, who keep their position.</summary>
    public MatchModel With(MentorPlace[] mentors, bool[] isGone)
    {
        // Places that have been taken away or added show in the engine, not in the graph, which both share.
        var model = new MatchModel(Input.With(mentors), Judge, Options)
        {
            Start = Start,
            Mentor = Mentor,
            Points = Points,
            MostPoints = MostPoints,
            PersonValue = PersonValue,
            PointsPerPerson = PointsPerPerson,
            IsGone = isGone,
            _rows = _rows,
            _sharesRows = true,
            _pricing = _pricing,
            _ranks = _ranks,
            _graph = _graph,
            _edgeCandidate = _edgeCandidate,
            _minimumNode = _minimumNode,
        };
        return model;
    }

    /// <summary>Whether a learner has left since the request was read; null when nobody has.</summary>
    public bool[]? IsGone { get; private init; }

    public bool IsHere(int learner) => IsGone is null || !IsGone[learner];

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
            if (Input.Minimum(m) == 0) continue;
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
            LeftCount = LearnerCount,
            RightCount = right,
            Start = start,
            To = to,
            Cost = cost,
            Capacity = capacity,
            OutCost = outCost,
            Floor = floor,
        };
    }

    /// <summary>Whether the candidates are only some of the pairs that come into question.</summary>
    public bool IsPartial => _pricing is not null;

    /// <summary>Adds the candidates that an engine's prices ask for.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="scale">By how much people count more in the engine than here.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether there was any; if not, the prices hold for all pairs.</returns>
    public bool AddCandidates(SparseAssignment engine, long scale, CancellationToken cancellationToken) =>
        _pricing is not null && AddCandidates(_pricing, null, engine, scale, cancellationToken);

    /// <summary>Adds the candidates that an engine's prices ask for after a change, when they asked for none before it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="before">The prices before, as <see cref="MatchPricing.EffectivePrices"/> gives them.</param>
    /// <param name="seatsBefore">The candidate of each learner before.</param>
    /// <returns>Whether there was any.</returns>
    public bool AddCandidatesAfter(SparseAssignment engine, long[] before, ReadOnlySpan<int> seatsBefore)
    {
        if (_pricing is null) return false;
        long[] now = MatchPricing.EffectivePrices(this, engine, 1);

        // Whoever is worse off now may want somebody else; and a mentor who has become cheaper may be wanted by anybody.
        var isWorse = new bool[LearnerCount];
        for (int l = 0; l < isWorse.Length; l++)
        {
            int seat = seatsBefore[l];
            isWorse[l] = seat < 0 || engine.EdgeOf(l) < 0 || CandidateOf(engine.EdgeOf(l)) != seat || now[Mentor[seat]] > before[Mentor[seat]];
        }

        var all = _pricing.For(Input, _ => true);
        bool any = AddCandidates(all, l => isWorse[l], engine, 1, CancellationToken.None);
        if (!now.Where((price, m) => price < before[m]).Any()) return any;
        return AddCandidates(_pricing.For(Input, m => now[m] < before[m]), null, engine, 1, CancellationToken.None) || any;
    }

    /// <summary>Prices with the places that there are now.</summary>
    public void RenewPricing() => _pricing = _pricing?.For(Input, _ => true);

    private bool AddCandidates(MatchPricing pricing, Func<int, bool>? concerns, SparseAssignment engine, long scale, CancellationToken cancellationToken)
    {
        if (_sharesRows)
        {
            _rows = [.. _rows!];
            _sharesRows = false;
        }

        if (!pricing.Add(_rows!, MatchPricing.EffectivePrices(this, engine, scale), l => BonusOf(l) * scale, l => IsHere(l) && (concerns is null || concerns(l)), cancellationToken)) return false;
        Flatten();
        return true;
    }

    /// <summary>Makes sure that pairs which stand now are among the candidates, where they come into question.</summary>
    /// <param name="mentorOf">The mentor of each learner, negative for none.</param>
    public void Include(int[] mentorOf)
    {
        if (_rows is null) return;
        for (int l = 0; l < mentorOf.Length; l++)
        {
            int m = mentorOf[l];
            if (m < 0 || Array.BinarySearch(_rows[l].Mentors, m) >= 0 || Input.Mentors[m].Places == 0) continue;
            Judge.Begin(l);
            int value = Judge.Judge(m), at = ~Array.BinarySearch(_rows[l].Mentors, m);
            if (value >= 0) _rows[l] = ([.. _rows[l].Mentors[..at], m, .. _rows[l].Mentors[at..]], [.. _rows[l].Points[..at], value, .. _rows[l].Points[at..]]);
        }

        Flatten();
    }

    private void ListCandidates(CancellationToken cancellationToken)
    {
        _pricing = new MatchPricing(Input, Judge);
        _rows = _pricing.First(cancellationToken);
        Flatten();
    }

    private void Flatten()
    {
        int[] start = new int[LearnerCount + 1];
        for (int l = 0; l < LearnerCount; l++) start[l + 1] = start[l] + _rows![l].Mentors.Length;
        int[] mentor = new int[start[LearnerCount]], points = new int[mentor.Length];
        for (int l = 0; l < LearnerCount; l++)
        {
            _rows![l].Mentors.CopyTo(mentor, start[l]);
            _rows[l].Points.CopyTo(points, start[l]);
        }

        (Start, Mentor, Points, _graph, _ranks) = (start, mentor, points, null, null);
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

    /// <summary>Whether the host brought a fit for a pair, allowed or not.</summary>
    public bool IsHosted(int learner, int mentor) => (_hosted ??= MakeHosted()).Contains(((long)learner * MentorCount) + mentor);

    private HashSet<long> MakeHosted() => [.. Input.Request.Fits!
        .Where(fit => fit.Points is >= 0 and <= PairFit.MaximumPoints && Input.LearnerAt(fit.Learner) >= 0 && Input.MentorAt(fit.Mentor) >= 0)
        .Select(fit => ((long)Input.LearnerAt(fit.Learner) * MentorCount) + Input.MentorAt(fit.Mentor))];

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
