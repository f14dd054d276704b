using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>The whole numbers behind the score: what a point of expertise and a step of difference are worth.</summary>
internal sealed class MentorScale
{
    // Prices are whole numbers too, and the best ones are often fractions of the worths.
    private const long FinestStep = 64;

    public MentorScale(Workforce workforce, MentorTeamRequest request)
    {
        int size = request.Size;
        long pairs = (long)size * (size - 1) / 2;
        Int128 common = 1;
        int[] spans = new int[request.Differences.Count];
        for (int d = 0; d < spans.Length; d++)
        {
            spans[d] = SpanOf(workforce, request.Differences[d], size);
            common = common / Gcd(common, spans[d]) * spans[d];
        }

        Int128 whole = 0;
        StepWorth = new long[spans.Length];
        Int128 share = (Int128)Math.Round(request.ExpertiseShare * 1000, MidpointRounding.AwayFromZero);
        foreach (var difference in request.Differences) whole += difference.Weight * common;
        bool hasPairs = pairs > 0 && whole > 0;
        Int128 point = hasPairs ? share * pairs * whole : 1;
        Int128 unit = hasPairs ? (1000 - share) * size * MentorPool.FullExpertise : 0;
        Int128 full = hasPairs ? 1000 * pairs * whole * size * MentorPool.FullExpertise : size * MentorPool.FullExpertise;
        Int128 divisor = Gcd(Gcd(point, unit), full);
        for (int d = 0; d < spans.Length; d++) divisor = Gcd(divisor, unit * (request.Differences[d].Weight * common / spans[d]));
        if (divisor == 0) divisor = 1;

        // Beyond 2^53 the certificate could not hold the objective exactly.
        IsExact = full / divisor < (Int128)1 << 53;
        if (!IsExact) return;
        while (Step < FinestStep && full / divisor * Step * 2 < (Int128)1 << 53) Step *= 2;
        PerPoint = (long)(point / divisor) * Step;
        Full = (long)(full / divisor) * Step;
        for (int d = 0; d < spans.Length; d++) StepWorth[d] = (long)(unit * (request.Differences[d].Weight * common / spans[d]) / divisor) * Step;
    }

    private MentorScale(MentorScale source, long perPoint, long[] stepWorth)
    {
        Step = perPoint;
        IsExact = source.IsExact;
        Full = source.Full;
        PerPoint = perPoint;
        StepWorth = stepWorth;
    }

    /// <summary>Worths in which any step of difference counts more than all expertise: difference first, expertise second.</summary>
    public static MentorScale DifferenceFirst(Workforce workforce, MentorTeamRequest request)
    {
        // With an even share no worth of a step is lost to rounding.
        var source = new MentorScale(workforce, request with { ExpertiseShare = 0 });
        long divisor = 0;
        foreach (long worth in source.StepWorth) divisor = (long)Gcd(divisor, worth);
        long above = ((long)MentorPool.FullExpertise * request.Size) + 1;
        long[] worths = Array.ConvertAll(source.StepWorth, worth => checked(worth / Math.Max(1, divisor) * above));
        Int128 whole = above;
        for (int d = 0; d < worths.Length; d++) whole += (Int128)worths[d] * SpanOf(workforce, request.Differences[d], request.Size) * request.Size * request.Size;
        long step = 1;
        while (step < FinestStep && whole * step * 2 < (Int128)1 << 53) step *= 2;
        return new MentorScale(source, step, Array.ConvertAll(worths, worth => worth * step));
    }

    /// <summary>Whether all figures are exact.</summary>
    public bool IsExact { get; }

    /// <summary>All objectives are multiples of this.</summary>
    public long Step { get; } = 1;

    /// <summary>The worth of a thousandth of expertise.</summary>
    public long PerPoint { get; }

    /// <summary>The worth of one step of each difference in one pair.</summary>
    public long[] StepWorth { get; } = [];

    /// <summary>The objective of a team with full expertise and full difference, if the share were even: what a score of 1 is worth.</summary>
    public long Full { get; }

    /// <summary>The number of steps between the most different values.</summary>
    public static int SpanOf(Workforce workforce, TeamDifference difference, int size)
    {
        switch (difference)
        {
            case BandDifference band:
                return band.Bands.Count - 1;
            case SetDifference set when workforce.TryColumn(set.Dimension, out var column):
                return Math.Min(2 * column.LargestSet, Math.Max(1, column.Values.Length));
            case DistanceDifference:
                return DistanceDifference.Full;
            case CoverageDifference coverage when workforce.TryColumn(coverage.Dimension, out var covered):
                return (int)Math.Clamp((long)covered.LargestSet * size, 1, Math.Max(1, covered.Values.Length));
            default:
                return 1;
        }
    }

    private static Int128 Gcd(Int128 a, Int128 b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
