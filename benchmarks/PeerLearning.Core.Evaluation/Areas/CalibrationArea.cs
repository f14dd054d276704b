using PeerLearning.Evaluation.Generators;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Simulated organisations of known truth: error against the best possible, coverage of intervals, careless raters.</summary>
internal sealed class CalibrationArea : IArea
{
    public string Name => "calibration";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        int worlds = Math.Max(12, options.Seeds);

        // The ratio of one organisation of 500 spreads by 0.0045: it takes this many to judge a mean of 1.0035 against 1.005.
        int many = 8 * worlds;
        yield return World("continuous/500", new(), many, 1.005, 0.89, 0.91);
        yield return World("half-points/500", new() { Form = RatingForm.HalfPoints }, many, 1.005, 0.88, 0.92);
        yield return World("integers/500", new() { Form = RatingForm.Integers }, many, 1.005, 0.88, 0.92);
        yield return World("few-peers/500", new() { Peers = 0.5 }, many, 1.005, 0.88, 0.92);
        yield return World("continuous/150", new() { People = 150 }, many, null, 0.88, 0.92);
        yield return World("continuous/5000", new() { People = 5000 }, worlds, 1.001, 0.89, 0.91);
        yield return World("heavy-tails/500", new() { Misfit = Misfit.HeavyTails }, worlds, 1.10, 0.85, 1);
        yield return World("drift/500", new() { Misfit = Misfit.Drift }, worlds, 1.10, 0.85, 1);
        yield return World("careless/500x8", new() { Misfit = Misfit.Careless, Skills = 8 }, worlds, 1.10, 0.85, 1);
        yield return World("careless-integers/500x8", new() { Misfit = Misfit.Careless, Skills = 8, Form = RatingForm.Integers }, worlds, 1.10, 0.85, 1);
    }

    private static Case World(string name, WorldSettings settings, int worlds, double? mostRatio, double least, double most) => new($"calibration/{name}", () =>
    {
        var judge = new WorldJudge();
        int careless = 0, found = 0, honest = 0, accused = 0;
        for (int w = 0; w < worlds; w++)
        {
            var world = SimulatedOrganisation.Create(settings, (ulong)(1000 + w));
            var profiles = judge.Add(world);
            if (settings.Misfit != Misfit.Careless) continue;
            var flagged = profiles.CarelessRaters.Select(rater => rater.Rater).ToHashSet();
            foreach (var rater in world.Evidence.Where(row => row.By is not null).Select(row => row.By!.Value).Distinct())
            {
                bool isFlagged = flagged.Contains(rater);
                if (world.Careless.Contains(rater))
                {
                    careless++;
                    if (isFlagged) found++;
                }
                else
                {
                    honest++;
                    if (isFlagged) accused++;
                }
            }
        }

        var groups = judge.Groups.Where(group => group.Count >= 200).ToList();
        bool groupsOk = settings.Misfit != Misfit.None || groups.TrueForAll(group => group.Coverage is >= 0.85 and <= 0.95);
        bool ok = !(judge.Ratio > mostRatio) && judge.Coverage >= least && judge.Coverage <= most && groupsOk;
        string detail = FormattableString.Invariant(
            $"coverage {judge.Coverage:0.0000} of {least:0.00}-{most:0.00}, rmse {judge.Rmse:0.0000}, ratio with the means known too {judge.AllKnownRatio:0.0000}, severities {judge.SeverityCoverage:0.000}, stretch {judge.StretchSum / judge.Worlds:0.000}; ") +
            string.Join(", ", groups.Select(group => FormattableString.Invariant($"{group.Group} {group.Coverage:0.000}"))) + "; " + judge.Estimates;
        if (careless > 0)
        {
            double recall = found / (double)careless, alarms = accused / (double)honest;
            ok &= recall >= 0.8 && alarms <= 0.05;
            detail = FormattableString.Invariant($"recall {recall:0.000}, false alarms {alarms:0.000}; ") + detail;
        }

        return new CaseOutcome { Ok = ok, Value = judge.Ratio, Reference = mostRatio, Gap = judge.Ratio - 1, Detail = detail };
    });
}
