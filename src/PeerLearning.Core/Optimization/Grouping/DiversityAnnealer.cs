namespace PeerLearning.Optimization;

/// <summary>Simulated annealing and descent over the exchanges and moves of a <see cref="DiversityState"/>, a whole row at a time.</summary>
/// <remarks>
/// For each element the moves to other groups and the exchanges with all others are looked at in order; the first that passes is carried out and the
/// scan goes on behind it. What a change must pass, minus temperature times an exponential variate (the rule of Metropolis, drawn ahead), stands in a table that is read from a
/// random place, so that no number is drawn inside the scan.
/// </remarks>
internal sealed class DiversityAnnealer
{
    private const int NoiseLength = 4096;

    /// <summary>Annealing starts where this share of the work goes into exchanges carried out, and ends well below.</summary>
    private const double HotShare = 0.4;

    private readonly DiversityState _state;
    private readonly DiversityInstance _instance;
    private readonly float[] _noise;
    private readonly float[] _none;
    private readonly bool _moves;
    private SeededRandom _random;

    public DiversityAnnealer(DiversityState state, SeededRandom random)
    {
        _state = state;
        _instance = state.Instance;
        _random = random;
        _moves = !_instance.HasOneSize;
        _none = new float[state.Stride + state.Lanes];
        _noise = new float[NoiseLength + _none.Length];
        for (int k = 0; k < NoiseLength; k++)
        {
            // Quantiles of the exponential distribution, rounded so that the last bit of a platform's logarithm cannot matter.
            _noise[k] = (float)(Math.Round(-Math.Log((k + 0.5) / NoiseLength) * 4096) / 4096);
        }

        _random.Shuffle(_noise.AsSpan(0, NoiseLength));
        for (int k = 0; k < _none.Length; k++) _noise[NoiseLength + k] = _noise[k % NoiseLength];
    }

    /// <summary>The temperature at which annealing starts.</summary>
    public float Hot { get; private set; }

    /// <summary>The temperature at which annealing ends: colder, exchanges are only looked at in vain.</summary>
    public float Cold => Hot / 3;

    /// <summary>Loads a random grouping of the given sizes.</summary>
    public void Deal(int[] sizes)
    {
        int[] order = new int[_instance.Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        _random.Shuffle(order.AsSpan());
        int[] group = new int[order.Length];
        int at = 0;
        for (int g = 0; g < sizes.Length; g++)
        {
            for (int k = 0; k < sizes[g]; k++) group[order[at++]] = g;
        }

        _state.Load(group);
    }

    /// <summary>Cools a loaded grouping quickly and finds the temperature at which it begins to freeze.</summary>
    public void Calibrate()
    {
        float temperature = Math.Max(2, Spread());
        Hot = temperature;
        int row = 0;
        while (temperature > 1)
        {
            long work = _state.Work;
            long swaps = _state.Swaps;
            long enough = work + (3L * _instance.Count * _state.RowWork);
            while (_state.Work < enough)
            {
                Row(row, 0, temperature, _noise.AsSpan(_random.Next(NoiseLength), _none.Length));
                row = (row + 1) % _instance.Count;
            }

            double share = (double)(_state.Swaps - swaps) * _state.RowWork / (_state.Work - work);
            if (share < HotShare) return;
            Hot = temperature;
            temperature *= 0.85f;
        }
    }

    /// <summary>Cools geometrically from one temperature to another within a budget of work.</summary>
    public void Anneal(float hot, float cold, long budget, CancellationToken cancellation)
    {
        long begin = _state.Work;
        double ratio = Math.Log(cold / hot);
        while (true)
        {
            long spent = _state.Work - begin;
            if (spent >= budget || cancellation.IsCancellationRequested) return;
            Sweep((float)(hot * Math.Exp(ratio * spent / budget)));
        }
    }

    /// <summary>Takes every exchange and every move that gains, until there is none.</summary>
    /// <param name="end">The work at which it stops at the latest.</param>
    public void Descend(long end)
    {
        long before;
        do
        {
            before = _state.Objective;
            for (int i = 0; i < _instance.Count; i++) Row(i, 0.5f, 0, _none);
        }
        while (_state.Objective > before && _state.Work < end);
    }

    /// <summary>The root mean square of what random exchanges change.</summary>
    private float Spread()
    {
        const int Samples = 500;
        double sum = 0;
        int count = 0;
        for (int k = 0; k < Samples; k++)
        {
            int i = _random.Next(_instance.Count);
            int j = _random.Next(_instance.Count);
            if (_state.Group[i] == _state.Group[j]) continue;
            double change = _state.SwapGain(i, j);
            sum += change * change;
            count++;
        }

        return count == 0 ? 0 : (float)Math.Sqrt(sum / count);
    }

    private void Sweep(float temperature)
    {
        for (int i = 0; i < _instance.Count; i++) Row(i, 0, temperature, _noise.AsSpan(_random.Next(NoiseLength), _none.Length));
    }

    private void Row(int i, float floor, float temperature, ReadOnlySpan<float> noise)
    {
        int stride = _state.Stride;
        _state.Work += _state.RowWork;
        bool isReady = false;
        if (_moves)
        {
            int to = _state.FirstMove(i, floor, temperature, noise[stride..]);
            isReady = to < 0;
            if (to >= 0) _state.Move(i, to);
        }

        for (int at = 0; at < stride; at++)
        {
            at = _state.FirstSwap(i, at, floor, temperature, noise, isReady);
            isReady = false;
            if (at >= stride) return;
            _state.Swap(i, at, _state.SwapGain(i, at));
        }
    }
}
