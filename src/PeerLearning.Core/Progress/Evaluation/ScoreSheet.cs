using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Scores and outcomes side by side, and the figures that follow from them.</summary>
internal sealed class ScoreSheet
{
    public ScoreSheet()
    {
    }

    public ScoreSheet(IEnumerable<double> scores, IEnumerable<bool> neededHelp)
    {
        Scores.AddRange(scores);
        NeededHelp.AddRange(neededHelp);
    }

    public List<double> Scores { get; } = [];

    public List<bool> NeededHelp { get; } = [];

    /// <summary>The chances that the scores stand for; empty for rules that state none.</summary>
    public List<double> Chances { get; } = [];

    public NudgeAccuracy Measure(int week, string rule, double capacity)
    {
        var scores = Scores.ToArray();
        var labels = NeededHelp.ToArray();
        var roc = Roc.Test(scores, labels);
        var none = Undefined.NotInTheData("The rule states no chance.");
        int k = Math.Max(1, (int)Math.Round(capacity * scores.Length, MidpointRounding.ToEven));
        return new NudgeAccuracy
        {
            Week = week,
            Rule = rule,
            Learners = scores.Length,
            NeededHelp = labels.Count(label => label),
            Auc = roc.TryGet(out var area) ? area.Area : roc.Undefined!,
            AucLower = roc.IsDefined ? Side(area!, Lower) : roc.Undefined!,
            AucUpper = roc.IsDefined ? Side(area!, Upper) : roc.Undefined!,
            AveragePrecision = AlertScores.AveragePrecision(scores, labels),
            PrecisionAtCapacity = AlertScores.PrecisionAt(k, scores, labels),
            Brier = Chances.Count == 0 ? none : AlertScores.Brier(Chances.ToArray(), labels),
            CalibrationError = Chances.Count == 0 ? none : AlertScores.CalibrationError(Chances.ToArray(), labels),
        };
    }

    /// <summary>Where all pairs are in one order the interval has no width, however few learners there are: that would say too much.</summary>
    private static Measured<double> Side(RocResult area, Func<Measured<Limits>, Measured<double>> side) =>
        area.Area is > 0 and < 1 ? side(area.Interval) : Undefined.NoVariation("All pairs of learners are in one order.");

    private static Measured<double> Lower(Measured<Limits> limits) => limits.TryGet(out var pair) ? pair.Lower : limits.Undefined!;

    private static Measured<double> Upper(Measured<Limits> limits) => limits.TryGet(out var pair) ? pair.Upper : limits.Undefined!;
}
