using System.Text.Json;
using PeerLearning.Statistics;

namespace PeerLearning.Golden;

/// <summary>The cases about the course of things: knowledge tracing, forecasts, trends, control charts, and decisions.</summary>
internal static partial class ProgressGoldens
{
    private static Dictionary<string, object?> KnowledgeTracing(JsonElement input)
    {
        var tracer = new KnowledgeTracer(Number(input, "learn"), Number(input, "guess"), Number(input, "slip"), Number(input, "forget"));
        double known = Number(input, "prior");
        var chances = new List<double>();
        var after = new List<double>();
        foreach (bool correct in Flags(input, "observations"))
        {
            chances.Add(tracer.ChanceOfCorrect(known));
            known = tracer.After(known, correct);
            after.Add(known);
        }

        return new Dictionary<string, object?> { ["p_correct_before"] = chances, ["p_known_after"] = after, ["final"] = known };
    }

    private static object? Forecast(JsonElement input)
    {
        int[] history = input.GetProperty("history").EnumerateArray().Select(week => week.GetInt32()).ToArray();
        int[] weeks = input.GetProperty("weeks").EnumerateArray().Select(week => week.GetInt32()).ToArray();
        var forecast = ThroughputForecast.DoneByWeek(history, (int)Number(input, "remaining"), weeks.Length == 0 ? 0 : weeks.Max());
        if (!forecast.TryGet(out double[]? done)) return forecast.Undefined;
        return new Dictionary<string, object?>
        {
            ["p_done_by_week"] = weeks.Select(week => done[week]),
            ["p50_week"] = ThroughputForecast.Week(done, 0.50),
            ["p85_week"] = ThroughputForecast.Week(done, 0.85),
            ["p95_week"] = ThroughputForecast.Week(done, 0.95),
        };
    }

    private static object? Decision(JsonElement input)
    {
        var data = input.GetProperty("input");
        switch (input.GetProperty("kind").GetString())
        {
            case "beta-binomial":
                var pilot = PilotEvidence.Of(
                    (int)Number(data, "successes"), (int)Number(data, "n"), Number(data, "target_rate"), Number(data, "prior_a"), Number(data, "prior_b"),
                    (int)Number(data, "future_n"), (int)Number(data, "future_needed"));
                return pilot.TryGet(out var p)
                    ? new Dictionary<string, object?>
                    {
                        ["posterior_mean"] = p.Mean,
                        ["p_rate_at_least_target"] = p.ChanceOfTarget,
                        ["credible95"] = p.Credible,
                        ["p_future_at_least_needed"] = p.ChanceOfFuture,
                    }
                    : pilot.Undefined;
            case "tost-paired":
                var tost = Equivalence.Paired(Numbers(data, "x"), Numbers(data, "y"), Number(data, "low"), Number(data, "high"));
                return tost.TryGet(out var e)
                    ? new Dictionary<string, object?>
                    {
                        ["mean_diff"] = e.Difference,
                        ["t_low"] = e.TLow,
                        ["t_high"] = e.THigh,
                        ["p_low"] = e.PLow,
                        ["p_high"] = e.PHigh,
                        ["p"] = e.P,
                        ["ci90"] = e.Interval90,
                    }
                    : tost.Undefined;
            case "did":
                var did = DifferenceInDifferences.Test(
                    Numbers(data, "pilot_pre"), Numbers(data, "pilot_post"), Numbers(data, "comparison_pre"), Numbers(data, "comparison_post"));
                return did.TryGet(out var t)
                    ? new Dictionary<string, object?>
                    {
                        ["did"] = t.Difference,
                        ["t"] = t.T,
                        ["df"] = t.DegreesOfFreedom,
                        ["p"] = t.TwoSidedP,
                        ["ci95"] = t.Interval(),
                    }
                    : did.Undefined;
            case "roi":
                var roi = ReturnOnInvestment.Of(Number(data, "annual_benefit"), Number(data, "attribution"), Number(data, "confidence"), Number(data, "cost"));
                return roi.TryGet(out var r)
                    ? new Dictionary<string, object?>
                    {
                        ["adjusted_benefit"] = r.AdjustedBenefit,
                        ["bcr"] = r.BenefitCostRatio,
                        ["roi_percent"] = r.Percent,
                        ["payback_months"] = r.PaybackMonths,
                    }
                    : roi.Undefined;
            default:
                return null;
        }
    }

    private static Dictionary<string, object?> Trend(JsonElement input)
    {
        var x = Numbers(input, "x");
        var y = Numbers(input, "y");
        var line = LeastSquares.Fit(x, y);
        var sen = TheilSen.Fit(x, y);
        var test = Kendall.Trend(x, y);
        double next = x.Length > 1 ? x[^1] + ((x[^1] - x[0]) / (x.Length - 1)) : 0;
        return new Dictionary<string, object?>
        {
            ["ols"] = line.TryGet(out var l)
                ? new Dictionary<string, object?>
                {
                    ["slope"] = l.Slope,
                    ["intercept"] = l.Intercept,
                    ["r"] = l.R,
                    ["p"] = l.P,
                    ["se"] = l.StandardError,
                    ["slope_ci95"] = l.SlopeLimits(),
                    ["next_x"] = next,
                    ["next_y"] = l.At(next),
                    ["next_y_prediction95"] = l.Prediction(next),
                }
                : line.Undefined,
            ["theil_sen"] = sen.TryGet(out var s)
                ? new Dictionary<string, object?>
                {
                    ["slope"] = s.Slope,
                    ["intercept_separate"] = s.InterceptOfMedians,
                    ["intercept_joint"] = s.MedianIntercept,
                    ["slope_ci95"] = s.SlopeLimits,
                }
                : sen.Undefined,
            ["mann_kendall"] = test.TryGet(out var m)
                ? new Dictionary<string, object?>
                {
                    ["S"] = m.S,
                    ["var_tie_corrected_y_only"] = m.Variance,
                    ["z"] = m.Z,
                    ["p"] = m.P,
                    ["kendall_tau_b"] = Kendall.TauB(x, y),
                }
                : test.Undefined,
        };
    }

    private static object? ControlCharts(JsonElement input)
    {
        var data = input.GetProperty("input");
        switch (input.GetProperty("kind").GetString())
        {
            case "cusum":
                var cusum = MemoryCharts.Cusum(Numbers(data, "x"), Number(data, "target"), Number(data, "sigma"), Number(data, "k"), Number(data, "h"));
                return cusum.TryGet(out var c)
                    ? new Dictionary<string, object?>
                    {
                        ["c_plus"] = c.Plus,
                        ["c_minus"] = c.Minus,
                        ["n_plus"] = c.RunPlus,
                        ["n_minus"] = c.RunMinus,
                        ["h"] = c.Limit,
                        ["signals_plus"] = c.SignalsPlus,
                        ["signals_minus"] = c.SignalsMinus,
                    }
                    : cusum.Undefined;
            case "ewma":
                var ewma = MemoryCharts.Ewma(Numbers(data, "x"), Number(data, "target"), Number(data, "sigma"), Number(data, "lambda"), Number(data, "L"));
                return ewma.TryGet(out var w)
                    ? new Dictionary<string, object?>
                    {
                        ["z"] = w.Averages,
                        ["lcl"] = w.Limits.Select(limits => limits.Lower),
                        ["ucl"] = w.Limits.Select(limits => limits.Upper),
                        ["signals"] = w.Signals,
                        ["asymptotic"] = w.Asymptotic,
                    }
                    : ewma.Undefined;
            case "xmr":
                return Individuals(Numbers(data, "x"));
            case "nelson":
                return Rules(Numbers(data, "x"), Number(data, "cl"), Number(data, "sigma"));
            case "p":
                return ProportionChartOf(data);
            case "arl-cusum":
                return new Dictionary<string, object?>
                {
                    ["arl"] = Numbers(data, "shifts").Select(shift => AverageRunLength.Cusum(Number(data, "k"), Number(data, "h"), shift)),
                };
            case "arl-ewma":
                return new Dictionary<string, object?>
                {
                    ["arl"] = Numbers(data, "shifts").Select(shift => AverageRunLength.Ewma(Number(data, "lambda"), Number(data, "L"), shift)),
                };
            case "runs" when data.TryGetProperty("n_useful", out var useful):
                return new Dictionary<string, object?>
                {
                    ["longest_run_max"] = Runs.LongestAllowed(useful.GetInt32()),
                    ["crossings_min"] = Runs.FewestAllowed(useful.GetInt32()),
                };
            case "runs":
                return RunFields(data.TryGetProperty("cl", out var centre) ? Runs.Test(Numbers(data, "x"), centre.GetDouble()) : Runs.TestOnMedian(Numbers(data, "x")));
            default:
                return null;
        }
    }

    private static object? Individuals(double[] x)
    {
        var chart = IndividualsChart.Limits(x);
        if (!chart.TryGet(out var limits)) return chart.Undefined;
        return new Dictionary<string, object?>
        {
            ["cl"] = limits.Centre,
            ["mr_bar"] = limits.MeanRange,
            ["sigma"] = limits.Sigma,
            ["lcl"] = limits.Limits.Lower,
            ["ucl"] = limits.Limits.Upper,
            ["mr_ucl"] = limits.RangeUpper,
            ["rules"] = Rules(x, limits.Centre, limits.Sigma),
            ["anhoej_on_median"] = RunFields(Runs.TestOnMedian(x)),
        };
    }

    private static Dictionary<string, object?> Rules(double[] x, double centre, double sigma) => Enumerable.Range(1, NelsonRules.Count)
        .ToDictionary(rule => rule.ToString(System.Globalization.CultureInfo.InvariantCulture), rule => (object?)NelsonRules.Hits(rule, x, centre, sigma));

    private static object? RunFields(Measured<RunsResult> runs) => runs.TryGet(out var r)
        ? new Dictionary<string, object?>
        {
            ["n_useful"] = r.Useful,
            ["longest_run"] = r.Longest,
            ["longest_run_max"] = r.LongestAllowed,
            ["crossings"] = r.Crossings,
            ["crossings_min"] = r.FewestAllowed,
            ["signal"] = r.IsSignal,
        }
        : runs.Undefined;

    private static object? ProportionChartOf(JsonElement data)
    {
        int[] counts = Numbers(data, "x").Select(value => (int)value).ToArray();
        int[] sizes = Numbers(data, "n").Select(value => (int)value).ToArray();
        var chart = ProportionChart.Of(counts, sizes);
        if (!chart.TryGet(out var p)) return chart.Undefined;
        var laney = p.Laney;
        laney.TryGet(out var l);
        return new Dictionary<string, object?>
        {
            ["p"] = p.Shares,
            ["cl"] = p.Centre,
            ["lcl"] = p.Limits.Select(limits => limits.Lower),
            ["ucl"] = p.Limits.Select(limits => limits.Upper),
            ["signals"] = p.Signals,
            ["laney_sigma_z"] = l is null ? laney.Undefined : l.SigmaZ,
            ["laney_lcl"] = l is null ? laney.Undefined : l.Limits.Select(limits => limits.Lower),
            ["laney_ucl"] = l is null ? laney.Undefined : l.Limits.Select(limits => limits.Upper),
        };
    }
}
