using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>Methods that compare matches by several counts, one after another.</summary>
/// <remarks>
/// Each count is an assignment problem of its own. Its optimal prices describe all its optimal matches: only pairs without reduced cost, with every priced place taken and everybody matched whose price of staying out is positive
/// (complementary slackness). The next count is solved within those, so no weights grow with the number of people.
/// </remarks>
internal static class MatchProfiles
{
    public static MatchOutcome RankMaximal(MatchModel model, CancellationToken cancellationToken)
    {
        int worst = model.Ranks.Learner.DefaultIfEmpty(0).Max();
        var face = new Face(model, cancellationToken);
        for (int rank = 1; rank <= worst && !face.IsSettled; rank++)
        {
            int wanted = rank;
            face.Stage(e => model.Ranks.Learner[e] == wanted ? -1 : 0, _ => 0);
        }

        face.Stage(e => -model.Points[e], _ => 0);
        return face.Outcome("rank-maximal by optimal faces");
    }

    public static MatchOutcome Generous(MatchModel model, CancellationToken cancellationToken)
    {
        int worst = model.Ranks.Learner.DefaultIfEmpty(0).Max();
        var face = new Face(model, cancellationToken);
        face.Stage(_ => 0, _ => 1);
        for (int rank = worst; rank > 1 && !face.IsSettled; rank--)
        {
            int bad = rank;
            if (model.Ranks.Learner.Contains(rank)) face.Stage(e => model.Ranks.Learner[e] == bad ? 1 : 0, _ => 0);
        }

        face.Stage(e => -model.Points[e], _ => 0);
        return face.Outcome("generous by optimal faces");
    }

    public static MatchOutcome MinimumRegret(MatchModel model, CancellationToken cancellationToken)
    {
        var face = new Face(model, cancellationToken);
        face.Stage(_ => 0, _ => 1);
        int most = face.Matched(), low = 1, high = Math.Max(1, model.Ranks.Learner.DefaultIfEmpty(1).Max());
        while (low < high)
        {
            int middle = (low + high) / 2;
            var tried = new Face(model, cancellationToken, e => model.Ranks.Learner[e] <= middle);
            tried.Stage(_ => 0, _ => 1);
            if (tried.Matched() == most && tried.Violations() == face.Violations()) high = middle;
            else low = middle + 1;
        }

        var narrow = new Face(model, cancellationToken, e => model.Ranks.Learner[e] <= low);
        narrow.Stage(_ => 0, _ => 1);
        narrow.Stage(e => -model.Points[e], _ => 0);
        return narrow.Outcome("least worst choice by bisection");
    }

    /// <summary>The most people where they come first, then the most pairs kept, then the highest total fit.</summary>
    public static MatchOutcome Keep(MatchModel model, bool[] isKept, bool isPeopleFirst, CancellationToken cancellationToken)
    {
        var face = new Face(model, cancellationToken);
        if (isPeopleFirst) face.Stage(_ => 0, _ => 1);
        face.Stage(e => isKept[e] ? -1 : 0, _ => 0);
        face.Stage(e => -model.Points[e], _ => 0);
        return face.Outcome("fewest moves by optimal faces");
    }

    /// <summary>The plain graph of a model, without minimums.</summary>
    public static AssignmentGraph Plain(MatchModel model, Func<int, int> cost, Func<int, long> outCost)
    {
        int[] costs = new int[model.Mentor.Length];
        for (int e = 0; e < costs.Length; e++) costs[e] = cost(e);
        long[] outs = new long[model.LearnerCount];
        for (int l = 0; l < outs.Length; l++) outs[l] = outCost(l);
        return new AssignmentGraph
        {
            LeftCount = model.LearnerCount,
            RightCount = model.MentorCount,
            Start = model.Start,
            To = model.Mentor,
            Cost = costs,
            Capacity = Array.ConvertAll(model.Input.Mentors, mentor => mentor.Places),
            OutCost = outs,
        };
    }

    /// <summary>All matches that are optimal in every count so far.</summary>
    private sealed class Face
    {
        private readonly MatchModel _model;
        private readonly CancellationToken _cancellationToken;
        private readonly AssignmentGraph _whole;
        private readonly bool[] _isIn;
        private readonly bool[] _mustSeat;
        private readonly bool[] _mustFill;
        private SparseAssignment? _engine;
        private int[] _edges = [];
        private bool _isStopped;
        private long _work;

        public Face(MatchModel model, CancellationToken cancellationToken, Func<int, bool>? allows = null)
        {
            _model = model;
            _cancellationToken = cancellationToken;
            _whole = model.Graph();
            _isIn = new bool[_whole.EdgeCount];
            for (int e = 0; e < _isIn.Length; e++) _isIn[e] = allows is null || allows(model.CandidateOf(e));
            _mustSeat = new bool[_whole.LeftCount];
            _mustFill = new bool[_whole.RightCount];

            // What comes before every method: minimum places, then people who must be matched.
            bool isBound = _whole.RightCount > model.MentorCount || Array.Exists(model.Input.LearnerMust, must => must);
            if (isBound) Stage(_ => 0, l => model.Input.LearnerMust[l] ? 1 : 0, right => right >= model.MentorCount ? -2 : 0);
        }

        /// <summary>Whether every left node has at most one way left to go.</summary>
        public bool IsSettled { get; private set; }

        public int Matched() => Enumerable.Range(0, _whole.LeftCount).Count(l => _engine!.EdgeOf(l) >= 0);

        public int Violations()
        {
            int missing = 0;
            for (int l = 0; l < _whole.LeftCount; l++) missing += _model.Input.LearnerMust[l] && _engine!.EdgeOf(l) < 0 ? 1 : 0;
            for (int j = _model.MentorCount; j < _whole.RightCount; j++) missing += _whole.Capacity[j] - _engine!.UsedOf(j);
            return missing;
        }

        /// <summary>Narrows the face to the matches of least cost.</summary>
        public void Stage(Func<int, int> cost, Func<int, long> outCost, Func<int, long>? fill = null)
        {
            if (_isStopped) return;
            int[] start = new int[_whole.LeftCount + 1];
            List<int> edges = [], to = [], costs = [];
            long largest = 1;
            for (int l = 0; l < _whole.LeftCount; l++)
            {
                for (int e = _whole.Start[l]; e < _whole.Start[l + 1]; e++)
                {
                    if (!_isIn[e]) continue;
                    edges.Add(e);
                    to.Add(_whole.To[e]);
                    costs.Add(cost(_model.CandidateOf(e)));
                    largest = Math.Max(largest, Math.Abs((long)costs[^1]));
                }

                start[l + 1] = edges.Count;
            }

            var outs = new long[_whole.LeftCount];
            var floor = new long[_whole.RightCount];
            for (int j = 0; j < floor.Length; j++) floor[j] = fill?.Invoke(j) ?? 0;
            for (int l = 0; l < outs.Length; l++)
            {
                outs[l] = outCost(l);
                largest = Math.Max(largest, Math.Abs(outs[l]));
            }

            // Whoever must be seated, and what must be filled, can be all at once: one miss must cost more than everything else can save.
            long miss = checked((2 * (largest + 2) * (_whole.LeftCount + 1)) + 1);
            for (int l = 0; l < outs.Length; l++) outs[l] += _mustSeat[l] ? miss : 0;
            for (int j = 0; j < floor.Length; j++) floor[j] -= _mustFill[j] ? miss : 0;
            var graph = new AssignmentGraph
            {
                LeftCount = _whole.LeftCount,
                RightCount = _whole.RightCount,
                Start = start,
                To = [.. to],
                Cost = [.. costs],
                Capacity = _whole.Capacity,
                OutCost = outs,
                Floor = floor,
            };
            var engine = new SparseAssignment(graph);
            engine.Solve(cancellationToken: _cancellationToken);
            _work += engine.Work;
            _engine = engine;
            _edges = [.. edges];
            if (!engine.IsOptimal)
            {
                _isStopped = true;
                return;
            }

            Narrow(graph, engine);
        }

        public MatchOutcome Outcome(string method)
        {
            var candidateOf = new int[_whole.LeftCount];
            for (int l = 0; l < candidateOf.Length; l++)
            {
                int e = _engine!.EdgeOf(l);
                candidateOf[l] = e < 0 ? -1 : _model.CandidateOf(_edges[e]);
            }

            return new MatchOutcome { CandidateOf = candidateOf, Method = method, Work = _work, IsProven = !_isStopped };
        }

        private void Narrow(AssignmentGraph graph, SparseAssignment engine)
        {
            IsSettled = true;
            for (int l = 0; l < graph.LeftCount; l++)
            {
                long value = graph.OutCost[l];
                for (int k = graph.Start[l]; k < graph.Start[l + 1]; k++)
                {
                    if (graph.Capacity[graph.To[k]] > 0) value = Math.Min(value, graph.Cost[k] + graph.FloorOf(graph.To[k]) + engine.PriceOf(graph.To[k]));
                }

                if (value < graph.OutCost[l]) _mustSeat[l] = true;
                int ways = _mustSeat[l] ? 0 : 1;
                for (int k = graph.Start[l]; k < graph.Start[l + 1]; k++)
                {
                    int j = graph.To[k];
                    if (graph.Capacity[j] > 0 && graph.Cost[k] + graph.FloorOf(j) + engine.PriceOf(j) == value) ways++;
                    else _isIn[_edges[k]] = false;
                }

                if (ways > 1) IsSettled = false;
            }

            for (int j = 0; j < graph.RightCount; j++)
            {
                if (engine.PriceOf(j) > 0) _mustFill[j] = true;
            }
        }
    }
}
