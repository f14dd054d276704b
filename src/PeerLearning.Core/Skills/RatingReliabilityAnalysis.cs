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
    /// <para>Of several ratings of one person by one rater the latest counts. Where no rater rated two people, or nobody is named, only the one-way forms are defined.</para>
    /// <para>Levels on other scales are not converted: bring one scale.</para>
    /// </remarks>
    public static RatingReliability Measure(IEnumerable<Evidence> evidence, SkillId skill, EvidenceKind kind, double target = 0.8)
    {
        Guard.Against.Null(evidence);
        Guard.Against.OutOfUnitInterval(target);
        var people = Ratings(evidence.Where(row => row.Skill == skill && row.Kind == kind && row.Level is { } level && double.IsFinite(level))).Where(ratings => ratings.Count > 1).ToList();
        int count = people.Sum(ratings => ratings.Count), raters = people.SelectMany(ratings => ratings.Select(rating => rating.Rater)).Distinct().Count();
        double[][] units = [.. people.Select(ratings => ratings.Select(rating => rating.Level).ToArray())];
        bool complete = raters > 1 && people.All(ratings => ratings.Count == raters);
        var forms = complete ? Complete(units) : Components(people, raters, count);
        return new RatingReliability
        {
            Skill = skill,
            Kind = kind,
            People = people.Count,
            Ratings = count,
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
            WeightedKappa = complete && raters == 2 ? Kappa(units) : Unknown(Undefined.NotInTheData("Kappa needs exactly two raters who rated the same people.")),
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

    /// <summary>The ratings of every person in the order of raters, raters by number: the latest rating of each rater counts, and a rating that names nobody has a rater of its own.</summary>
    private static IEnumerable<List<(int Rater, double Level)>> Ratings(IEnumerable<Evidence> evidence)
    {
        var rows = evidence.OrderBy(row => row.Person).ThenBy(row => row.By).ThenByDescending(row => row.At).ThenBy(row => row.Level).ToList();
        PersonId?[] named = [.. rows.Select(row => row.By).Where(by => by is not null).Distinct().Order()];
        int unnamed = named.Length;
        foreach (var person in rows.GroupBy(row => row.Person))
        {
            var ratings = new List<(int Rater, double Level)>();
            foreach (var row in person)
            {
                int rater = row.By is null ? unnamed++ : Array.BinarySearch(named, row.By);
                if (ratings.Count == 0 || ratings[^1].Rater != rater) ratings.Add((rater, row.Level!.Value));
            }

            ratings.Sort();
            yield return ratings;
        }
    }

    private static ReliabilityFigure[] Components(List<List<(int Rater, double Level)>> people, int raters, int count)
    {
        if (people.Count < 2) return [.. Enumerable.Repeat(Unknown(Undefined.TooFew(2, people.Count, "people with two ratings")), 6)];
        double[] y = [.. people.SelectMany(ratings => ratings.Select(rating => rating.Level))];
        int[] person = [.. people.SelectMany((ratings, i) => Enumerable.Repeat(i, ratings.Count))];
        int[] number = [.. people.SelectMany(ratings => ratings.Select(rating => rating.Rater))], known = [.. number.Distinct().Order()];
        double mean = y.Average(), third = y.Sum(value => (value - mean) * (value - mean)) / (3 * Math.Max(1, count - 1));
        if (third <= 0) return [.. Enumerable.Repeat(Unknown(Undefined.NoVariation("All ratings are equal.")), 6)];

        // Where every rater gave one rating, severity cannot be told from error: both are one component, and only the one-way forms have a meaning.
        bool isOneWay = raters == count;
        int[] rater = Array.ConvertAll(number, one => isOneWay ? -1 : Array.BinarySearch(known, one));
        var data = new CrossedData(people.Count, isOneWay ? 0 : raters, person, rater, new byte[count], y, [], [new CrossedKind([1], 0)], new byte[isOneWay ? 0 : raters]);
        var fit = CrossedReml.Fit(data, new CrossedVariances(third, isOneWay ? [] : [third], [third]), tolerance: 1e-9);
        if (!fit.TryGet(out var reml)) return [.. Enumerable.Repeat(Unknown(fit.Undefined!), 6)];
        double between = reml.Variances.Person, raterVariance = isOneWay ? 0 : reml.Variances.Rater[0], residual = reml.Variances.Residual[0], k = count / (double)people.Count;
        var agreement = reml.LogRatioError(0, isOneWay ? [1] : [1, 2]);
        var (one, average) = (Figure(between / (raterVariance + residual), agreement), Figure(k * between / (raterVariance + residual), agreement));
        if (isOneWay)
        {
            var twoWay = Unknown(Undefined.NotInTheData("No rater rated two people, so severity cannot be told from error."));
            return [one, average, twoWay, twoWay, twoWay, twoWay];
        }

        var consistency = reml.LogRatioError(0, [2]);
        return [one, average, one, average, Figure(between / residual, consistency), Figure(k * between / residual, consistency)];
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
