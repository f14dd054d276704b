using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Compares cohorts with all learners.</summary>
internal static class GroupingBalance
{
    public static IEnumerable<CohortBalance> Rows(GroupingTask task, int[][] members)
    {
        var request = task.Request;
        foreach (var attribute in request.Attributes)
        {
            double[] values = Array.ConvertAll(task.Places, place => attribute.Values[place]);
            foreach (var row in Compare(task, members, attribute.Name, values, isShare: false)) yield return row;
        }

        foreach (var dimension in task.Workforce.Dimensions)
        {
            if (dimension.Class is not (DimensionClass.Organisational or DimensionClass.Geographic)) continue;
            var column = task.Workforce.Column(dimension);
            for (int code = 0; code < column.Values.Length; code++)
            {
                int wanted = code;
                double[] values = Array.ConvertAll(task.Learners, learner => column.Has(learner, wanted) ? 1.0 : 0.0);
                if (Array.TrueForAll(values, value => value == 0)) continue;
                foreach (var row in Compare(task, members, $"{dimension.Name} {column.Values[code]}", values, isShare: true)) yield return row;
            }
        }
    }

    private static IEnumerable<CohortBalance> Compare(GroupingTask task, int[][] members, string subject, double[] values, bool isShare)
    {
        double mean = 0;
        foreach (double value in values) mean += value / values.Length;
        double variance = 0;
        foreach (double value in values) variance += (value - mean) * (value - mean) / values.Length;
        double deviation = Math.Sqrt(variance);
        for (int g = 0; g < members.Length; g++)
        {
            if (members[g].Length == 0) continue;
            double own = 0;
            foreach (int member in members[g]) own += values[member] / members[g].Length;
            yield return new CohortBalance
            {
                Cohort = task.Request.Cohorts[g].Id,
                Subject = subject,
                Mean = own,
                OverallMean = mean,
                Count = isShare ? members[g].Count(member => values[member] > 0) : members[g].Length,
                StandardizedDifference = deviation > 0 ? (own - mean) / deviation : Undefined.NoVariation($"All learners are equal in {subject}."),
            };
        }
    }
}
