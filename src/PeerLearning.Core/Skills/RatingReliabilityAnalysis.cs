using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>Measures how far raters agree.</summary>
public static class RatingReliabilityAnalysis
{
    /// <summary>The agreement of the raters of one kind in one skill.</summary>
    /// <param name="evidence">The evidence; rows of other skills and kinds, and without a level, are passed over.</param>
    /// <param name="skill">The skill.</param>
    /// <param name="kind">The kind of rating.</param>
    /// <param name="target">The reliability that a mean of ratings should have, for the number of raters needed.</param>
    /// <returns>All coefficients, each undefined with its reason where the data does not carry it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="evidence"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="target"/> is not between 0 and 1.</exception>
    /// <remarks>
    /// <para>Where everybody was rated by the same raters, the coefficients come from mean squares with their intervals. Where ratings are missing, nobody is dropped: the
    /// coefficients come from the variance components of the crossed model (restricted maximum likelihood), for averages at the mean number of ratings, and the
    /// intervals from their average information: they hold for some tens of people and more. Where the people do not differ at all, the interval is undefined.</para>
    /// <para>Levels on other scales are not converted: bring one scale.</para>
    /// </remarks>
    public static RatingReliability Measure(IEnumerable<Evidence> evidence, SkillId skill, EvidenceKind kind, double target = 0.8)
    {
        Guard.Against.Null(evidence);
        Guard.Against.OutOfUnitInterval(target);
        var rows = evidence.Where(row => row.Skill == skill && row.Kind == kind && row.Level is { } level && double.IsFinite(level))
            .Select(row => (row.Person, By: row.By ?? default, Level: row.Level!.Value)).DistinctBy(row => (row.Person, row.By, row.By == default ? row.Level : 0)).ToList();
        var people = rows.GroupBy(row => row.Person).Where(group => group.Count() > 1).OrderBy(group => group.Key).ToList();
        PersonId[] raters = [.. people.SelectMany(group => group.Select(row => row.By)).Distinct().Order()];
        int ratings = people.Sum(group => group.Count());
        double[][] units = [.. people.Select(group => group.Select(row => row.Level).ToArray())];
        bool complete = people.Count > 0 && raters.Length > 1 && people.All(group => group.Count() == raters.Length && group.Select(row => row.By).Distinct().Count() == raters.Length);
        var forms = complete
            ? Complete([.. people.Select(group => group.OrderBy(row => row.By).Select(row => row.Level).ToArray())])
            : Components(people, raters, ratings);
        return new RatingReliability
        {
            Skill = skill,
            Kind = kind,
            People = people.Count,
            Ratings = ratings,
            OneWay = forms[0],
            OneWayAverage = forms[1],
            TwoWayRandom = forms[2],
            TwoWayRandomAverage = forms[3],
            TwoWayMixed = forms[4],
            TwoWayMixedAverage = forms[5],
            NominalAlpha = KrippendorffAlpha.Of(units, MeasurementLevel.Nominal),
            OrdinalAlpha = KrippendorffAlpha.Of(units, MeasurementLevel.Ordinal),
            IntervalAlpha = KrippendorffAlpha.Of(units, MeasurementLevel.Interval),
            RatioAlpha = KrippendorffAlpha.Of(units, MeasurementLevel.Ratio),
            WeightedKappa = complete && raters.Length == 2 ? Kappa(units) : Unknown(Undefined.NotInTheData("Kappa needs exactly two raters who rated the same people.")),
            RatersNeeded = forms[0].Value.TryGet(out double single) ? SpearmanBrown.RatersNeeded(single, target) : forms[0].Value.Undefined!,
        };
    }

    private static ReliabilityFigure[] Complete(double[][] ratings)
    {
        var result = IntraclassCorrelation.Of(ratings);
        if (!result.TryGet(out var icc)) return [.. Enumerable.Repeat(Unknown(result.Undefined!), 6)];
        return [.. new[] { icc.OneWay, icc.OneWayAverage, icc.TwoWayRandom, icc.TwoWayRandomAverage, icc.TwoWayMixed, icc.TwoWayMixedAverage }.Select(form => new ReliabilityFigure
        {
            Value = form.Value,
            Lower = form.Interval.TryGet(out var bounds) ? bounds.Lower : form.Interval.Undefined!,
            Upper = form.Interval.TryGet(out bounds) ? bounds.Upper : form.Interval.Undefined!,
        })];
    }

    private static ReliabilityFigure[] Components(List<IGrouping<PersonId, (PersonId Person, PersonId By, double Level)>> people, PersonId[] raters, int ratings)
    {
        if (people.Count < 2) return [.. Enumerable.Repeat(Unknown(Undefined.TooFew(2, people.Count, "people with two ratings")), 6)];
        int[] person = new int[ratings], rater = new int[ratings];
        double[] y = new double[ratings];
        int at = 0;
        for (int i = 0; i < people.Count; i++)
        {
            foreach (var row in people[i])
            {
                (person[at], rater[at], y[at]) = (i, Array.BinarySearch(raters, row.By), row.Level);
                at++;
            }
        }

        var data = new CrossedData(people.Count, raters.Length, person, rater, new byte[ratings], y, [], [new CrossedKind([1], 0)], new byte[raters.Length]);
        double mean = y.Average(), third = y.Sum(value => (value - mean) * (value - mean)) / (3 * Math.Max(1, ratings - 1));
        if (third <= 0) return [.. Enumerable.Repeat(Unknown(Undefined.NoVariation("All ratings are equal.")), 6)];
        var fit = CrossedReml.Fit(data, new CrossedVariances(third, [third], [third]), tolerance: 1e-9);
        if (!fit.TryGet(out var reml)) return [.. Enumerable.Repeat(Unknown(fit.Undefined!), 6)];
        double between = reml.Variances.Person, raterVariance = reml.Variances.Rater[0], residual = reml.Variances.Residual[0], k = ratings / (double)people.Count;
        var agreement = reml.LogRatioError(0, [1, 2]);
        var consistency = reml.LogRatioError(0, [2]);
        var (one, average, order, orderAverage) = (
            Figure(between / (raterVariance + residual), agreement), Figure(k * between / (raterVariance + residual), agreement),
            Figure(between / residual, consistency), Figure(k * between / residual, consistency));
        return [one, average, one, average, order, orderAverage];
    }

    /// <summary>A coefficient is signal over signal and noise; the interval is that of the logarithm of signal over noise, which is nearly normal.</summary>
    private static ReliabilityFigure Figure(double ratio, Measured<double> error)
    {
        if (!double.IsFinite(ratio)) return Unknown(Undefined.NoVariation("The people do not differ."));
        double value = ratio / (1 + ratio);
        if (!error.TryGet(out double known)) return new ReliabilityFigure { Value = value, Lower = error.Undefined!, Upper = error.Undefined! };
        double factor = Math.Exp(NormalDistribution.Critical(0.95) * known), low = ratio / factor, high = ratio * factor;
        return new ReliabilityFigure { Value = value, Lower = low / (1 + low), Upper = double.IsFinite(high) ? high / (1 + high) : 1 };
    }

    private static ReliabilityFigure Kappa(double[][] units)
    {
        double[] categories = [.. units.SelectMany(unit => unit).Distinct().Order()];
        var result = Statistics.WeightedKappa.Of(
            [.. units.Select(unit => Array.BinarySearch(categories, unit[0]))], [.. units.Select(unit => Array.BinarySearch(categories, unit[1]))], categories.Length, KappaWeights.Quadratic);
        return result.TryGet(out var kappa)
            ? new ReliabilityFigure { Value = kappa.Kappa, Lower = kappa.Interval.Lower, Upper = kappa.Interval.Upper }
            : Unknown(result.Undefined!);
    }

    private static ReliabilityFigure Unknown(Undefined because) => new() { Value = because, Lower = because, Upper = because };
}
