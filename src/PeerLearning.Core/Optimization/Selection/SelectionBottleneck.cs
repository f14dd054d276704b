namespace PeerLearning.Optimization;

/// <summary>The part of a selection that keeps two floors: one on every item and one on every pair.</summary>
/// <param name="Problem">The worth of what is not a least, over the items that keep the floor; null if there is no team.</param>
/// <param name="ItemOf">The number of an item of the part among all items; it keeps the order.</param>
/// <param name="TieKey">The tie key of an item of the part.</param>
internal sealed record SelectionPart(SelectionProblem? Problem, Func<int, int> ItemOf, Func<int, int> TieKey);

/// <summary>Floors between which no unlisted team can be better than the last one listed, and the prices that show it.</summary>
/// <param name="Items">The first and the last level of the floor on items.</param>
/// <param name="Pairs">The first and the last level of the floor on pairs.</param>
/// <param name="Names">The names of the features of the problem that the prices belong to, then of its sums; empty if there are no teams.</param>
/// <param name="Prices">The prices of its features, then of its sums.</param>
internal sealed record SelectionRegion((int Low, int High) Items, (int Low, int High) Pairs, string[] Names, long[] Prices);

/// <summary>Chooses k of n items where the worst item or the worst pair counts: the worth of the least level of either, and of everything else, as large as possible.</summary>
/// <remarks>
/// <para>With floors on items and pairs what is left is an ordinary selection, whose best value falls as the floors rise. A box of floors is worth no more than its highest levels and the best
/// value at its lowest ones. Boxes are solved from the most promising on and split at what their teams have reached, until none can be better (branch and bound over thresholds; for a single bottleneck
/// Edmonds and Fulkerson, Journal of Combinatorial Theory 8(3), 1970).</para>
/// <para>The k best teams of all boxes hold the k best teams of all: at the levels that a team has itself, its worth is not underrated, and whoever is before it there is before it anyway.</para>
/// </remarks>
internal sealed class SelectionBottleneck
{
    private readonly long[] _items;
    private readonly long[] _pairs;
    private readonly Func<int, int, SelectionPart> _partAt;
    private readonly Func<int[], (int Item, int Pair)> _levelsOf;
    private readonly SelectionOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly PriorityQueue<Box, (long Bound, int Number)> _open = new();
    private readonly List<(int Item, int Pair)> _impossible = [];
    private readonly List<SelectionRegion> _regions = [];
    private readonly List<Entry> _teams = [];
    private readonly SortedSet<(int Item, int Pair)> _tied = [];
    private int _numbers;
    private long _nodes;
    private long _priced = long.MinValue;

    /// <param name="items">The worth of every level of items, ascending.</param>
    /// <param name="pairs">The worth of every level of pairs, ascending.</param>
    /// <param name="partAt">The part of the selection at a level of items and one of pairs.</param>
    /// <param name="levelsOf">The levels that a team has itself.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="cancellationToken">Stops early with the best team so far.</param>
    public SelectionBottleneck(
        long[] items, long[] pairs, Func<int, int, SelectionPart> partAt, Func<int[], (int Item, int Pair)> levelsOf, SelectionOptions options, CancellationToken cancellationToken)
    {
        _items = items;
        _pairs = pairs;
        _partAt = partAt;
        _levelsOf = levelsOf;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The levels at which teams with the best objective were found, and all of them once the answer is proven.</summary>
    public IEnumerable<(int Item, int Pair)> TiedLevels => _tied;

    /// <summary>The best team, or the best few.</summary>
    public SelectionAnswer Solve(IProgress<WorkProgress>? progress)
    {
        var whole = new Box((0, _items.Length - 1), (0, _pairs.Length - 1), long.MaxValue, long.MaxValue, [], []);
        var root = Look(whole, 1, out var part, onlyBound: true);
        if (root is null || root.Proof == Proof.Impossible) return Answer(Proof.Impossible, 0, []);
        Offer(root, part);
        bool isSettled = root.Proof == Proof.Optimal && root.IsComplete;
        if (isSettled) Split(whole, root, part);
        else Spread(whole, root, NamesOf(part));
        while (_open.TryDequeue(out var box, out _))
        {
            if (IsFull && box.Bound < Last)
            {
                // Everything that is left is worth no more.
                KeepOpen(box);
                return Answer(Proof.Optimal, Best, root.Prices);
            }

            if (_cancellationToken.IsCancellationRequested)
            {
                if (_teams.Count == 0 && Look(whole, 1, out part, onlyBound: true) is { } any) Offer(any, part);
                return Stopped(box, box.Bound, root.Prices);
            }

            if (_impossible.Exists(corner => corner.Item <= box.Items.Low && corner.Pair <= box.Pairs.Low)) continue;
            var answer = Look(box, Math.Max(1, _options.Nodes - _nodes), out part);
            if (answer is null || answer.Proof == Proof.Impossible)
            {
                bool isEmpty = answer is null || AtLeast(box) is null;
                if (isEmpty) _impossible.Add((box.Items.Low, box.Pairs.Low));
                if (isEmpty) _regions.Add(new SelectionRegion((box.Items.Low, _items.Length - 1), (box.Pairs.Low, _pairs.Length - 1), NamesOf(part), answer?.Prices ?? []));
                else Close(box.Items, box.Pairs, NamesOf(part), answer!);
            }
            else
            {
                Offer(answer, part);
                if (answer.Proof != Proof.Optimal || !answer.IsComplete)
                {
                    return Stopped(box, answer.Teams.Count == 0 ? box.Bound : Math.Min(box.Bound, Top(box) + answer.Bound), root.Prices);
                }

                Split(box, answer, part);
            }

            progress?.Report(new WorkProgress { Done = _nodes, Budget = _options.Nodes, Objective = _teams.Count > 0 ? Best : null, Bound = _open.Count > 0 ? _open.Peek().Bound : Best });
        }

        return _teams.Count == 0 ? Answer(Proof.Impossible, 0, []) : Answer(Proof.Optimal, Best, root.Prices);
    }

    private bool IsFull => _teams.Count >= _options.Keep;

    private long Last => _teams[^1].Objective;

    private long Best => _teams[0].Objective;

    private long Top(Box box) => _items[box.Items.High] + _pairs[box.Pairs.High];

    /// <summary>What a team must be worth besides its levels to matter in a box; null if any team matters.</summary>
    private long? AtLeast(Box box) => IsFull ? Last - Top(box) : null;

    private SelectionAnswer? Look(Box box, long nodes, out SelectionPart part, bool onlyBound = false)
    {
        part = _partAt(box.Items.Low, box.Pairs.Low);
        if (part.Problem is null) return null;
        var options = new SelectionOptions { Keep = _options.Keep, Nodes = nodes, AtLeast = AtLeast(box), TieKey = part.TieKey, StopsAtOnce = _teams.Count > 0, OnlyBound = onlyBound };
        var answer = SelectionSolver.Solve(part.Problem, options, null, _cancellationToken);
        _nodes += answer.Nodes;
        return answer;
    }

    private void Offer(SelectionAnswer answer, SelectionPart part)
    {
        foreach (var team in answer.Teams)
        {
            int[] items = Array.ConvertAll(team.Items, item => part.ItemOf(item));
            var levels = _levelsOf(items);
            var entry = new Entry(items, team.Objective + _items[levels.Item] + _pairs[levels.Pair], [.. team.Items.Select(item => ((long)part.TieKey(item) << 32) | (uint)part.ItemOf(item)).Order()]);
            if (_teams.Count == 0 || entry.Objective > Best) _tied.Clear();
            if (_teams.Count == 0 || entry.Objective >= Best) _tied.Add(levels);
            int at = _teams.BinarySearch(entry);
            if (at >= 0) continue;
            _teams.Insert(~at, entry);
            if (_teams.Count > _options.Keep) _teams.RemoveAt(_teams.Count - 1);
        }
    }

    /// <summary>What is left of a box once the best teams at its lowest levels are known: floors that one of them does not keep.</summary>
    private void Split(Box box, SelectionAnswer answer, SelectionPart part)
    {
        int item = box.Items.High, pair = box.Pairs.High;
        foreach (var team in answer.Teams)
        {
            var levels = _levelsOf(Array.ConvertAll(team.Items, one => part.ItemOf(one)));
            item = Math.Min(item, levels.Item);
            pair = Math.Min(pair, levels.Pair);
        }

        string[] names = NamesOf(part);
        bool isFull = answer.Teams.Count >= _options.Keep;
        long rest = answer.Teams.Count == 0 ? 0 : answer.Teams[^1].Objective;
        if (!isFull)
        {
            // There are no other teams, or none that matter.
            Close(box.Items, box.Pairs, names, answer);
            return;
        }

        Close((box.Items.Low, item), (box.Pairs.Low, pair), names, answer);
        Halve((item + 1, box.Items.High), box.Pairs, rest, names, answer);
        Halve((box.Items.Low, item), (pair + 1, box.Pairs.High), rest, names, answer);
    }

    private void Halve((int Low, int High) items, (int Low, int High) pairs, long rest, string[] names, SelectionAnswer answer)
    {
        if (items.Low > items.High || pairs.Low > pairs.High) return;
        int across = (items.Low + items.High + 1) / 2, along = (pairs.Low + pairs.High + 1) / 2;
        foreach (var half in items.Low < items.High ? [(items.Low, across - 1), (across, items.High)] : new[] { items })
        {
            foreach (var quarter in pairs.Low < pairs.High ? [(pairs.Low, along - 1), (along, pairs.High)] : new[] { pairs }) Push(half, quarter, rest, names, answer);
        }
    }

    /// <summary>The first boxes: narrow at the highest levels, where few items are left, and twice as wide from one to the next.</summary>
    private void Spread(Box whole, SelectionAnswer root, string[] names)
    {
        foreach (var items in Doubling(whole.Items.High))
        {
            foreach (var pairs in Doubling(whole.Pairs.High)) Push(items, pairs, root.PriceBound, names, root);
        }

        static IEnumerable<(int Low, int High)> Doubling(int highest)
        {
            for (int high = highest, width = 1; high >= 0; high -= width, width *= 2)
            {
                int low = Math.Max(0, high - width + 1);
                if (low < width) low = 0;
                yield return (low, high);
                if (low == 0) yield break;
            }
        }
    }

    private void Push((int Low, int High) items, (int Low, int High) pairs, long rest, string[] names, SelectionAnswer answer)
    {
        long top = _items[items.High] + _pairs[pairs.High];
        var box = new Box(items, pairs, top + rest, top + answer.PriceBound, names, answer.Prices);
        _open.Enqueue(box, (-box.Bound, _numbers++));
    }

    /// <summary>The answer when the work ends before its time. Its bound is the one that the prices give, so that whoever checks it need not search.</summary>
    private SelectionAnswer Stopped(Box box, long bound, long[] prices)
    {
        KeepOpen(box);
        foreach (var (other, _) in _open.UnorderedItems) bound = Math.Max(bound, other.Bound);
        if (_teams.Count == 0) return Answer(Proof.None, bound, prices);
        return bound <= Best && _options.Keep == 1 ? Answer(Proof.Optimal, Best, prices) : Answer(Proof.Bounded, Math.Max(_priced, Best), prices);
    }

    /// <summary>Writes down what a part that was looked into rests on.</summary>
    private void Close((int Low, int High) items, (int Low, int High) pairs, string[] names, SelectionAnswer answer)
    {
        _priced = Math.Max(_priced, _items[items.High] + _pairs[pairs.High] + answer.PriceBound);
        _regions.Add(new SelectionRegion(items, pairs, names, answer.Prices));
    }

    /// <summary>Writes down what the boxes that were not looked into rest on.</summary>
    private void KeepOpen(Box first)
    {
        Keep(first);
        foreach (var (box, _) in _open.UnorderedItems.OrderBy(pair => pair.Priority.Bound).ThenBy(pair => pair.Priority.Number)) Keep(box);
    }

    private void Keep(Box box)
    {
        _priced = Math.Max(_priced, box.Priced);
        _regions.Add(new SelectionRegion(box.Items, box.Pairs, box.Names, box.Prices));
    }

    private static string[] NamesOf(SelectionPart part) =>
        part.Problem is { } problem ? [.. problem.Columns.SelectMany(column => column.Features.Select(feature => feature.Name)), .. problem.Sums.Select(sum => sum.Name)] : [];

    private SelectionAnswer Answer(Proof proof, long bound, long[] prices) => new()
    {
        Proof = proof,
        Teams = _teams.ConvertAll(entry => new SelectionTeam(entry.Items, entry.Objective)),
        Bound = bound,
        IsComplete = proof is Proof.Optimal or Proof.Impossible,
        Prices = prices,
        PriceBound = bound,
        Survivors = 0,
        Nodes = _nodes,
        Regions = _regions,
    };

    /// <param name="Items">The levels of the floor on items.</param>
    /// <param name="Pairs">The levels of the floor on pairs.</param>
    /// <param name="Bound">No team with these levels that is not known yet is better.</param>
    /// <param name="Priced">The same, as the prices alone say it.</param>
    /// <param name="Names">The names of the prices.</param>
    /// <param name="Prices">The prices.</param>
    private sealed record Box((int Low, int High) Items, (int Low, int High) Pairs, long Bound, long Priced, string[] Names, long[] Prices);

    private sealed record Entry(int[] Items, long Objective, long[] Keys) : IComparable<Entry>
    {
        public int CompareTo(Entry? other) =>
            other is null ? 1 : Objective != other.Objective ? other.Objective.CompareTo(Objective) : Keys.AsSpan().SequenceCompareTo(other.Keys);
    }
}
