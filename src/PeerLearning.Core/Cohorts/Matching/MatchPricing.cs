using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>Candidates for requests with too many pairs to list: some good ones for everybody, then whichever the prices ask for.</summary>
/// <remarks>
/// Column generation. Mentors of one class differ for a learner only by their prices, so the best of a class is its cheapest who is not excluded for the learner alone: all pairs are priced without looking at each.
/// When no pair left out is worth more than what the learner has, the prices prove the match over all pairs.
/// </remarks>
internal sealed class MatchPricing
{
    // Enough that most learners never need another, and few enough for 100,000 learners.
    private const int FirstCandidates = 12;

    // Some from anywhere: where all want the same few, places elsewhere must be in sight, or most of the work is finding them.
    private const int ScatteredCandidates = 8;
    private const int ScatteredTries = 40;
    private const int AddedPerRound = 4;

    private readonly MatchInput _input;
    private readonly PairJudge _judge;
    private readonly int[][] _mentorsOf;
    private readonly int[] _classes;
    private readonly int[] _learnerOrder;
    private readonly int[] _sameOf;

    /// <summary>Prices all mentors who have places.</summary>
    public MatchPricing(MatchInput input, PairJudge judge)
        : this(input, judge, _ => true, null)
    {
    }

    private MatchPricing(MatchInput input, PairJudge judge, Func<int, bool> isPriced, int[]? learnerOrder)
    {
        _input = input;
        _judge = judge;
        var byClass = new SortedDictionary<int, List<int>>();
        for (int m = 0; m < input.Mentors.Length; m++)
        {
            if (input.Mentors[m].Places == 0 || input.MentorExcluded[m] || !isPriced(m)) continue;
            if (!byClass.TryGetValue(judge.MentorClass(m), out var members)) byClass.Add(judge.MentorClass(m), members = []);
            members.Add(m);
        }

        _classes = [.. byClass.Keys];
        _sameOf = new int[byClass.Count];
        _mentorsOf = [.. byClass.Values.Select(members => members.ToArray())];

        // Learners of one class are handled together: the order of mentor classes is worked out once for them.
        _learnerOrder = learnerOrder ?? [.. Enumerable.Range(0, input.Learners.Length).OrderBy(judge.LearnerClass).ThenBy(l => l)];
    }

    /// <summary>The same for other places and for some of the mentors.</summary>
    public MatchPricing For(MatchInput input, Func<int, bool> isPriced) => new(input, _judge, isPriced, _learnerOrder);

    /// <summary>The first candidates of everybody: all who are listed on either side, and the best others, different ones for different learners.</summary>
    public (int[] Mentors, int[] Points)[] First(CancellationToken cancellationToken)
    {
        var rows = new (int[], int[])[_input.Learners.Length];
        (int Points, int Class)[] order = [];
        int previous = -1;
        var row = new SortedList<int, int>();
        foreach (int l in _learnerOrder)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _judge.Begin(l);
            if (_judge.LearnerClass(l) != previous)
            {
                previous = _judge.LearnerClass(l);
                order = Order(_ => 0);
            }

            row.Clear();
            foreach (int m in _judge.SpecialMentors())
            {
                int value = _judge.Judge(m);
                if (value >= 0 && _input.Mentors[m].Places > 0) row[m] = value;
            }

            int wanted = row.Count + FirstCandidates;
            foreach (var (_, c) in order)
            {
                int[] members = _mentorsOf[c];
                int offset = (int)((uint)(l * 40503L) % (uint)members.Length);
                for (int k = 0; k < members.Length && row.Count < wanted; k++)
                {
                    int m = members[offset + k < members.Length ? offset + k : offset + k - members.Length], value = _judge.Judge(m);
                    if (value >= 0) row.TryAdd(m, value);
                }

                if (row.Count >= wanted) break;
            }

            wanted = row.Count + ScatteredCandidates;
            for (int k = 1; k <= ScatteredTries && row.Count < wanted; k++)
            {
                int m = (int)(unchecked(((uint)l * 2654435761u) + ((uint)k * 40503u * 65537u)) % (uint)_input.Mentors.Length), value = _judge.Judge(m);
                if (value >= 0 && _input.Mentors[m].Places > 0) row.TryAdd(m, value);
            }

            rows[l] = ([.. row.Keys], [.. row.Values]);
        }

        return rows;
    }

    /// <summary>Adds the pairs that are worth more at the prices than what their learners have.</summary>
    /// <param name="rows">The candidates of each learner.</param>
    /// <param name="price">The price at which a learner gets the next place of each mentor.</param>
    /// <param name="bonusOf">What each learner counts beyond the points.</param>
    /// <param name="concerns">Whose pairs are to be priced.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether there was any.</returns>
    public bool Add((int[] Mentors, int[] Points)[] rows, long[] price, Func<int, long> bonusOf, Func<int, bool> concerns, CancellationToken cancellationToken)
    {
        foreach (int[] members in _mentorsOf) Array.Sort(members, (a, b) => price[a] != price[b] ? price[a].CompareTo(price[b]) : a.CompareTo(b));
        for (int c = 0; c < _classes.Length; c++)
        {
            int[] members = _mentorsOf[c];
            _sameOf[c] = 1;
            while (_sameOf[c] < members.Length && price[members[_sameOf[c]]] == price[members[0]]) _sameOf[c]++;
        }

        bool any = false;
        (int Points, int Class)[] order = [];
        int previous = -1;
        var row = new SortedList<int, int>();
        foreach (int l in _learnerOrder)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!concerns(l)) continue;
            var (mentors, points) = rows[l];
            long bonus = bonusOf(l), value = 0;
            for (int k = 0; k < mentors.Length; k++) value = Math.Max(value, points[k] + bonus - price[mentors[k]]);
            _judge.Begin(l);
            if (_judge.LearnerClass(l) != previous)
            {
                previous = _judge.LearnerClass(l);
                order = Order(c => price[_mentorsOf[c][0]]);
            }

            int added = 0;
            foreach (var (potential, c) in order)
            {
                // The order is by points less the least price of the class.
                int[] members = _mentorsOf[c];
                long best = potential - price[members[0]] + bonus;
                if (best <= value || added == AddedPerRound) break;
                int same = _sameOf[c], turn = (int)((uint)(l * 40503L) % (uint)same);
                for (int at = 0; at < members.Length; at++)
                {
                    // Those of the same least price are asked in turn, or all learners would ask for the same few.
                    int m = members[at >= same ? at : turn + at < same ? turn + at : turn + at - same];
                    if (potential - price[m] + bonus <= value || added == AddedPerRound) break;
                    int worth = _judge.Judge(m);
                    if (worth < 0 || worth + bonus - price[m] <= value || Array.BinarySearch(mentors, m) >= 0) continue;
                    if (added++ == 0)
                    {
                        row.Clear();
                        for (int k = 0; k < mentors.Length; k++) row.Add(mentors[k], points[k]);
                    }

                    row[m] = worth;
                }
            }

            if (added == 0) continue;
            any = true;
            rows[l] = ([.. row.Keys], [.. row.Values]);
        }

        return any;
    }

    /// <summary>The price at which a learner gets the next place of each mentor.</summary>
    public static long[] EffectivePrices(MatchModel model, SparseAssignment engine, long scale)
    {
        long[] price = new long[model.MentorCount];
        for (int m = 0; m < price.Length; m++)
        {
            int node = model.MinimumNode(m);
            price[m] = engine.PlacesOf(m) > 0 || node < 0 ? engine.PriceOf(m) : long.MaxValue;
            if (node >= 0) price[m] = Math.Min(price[m], engine.PriceOf(node) - (model.MinimumBonus * scale));
        }

        return price;
    }

    private (int Points, int Class)[] Order(Func<int, long> leastPrice)
    {
        var order = new List<(int Points, int Class)>();
        for (int c = 0; c < _classes.Length; c++)
        {
            int points = _judge.PlainPoints(_classes[c]);
            if (points >= 0) order.Add((points, c));
        }

        return [.. order.OrderByDescending(one => one.Points - leastPrice(one.Class)).ThenBy(one => one.Class)];
    }
}
