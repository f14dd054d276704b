using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>How much two people differ, straight from the definitions of the differences.</summary>
internal sealed class MentorComparison(Workforce workforce, MentorTeamRequest request, MentorScale scale)
{
    private readonly int[] _spans = [.. request.Differences.Select(difference => MentorScale.SpanOf(workforce, difference))];

    /// <summary>The worth of a pair in whole numbers.</summary>
    public long Worth(int first, int second)
    {
        long worth = 0;
        for (int d = 0; d < request.Differences.Count; d++) worth += scale.StepWorth[d] * Steps(request.Differences[d], first, second);
        return worth;
    }

    /// <summary>The mean weighted difference of all pairs, from 0 to 1.</summary>
    public double MeanDifference(int[] people)
    {
        double total = 0;
        long whole = 0;
        foreach (var difference in request.Differences) whole += difference.Weight;
        if (people.Length < 2 || whole == 0) return 0;
        for (int i = 0; i < people.Length; i++)
        {
            for (int j = i + 1; j < people.Length; j++)
            {
                for (int d = 0; d < request.Differences.Count; d++)
                {
                    total += request.Differences[d].Weight * Steps(request.Differences[d], people[i], people[j]) / (double)_spans[d];
                }
            }
        }

        return total / whole / (people.Length * (people.Length - 1) / 2);
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
