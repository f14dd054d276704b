namespace PeerLearning.Statistics;

/// <summary>One scored answer: who was assessed, on what, by whom.</summary>
internal readonly record struct FacetResponse(int Person, int Item, int Rater, int Score);

/// <summary>
/// Many-facet Rasch model (Linacre 1989) by marginal maximum likelihood (Bock and Aitkin 1981):
/// log P(k) / P(k - 1) = theta - item - rater - step, theta normal around 0; raters and steps each sum to 0.
/// </summary>
internal sealed record FacetRasch(
    double[] Item, double[] Step, double[] Rater, double Variance, double Deviance, double[] Eap, double[] PosteriorSd, int Steps, bool Converged)
{
    private const int Nodes = 81;
    private const double Reach = 8;

    public static Measured<FacetRasch> Fit(
        IReadOnlyList<FacetResponse> responses, int people, int items, int raters, int highest, CancellationToken cancellationToken = default)
    {
        if (Fault(responses, people, items, raters, highest) is { } fault) return fault;
        var model = new Model(responses, people, items, raters, highest);
        double[] x = new double[model.Parameters];
        double[] gradient = new double[x.Length];
        double value = model.Evaluate(x, gradient);
        var (steps, converged) = Quasi(model, ref x, ref value, ref gradient, cancellationToken);
        if (!converged) return Undefined.NotReached("The likelihood has no maximum in reach: some item, rater or step is extreme in this data.");
        return model.Result(x, steps);
    }

    private static Undefined? Fault(IReadOnlyList<FacetResponse> responses, int people, int items, int raters, int highest)
    {
        if (responses.Count == 0) return Undefined.TooFew(1, 0, "answers");
        if (highest < 1) return Undefined.NoVariation("There is one score category only.");
        var parents = new UnionFind(items + raters + people);
        long[] itemSum = new long[items], itemCount = new long[items], raterSum = new long[raters], raterCount = new long[raters], category = new long[highest + 1];
        foreach (var response in responses)
        {
            if ((uint)response.Score > (uint)highest) return Undefined.OutOfRange($"A score lies outside 0 to {highest}.");
            itemSum[response.Item] += response.Score;
            itemCount[response.Item]++;
            raterSum[response.Rater] += response.Score;
            raterCount[response.Rater]++;
            category[response.Score]++;
            parents.Join(items + raters + response.Person, items + response.Rater);
            parents.Join(items + raters + response.Person, response.Item);
        }

        for (int i = 0; i < items; i++)
        {
            if (itemCount[i] == 0 || itemSum[i] == 0 || itemSum[i] == highest * itemCount[i]) return Undefined.NotIdentifiable("An item has only lowest or only highest scores, or none.");
        }

        for (int r = 0; r < raters && raters > 1; r++)
        {
            if (raterCount[r] == 0 || raterSum[r] == 0 || raterSum[r] == highest * raterCount[r]) return Undefined.NotIdentifiable("A rater gave only lowest or only highest scores, or none.");
        }

        for (int k = 0; k <= highest; k++)
        {
            if (category[k] == 0) return Undefined.NotIdentifiable($"The score {k} was never given: its step cannot be placed.");
        }

        return null;
    }

    /// <summary>BFGS with backtracking, then Newton steps on a numerical Hessian of the exact gradient.</summary>
    private static (int Steps, bool Converged) Quasi(Model model, ref double[] x, ref double value, ref double[] gradient, CancellationToken cancellationToken)
    {
        int n = x.Length;
        double[] inverse = Identity(n);
        int step = 0;
        for (; step < 500; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Norm(gradient) < 1e-4) break;
            double[] direction = new double[n];
            double slope = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) direction[i] -= inverse[(i * n) + j] * gradient[j];
                slope += direction[i] * gradient[i];
            }

            if (slope >= 0)
            {
                inverse = Identity(n);
                for (int i = 0; i < n; i++) direction[i] = -gradient[i];
                slope = -gradient.Sum(g => g * g);
            }

            double longest = direction.Max(Math.Abs), length = longest > 1 ? 1 / longest : 1, nextValue = double.NaN;
            double[] next = new double[n], nextGradient = new double[n];
            bool found = false;
            for (int trial = 0; trial < 40 && !found; trial++, length /= 2)
            {
                for (int i = 0; i < n; i++) next[i] = x[i] + (length * direction[i]);
                nextValue = model.Evaluate(next, nextGradient);
                found = nextValue <= value + (1e-4 * length * slope);
            }

            if (!found) break;
            double[] s = new double[n], y = new double[n];
            double sy = 0;
            for (int i = 0; i < n; i++)
            {
                s[i] = next[i] - x[i];
                y[i] = nextGradient[i] - gradient[i];
                sy += s[i] * y[i];
            }

            if (sy > 1e-14) Update(inverse, s, y, sy);
            (x, value, gradient) = (next, nextValue, nextGradient);
        }

        for (int polish = 0; polish < 20; polish++)
        {
            if (Norm(gradient) < 1e-9) return (step + polish, true);
            double[] hessian = new double[n * n];
            double[] up = new double[n], down = new double[n];
            const double H = 1e-4;
            for (int i = 0; i < n; i++)
            {
                double kept = x[i];
                x[i] = kept + H;
                model.Evaluate(x, up);
                x[i] = kept - H;
                model.Evaluate(x, down);
                x[i] = kept;
                for (int j = 0; j < n; j++) hessian[(i * n) + j] = (up[j] - down[j]) / (2 * H);
            }

            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < i; j++) hessian[(i * n) + j] = hessian[(j * n) + i] = (hessian[(i * n) + j] + hessian[(j * n) + i]) / 2;
            }

            var factor = DenseCholesky.Factor(hessian, n);
            if (factor is null) return (step, Norm(gradient) < 1e-4);
            double[] change = factor.Solve(gradient);
            for (int i = 0; i < n; i++) x[i] -= change[i];
            value = model.Evaluate(x, gradient);
        }

        return (step, Norm(gradient) < 1e-5);
    }

    private static void Update(double[] inverse, double[] s, double[] y, double sy)
    {
        int n = s.Length;
        double[] hy = new double[n];
        double yhy = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) hy[i] += inverse[(i * n) + j] * y[j];
            yhy += y[i] * hy[i];
        }

        double factor = (1 + (yhy / sy)) / sy;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) inverse[(i * n) + j] += (factor * s[i] * s[j]) - (((hy[i] * s[j]) + (s[i] * hy[j])) / sy);
        }
    }

    private static double[] Identity(int n)
    {
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) matrix[(i * n) + i] = 0.1;
        return matrix;
    }

    private static double Norm(double[] v) => v.Max(Math.Abs);

    /// <summary>The negative log-likelihood over free parameters: items, raters but the last, steps but the last, log variance.</summary>
    private sealed class Model
    {
        private readonly int _items;
        private readonly int _raters;
        private readonly int _highest;
        private readonly int _people;
        private readonly FacetResponse[] _responses;
        private readonly int[] _start;
        private readonly int[] _pairOf;
        private readonly (int Item, int Rater)[] _pairs;
        private readonly double[] _theta = new double[Nodes];
        private readonly double[] _logTable;
        private readonly double[] _expected;
        private readonly double[] _above;
        private readonly double[] _counts;
        private readonly double[] _posterior = new double[Nodes];
        private readonly double[] _weights = new double[Nodes];

        public Model(IReadOnlyList<FacetResponse> responses, int people, int items, int raters, int highest)
        {
            (_items, _raters, _highest, _people) = (items, raters, highest, people);
            _start = new int[people + 1];
            foreach (var response in responses) _start[response.Person + 1]++;
            for (int i = 0; i < people; i++) _start[i + 1] += _start[i];
            int[] at = _start.AsSpan(0, people).ToArray();
            _responses = new FacetResponse[responses.Count];
            foreach (var response in responses) _responses[at[response.Person]++] = response;
            var index = new Dictionary<(int, int), int>();
            _pairOf = new int[responses.Count];
            var pairs = new List<(int, int)>();
            for (int k = 0; k < _responses.Length; k++)
            {
                var key = (_responses[k].Item, _responses[k].Rater);
                if (!index.TryGetValue(key, out int pair))
                {
                    pair = index[key] = pairs.Count;
                    pairs.Add(key);
                }

                _pairOf[k] = pair;
            }

            _pairs = [.. pairs];
            for (int q = 0; q < Nodes; q++) _theta[q] = -Reach + (2 * Reach * q / (Nodes - 1));
            _logTable = new double[_pairs.Length * Nodes * (highest + 1)];
            _expected = new double[_pairs.Length * Nodes];
            _above = new double[_pairs.Length * Nodes * highest];
            _counts = new double[_pairs.Length * Nodes];
        }

        public int Parameters => _items + (_raters - 1) + (_highest - 1) + 1;

        public double Evaluate(double[] x, double[] gradient)
        {
            var (item, rater, step, variance) = Unpack(x);
            Tabulate(item, rater, step, variance);
            Array.Clear(_counts);
            double[] dItem = new double[_items], dRater = new double[_raters], dStep = new double[_highest];
            double log = 0, spread = 0, prior = 0;
            for (int q = 0; q < Nodes; q++) prior += _weights[q] * _theta[q] * _theta[q];
            for (int i = 0; i < _people; i++)
            {
                if (_start[i] == _start[i + 1]) continue;
                log += Posterior(i);
                for (int q = 0; q < Nodes; q++) spread += _posterior[q] * _theta[q] * _theta[q];
                spread -= prior;
                for (int k = _start[i]; k < _start[i + 1]; k++)
                {
                    var counts = _counts.AsSpan(_pairOf[k] * Nodes, Nodes);
                    for (int q = 0; q < Nodes; q++) counts[q] += _posterior[q];
                    var response = _responses[k];
                    dItem[response.Item] += response.Score;
                    dRater[response.Rater] += response.Score;
                    for (int h = 0; h < response.Score; h++) dStep[h]++;
                }
            }

            for (int p = 0; p < _pairs.Length; p++)
            {
                double expected = 0;
                for (int q = 0; q < Nodes; q++)
                {
                    double count = _counts[(p * Nodes) + q];
                    expected += count * _expected[(p * Nodes) + q];
                    for (int h = 0; h < _highest; h++) dStep[h] -= count * _above[(((p * Nodes) + q) * _highest) + h];
                }

                dItem[_pairs[p].Item] -= expected;
                dRater[_pairs[p].Rater] -= expected;
            }

            // The log-likelihood falls with item, rater and step; its negative rises.
            int at = 0;
            for (int i = 0; i < _items; i++) gradient[at++] = dItem[i];
            for (int r = 0; r + 1 < _raters; r++) gradient[at++] = dRater[r] - dRater[^1];
            for (int h = 0; h + 1 < _highest; h++) gradient[at++] = dStep[h] - dStep[^1];
            gradient[at] = -spread / (2 * variance);
            return double.IsFinite(log) ? -log : double.MaxValue;
        }

        public FacetRasch Result(double[] x, int steps)
        {
            double[] gradient = new double[x.Length];
            double value = Evaluate(x, gradient);
            var (item, rater, step, variance) = Unpack(x);
            double[] eap = new double[_people], sd = new double[_people];
            for (int i = 0; i < _people; i++)
            {
                Posterior(i);
                double mean = 0, square = 0;
                for (int q = 0; q < Nodes; q++) mean += _posterior[q] * _theta[q];
                for (int q = 0; q < Nodes; q++) square += _posterior[q] * (_theta[q] - mean) * (_theta[q] - mean);
                eap[i] = mean;
                sd[i] = Math.Sqrt(square);
            }

            return new FacetRasch(item, step, rater, variance, 2 * value, eap, sd, steps, true);
        }

        private double Posterior(int person)
        {
            double top = double.NegativeInfinity;
            for (int q = 0; q < Nodes; q++)
            {
                double log = Math.Log(_weights[q]);
                for (int k = _start[person]; k < _start[person + 1]; k++) log += _logTable[(((_pairOf[k] * Nodes) + q) * (_highest + 1)) + _responses[k].Score];
                _posterior[q] = log;
                top = Math.Max(top, log);
            }

            double sum = 0;
            for (int q = 0; q < Nodes; q++) sum += _posterior[q] = Math.Exp(_posterior[q] - top);
            for (int q = 0; q < Nodes; q++) _posterior[q] /= sum;
            return top + Math.Log(sum);
        }

        private void Tabulate(double[] item, double[] rater, double[] step, double variance)
        {
            double sum = 0;
            for (int q = 0; q < Nodes; q++) sum += _weights[q] = Math.Max(1e-300, Math.Exp(-_theta[q] * _theta[q] / (2 * variance)));
            for (int q = 0; q < Nodes; q++) _weights[q] /= sum;
            double[] logits = new double[_highest + 1];
            for (int p = 0; p < _pairs.Length; p++)
            {
                double difficulty = item[_pairs[p].Item] + rater[_pairs[p].Rater];
                for (int q = 0; q < Nodes; q++)
                {
                    double top = 0;
                    for (int k = 1; k <= _highest; k++)
                    {
                        logits[k] = logits[k - 1] + _theta[q] - difficulty - step[k - 1];
                        top = Math.Max(top, logits[k]);
                    }

                    double total = 0, expected = 0;
                    for (int k = 0; k <= _highest; k++) total += Math.Exp(logits[k] - top);
                    double logTotal = top + Math.Log(total), above = 0;
                    int at = (p * Nodes) + q;
                    for (int k = _highest; k >= 0; k--)
                    {
                        double log = logits[k] - logTotal, probability = Math.Exp(log);
                        _logTable[(at * (_highest + 1)) + k] = log;
                        expected += k * probability;
                        above += probability;
                        if (k > 0) _above[(at * _highest) + k - 1] = above;
                    }

                    _expected[at] = expected;
                }
            }
        }

        private (double[] Item, double[] Rater, double[] Step, double Variance) Unpack(double[] x)
        {
            double[] item = x[.._items], rater = new double[_raters], step = new double[_highest];
            int at = _items;
            for (int r = 0; r + 1 < _raters; r++) rater[^1] -= rater[r] = x[at++];
            for (int h = 0; h + 1 < _highest; h++) step[^1] -= step[h] = x[at++];
            return (item, rater, step, Math.Exp(Math.Clamp(x[at], -20, 8)));
        }
    }
}
