using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>What was published about which groups, so that nobody learns of few people by taking one published figure from another.</summary>
/// <remarks>
/// <para>Counts, sums and means of two groups give the figure of their difference; several give what any adding and subtracting of them gives. A group is
/// refused when that reaches fewer than <see cref="SmallCellOptions.MinimumCount"/> people together with what was published before: over time, over filters, over
/// managers. Checked are the people who stand in the same published groups, alone and in any number of such sets together that stays below the minimum: everything that adding and subtracting
/// can reach. Where that is too much to check, the group is refused.</para>
/// <para>This type is immutable: adding gives a new ledger. The host stores the publications and makes the ledger of them again. Publishing the same group again is always allowed.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Publications.Count} publications")]
public sealed class PublicationLedger
{
    private const long MostSets = 2_000_000;

    private readonly int _minimum;

    private PublicationLedger(int minimum, IReadOnlyList<Publication> publications)
    {
        _minimum = minimum;
        Publications = publications;
    }

    /// <summary>Initialises an empty ledger.</summary>
    /// <param name="options">The smallest group that may be published; null for the default.</param>
    public PublicationLedger(SmallCellOptions? options = null)
        : this((options ?? new SmallCellOptions()).MinimumCount, ValueList<Publication>.Empty)
    {
    }

    /// <summary>What was published, in order.</summary>
    public IReadOnlyList<Publication> Publications { get; }

    /// <summary>Adds a publication if it gives nobody away.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="ledger">The ledger with the publication, or this one when it is refused.</param>
    /// <param name="problems">Why it is refused; empty otherwise.</param>
    /// <returns>Whether it may be published.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="publication"/> is null.</exception>
    /// <remarks>O(groups^2 x parts) for groups of the topic and the parts into which they divide the people.</remarks>
    public bool TryAdd(Publication publication, out PublicationLedger ledger, out IReadOnlyList<Problem> problems)
    {
        Guard.Against.Null(publication);
        var list = new ProblemList();
        Judge(publication, list);
        problems = list.ToList();
        ledger = list.HasErrors ? this : new PublicationLedger(_minimum, ValueList.Copy(Publications.Append(publication)));
        return !list.HasErrors;
    }

    private void Judge(Publication publication, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(publication.Topic)) problems.Error("fairness.ledger.topic", "publication.Topic", "The topic is blank.", "Name the topic.");
        var people = new SortedSet<PersonId>();
        for (int i = 0; i < publication.People.Count; i++)
        {
            if (publication.People[i].Value.Length == 0) problems.Error("fairness.ledger.blank", $"publication.People[{i}]", "The id is blank.", "Give every person an id.");
            else if (!people.Add(publication.People[i])) problems.Error("fairness.ledger.duplicate", $"publication.People[{i}]", $"'{publication.People[i]}' stands there twice.", "Name everybody once.");
        }

        if (problems.HasErrors || people.Count == 0) return;
        if (people.Count < _minimum)
        {
            problems.Error("fairness.ledger.small", "publication.People", $"The group has fewer than {_minimum} people.", "Publish a larger group, or nothing.");
            return;
        }

        var earlier = Publications.Where(one => string.Equals(one.Topic, publication.Topic, StringComparison.Ordinal)).ToList();
        var groups = earlier.Select(one => new SortedSet<PersonId>(one.People)).Append(people).ToList();
        if (groups.SkipLast(1).Any(people.SetEquals)) return;
        for (int i = 0; i < earlier.Count; i++)
        {
            int more = people.Count(person => !groups[i].Contains(person)), less = groups[i].Count(person => !people.Contains(person));
            bool nested = more == 0 || less == 0;
            if (!nested || more + less >= _minimum) continue;
            problems.Error(
                "fairness.ledger.difference", "publication.People", $"Together with '{earlier[i].Group}' it gives away fewer than {_minimum} people by subtraction.",
                "Wait until more people have changed, or publish the same group again.");
        }

        if (!problems.HasErrors && GivesAway(groups))
        {
            problems.Error(
                "fairness.ledger.combination", "publication.People", $"Adding and subtracting it and earlier figures gives away fewer than {_minimum} people.",
                "Publish a group that follows the lines of earlier ones.");
        }
    }

    // The people fall into parts: those who stand in the same groups. A set of parts can be computed exactly when its indicator is a combination of the groups'
    // rows, that is when it is orthogonal to every vector that all rows are orthogonal to. One random such vector decides, in a field of 2^61 - 1 elements.
    private bool GivesAway(List<SortedSet<PersonId>> groups)
    {
        var parts = new SortedDictionary<string, (int Size, int[] Groups)>(StringComparer.Ordinal);
        foreach (var person in groups.SelectMany(group => group).Distinct())
        {
            int[] own = Enumerable.Range(0, groups.Count).Where(group => groups[group].Contains(person)).ToArray();
            string key = string.Join(',', own);
            parts[key] = (parts.GetValueOrDefault(key).Size + 1, own);
        }

        var list = parts.Values.ToArray();
        ulong[] marks = OrthogonalVector(list.Select(part => part.Groups).ToArray(), groups.Count);
        var small = Enumerable.Range(0, list.Length).Where(part => list[part].Size < _minimum).ToArray();

        // Sets of parts whose marks add up to 0 and that have fewer people than the minimum: two halves meet in the middle.
        int most = _minimum - 1, half = (most + 1) / 2;
        var halves = new Dictionary<ulong, List<int[]>>();
        long looked = 0;
        return small.Length > 0 && Meets([], 0, 0, 0);

        bool Meets(int[] set, int from, int size, ulong sum)
        {
            if (set.Length > 0)
            {
                if (sum == 0 || ++looked > MostSets) return true;
                if (halves.TryGetValue(Field.Negate(sum), out var others)
                    && others.Exists(other => !other.AsSpan().ContainsAny(set) && size + other.Sum(part => list[part].Size) <= most))
                {
                    return true;
                }

                if (!halves.TryGetValue(sum, out var known)) halves.Add(sum, known = []);
                known.Add(set);
            }

            if (set.Length == half) return false;
            for (int i = from; i < small.Length; i++)
            {
                int with = size + list[small[i]].Size;
                if (with <= most && Meets([.. set, small[i]], i + 1, with, Field.Add(sum, marks[small[i]]))) return true;
            }

            return false;
        }
    }

    // A random vector over the parts that is orthogonal to the indicator of every group: elimination, random values for the free parts.
    private static ulong[] OrthogonalVector(int[][] groupsOf, int groups)
    {
        var rows = new ulong[groups][];
        for (int group = 0; group < groups; group++) rows[group] = new ulong[groupsOf.Length];
        for (int part = 0; part < groupsOf.Length; part++)
        {
            foreach (int group in groupsOf[part]) rows[group][part] = 1;
        }

        var pivotOf = new int[groupsOf.Length];
        Array.Fill(pivotOf, -1);
        int rank = 0;
        for (int part = 0; part < groupsOf.Length && rank < groups; part++)
        {
            int pivot = rank;
            while (pivot < groups && rows[pivot][part] == 0) pivot++;
            if (pivot == groups) continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            ulong scale = Field.Inverse(rows[rank][part]);
            for (int j = part; j < groupsOf.Length; j++) rows[rank][j] = Field.Multiply(rows[rank][j], scale);
            for (int row = 0; row < groups; row++)
            {
                ulong factor = rows[row][part];
                if (row == rank || factor == 0) continue;
                for (int j = part; j < groupsOf.Length; j++) rows[row][j] = Field.Add(rows[row][j], Field.Negate(Field.Multiply(factor, rows[rank][j])));
            }

            pivotOf[part] = rank++;
        }

        var random = new SeededRandom(0x9E3779B9);
        var vector = new ulong[groupsOf.Length];
        for (int part = 0; part < vector.Length; part++)
        {
            if (pivotOf[part] < 0) vector[part] = 1 + (random.Next() % (Field.Modulus - 1));
        }

        for (int part = 0; part < vector.Length; part++)
        {
            if (pivotOf[part] < 0) continue;
            ulong sum = 0;
            for (int free = 0; free < vector.Length; free++)
            {
                if (pivotOf[free] < 0) sum = Field.Add(sum, Field.Multiply(rows[pivotOf[part]][free], vector[free]));
            }

            vector[part] = Field.Negate(sum);
        }

        return vector;
    }

    /// <summary>Arithmetic modulo the prime 2^61 - 1.</summary>
    private static class Field
    {
        public const ulong Modulus = (1UL << 61) - 1;

        public static ulong Add(ulong a, ulong b) => a + b is var sum && sum >= Modulus ? sum - Modulus : sum;

        public static ulong Negate(ulong a) => a == 0 ? 0 : Modulus - a;

        public static ulong Multiply(ulong a, ulong b)
        {
            ulong high = Math.BigMul(a, b, out ulong low);
            return Add(low & Modulus, ((high << 3) | (low >> 61)) % Modulus);
        }

        // By Fermat: a^(p - 2).
        public static ulong Inverse(ulong a)
        {
            ulong result = 1;
            for (ulong exponent = Modulus - 2; exponent > 0; exponent >>= 1)
            {
                if ((exponent & 1) == 1) result = Multiply(result, a);
                a = Multiply(a, a);
            }

            return result;
        }
    }
}
