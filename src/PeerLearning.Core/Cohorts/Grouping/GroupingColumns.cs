using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Builds the centred columns of criteria: attributes, standardised where asked, and one column for each value of a dimension.</summary>
internal sealed class GroupingColumns(Workforce workforce, GroupingRequest request, int[] learners, int[] places)
{
    public FeatureTable Of(GroupingCriterion criterion)
    {
        if (criterion.Distances is not null) return new FeatureTable(0, []);
        var columns = new List<double[]>();
        bool isOpen = criterion.Dimensions.Count + criterion.Attributes.Count == 0;
        foreach (var attribute in request.Attributes)
        {
            bool isAsked = isOpen
                ? attribute.Class is DimensionClass.Organisational or DimensionClass.Geographic
                : criterion.Attributes.Contains(attribute.Name, StringComparer.Ordinal);
            if (isAsked) AddAttribute(columns, attribute, criterion);
        }

        var dimensions = isOpen
            ? workforce.Dimensions.Where(dimension => dimension.Class is DimensionClass.Organisational or DimensionClass.Geographic)
            : criterion.Dimensions.DistinctBy(dimension => dimension.Name).OrderBy(dimension => dimension.Name, StringComparer.Ordinal);
        foreach (var dimension in dimensions) AddDimension(columns, workforce.Column(dimension));
        double[] values = new double[learners.Length * columns.Count];
        for (int c = 0; c < columns.Count; c++)
        {
            for (int i = 0; i < learners.Length; i++) values[(i * columns.Count) + c] = columns[c][i];
        }

        return new FeatureTable(columns.Count, values);
    }

    private void AddAttribute(List<double[]> columns, LearnerColumn attribute, GroupingCriterion criterion)
    {
        double[] column = new double[learners.Length];
        for (int i = 0; i < column.Length; i++) column[i] = attribute.Values[places[i]];
        Centre(column);
        bool isMoments = criterion.Measure == GroupingMeasure.KPlus;
        if ((criterion.IsStandardized || isMoments) && !Standardize(column)) return;
        columns.Add(column);
        for (int moment = 2; isMoments && moment <= criterion.Moments; moment++)
        {
            double[] power = Array.ConvertAll(column, value => Math.Pow(value, moment));
            Centre(power);
            if (Standardize(power)) columns.Add(power);
        }
    }

    /// <summary>One column a value, scaled so that two learners with different values have a squared distance of 1.</summary>
    private void AddDimension(List<double[]> columns, DimensionColumn dimension)
    {
        var byCode = new SortedDictionary<int, double[]>();
        for (int i = 0; i < learners.Length; i++)
        {
            foreach (int code in dimension.Of(learners[i]))
            {
                if (!byCode.TryGetValue(code, out double[]? column)) byCode[code] = column = new double[learners.Length];
                column[i] = Math.Sqrt(0.5);
            }
        }

        foreach (double[] column in byCode.Values)
        {
            Centre(column);
            if (Array.Exists(column, value => value != 0)) columns.Add(column);
        }
    }

    private static void Centre(double[] column)
    {
        if (column.Length == 0) return;
        double mean = 0;
        foreach (double value in column) mean += value / column.Length;
        for (int i = 0; i < column.Length; i++) column[i] -= mean;
    }

    /// <summary>Divides by the standard deviation; false when all values are equal.</summary>
    private static bool Standardize(double[] column)
    {
        double most = 0;
        foreach (double value in column) most = Math.Max(most, Math.Abs(value));
        if (most == 0) return false;
        double sum = 0;
        foreach (double value in column) sum += value / most * (value / most);
        double deviation = most * Math.Sqrt(sum / column.Length);
        if (!(deviation > 0)) return false;
        for (int i = 0; i < column.Length; i++) column[i] /= deviation;
        return true;
    }
}
