using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>The fixed rules that a score must beat; their constants were never fitted.</summary>
internal sealed record NudgeRule(string Name, bool NeedsActivity, Func<LearnerSignals, int, int, double> Score)
{
    /// <summary>The name under which the points themselves are reported.</summary>
    public const string Points = "points";

    /// <summary>The rule that asks for marks only where the share of missed milestones is equal; those without a mark get the middle one of all.</summary>
    public const string MissedThenMarks = "missed-share-then-marks";

    /// <summary>The rule for the next milestone: nothing handed in since three weeks before the last due date.</summary>
    public const string MissedPrevious = "missed-previous";

    /// <summary>All rules that look at one learner at a time. The arguments are the signals, today and the first day of the programme.</summary>
    public static IReadOnlyList<NudgeRule> All { get; } =
    [
        new("missed-count", false, (signals, _, _) => signals.AllMissing),
        new("missed-share", false, (signals, _, _) => MissedShare(signals)),
        new("three-signals", false, (signals, _, _) => ThreeSignals(signals)),
        new("idle-days", true, (signals, today, start) => IdleDays(signals, today, start)),
        new("idle-7-days", true, (signals, today, start) => IdleDays(signals, today, start) >= 7 ? 1 : 0),
        new("idle-14-days", true, (signals, today, start) => IdleDays(signals, today, start) >= 14 ? 1 : 0),
        new("few-active-days-14", true, (signals, _, _) => -(signals.ActiveLast7 + signals.ActivePrevious7)),
        new("low-rank-active-days-28", true, (signals, _, _) => signals.LessActive),
        new("five-signals", true, (signals, today, start) => ThreeSignals(signals) + (Math.Min(IdleDays(signals, today, start), 28) / 14.0) + (1.5 * signals.LessActive)),
    ];

    /// <summary>A learner who was never seen counts as last seen 26 days before the start.</summary>
    private static int IdleDays(in LearnerSignals signals, int today, int start) =>
        signals.LastActive == int.MinValue ? today - start + 25 : today - 1 - signals.LastActive;

    /// <summary>The scores of <see cref="MissedThenMarks"/> for all who are pooled.</summary>
    public static IEnumerable<double> MissedThenMarksOf(IReadOnlyList<LearnerSignals> all)
    {
        var marks = all.Select(Percent).Where(double.IsFinite).ToArray();
        double middle = marks.Length > 0 ? Order.Median(marks) : 50;
        return all.Select(signals => MissedShare(signals) + ((100 - (signals.Marks > 0 ? Percent(signals) : middle)) / 1000));
    }

    /// <summary>The mean mark as a percentage. Marks are shares here; nine decimals give back the percentage, so that equal marks stay equal.</summary>
    private static double Percent(LearnerSignals signals) => Math.Round(100 * signals.MeanMark, 9);

    private static double MissedShare(in LearnerSignals signals) => signals.AllDue > 0 ? (double)signals.AllMissing / signals.AllDue : 0;

    private static double ThreeSignals(in LearnerSignals signals)
    {
        double mark = double.IsNaN(signals.MeanMark) ? 50 : Percent(signals);
        return (3 * MissedShare(signals)) + (0.5 * ((double)signals.Late / Math.Max(1, signals.HandedIn))) + (Math.Clamp(70 - mark, -30, 40) / 40);
    }
}
