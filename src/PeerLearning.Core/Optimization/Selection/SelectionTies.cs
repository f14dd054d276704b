namespace PeerLearning.Optimization;

/// <summary>Which of equally good teams come first: a depth-first search in the order of the tie keys, which meets the first teams first.</summary>
/// <remarks>
/// <para>Of two teams the one with the smaller least tie key comes first; if those are equal, the next tell. Searching in that order, the first team met is the first of all,
/// so that the search may stop there, however many equal teams there are.</para>
/// <para>Items that are alike in everything that counts are told apart by their keys alone, so that a search for all patterns takes the first ones only
/// (<see cref="SelectionLikes"/>).</para>
/// </remarks>
internal sealed class SelectionTies
{
    private readonly SelectionBranch _branch;
    private readonly SelectionProblem _problem;
    private readonly long[] _values;
    private readonly int[] _before;
    private readonly bool[] _isChosen;
    private readonly long _objective;
    private readonly int _most;
    private readonly long _budget;
    private readonly CancellationToken _cancellationToken;
    private readonly List<int[]> _teams = [];
    private readonly Level?[] _levels;
    private bool _stopped;

    /// <param name="model">The model.</param>
    /// <param name="items">The items that are left, without the required ones, in the order of their tie keys.</param>
    /// <param name="before">For every item the position of the one that must be chosen before it; -1 for none.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="objective">The objective of the teams that are looked for.</param>
    /// <param name="most">The most teams to list.</param>
    /// <param name="budget">The number of nodes that may be visited.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public SelectionTies(
        SelectionModel model, int[] items, int[]? before, long[] prices, long objective, int most, long budget, CancellationToken cancellationToken)
    {
        _problem = model.Problem;
        _branch = new SelectionBranch(model, items, prices);
        _values = SelectionBranch.Reduced(model, items, prices);
        _before = before ?? [];
        _isChosen = new bool[items.Length];
        _objective = objective;
        _most = most;
        _budget = budget;
        _levels = new Level?[model.Free];
        _cancellationToken = cancellationToken;
    }

    /// <summary>The nodes visited.</summary>
    public long Visited { get; private set; }

    /// <summary>Whether the teams are all there are, or the first ones as far as they go.</summary>
    public bool IsComplete => !_stopped;

    /// <summary>Whether there are no others.</summary>
    public bool IsAll { get; private set; } = true;

    /// <summary>The teams with the objective in the order of their tie keys, each ascending.</summary>
    public IReadOnlyList<int[]> Run()
    {
        if (_branch.IsHopeless || _values.Length < _branch.Remaining) return [];
        if (_branch.Remaining == 0) Offer();
        else Descend(Enumerable.Range(0, _values.Length).ToArray(), _branch.Base);
        return _teams;
    }

    private bool IsOver => _stopped || !IsAll;

    /// <summary>Extends the team by one item of the list, then by those behind it.</summary>
    private void Descend(ReadOnlySpan<int> list, long sum)
    {
        int after = _branch.Remaining - 1;
        long here = _branch.Counts();
        if (here == SelectionFeature.Forbidden || list.Length <= after) return;
        long next = _branch.SeparateCounts(after);
        var level = _levels[after] ??= new Level(_values.Length, after);
        BestBehind(list, level);
        for (int at = 0; at + after < list.Length && !IsOver; at++)
        {
            if (_cancellationToken.IsCancellationRequested) _stopped = true;
            int i = list[at];
            if (!IsNext(i) || _branch.IsBlocked(i)) continue;
            long most = sum + _values[i] + level.Behind[at + 1];
            if (most + here < _objective) continue;
            long counts = _branch.SeparateCountsWith(i, after, next);
            if (counts == SelectionFeature.Forbidden || most + counts < _objective || !_branch.Permits(i)) continue;
            if (++Visited > _budget) _stopped = true;
            _branch.Choose(i);
            _isChosen[i] = true;
            if (after == 0) Offer();
            else Descend(Left(list[(at + 1)..], sum + _values[i], level), sum + _values[i]);
            _isChosen[i] = false;
            _branch.Undo(i);
        }
    }

    private bool IsNext(int i) => _before.Length == 0 || _before[i] < 0 || _isChosen[_before[i]];

    private void Offer()
    {
        int[] team = _branch.Team();
        if (_problem.Evaluate(team, isKnownFree: true) != _objective) return;
        if (_teams.Count == _most) IsAll = false;
        else _teams.Add(team);
    }

    /// <summary>Those of the items behind the chosen one that could still be part of a team with the objective.</summary>
    private ReadOnlySpan<int> Left(ReadOnlySpan<int> rest, long sum, Level level)
    {
        long here = _branch.Counts();
        if (here == SelectionFeature.Forbidden) return [];
        long others = 0;
        long[] best = level.Best;
        int count = 0;
        foreach (int i in rest) Keep(best, ref count, _values[i]);
        for (int b = 0; b + 1 < Math.Min(count, best.Length); b++) others += best[b];
        int left = 0;
        foreach (int i in rest)
        {
            if (!_branch.IsBlocked(i) && sum + _values[i] + others + here >= _objective) level.Left[left++] = i;
        }

        return level.Left.AsSpan(0, left);
    }

    /// <summary>For every place the sum of the best values from there on, as many as are asked for.</summary>
    private void BestBehind(ReadOnlySpan<int> list, Level level)
    {
        int count = 0;
        long sum = 0;
        level.Behind[list.Length] = 0;
        for (int at = list.Length - 1; at >= 0; at--)
        {
            sum += Keep(level.Best, ref count, _values[list[at]]);
            level.Behind[at] = sum;
        }
    }

    /// <summary>Keeps the largest values, largest first, and returns by how much their sum grew.</summary>
    private static long Keep(long[] best, ref int count, long value)
    {
        if (best.Length == 0 || (count == best.Length && best[count - 1] >= value)) return 0;
        long gone = count == best.Length ? best[count - 1] : 0;
        int at = count == best.Length ? count - 1 : count++;
        while (at > 0 && best[at - 1] < value)
        {
            best[at] = best[at - 1];
            at--;
        }

        best[at] = value;
        return value - gone;
    }

    /// <summary>What a search needs at a depth, used again and again.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="after">The number of items to come after the next one.</param>
    private sealed class Level(int items, int after)
    {
        public int[] Left { get; } = new int[items];

        public long[] Behind { get; } = new long[items + 1];

        public long[] Best { get; } = new long[after];
    }
}
