namespace PeerLearning.Statistics;

/// <summary>Gauss-Legendre nodes and weights on [-1, 1], by Newton's method on the Legendre polynomial (Davis and Rabinowitz, 1984).</summary>
internal sealed class GaussLegendre
{
    public static readonly GaussLegendre Order20 = new(20);

    private readonly double[] _nodes;
    private readonly double[] _weights;

    public GaussLegendre(int order)
    {
        _nodes = new double[order];
        _weights = new double[order];
        for (int i = 0; i < (order + 1) / 2; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (order + 0.5));
            double slope = 1;
            for (int iteration = 0; iteration < 100; iteration++)
            {
                double p = 1, before = 0;
                for (int k = 1; k <= order; k++) (p, before) = ((((2 * k) - 1) * x * p - ((k - 1) * before)) / k, p);
                slope = order * ((x * p) - before) / ((x * x) - 1);
                double step = p / slope;
                x -= step;
                if (Math.Abs(step) < 1e-16) break;
            }

            _nodes[i] = -x;
            _nodes[order - 1 - i] = x;
            _weights[i] = _weights[order - 1 - i] = 2 / ((1 - (x * x)) * slope * slope);
        }
    }

    public ReadOnlySpan<double> Nodes => _nodes;

    public ReadOnlySpan<double> Weights => _weights;
}
