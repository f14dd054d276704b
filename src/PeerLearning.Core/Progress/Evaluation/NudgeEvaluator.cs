namespace PeerLearning.Progress;

/// <summary>Judges nudges on past programmes under an honest protocol: would these points have told who needs help, how early, at what burden?</summary>
/// <remarks>
/// <para>At the morning of each decision only earlier days are seen and only those who still belong to the cohort are scored: keeping leavers in, or
/// mixing learners of one programme over training and test, raises the area by up to 0.1 without any merit.</para>
/// <para>Cost: O(weeks x (events + n log n)) for n learners.</para>
/// </remarks>
public sealed class NudgeEvaluator
{
    /// <summary>Initialises the service.</summary>
    /// <param name="options">What to measure; null for the defaults.</param>
    public NudgeEvaluator(NudgeEvaluatorOptions? options = null) => Options = options ?? new NudgeEvaluatorOptions();

    /// <summary>What is measured.</summary>
    public NudgeEvaluatorOptions Options { get; }

    /// <summary>Judges the points of the options, which were fixed before, beside the fixed rules.</summary>
    /// <param name="programmes">The past programmes; all are pooled.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="programmes"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public NudgeEvaluation Evaluate(IReadOnlyList<PastProgram> programmes, CancellationToken cancellationToken = default)
    {
        var problems = new ProblemList();
        var replays = Replays(programmes, problems);
        return Evaluate(replays, _ => Options.Points, null, problems, cancellationToken);
    }

    /// <summary>Judges points that are fitted on past programmes, each time on others than the one they are judged on.</summary>
    /// <param name="programmes">The past programmes.</param>
    /// <param name="split">How the programmes to fit on are chosen.</param>
    /// <param name="fitter">The fitter; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The evaluation over all programmes that others can be fitted for.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="programmes"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public NudgeEvaluation EvaluateFit(
        IReadOnlyList<PastProgram> programmes, EvaluationSplit split, NudgePointsFitter? fitter = null, CancellationToken cancellationToken = default)
    {
        var problems = new ProblemList();
        var replays = Replays(programmes, problems);
        fitter ??= new NudgePointsFitter();
        var judged = new List<ProgrammeReplay>();
        var cards = new Dictionary<ProgrammeReplay, NudgePoints>(ReferenceEqualityComparer.Instance);
        var byStart = new Dictionary<int, NudgePoints>();
        foreach (var replay in replays)
        {
            var others = replays.Where(other => split == EvaluationSplit.ByTime ? other.Start < replay.Start : other != replay).Select(other => other.Programme).ToList();
            if (others.Count == 0)
            {
                problems.Warn(
                    "progress.evaluation.nothing-before", $"programmes['{replay.Programme.Cohort.Id}']", "There is no programme to fit on for this one; it was left out.", "Bring earlier programmes, or split by programme.");
                continue;
            }

            if (split != EvaluationSplit.ByTime || !byStart.TryGetValue(replay.Start, out var card)) card = fitter.Fit(others, cancellationToken).Points;
            byStart[replay.Start] = card;
            cards.Add(replay, card);
            judged.Add(replay);
        }

        return Evaluate(judged, replay => cards[replay], split, problems, cancellationToken);
    }

    internal static List<ProgrammeReplay> Replays(IReadOnlyList<PastProgram> programmes, ProblemList problems)
    {
        Guard.Against.Null(programmes);
        var replays = new List<ProgrammeReplay>(programmes.Count);
        foreach (var programme in programmes) replays.Add(new ProgrammeReplay(Guard.Against.Null(programme), problems));
        return replays;
    }

    /// <summary>The accuracy at one week over several programmes.</summary>
    internal static IEnumerable<NudgeAccuracy> Week(IReadOnlyList<ProgrammeReplay> replays, int week, Func<ProgrammeReplay, NudgePoints> pointsOf, double capacity)
    {
        bool activity = replays.All(replay => replay.HasActivity);
        var rules = NudgeRule.All.Where(rule => activity || !rule.NeedsActivity).ToList();
        var points = new ScoreSheet();
        var sheets = rules.ConvertAll(_ => new ScoreSheet());
        var all = new List<LearnerSignals>();
        foreach (var replay in replays)
        {
            int today = replay.Start + (7 * week);
            replay.At(today);
            var card = pointsOf(replay);
            var cohort = new int[replay.Present.Count];
            for (int i = 0; i < replay.Present.Count; i++)
            {
                ref readonly var signals = ref replay.Signals[i];
                bool neededHelp = replay.Learners[replay.Present[i]].NeededHelp;
                cohort[i] = card.Table.Score(signals);
                all.Add(signals);
                points.Scores.Add(cohort[i]);
                points.NeededHelp.Add(neededHelp);
                for (int r = 0; r < rules.Count; r++)
                {
                    sheets[r].Scores.Add(rules[r].Score(signals, today, replay.Start));
                    sheets[r].NeededHelp.Add(neededHelp);
                }
            }

            points.Chances.AddRange(card.ChancesOf(cohort, replay.LeftBefore, week, replay.HasActivity));
        }

        yield return points.Measure(week, NudgeRule.Points, capacity);
        for (int r = 0; r < rules.Count; r++) yield return sheets[r].Measure(week, rules[r].Name, capacity);
        yield return new ScoreSheet(NudgeRule.MissedThenMarksOf(all), points.NeededHelp).Measure(week, NudgeRule.MissedThenMarks, capacity);
    }

    internal NudgeEvaluation Evaluate(
        IReadOnlyList<ProgrammeReplay> replays, Func<ProgrammeReplay, NudgePoints> pointsOf, EvaluationSplit? split, ProblemList problems, CancellationToken cancellationToken)
    {
        var weeks = new List<NudgeAccuracy>();
        foreach (int week in Options.Weeks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            weeks.AddRange(Week(replays, week, pointsOf, Options.Capacity));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var burden = BurdenCounter.Count(replays, pointsOf, Options.BurdenWeeks, out var flags);
        var groups = BurdenCounter.Groups(flags, Options.SmallestGroup);
        var reasons = new List<Reason>();
        foreach (var week in weeks)
        {
            if (week.Rule != NudgeRule.Points || !week.Auc.TryGet(out double auc)) continue;
            const string Pairs = "Week {week}, {learners|learner|learners}: of one who needed help and one who did not, the one who did had more points in {auc:P1} of all pairs";
            Figure[] figures = [Figure.Of("week", week.Week), Figure.Of("learners", week.Learners), Figure.Of("auc", auc)];
            reasons.Add(week.AucLower.TryGet(out double lower) && week.AucUpper.TryGet(out double upper)
                ? Reason.Of("progress.evaluation.week", Pairs + " ({lower:P1} to {upper:P1} with 95 % confidence).", [.. figures, Figure.Of("lower", lower), Figure.Of("upper", upper)])
                : Reason.Of("progress.evaluation.week.alone", Pairs + ".", figures));
        }

        return new NudgeEvaluation { Split = split, Weeks = weeks, Burden = burden, Groups = groups, Problems = problems.ToList(), Reasons = reasons };
    }
}
