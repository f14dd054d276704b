namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>The sample's own random numbers (SplitMix64), the same everywhere and for ever.</summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>A normal number, as the sum of twelve uniform ones.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += Uniform();
        return sum;
    }

    public int Weighted(int[] weights)
    {
        int at = Below(weights.Sum());
        int index = 0;
        while (at >= weights[index]) at -= weights[index++];
        return index;
    }

    public void Shuffle<T>(T[] items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
