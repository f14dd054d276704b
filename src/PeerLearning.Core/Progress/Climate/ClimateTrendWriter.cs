using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>The means of several waves, and the line through them.</summary>
internal static class ClimateTrendWriter
{
    /// <summary>Waves below which a line says nothing.</summary>
    private const int FewestWaves = 4;

    public static ClimateTrend Write(ClimateScale scale, List<(LocalDate On, List<SoundAnswer> Answers)> waves, int smallestGroup, IReadOnlyList<Problem> problems)
    {
        var means = new List<ClimateWaveMean>();
        var x = new List<double>();
        var y = new List<double>();
        Dictionary<PersonId, double>? shown = null;
        foreach (var (on, answers) in waves)
        {
            var now = answers.ToDictionary(row => row.By, row => row.Mean);
            bool few = now.Count < smallestGroup;
            // What differs from the last wave that was shown is a group too: those who came, went or changed their answers.
            int different = shown is null ? int.MaxValue : Different(shown, now);
            var why = few ? Undefined.Withheld($"Only {now.Count} answered; figures of fewer than {smallestGroup} are not shown.")
                : different is > 0 && different < smallestGroup ? Undefined.Withheld($"Only {different} answered otherwise than in the wave before; their answers could be had by subtraction.")
                : null;
            double mean = now.Count > 0 ? now.Values.Average() : double.NaN;
            means.Add(new ClimateWaveMean { On = on, Respondents = few ? why! : now.Count, Mean = why is null ? mean : why });
            if (why is not null) continue;
            shown = now;
            x.Add(Days.Of(on) / 30.0);
            y.Add(mean);
        }

        var line = x.Count < FewestWaves ? Undefined.TooFew(FewestWaves, x.Count, "waves that can be shown") : TheilSen.Fit(x.ToArray(), y.ToArray());
        var limits = line.TryGet(out var found) ? found.SlopeLimits : line.Undefined!;
        var reasons = new List<Reason>();
        if (found is not null)
        {
            reasons.Add(Reason.Of(
                "progress.climate.trend",
                "{scale}: {change:+0.00;-0.00} in 30 days over {waves|wave|waves}.",
                Figure.Of("scale", scale.Name), Figure.Of("change", found.Slope), Figure.Of("waves", x.Count)));
        }
        else
        {
            reasons.Add(Reason.Of("progress.climate.trend.unknown", "{scale}: no trend can be told yet, because {because}", Figure.Of("scale", scale.Name), Figure.Of("because", line.Undefined!.Clause)));
        }

        return new ClimateTrend
        {
            Scale = scale,
            Waves = means,
            ChangePer30Days = found is not null ? found.Slope : line.Undefined!,
            Lower = limits.TryGet(out var pair) ? pair.Lower : limits.Undefined!,
            Upper = limits.TryGet(out pair) ? pair.Upper : limits.Undefined!,
            Reasons = reasons,
            Problems = problems,
        };
    }

    private static int Different(Dictionary<PersonId, double> before, Dictionary<PersonId, double> now) =>
        before.Keys.Union(now.Keys).Count(by => !(before.TryGetValue(by, out double was) && now.TryGetValue(by, out double answer) && was.Equals(answer)));
}
