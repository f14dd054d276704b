using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>How the levels of one skill came about, kept for explanations.</summary>
internal sealed class SkillFit(SkillModel model, IReadOnlyList<Evidence> rows, CrossedData data, CrossedSystem system, CrossedEffects effects, double[] stated, double[] kindOffset, double[] kindBias)
{
    public SkillModel Model { get; } = model;

    /// <summary>The rows of one person, in the fit's order.</summary>
    public ProficiencyExplanation Explain(Proficiency proficiency, int person)
    {
        double precision = system.PersonPrecision[person];
        var items = new List<EvidenceShare>();
        double own = 1 / system.Variances.Person, mean = Model.Mean;
        for (int k = data.Start[person]; k < data.Start[person + 1]; k++)
        {
            int row = data.RowOf(k);
            double w = system.Precision[k], rater = data.Rater[k] >= 0 ? effects.Rater[data.Rater[k]] : 0;
            double adjusted = stated[row] - kindOffset[data.Kind[k]] - kindBias[data.Kind[k]] - rater;
            items.Add(new EvidenceShare
            {
                Evidence = rows[row],
                StatedLevel = stated[row],
                AdjustedLevel = adjusted,
                Share = w / precision,
                LevelWithout = ((precision * proficiency.Level) - (w * adjusted)) / (precision - w),
            });
        }

        var ordered = items.Select((item, i) => (item, i)).OrderByDescending(pair => pair.item.Share).ThenBy(pair => pair.i).Select(pair => pair.item);
        return new ProficiencyExplanation
        {
            Proficiency = proficiency,
            PriorLevel = mean,
            PriorShare = own / precision,
            Items = ValueList.Copy(ordered),
            Assumptions = Assumptions(Model.StretchAt(proficiency.Level)),
        };
    }

    /// <summary>Who has rated a person.</summary>
    public HashSet<PersonId> RatersOf(int person)
    {
        var raters = new HashSet<PersonId>();
        for (int k = data.Start[person]; k < data.Start[person + 1]; k++)
        {
            if (rows[data.RowOf(k)].By is { } by) raters.Add(by);
        }

        return raters;
    }

    private ValueList<Reason> Assumptions(double stretch)
    {
        var reasons = new List<Reason>();
        if (Model.IsLevelDeviationAssumed)
        {
            reasons.Add(Reason.Of("proficiency.spread.assumed", "The spread of levels is assumed to be {deviation:0.00}: too few people have two pieces of evidence.", Figure.Of("deviation", Model.LevelDeviation)));
        }

        foreach (var source in Model.Sources)
        {
            if (source.IsErrorAssumed)
            {
                reasons.Add(Reason.Of(
                    "proficiency.error.assumed", "The error of {kind} evidence is assumed to be {deviation:0.00} levels: its pieces are too few ({items:0}).",
                    Figure.Of("kind", source.Kind), Figure.Of("deviation", source.ErrorDeviation), Figure.Of("items", source.Items)));
            }

            if (source.IsBiasAssumed && source.Bias != 0)
            {
                reasons.Add(Reason.Of(
                    "proficiency.bias.assumed", "{kind} evidence is assumed to stand {bias:0.00} levels too high.", Figure.Of("kind", source.Kind), Figure.Of("bias", source.Bias)));
            }
        }

        if (stretch != 1) reasons.Add(Reason.Of("proficiency.stretch", "Calibration multiplied the interval by {stretch:0.000}.", Figure.Of("stretch", stretch)));
        return ValueList.Copy(reasons);
    }
}
