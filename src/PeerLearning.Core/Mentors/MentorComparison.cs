using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>How much two people differ, straight from the definitions of the differences.</summary>
internal sealed class MentorComparison(Workforce workforce, MentorTeamRequest request, MentorScale scale)
{
    private readonly int[] _spans = [.. request.Differences.Select(difference => MentorScale.SpanOf(workforce, difference, request.Size))];

    /// <summary>The worth of a pair in whole numbers.</summary>
    public long Worth(int first, int second)
    {
        long worth = 0;
        for (int d = 0; d < request.Differences.Count; d++) worth += scale.StepWorth[d] * Steps(request.Differences[d], first, second);
        return worth;
    }

    /// <summary>The weighted difference of the pairs, mean or least as the request has it, from 0 to 1.</summary>
    public double Difference(int[] people)
    {
        double total = 0, least = double.PositiveInfinity;
        long whole = 0;
        foreach (var difference in request.Differences) whole += difference.Weight;
        if (people.Length < 2 || whole == 0) return 0;
        for (int i = 0; i < people.Length; i++)
        {
            for (int j = i + 1; j < people.Length; j++)
            {
                double pair = 0;
                for (int d = 0; d < request.Differences.Count; d++)
                {
                    pair += request.Differences[d].Weight * Steps(request.Differences[d], people[i], people[j]) / (double)_spans[d];
                }

                total += pair;
                least = Math.Min(least, pair);
            }
        }

        double mean = request.DifferenceMeasure == TeamMeasure.Least ? least : total / (people.Length * (people.Length - 1) / 2);
        for (int d = 0; d < request.Differences.Count; d++)
        {
            if (request.Differences[d] is CoverageDifference) mean += request.Differences[d].Weight * Carriers(request.Differences[d], people).Count / (double)_spans[d];
        }

        return mean / whole;
    }

    /// <summary>What the values that a team covers are worth in whole numbers, and the part of it that each member brings: whoever share a value share its worth.</summary>
    public long TeamWorth(int[] people, double[] parts)
    {
        long total = 0, pairs = (long)people.Length * (people.Length - 1) / 2;
        for (int d = 0; d < request.Differences.Count; d++)
        {
            if (request.Differences[d] is not CoverageDifference) continue;
            foreach (var carriers in Carriers(request.Differences[d], people).Values)
            {
                total += scale.StepWorth[d] * pairs;
                foreach (int member in carriers) parts[member] += scale.StepWorth[d] * pairs / (double)carriers.Count;
            }
        }

        return total;
    }

    /// <summary>The values that a team covers, each with the members that have it.</summary>
    private SortedDictionary<int, List<int>> Carriers(TeamDifference difference, int[] people)
    {
        var carriers = new SortedDictionary<int, List<int>>();
        var column = workforce.Column(difference.Dimension);
        for (int member = 0; member < people.Length; member++)
        {
            foreach (int code in column.Of(people[member]))
            {
                if (!carriers.TryGetValue(code, out var own)) carriers.Add(code, own = []);
                own.Add(member);
            }
        }

        return carriers;
    }

    /// <summary>The steps between two people in one difference.</summary>
    public int Steps(TeamDifference difference, int first, int second)
    {
        var column = workforce.Column(difference.Dimension);
        var a = column.Of(first);
        var b = column.Of(second);
        switch (difference)
        {
            case BandDifference band:
                return Math.Abs(Rank(band, column.Values[a[0]]) - Rank(band, column.Values[b[0]]));
            case SetDifference:
                int common = 0;
                foreach (int code in a) common += b.Contains(code) ? 1 : 0;
                return a.Length + b.Length - (2 * common);
            case DistanceDifference distance:
                return distance.Between(distance.IndexOf(column.Values[a[0]]), distance.IndexOf(column.Values[b[0]]));
            case CoverageDifference:
                return 0;
            default:
                return a.SequenceEqual(b) ? 0 : 1;
        }
    }

    private static int Rank(BandDifference band, string value)
    {
        for (int i = 0; i < band.Bands.Count; i++)
        {
            if (string.Equals(band.Bands[i], value, StringComparison.Ordinal)) return i;
        }

        return -1;
    }
}
