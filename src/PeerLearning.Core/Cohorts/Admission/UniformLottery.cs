using System.Numerics;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The lottery in which every cohort that keeps the rules is equally likely, with their exact number.</summary>
/// <remarks>
/// The most mixed of all lotteries: nothing beyond the rules is asked of a cohort. Chances follow from the rules and can be small where others are not;
/// compare with <see cref="AdmissionChances.Minimum"/>. Counting is exact and needs room: where the states are too many, it is undefined, not guessed.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("1 of {Count}")]
public sealed class UniformLottery
{
    private readonly Workforce _workforce;
    private readonly AdmissionModel _model;
    private readonly QuotaCounter? _counter;
    private readonly double[] _expected;

    internal UniformLottery(Workforce workforce, AdmissionModel model, QuotaCounter? counter)
    {
        _workforce = workforce;
        _model = model;
        _counter = counter;
        Problems = model.Problems;
        _expected = counter is null || counter.Count.IsZero ? [] : counter.Expected();
        Count = counter is not null
            ? counter.Count
            : Undefined.NotReached("The cohorts could not be counted: the request has problems, rules that are no counts, or too many states.");
    }

    /// <summary>How many cohorts keep the rules; 0 when the rules contradict each other.</summary>
    public Measured<BigInteger> Count { get; }

    /// <summary>What is wrong with the request.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The chance of one applicant.</summary>
    /// <param name="person">The applicant.</param>
    /// <returns>The share of the cohorts that hold the person, or why there is none.</returns>
    public Measured<double> ChanceOf(PersonId person)
    {
        int index = _workforce.IndexOf(person);
        int position = _expected.Length == 0 || index < 0 ? -1 : _model.Pool.BinarySearch(index);
        if (position < 0) return Undefined.NotInTheData(_expected.Length == 0 ? "There is no lottery." : $"'{person}' does not apply, or a rule excludes them.");
        int group = _model.GroupOf[position];
        return _expected[group] / _model.Members[group];
    }

    /// <summary>Draws one of the cohorts, all equally likely.</summary>
    /// <param name="seed">The number that decides.</param>
    /// <returns>The people, in ordinal order of ids; empty when there is no cohort or no count.</returns>
    public IReadOnlyList<PersonId> Draw(ulong seed)
    {
        if (_counter is null || _counter.Count.IsZero) return ValueList<PersonId>.Empty;
        var random = new SeededRandom(seed);
        int[] point = _counter.Draw(Below(_counter.Count, ref random));
        var people = new List<int>();
        for (int g = 0; g < point.Length; g++)
        {
            if (point[g] == 0) continue;
            var own = random.Fork((ulong)g + 1);
            int[] members = _model.MembersOf(g).ToArray();
            own.Shuffle(members.AsSpan());
            people.AddRange(members[..point[g]]);
        }

        people.Sort();
        return ValueList.Copy(people.Select(_workforce.IdAt));
    }

    /// <summary>A uniform integer below the bound: as many random bits as the bound has, again until they fall below it.</summary>
    private static BigInteger Below(BigInteger bound, ref SeededRandom random)
    {
        long bits = (long)bound.GetBitLength();
        while (true)
        {
            BigInteger value = 0;
            for (long have = 0; have < bits; have += 64) value = (value << 64) | random.Next();
            value &= (BigInteger.One << (int)bits) - 1;
            if (value < bound) return value;
        }
    }
}
