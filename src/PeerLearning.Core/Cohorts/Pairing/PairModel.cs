using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A request as a graph: who may be paired with whom, and how well they fit.</summary>
internal sealed class PairModel
{
    /// <summary>The most people for whom every pair is looked at.</summary>
    public const int MostPeers = 8000;

    private PairModel(MatchInput input, PairOptions options, IReadOnlyList<Problem> problems)
    {
        Input = input;
        Options = options;
        Problems = problems;
        Count = input.Learners.Length;
        Points = new int[Count * Count];
    }

    public MatchInput Input { get; }

    public PairOptions Options { get; }

    public IReadOnlyList<Problem> Problems { get; }

    public int Count { get; }

    /// <summary>The points of each pair, row by row; -1 - reason for a pair that is forbidden.</summary>
    public int[] Points { get; }

    public PersonId IdOf(int peer) => Input.Learners[peer].Person;

    public int PointsOf(int first, int second) => Points[(first * Count) + second];

    public static PairModel Build(Workforce workforce, PairRequest request, PairOptions options, CancellationToken cancellationToken)
    {
        var input = MatchInput.Read(workforce, AsMatch(request));
        var problems = new ProblemList();
        foreach (var problem in input.Problems)
        {
            if (problem.Code.StartsWith("match.mentor.", StringComparison.Ordinal)) continue;
            string code = problem.Code.Replace("match.learner.", "pair.peer.", StringComparison.Ordinal).Replace("match.", "pair.", StringComparison.Ordinal);
            string where = problem.Where.Replace("learners[", "peers[", StringComparison.Ordinal).Replace("learner ", "peer ", StringComparison.Ordinal);
            problems.AddRange([problem with { Code = code, Where = where.Replace("EarlierMentors", "EarlierPeers", StringComparison.Ordinal) }]);
        }

        for (int r = 0; r < request.Rules.Count; r++)
        {
            if (request.Rules[r] is IncludeRule) problems.Error("pair.rule.include", $"rules[{r}]", "A pairing cannot promise somebody a peer.", "Drop the rule.");
        }

        if (input.Learners.Length > MostPeers)
        {
            problems.Error("pair.peers.too-many", "peers", $"There are {input.Learners.Length} people, and every pair is looked at.", $"Bring at most {MostPeers} at a time, for example one business unit.");
            input = MatchInput.Read(workforce, new MatchRequest { Learners = [], MentorPlaces = [] });
        }

        var model = new PairModel(input, options, problems.ToList());
        model.Judge(request, cancellationToken);
        return model;
    }

    /// <summary>The request read as everybody with everybody; what concerns two people is then judged from both sides.</summary>
    public static MatchRequest AsMatch(PairRequest request) => new()
    {
        Learners = ValueList.Copy(request.Peers.Select(peer => peer is null ? null! : new Learner { Person = peer.Person, Preferences = peer.Preferences, EarlierMentors = peer.EarlierPeers })),
        MentorPlaces = ValueList.Copy(request.Peers.Where(peer => peer is not null).Select(peer => new MentorPlace { Person = peer.Person, Preferences = peer.Preferences })),
        Rules = ValueList.Copy(request.Rules.Where(rule => rule is not IncludeRule)),
        Fits = request.Fits,
    };

    public static MatchOptions AsMatch(PairOptions options) => new()
    {
        Weights = options.Weights with { MentorPreferences = options.Weights.LearnerPreferences },
        RequiresCommonLanguage = options.RequiresCommonLanguage,
        OnlyPreferred = options.OnlyPreferred,
    };

    private void Judge(PairRequest request, CancellationToken cancellationToken)
    {
        var judge = new PairJudge(Input, AsMatch(Options));
        for (int i = 0; i < Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            judge.Begin(i);
            for (int j = 0; j < Count; j++) Points[(i * Count) + j] = judge.Judge(j);
        }

        // A pair must be allowed from both sides.
        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++)
            {
                int here = Points[(i * Count) + j], there = Points[(j * Count) + i];
                if (here < 0 || there < 0) Points[(i * Count) + j] = Points[(j * Count) + i] = Math.Min(here, there);
            }
        }

        if (request.Fits is null) return;
        var given = new Dictionary<(int, int), int>();
        foreach (var fit in request.Fits)
        {
            int first = Input.LearnerAt(fit.Learner), second = Input.LearnerAt(fit.Mentor);
            if (first >= 0 && second >= 0 && fit.Points is >= 0 and <= PairFit.MaximumPoints) given.TryAdd((Math.Min(first, second), Math.Max(first, second)), fit.Points);
        }

        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++)
            {
                if (Points[(i * Count) + j] < 0) continue;
                Points[(i * Count) + j] = Points[(j * Count) + i] = given.TryGetValue((i, j), out int points) ? points : -1 - PairJudge.NotPreferred;
            }
        }
    }
}
