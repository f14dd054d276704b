namespace PeerLearning.Progress;

/// <summary>How well a score told at the end of one week who would need help.</summary>
/// <remarks>
/// Only learners who still belonged to the cohort are counted, and only events before that day were seen. Ties count half in the area, and as the
/// mean over all orders in the precision.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("week {Week} {Rule}: AUC {Auc}")]
public sealed record NudgeAccuracy
{
    /// <summary>The week.</summary>
    public required int Week { get; init; }

    /// <summary>The score: <c>points</c>, or the name of a fixed rule to compare with.</summary>
    public required string Rule { get; init; }

    /// <summary>The learners scored.</summary>
    public required int Learners { get; init; }

    /// <summary>How many of them needed help in the end.</summary>
    public required int NeededHelp { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required Measured<double> Auc { get; init; }

    /// <summary>The lower 95 % limit of the area (DeLong, DeLong and Clarke-Pearson, 1988); not known where the area is 0 or 1.</summary>
    public required Measured<double> AucLower { get; init; }

    /// <summary>The upper 95 % limit of the area.</summary>
    public required Measured<double> AucUpper { get; init; }

    /// <summary>The average precision.</summary>
    public required Measured<double> AveragePrecision { get; init; }

    /// <summary>The share that needed help among as many highest scores as the capacity allows.</summary>
    public required Measured<double> PrecisionAtCapacity { get; init; }

    /// <summary>The mean squared distance of the score's chance from the outcome; only for points.</summary>
    public required Measured<double> Brier { get; init; }

    /// <summary>The expected calibration error of the score's chance over ten bins; only for points.</summary>
    public required Measured<double> CalibrationError { get; init; }
}
