namespace PeerLearning.Internal;

/// <summary>
/// A random generator whose sequence is frozen: a seed gives the same numbers in every version, on every platform.
/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A uniform number in [0, 1) from the top 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in [0, bound), without bias (Lemire, 2019).</summary>
    public int Next(int bound)
    {
        System.Diagnostics.Debug.Assert(bound > 0, "The bound is positive.");
        uint range = (uint)bound;
        ulong product = (ulong)(uint)(Next() >> 32) * range;
        uint low = (uint)product;
        if (low < range)
        {
            uint threshold = unchecked(0u - range) % range;
            while (low < threshold)
            {
                product = (ulong)(uint)(Next() >> 32) * range;
                low = (uint)product;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A standard normal number, by inversion.</summary>
    public double NextNormal()
    {
        double u = ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));
        return MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, u);
    }

    /// <summary>A generator with a sequence of its own, for the given branch of the work.</summary>
    public readonly SeededRandom Fork(ulong branch)
    {
        var mixed = new SeededRandom(unchecked(_state ^ (branch * 0xD1342543DE82EF95UL)));
        return new SeededRandom(mixed.Next());
    }

    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
