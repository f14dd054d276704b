namespace PeerLearning.Optimization;

/// <summary>
/// Search for the maximally diverse grouping: a small population of annealed groupings whose children inherit what two parents agree on and are
/// annealed again from a middle temperature; further populations when the budget allows them, a single anneal when it allows no more.
/// </summary>
/// <remarks>
/// The population follows Yang et al. (EJOR 302, 2022) in spirit; in place of descent each member is annealed over whole rows of exchanges. Work is
/// counted in rows looked at and swaps carried out, weighed by their length.
/// </remarks>
internal sealed class DiversitySearch
{
    /// <summary>The work of a second on one core of the machine that the budgets are calibrated on.</summary>
    public const long UnitsPerSecond = 3_000_000_000;

    private const int MostMembers = 10;

    /// <summary>Sweeps for each element that a member is worth with up to 120 elements; fewer members when the budget holds fewer.</summary>
    private const long SweepsPerMember = 17;

    /// <summary>Beyond that a member is worth the cube of the number of elements by this: with many, one slow anneal is better than a population of quick ones.</summary>
    private const long CubePerSweep = 100_000;

    /// <summary>How many times that a member takes at most: what a larger budget holds goes into further populations, which escape more than a
    /// slower anneal does.</summary>
    private const double MostOfAMember = 7.5;

    /// <summary>The share of the budget that the first generation takes.</summary>
    private const double FirstShare = 0.4;

    private readonly DiversityInstance _instance;
    private readonly DiversityState _state;
    private readonly DiversityAnnealer _annealer;
    private readonly long _budget;
    private readonly long _sweep;
    private readonly long _member;
    private readonly Action<long, long>? _report;
    private readonly CancellationToken _cancellation;
    private SeededRandom _random;
    private int[] _best;
    private long _bestValue = long.MinValue;

    private DiversitySearch(DiversityInstance instance, ulong seed, long budget, Action<long, long>? report, CancellationToken cancellation)
    {
        _instance = instance;
        _random = new SeededRandom(seed);
        _state = new DiversityState(instance);
        _annealer = new DiversityAnnealer(_state, _random.Fork(1));
        _budget = budget;
        _sweep = instance.Count * _state.RowWork;
        long count = instance.Count;
        _member = _sweep * count * Math.Max(SweepsPerMember, count * count * count / CubePerSweep);
        _report = report;
        _cancellation = cancellation;
        _best = [];
    }

    /// <summary>Searches, and returns the best grouping with its objective and the work spent.</summary>
    /// <param name="instance">The problem; its ranges of sizes must hold its elements.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="budget">The work allowed.</param>
    /// <param name="report">Told the work and the best objective, now and then.</param>
    /// <param name="cancellation">Ends the search early with the best so far.</param>
    public static (int[] Group, long Objective, long Work) Solve(
        DiversityInstance instance, ulong seed, long budget, Action<long, long>? report = null, CancellationToken cancellation = default)
    {
        var search = new DiversitySearch(instance, seed, budget, report, cancellation);
        search.Run();
        return (search._best, search._bestValue, search._state.Work);
    }

    /// <summary>One population after the other, each with an equal share of the budget.</summary>
    private void Run()
    {
        int[] sizes = Patterns()[0];
        _annealer.Deal(sizes);
        _annealer.Calibrate();
        double longest = MostOfAMember * _member * MostMembers / FirstShare;
        long left = Math.Max(1, (long)Math.Ceiling((_budget - _state.Work) / longest));
        do Populate(sizes, (_budget - _state.Work) / left);
        while (--left > 0 && !_cancellation.IsCancellationRequested);
    }

    private void Populate(int[] sizes, long budget)
    {
        long end = _state.Work + budget;
        int members = (int)Math.Clamp(budget / _member, 1, MostMembers);
        if (members < 3) members = 1;
        long each = members == 1 ? Math.Max(_sweep, budget) : (long)(budget * FirstShare / members);
        var pool = new List<(int[] Group, long Value)>();
        for (int k = 0; k < members && (k == 0 || !_cancellation.IsCancellationRequested); k++)
        {
            _annealer.Deal(sizes);
            pool.Add(Improve(_annealer.Hot, each));
        }

        if (members > 1) Breed(pool, end);
    }

    private void Breed(List<(int[] Group, long Value)> pool, long end)
    {
        const int Children = 60;
        long each = Math.Max(1, (end - _state.Work) / Children);
        float middle = 0.8f * _annealer.Hot;
        while (_state.Work < end && !_cancellation.IsCancellationRequested)
        {
            int a = _random.Next(pool.Count);
            int b = _random.Next(pool.Count - 1);
            if (b >= a) b++;
            _state.Load(Cross(pool[a].Group, pool[b].Group));
            var child = Improve(middle, Math.Min(each, end - _state.Work));
            int worse = pool[a].Value < pool[b].Value ? a : b;
            if (child.Value >= pool[worse].Value && !pool.Exists(member => member.Value == child.Value)) pool[worse] = child;
        }
    }

    private (int[] Group, long Value) Improve(float hot, long budget)
    {
        _annealer.Anneal(hot, _annealer.Cold, budget, _cancellation);
        _annealer.Descend(_budget + (_budget / 16));
        int[] group = _state.Named();
        if (_state.Objective > _bestValue)
        {
            _bestValue = _state.Objective;
            _best = group;
        }

        _report?.Invoke(_state.Work, _bestValue);
        return (group, _state.Objective);
    }

    /// <summary>The sizes to search with, best first: as given, or those that the ranges leave most promising.</summary>
    private List<int[]> Patterns()
    {
        if (_instance.HasFixedSizes) return [_instance.Lower];
        var first = SizePatterns.Best(_instance.Count, _instance.Lower, _instance.Upper, size => (double)size * size, 1);
        _annealer.Deal(first[0]);
        _annealer.Calibrate();
        _annealer.Anneal(_annealer.Hot, _annealer.Cold, _budget / 50, _cancellation);
        double mean = _instance.MeanWeight;
        double choice = _state.Objective;
        double sum = 0;
        foreach (int size in _state.Sizes)
        {
            choice -= mean * size * (size - 1) / 2;
            sum += size * Math.Sqrt(size);
        }

        return SizePatterns.Best(
            _instance.Count, _instance.Lower, _instance.Upper, size => (mean * size * (size - 1) / 2) + (choice / sum * size * Math.Sqrt(size)), 1);
    }

    /// <summary>A child: groups of the second parent are named after those of the first that they share most with; where both agree the child
    /// follows, elsewhere it takes either parent's group while there is room.</summary>
    private int[] Cross(int[] first, int[] second)
    {
        int groups = _instance.Groups;
        int[] rename = Align(first, second);
        int[] child = new int[first.Length];
        int[] room = new int[groups];
        foreach (int g in first) room[g]++;
        var open = new List<int>();
        for (int i = 0; i < child.Length; i++)
        {
            child[i] = first[i];
            if (first[i] == rename[second[i]]) room[first[i]]--;
            else open.Add(i);
        }

        int[] order = [.. open];
        _random.Shuffle(order.AsSpan());
        var homeless = new List<int>();
        foreach (int i in order)
        {
            int one = first[i];
            int other = rename[second[i]];
            if (_random.Next(2) == 0) (one, other) = (other, one);
            int g = room[one] > 0 ? one : other;
            if (room[g] == 0)
            {
                homeless.Add(i);
                continue;
            }

            child[i] = g;
            room[g]--;
        }

        int next = 0;
        foreach (int i in homeless)
        {
            while (room[next] == 0) next++;
            child[i] = next;
            room[next]--;
        }

        return child;
    }

    private int[] Align(int[] first, int[] second)
    {
        int groups = _instance.Groups;
        int[] shared = new int[groups * groups];
        for (int i = 0; i < first.Length; i++) shared[(first[i] * groups) + second[i]]++;
        int[] cells = new int[shared.Length];
        for (int c = 0; c < cells.Length; c++) cells[c] = c;
        Array.Sort(cells, (x, y) => shared[y] != shared[x] ? shared[y].CompareTo(shared[x]) : x.CompareTo(y));
        int[] rename = new int[groups];
        Array.Fill(rename, -1);
        bool[] taken = new bool[groups];
        foreach (int cell in cells)
        {
            int mine = cell / groups;
            int theirs = cell % groups;
            if (taken[mine] || rename[theirs] >= 0) continue;
            taken[mine] = true;
            rename[theirs] = mine;
        }

        return rename;
    }
}
