namespace PeerLearning.Progress;

/// <summary>Fits the points of a card on a host's own past programmes: monotone, additive, in whole points, so that it stays as readable as the built-in card.</summary>
/// <remarks>
/// <para>A logistic regression on steps of each signal with non-negative weights and a ridge, one intercept a week (Hastie, Tibshirani and Friedman, The
/// Elements of Statistical Learning, 2009, sections 4.4 and 9.1); convex, so there is one best fit. No attribute of a person can enter: the signals are
/// those of <see cref="NudgeSignal"/>.</para>
/// <para>Cost: O(rounds x learner-weeks x steps^2).</para>
/// </remarks>
public sealed class NudgePointsFitter
{
    private static readonly double[][] Knots =
    [
        [0, 0.2, 0.4, 0.6, 0.8, 1],
        [0, 1, 2, 3, 5],
        [0, 0.25, 0.5, 0.75, 1],
        [0, 0.25, 0.5, 0.75, 1],
        [0, 3, 7, 14, 28],
        [0, 0.25, 0.5, 0.75, 1],
    ];

    /// <summary>Initialises the service.</summary>
    /// <param name="options">How to fit; null for the defaults.</param>
    public NudgePointsFitter(NudgeFitterOptions? options = null) => Options = options ?? new NudgeFitterOptions();

    /// <summary>How points are fitted.</summary>
    public NudgeFitterOptions Options { get; }

    /// <summary>Fits the points.</summary>
    /// <param name="programmes">The past programmes.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The fit; the built-in card when the outcomes do not differ, so that there is nothing to learn.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="programmes"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public NudgeFit Fit(IReadOnlyList<PastProgram> programmes, CancellationToken cancellationToken = default)
    {
        var problems = new ProblemList();
        var replays = NudgeEvaluator.Replays(programmes, problems);
        var rows = new List<float[]>();
        var signals = new List<LearnerSignals>();
        var labels = new List<bool>();
        int steps = Knots.Sum(knots => knots.Length - 1), weeks = Options.Weeks.Count;
        var left = new int[weeks];
        foreach (var replay in replays)
        {
            for (int w = 0; w < weeks; w++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                replay.At(replay.Start + (7 * Options.Weeks[w]));
                left[w] += replay.LeftBefore;
                for (int i = 0; i < replay.Present.Count; i++)
                {
                    var row = new float[weeks + steps];
                    row[w] = 1;
                    Fill(replay.Signals[i], row.AsSpan(weeks));
                    rows.Add(row);
                    signals.Add(replay.Signals[i]);
                    labels.Add(replay.Learners[replay.Present[i]].NeededHelp);
                }
            }
        }

        bool learnable = labels.Contains(true) && labels.Contains(false);
        var fit = learnable ? MonotoneLogistic.Fit(rows, labels, weeks, Options.Ridge, cancellationToken) : default;
        double total = learnable ? fit.Weights.AsSpan(weeks).ToArray().Sum() : 0;
        return new NudgeFit
        {
            Points = total > 0 && Card(fit.Weights, weeks, total) is { } card ? Calibrated(card, rows, signals, labels, left) : NudgePoints.BuiltIn,
            Programmes = [.. replays.Select(replay => replay.Programme.Cohort.Id)],
            LearnerWeeks = labels.Count,
            Certificate = new Certificate
            {
                Proof = !learnable ? Proof.None : fit.Loss - fit.Bound <= 1e-6 * Math.Max(1, fit.Loss) ? Proof.Optimal : Proof.Bounded,
                Method = "projected Newton on a convex loss, bounded by strong convexity",
                Objective = fit.Loss,
                Bound = fit.Bound,
                IsMinimised = true,
                WorkSpent = fit.Rounds,
            },
            Problems = problems.ToList(),
        };
    }

    /// <summary>How far a signal's value has climbed each of its steps, from 0 to 1; half of each where nothing is known yet.</summary>
    private static void Fill(in LearnerSignals signals, Span<float> into)
    {
        int at = 0;
        for (int s = 0; s < Knots.Length; s++)
        {
            double value = signals[(NudgeSignal)s];
            bool counts = signals.HasActivity || s < (int)NudgeSignal.DaysIdle;
            for (int k = 1; k < Knots[s].Length; k++, at++)
            {
                if (!counts) continue;
                into[at] = double.IsNaN(value) ? 0.5f : (float)Math.Clamp((value - Knots[s][k - 1]) / (Knots[s][k] - Knots[s][k - 1]), 0, 1);
            }
        }
    }

    private NudgePoints? Card(double[] weights, int weeks, double total)
    {
        double unit = Options.Maximum / total;
        var signals = new List<SignalPoints>();
        int at = weeks;
        for (int s = 0; s < Knots.Length; s++)
        {
            var knots = new List<PointKnot> { new(Knots[s][0], 0) };
            double sum = 0;
            for (int k = 1; k < Knots[s].Length; k++)
            {
                sum += weights[at++];
                knots.Add(new PointKnot(Knots[s][k], (int)Math.Floor((sum * unit) + 0.5)));
            }

            if (knots[^1].Points > 0) signals.Add(new SignalPoints { Signal = (NudgeSignal)s, Knots = knots });
        }

        if (signals.Count == 0) return null;
        double middle = Enumerable.Range(0, weeks).Select(w => -weights[w] * unit).Order().ElementAt(weeks / 2);
        int raise = Math.Max(2, (int)Math.Round(middle));
        return new NudgePoints
        {
            Signals = signals,
            EvenAt = middle,
            PointsPerLogit = unit,
            RaiseAt = raise,
            // As in the built-in card: a nudge is over when the odds have come down by a factor of five or so.
            ClearAt = Math.Clamp((int)Math.Round(middle - (1.7 * unit)), 0, raise - 1),
        };
    }

    /// <summary>The card with a line of its own from whole points to chances in every week, and with the shares of that week.</summary>
    private NudgePoints Calibrated(NudgePoints card, List<float[]> rows, List<LearnerSignals> signals, List<bool> labels, int[] left)
    {
        var even = new List<EvenScore>(Options.Weeks.Count);
        for (int w = 0; w < Options.Weeks.Count; w++)
        {
            var scores = new List<double>();
            var needed = new List<bool>();
            for (int i = 0; i < rows.Count; i++)
            {
                if (rows[i][w] == 0) continue;
                scores.Add(card.Scaled(card.Table.Score(signals[i]), signals[i].HasActivity));
                needed.Add(labels[i]);
            }

            var (at, pointsPerLogit) = ChanceCalibration.Fit(scores.ToArray(), needed.ToArray(), card.EvenAt, card.PointsPerLogit, Options.Ridge);
            even.Add(new EvenScore(Options.Weeks[w], at, pointsPerLogit, Share(needed.Count(label => label), needed.Count), Share(left[w], needed.Count + left[w])));
        }

        return card with { EvenAtWeeks = even };
    }

    /// <summary>A share that is never 0 or 1, so that its odds are finite (Jeffreys).</summary>
    private static double Share(int part, int whole) => (part + 0.5) / (whole + 1);
}
