using PeerLearning.People;
using PeerLearning.Skills;
using PeerLearning.Statistics;

namespace PeerLearning.Evaluation.Generators;

/// <summary>How well the estimator did on simulated organisations, against the best possible: the same model with the true variances (and careless raters) known.</summary>
internal sealed class WorldJudge
{
    private readonly Dictionary<string, List<double>> _estimates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Inside, int All)> _groups = new(StringComparer.Ordinal);

    public double SquaredError { get; private set; }

    public double BestSquaredError { get; private set; }

    /// <summary>With the overall mean and the bias of self-ratings known as well, which no data can tell.</summary>
    public double AllKnownSquaredError { get; private set; }

    public int Levels { get; private set; }

    public int Inside { get; private set; }

    public int Severities { get; private set; }

    public int SeveritiesInside { get; private set; }

    public double StretchSum { get; private set; }

    public int Worlds { get; private set; }

    public double Ratio => Math.Sqrt(SquaredError / BestSquaredError);

    public double AllKnownRatio => Math.Sqrt(SquaredError / AllKnownSquaredError);

    public double Rmse => Math.Sqrt(SquaredError / Levels);

    public double Coverage => Inside / (double)Levels;

    public double SeverityCoverage => Severities == 0 ? 0 : SeveritiesInside / (double)Severities;

    public IEnumerable<(string Group, double Coverage, int Count)> Groups =>
        _groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Value.Inside / (double)group.Value.All, group.Value.All));

    public SkillProfiles Add(SimulatedOrganisation world, ProficiencyEstimatorOptions? options = null)
    {
        var scale = world.Settings.Form == RatingForm.Continuous ? SimulatedOrganisation.Wide : SkillScale.OneToFive;
        options = (options ?? ProficiencyEstimatorOptions.Default) with { Scale = scale, DriftPerYear = 0.2 / scale.Range };
        var profiles = new ProficiencyEstimator(options).Estimate(world.Evidence, SimulatedOrganisation.AsOf);
        Worlds++;
        for (int s = 0; s < world.Truth.Length; s++)
        {
            var skill = SimulatedOrganisation.Skill(s);
            double[] best = Best(world, s, estimateMeans: true).Levels, allKnown = Best(world, s, estimateMeans: false).Levels;
            var kinds = new Dictionary<PersonId, int>();
            foreach (var row in world.Evidence)
            {
                if (row.Skill == skill) kinds[row.Person] = kinds.GetValueOrDefault(row.Person) | (1 << (int)row.Kind);
            }

            int i = 0;
            foreach (var level in profiles.Of(skill))
            {
                double truth = world.Truth[s][i], error = level.Level - truth;
                SquaredError += error * error;
                BestSquaredError += (best[i] - truth) * (best[i] - truth);
                AllKnownSquaredError += (allKnown[i] - truth) * (allKnown[i] - truth);
                Levels++;
                bool inside = truth >= level.Lower && truth <= level.Upper;
                if (inside) Inside++;
                int mix = kinds[level.Person];

                // Goal K4: each source mix, each level band, few or many ratings. Bands are the levels of the scale, as the estimate shows them; the
                // thirds of the true levels are harder for any interval that is drawn towards the mean, and are shown as well.
                Count("mix " + string.Join('+', Enum.GetValues<EvidenceKind>().Where(kind => ((mix >> (int)kind) & 1) == 1)), inside);
                Count(FormattableString.Invariant($"level {Math.Clamp(Math.Round(level.Level), 1, 5)}"), inside);
                Count(level.Items >= 6 ? "6 or more ratings" : FormattableString.Invariant($"{level.Items} ratings"), inside);
                Count(truth < 2.655 ? "true low third" : truth > 3.345 ? "true high third" : "true middle third", inside);
                i++;
            }

            foreach (var rater in profiles.Models.Single(model => model.Skill == skill).Raters)
            {
                if (world.Careless.Contains(rater.Rater) || !world.Severity.TryGetValue((skill, rater.Rater, rater.Kind), out double severity)) continue;
                Severities++;
                if (severity >= rater.Lower && severity <= rater.Upper) SeveritiesInside++;
            }

            var fitted = profiles.Models.Single(model => model.Skill == skill);
            Estimate("level sd", fitted.LevelDeviation);
            foreach (var source in fitted.Sources)
            {
                Estimate($"{source.Kind} error", source.ErrorDeviation);
                if (source.RaterDeviation > 0) Estimate($"{source.Kind} raters", source.RaterDeviation);
                if (!source.IsBiasAssumed) Estimate($"{source.Kind} bias", source.Bias);
            }

            StretchSum += profiles.Models.Single(model => model.Skill == skill).Stretch / world.Truth.Length;
        }

        return profiles;
    }

    /// <summary>Mean and standard deviation of the fitted parameters over the organisations.</summary>
    public string Estimates => string.Join(", ", _estimates.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
    {
        double mean = pair.Value.Average(), sd = Math.Sqrt(pair.Value.Average(value => (value - mean) * (value - mean)));
        return FormattableString.Invariant($"{pair.Key} {mean:0.000}±{sd:0.000}");
    }));

    private void Estimate(string name, double value)
    {
        if (!_estimates.TryGetValue(name, out var list)) _estimates[name] = list = [];
        list.Add(value);
    }

    private void Count(string group, bool inside)
    {
        var (hits, all) = _groups.GetValueOrDefault(group);
        _groups[group] = (hits + (inside ? 1 : 0), all + 1);
    }

    /// <summary>Levels and their variances with the true variance components, and with or without the true means.</summary>
    public static (double[] Levels, double[] Variances) Best(SimulatedOrganisation world, int s, bool estimateMeans)
    {
        var skill = SimulatedOrganisation.Skill(s);
        double rounding = world.Settings.Form switch { RatingForm.HalfPoints => 0.25 / 12, RatingForm.Integers => 1.0 / 12, _ => 0 };
        var person = new List<int>();
        var rater = new List<int>();
        var kind = new List<byte>();
        var y = new List<double>();
        var extra = new List<float>();
        var raters = new Dictionary<(PersonId, EvidenceKind), int>();
        var raterClass = new List<byte>();
        foreach (var row in world.Evidence)
        {
            if (row.Skill != skill || (row.By is { } by && world.Careless.Contains(by))) continue;
            person.Add(int.Parse(row.Person.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture));
            int k = row.Kind switch { EvidenceKind.Self => 0, EvidenceKind.Peer => 1, EvidenceKind.Manager => 2, _ => 3 };
            kind.Add((byte)k);
            y.Add(row.Level!.Value - 3 - (k == 0 ? SimulatedOrganisation.SelfBias : 0));
            extra.Add(row.At is { } at ? (float)(0.04 * (SimulatedOrganisation.AsOf - at).TotalDays / 365.25) : 0);
            if (k is 0 or 3)
            {
                rater.Add(-1);
                continue;
            }

            if (!raters.TryGetValue((row.By!.Value, row.Kind), out int index))
            {
                index = raters[(row.By.Value, row.Kind)] = raterClass.Count;
                raterClass.Add((byte)(k - 1));
            }

            rater.Add(index);
        }

        double Residual(int k) => (SimulatedOrganisation.ResidualSd[k] * SimulatedOrganisation.ResidualSd[k]) + rounding;
        CrossedKind[] kinds = [.. Enumerable.Range(0, 4).Select(k => new CrossedKind(estimateMeans ? [1, k == 0 ? 1 : 0] : [], k))];
        var data = new CrossedData(world.Truth[s].Length, raterClass.Count, [.. person], [.. rater], [.. kind], [.. y], [.. extra], kinds, [.. raterClass]);
        var variances = new CrossedVariances(
            SimulatedOrganisation.LevelSd * SimulatedOrganisation.LevelSd,
            [SimulatedOrganisation.PeerSd * SimulatedOrganisation.PeerSd, SimulatedOrganisation.ManagerSd * SimulatedOrganisation.ManagerSd],
            [Residual(0) + (SimulatedOrganisation.SelfSd * SimulatedOrganisation.SelfSd), Residual(1), Residual(2), Residual(3)]);
        var posterior = CrossedPosterior.Linear(data, variances, tolerance: 1e-9);
        double mean = 3 + (estimateMeans ? posterior.Effects.Fixed[0] : 0);
        return ([.. posterior.Effects.Person.Select(effect => mean + effect)], posterior.LevelVariances(data, estimateMeans ? [1, 0] : []));
    }
}
