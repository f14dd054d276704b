using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>What every pair of candidates is worth by its differences, profile by profile: people with the same values in all that is compared are one profile.</summary>
internal sealed class MentorPairs
{
    /// <summary>How the names of the classes of people who are too close begin.</summary>
    public const string Prefix = "too close: ";

    private const int MostTabled = 1500;
    private const int MostClasses = 5000;
    private const int MostNear = 2000;

    private readonly int _count;
    private int[] _profiles = [];
    private int[] _everyProfile = [];
    private int[][] _codes = [];
    private readonly List<(MentorColumns.Coded Coded, Func<int, int, long> Worth, long Most, bool IsCategory)> _kinds = [];

    /// <param name="workforce">The workforce.</param>
    /// <param name="request">The request.</param>
    /// <param name="scale">The worths.</param>
    /// <param name="columns">The columns of the candidates.</param>
    /// <param name="pool">The candidates.</param>
    public MentorPairs(Workforce workforce, MentorTeamRequest request, MentorScale scale, MentorColumns columns, MentorPool pool)
    {
        int[] people = pool.People;
        var compare = new MentorComparison(workforce, request, scale);
        var levels = new SortedSet<long> { 0 };
        for (int d = 0; d < request.Differences.Count; d++)
        {
            var difference = request.Differences[d];
            long worth = scale.StepWorth[d];
            if (difference is CoverageDifference || worth == 0) continue;
            var coded = columns.CodesOf(difference.Dimension);
            int[] anybody = difference is CategoryDifference ? [] : AnybodyOf(coded, people);
            long Between(int a, int b) => a == b || anybody[a] < 0 || anybody[b] < 0 ? 0 : worth * compare.Steps(difference, anybody[a], anybody[b]);
            int values = coded.Names.Length;
            var own = new SortedSet<long> { 0 };
            if (difference is CategoryDifference)
            {
                _kinds.Add((coded, (a, b) => a == b ? 0 : worth, worth, true));
                own.Add(worth);
            }
            else if (values <= MostTabled)
            {
                long[] table = new long[values * values];
                for (int a = 0; a < values; a++)
                {
                    for (int b = 0; b < values; b++) own.Add(table[(a * values) + b] = Between(a, b));
                }

                _kinds.Add((coded, (a, b) => table[(a * values) + b], own.Max, false));
            }
            else
            {
                for (int step = 1; step <= MentorScale.SpanOf(workforce, difference, request.Size); step++) own.Add(worth * step);
                _kinds.Add((coded, Between, own.Max, false));
            }

            levels = [.. levels.SelectMany(level => own, (level, more) => level + more)];
        }

        Levels = [.. levels];
        _count = people.Length;
    }

    /// <summary>Everything that a pair can be worth, ascending.</summary>
    public long[] Levels { get; }

    /// <summary>Whether so many levels of the differences can be told apart.</summary>
    public static bool CanTell(Workforce workforce, MentorTeamRequest request)
    {
        double levels = 1;
        foreach (var difference in request.Differences)
        {
            if (difference is not CoverageDifference) levels *= 1 + MentorScale.SpanOf(workforce, difference, request.Size);
        }

        return levels <= 2_000_000;
    }

    /// <summary>What the least different pair of some candidates is worth.</summary>
    public long Least(int[] items)
    {
        long least = long.MaxValue;
        for (int i = 0; i < items.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                long worth = 0;
                foreach (var kind in _kinds) worth += kind.Worth(kind.Coded.Codes[items[i]], kind.Coded.Codes[items[j]]);
                least = Math.Min(least, worth);
            }
        }

        return least;
    }

    /// <summary>Lets nobody in with somebody less different than a floor: a rule, and columns of which no two may come from the same class, so that the bound knows it too.</summary>
    /// <param name="pool">The candidates that are left.</param>
    /// <param name="floor">The floor, above 0.</param>
    /// <param name="columns">Receives the columns.</param>
    /// <remarks>Who is too close to whom is worked out for the profiles; the candidates are only told their class.</remarks>
    public ISelectionRule Separate(MentorPool pool, long floor, MentorColumns columns)
    {
        if (_profiles.Length < _count) FindProfiles();
        int[] profiles = pool.Source is { } items ? Array.ConvertAll(items, item => _profiles[item]) : _profiles;
        int[] present = pool.Source is null ? _everyProfile : Present(profiles);
        foreach (var set in AgreeingSets(floor))
        {
            int[] classes = new int[present.Length];
            int count = Math.Min(1, classes.Length);
            foreach (int kind in set)
            {
                var numbering = new MentorNumbering(count, _kinds[kind].Coded.Names.Length);
                for (int at = 0; at < present.Length; at++) classes[at] = numbering.Of(classes[at], _codes[present[at]][kind]);
                count = numbering.Count;
            }

            AddClasses(profiles, present, classes, $"{Prefix}{string.Join(" + ", set.Select(kind => _kinds[kind].Coded.Name))}", columns);
        }

        for (int kind = 0; kind < _kinds.Count; kind++)
        {
            if (_kinds[kind].IsCategory || CloseCodes(kind, floor) is not { } close) continue;
            AddClasses(profiles, present, Array.ConvertAll(present, profile => close[_codes[profile][kind]]), $"{Prefix}{_kinds[kind].Coded.Name} near", columns);
        }

        if (_kinds.Exists(kind => !kind.IsCategory) && NearClasses(profiles, present, pool.Points, floor) is { } near) AddClasses(profiles, present, near, Prefix + "near", columns);
        return new PairFloorRule(profiles, Worth, floor);
    }

    private void FindProfiles()
    {
        _profiles = new int[_count];
        int count = _count == 0 ? 0 : 1;
        foreach (var kind in _kinds)
        {
            var numbering = new MentorNumbering(count, kind.Coded.Names.Length);
            ushort[] codes = kind.Coded.Codes;
            for (int i = 0; i < _profiles.Length; i++) _profiles[i] = numbering.Of(_profiles[i], codes[i]);
            count = numbering.Count;
        }

        _codes = new int[count][];
        _everyProfile = new int[count];
        for (int i = 0, next = 0; next < count; i++)
        {
            // Profiles are numbered in the order of their first appearance.
            if (_profiles[i] != next) continue;
            _everyProfile[next] = next;
            _codes[next++] = [.. _kinds.Select(kind => (int)kind.Coded.Codes[i])];
        }
    }

    private static int[] AnybodyOf(MentorColumns.Coded coded, int[] people)
    {
        int[] anybody = new int[coded.Names.Length];
        Array.Fill(anybody, -1);
        for (int i = people.Length - 1; i >= 0; i--) anybody[coded.Codes[i]] = people[i];
        return anybody;
    }

    /// <summary>The profiles that anybody has, in the order of their first appearance.</summary>
    private int[] Present(int[] profiles)
    {
        bool[] isThere = new bool[_codes.Length];
        var present = new List<int>();
        foreach (int profile in profiles)
        {
            if (isThere[profile]) continue;
            isThere[profile] = true;
            present.Add(profile);
        }

        return [.. present];
    }

    private long Worth(int a, int b)
    {
        if (a == b) return 0;
        long worth = 0;
        for (int kind = 0; kind < _kinds.Count; kind++) worth += _kinds[kind].Worth(_codes[a][kind], _codes[b][kind]);
        return worth;
    }

    /// <summary>The smallest sets of differences in which two people who agree are too close, whatever the others are.</summary>
    private List<int[]> AgreeingSets(long floor)
    {
        var found = new List<int>();
        if (_kinds.Count > 12) return [[.. Enumerable.Range(0, _kinds.Count)]];
        foreach (int mask in Enumerable.Range(1, (1 << _kinds.Count) - 1).OrderBy(mask => System.Numerics.BitOperations.PopCount((uint)mask)))
        {
            long most = 0;
            for (int kind = 0; kind < _kinds.Count; kind++) most += (mask >> kind & 1) == 0 ? _kinds[kind].Most : 0;
            if (most < floor && !found.Exists(smaller => (smaller & mask) == smaller)) found.Add(mask);
        }

        return found.ConvertAll(mask => Enumerable.Range(0, _kinds.Count).Where(kind => (mask >> kind & 1) != 0).ToArray());
    }

    /// <summary>Classes of the values of one difference of which any two are too close, whatever the other differences are; null if there are too many values.</summary>
    /// <remarks>Values on a line are taken from one end on, so that the classes are as few as they can be.</remarks>
    private int[]? CloseCodes(int kind, long floor)
    {
        int count = _kinds[kind].Coded.Names.Length;
        if (count > MostTabled) return null;
        long others = 0;
        for (int other = 0; other < _kinds.Count; other++) others += other == kind ? 0 : _kinds[other].Most;
        var worth = _kinds[kind].Worth;
        int end = Enumerable.Range(0, count).MaxBy(code => worth(0, code));
        int[] classOf = new int[count];
        var classes = new List<List<int>>();
        foreach (int code in Enumerable.Range(0, count).OrderBy(code => worth(end, code)).ThenBy(code => code))
        {
            classOf[code] = classes.FindIndex(members => members.TrueForAll(member => worth(member, code) + others < floor));
            if (classOf[code] >= 0)
            {
                classes[classOf[code]].Add(code);
                continue;
            }

            classOf[code] = classes.Count;
            classes.Add([code]);
        }

        return classes.Count < count ? classOf : null;
    }

    /// <summary>Classes of profiles of which any two are too close, the most expert first; null if there are too many to compare.</summary>
    private int[]? NearClasses(int[] profiles, int[] present, int[] points, long floor)
    {
        if (present.Length > MostNear) return null;
        int[] best = new int[_codes.Length];
        for (int i = 0; i < profiles.Length; i++) best[profiles[i]] = Math.Max(best[profiles[i]], points[i]);
        int[] classOf = new int[_codes.Length];
        var classes = new List<List<int>>();
        foreach (int profile in present.OrderByDescending(profile => best[profile]).ThenBy(profile => profile))
        {
            int at = classes.FindIndex(members => members.TrueForAll(member => Worth(member, profile) < floor));
            if (at < 0)
            {
                at = classes.Count;
                classes.Add([]);
            }

            classes[at].Add(profile);
            classOf[profile] = at;
        }

        return Array.ConvertAll(present, profile => classOf[profile]);
    }

    /// <summary>Lets only one of a class in.</summary>
    /// <param name="profiles">The profile of every candidate.</param>
    /// <param name="present">The profiles that anybody has.</param>
    /// <param name="classes">The class of each of them.</param>
    /// <param name="name">What the classes are called.</param>
    /// <param name="columns">Receives the column.</param>
    private void AddClasses(int[] profiles, int[] present, int[] classes, string name, MentorColumns columns)
    {
        int count = classes.Length == 0 ? 0 : classes.Max() + 1;
        if (count > MostClasses) return;
        string[] names = [.. Enumerable.Range(0, count).Select(one => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {one}"))];
        ushort[] classOf = new ushort[_codes.Length];
        for (int at = 0; at < present.Length; at++) classOf[present[at]] = (ushort)classes[at];
        var coded = new MentorColumns.Coded(name, Array.ConvertAll(profiles, profile => classOf[profile]), names, [], []);
        for (int one = 0; one < count; one++) columns.Allow(coded, names[one], [one], number => number <= 1);
    }
}

/// <summary>No two people less different than a floor.</summary>
internal sealed class PairFloorRule(int[] profiles, Func<int, int, long> worth, long floor) : ISelectionRule
{
    public bool Allows(ReadOnlySpan<int> chosen, int candidate)
    {
        foreach (int item in chosen)
        {
            if (worth(profiles[item], profiles[candidate]) < floor) return false;
        }

        return true;
    }

    public bool Holds(ReadOnlySpan<int> team)
    {
        for (int i = 1; i < team.Length; i++)
        {
            if (!Allows(team[..i], team[i])) return false;
        }

        return true;
    }

    // Two people of one profile are never in the same team, so one can stand for the other.
    public int? ClassOf(int item) => profiles[item];
}
