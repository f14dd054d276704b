using PeerLearning.Evaluation.Generators;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Skills;
using PeerLearning.Statistics;

namespace PeerLearning.Evaluation.Areas;

/// <summary>What must not matter does not: the order of rows, the spelling of ids, the unit of weights, a shift of all ratings, a criterion split in two, the number of cores.</summary>
internal sealed class InvarianceArea : IArea
{
    private const double Tolerance = 1e-9;

    public string Name => "calibration";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("calibration/invariance/order-of-rows/2000", () => Levels(2000, 41, Shuffled));
        yield return new Case("calibration/invariance/ids/2000", () => Levels(2000, 42, Renamed));
        yield return new Case("calibration/invariance/shift-of-ratings/2000", () => Levels(2000, 43, Shifted));
        yield return new Case("calibration/invariance/unit-of-weights/2000", () => Weights(2000));
        yield return new Case("calibration/invariance/split-criterion/2000", () => Split(2000));
        yield return new Case("calibration/same-bits/one-and-two-cores", () => Bits(12));
    }

    /// <summary>A world told in another way: the evidence, the options, the name of a person there, and what the levels are shifted by.</summary>
    private delegate (IEnumerable<Evidence> Evidence, ProficiencyEstimatorOptions Options, Func<PersonId, PersonId> Name, double Shift) Retelling(
        SimulatedOrganisation world, ProficiencyEstimatorOptions options, ref SeededRandom random);

    private static (IEnumerable<Evidence>, ProficiencyEstimatorOptions, Func<PersonId, PersonId>, double) Shuffled(SimulatedOrganisation world, ProficiencyEstimatorOptions options, ref SeededRandom random)
    {
        var rows = world.Evidence.ToArray();
        random.Shuffle<Evidence>(rows);
        return (rows, options, person => person, 0);
    }

    private static (IEnumerable<Evidence>, ProficiencyEstimatorOptions, Func<PersonId, PersonId>, double) Renamed(SimulatedOrganisation world, ProficiencyEstimatorOptions options, ref SeededRandom random)
    {
        ulong key = random.Next();
        PersonId Name(PersonId person)
        {
            ulong mixed = key;
            foreach (char letter in person.Value) mixed = new SeededRandom(mixed ^ letter).Next();
            return new(FormattableString.Invariant($"{mixed:x16}-{person}"));
        }

        return (world.Evidence.Select(row => row with { Person = Name(row.Person), By = row.By is { } by ? Name(by) : null }), options, Name, 0);
    }

    private static (IEnumerable<Evidence>, ProficiencyEstimatorOptions, Func<PersonId, PersonId>, double) Shifted(SimulatedOrganisation world, ProficiencyEstimatorOptions options, ref SeededRandom random)
    {
        double shift = random.Next(9) - 4;
        var scale = options.Scale with { Lowest = options.Scale.Lowest + shift, Highest = options.Scale.Highest + shift };
        return (world.Evidence.Select(row => row with { Level = row.Level + shift, Scale = scale }), options with { Scale = scale }, person => person, shift);
    }

    private static CaseOutcome Levels(int cases, ulong seed, Retelling retell)
    {
        var random = new SeededRandom(seed);
        double worst = 0;
        int compared = 0;
        for (int c = 0; c < cases; c++)
        {
            var settings = new WorldSettings { People = 8 + random.Next(30), Form = (RatingForm)random.Next(3), Peers = 0.5 + (2.5 * random.NextDouble()) };
            var world = SimulatedOrganisation.Create(settings, random.Next());
            var options = new ProficiencyEstimatorOptions
            {
                Scale = settings.Form == RatingForm.Continuous ? SimulatedOrganisation.Wide : SkillScale.OneToFive,
                CalibrationRounds = 0,
                MinimumToEstimate = 5 + random.Next(20),
            };
            var skill = SimulatedOrganisation.Skill(0);
            var told = new ProficiencyEstimator(options).Estimate(world.Evidence, SimulatedOrganisation.AsOf);
            var (evidence, otherOptions, name, shift) = retell(world, options, ref random);
            var retold = new ProficiencyEstimator(otherOptions).Estimate(evidence, SimulatedOrganisation.AsOf);
            foreach (var level in told.Of(skill))
            {
                if (retold.Find(name(level.Person), skill) is not { } other) return new CaseOutcome { Ok = false, Detail = "A level is gone." };
                worst = Math.Max(worst, Math.Max(Math.Abs(other.Level - shift - level.Level), Math.Abs(other.StandardError - level.StandardError)));
                compared++;
            }
        }

        return new CaseOutcome { Ok = worst <= Tolerance, Value = worst, Reference = Tolerance, Detail = $"{cases} organisations, {compared} levels with their errors" };
    }

    private static double[][] Scores(int m, int criteria, ref SeededRandom random)
    {
        double[][] scores = new double[m][];
        for (int i = 0; i < m; i++)
        {
            scores[i] = new double[criteria];
            for (int k = 0; k < criteria; k++) scores[i][k] = random.NextDouble();
        }

        return scores;
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    /// <summary>Every method with weights, under weights in another unit.</summary>
    private static CaseOutcome Weights(int cases)
    {
        var random = new SeededRandom(44);
        double worst = 0;
        for (int c = 0; c < cases; c++)
        {
            int m = 2 + random.Next(6), criteria = 2 + random.Next(4);
            double[][] scores = Scores(m, criteria, ref random);
            double unit = Math.Exp(20 * (random.NextDouble() - 0.5));
            double[] weights = [.. Enumerable.Range(0, criteria).Select(_ => 0.05 + random.NextDouble())], other = [.. weights.Select(weight => unit * weight)];
            worst = Math.Max(worst, Methods(DecisionTable.Create(scores, weights).Value).Zip(Methods(DecisionTable.Create(scores, other).Value), Distance).Max());
        }

        return new CaseOutcome { Ok = worst <= Tolerance, Value = worst, Reference = Tolerance, Detail = $"{cases} problems: weighted sum, TOPSIS in 3 norms, PROMETHEE II" };
    }

    private static IEnumerable<double[]> Methods(DecisionTable table)
    {
        yield return WeightedSum.Of(table).Value.Scores;
        foreach (var normalisation in new[] { Normalisation.Vector, Normalisation.MinMax, Normalisation.Sum }) yield return Topsis.Of(table, normalisation).Value.Closeness.Value;
        foreach (double[] flows in Outranking(table)) yield return flows;
    }

    private static IEnumerable<double[]> Outranking(DecisionTable table)
    {
        foreach (var shape in Enum.GetValues<PreferenceShape>())
        {
            yield return Promethee.Of(table, Enumerable.Repeat(new Preference(shape, 0.05, 0.2, 0.1), table.Criteria).ToArray()).Value.Net;
        }
    }

    /// <summary>A criterion that stands there twice with its weight shared out; TOPSIS measures distances in squares of weights, so it is not asked.</summary>
    private static CaseOutcome Split(int cases)
    {
        var random = new SeededRandom(45);
        double worst = 0;
        for (int c = 0; c < cases; c++)
        {
            int m = 2 + random.Next(6), criteria = 2 + random.Next(4), twice = random.Next(criteria);
            double[][] scores = Scores(m, criteria, ref random);
            double part = random.NextDouble();
            double[] weights = [.. Enumerable.Range(0, criteria).Select(_ => 0.05 + random.NextDouble())];
            double[] shared = [.. weights.Select((weight, k) => k == twice ? part * weight : weight), (1 - part) * weights[twice]];
            var whole = DecisionTable.Create(scores, weights).Value;
            var split = DecisionTable.Create([.. scores.Select(row => (double[])[.. row, row[twice]])], shared).Value;
            worst = Math.Max(worst, Distance(WeightedSum.Of(whole).Value.Scores, WeightedSum.Of(split).Value.Scores));
            worst = Math.Max(worst, Outranking(whole).Zip(Outranking(split), Distance).Max());
        }

        return new CaseOutcome { Ok = worst <= Tolerance, Value = worst, Reference = Tolerance, Detail = $"{cases} problems: weighted sum, PROMETHEE II" };
    }

    /// <summary>Every bit of every level, error, model and problem on one core and on two.</summary>
    private static CaseOutcome Bits(int worlds)
    {
        int different = 0, levels = 0;
        for (int w = 0; w < worlds; w++)
        {
            var settings = new WorldSettings { People = 400, Skills = 5, Form = (RatingForm)(w % 3), Misfit = w % 2 == 0 ? Misfit.Careless : Misfit.Drift };
            var world = SimulatedOrganisation.Create(settings, (ulong)(6000 + w));
            var options = new ProficiencyEstimatorOptions { Scale = settings.Form == RatingForm.Continuous ? SimulatedOrganisation.Wide : SkillScale.OneToFive };
            var one = new ProficiencyEstimator(options) { Cores = 1 }.Estimate(world.Evidence, SimulatedOrganisation.AsOf);
            var two = new ProficiencyEstimator(options) { Cores = 2 }.Estimate(world.Evidence, SimulatedOrganisation.AsOf);
            bool same = one.Models.SequenceEqual(two.Models) && one.CarelessRaters.SequenceEqual(two.CarelessRaters) && one.Problems.SequenceEqual(two.Problems);
            foreach (var skill in one.Skills)
            {
                foreach (var (a, b) in one.Of(skill).Zip(two.Of(skill)))
                {
                    levels++;
                    same &= BitConverter.DoubleToInt64Bits(a.Level) == BitConverter.DoubleToInt64Bits(b.Level) && BitConverter.DoubleToInt64Bits(a.StandardError) == BitConverter.DoubleToInt64Bits(b.StandardError);
                }
            }

            if (!same) different++;
        }

        return new CaseOutcome { Ok = different == 0, Value = different, Reference = 0, Detail = $"{worlds} organisations, {levels} levels" };
    }
}
