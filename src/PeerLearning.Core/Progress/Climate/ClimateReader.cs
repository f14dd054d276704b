using PeerLearning.Fairness;
using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Reads scales of climate and agency: agreement before means, alpha with its interval, change beyond measurement error, small groups withheld.</summary>
public sealed class ClimateReader
{
    /// <summary>The alpha from which on items are commonly read as one (Nunnally, 1978).</summary>
    private const double GoTogether = 0.7;

    /// <summary>Initialises the service.</summary>
    /// <param name="options">How to read; null for the defaults.</param>
    public ClimateReader(ClimateReaderOptions? options = null) => Options = options ?? new ClimateReaderOptions();

    /// <summary>How it reads.</summary>
    public ClimateReaderOptions Options { get; }

    /// <summary>Reads one wave of answers, and how it changed against an earlier one.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="earlier">The answers of an earlier wave; null for none.</param>
    /// <returns>The report over the complete answers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scale"/> or <paramref name="answers"/> is null.</exception>
    /// <exception cref="ArgumentException">The scale has no room between its answers, or reverses an item that it does not have.</exception>
    public ClimateReport Read(ClimateScale scale, IReadOnlyList<ClimateAnswer> answers, IReadOnlyList<ClimateAnswer>? earlier = null)
    {
        Check(scale);
        Guard.Against.Null(answers);
        var problems = new ProblemList();
        var now = Judge(scale, answers, "answers", problems);
        var then = Judge(scale, earlier ?? [], "earlier", problems);
        var alpha = CronbachAlpha.Of([.. now.SelectMany(row => row.Items)], scale.Items);
        var limits = alpha.Feldt();
        bool few = now.Count < Options.SmallestGroup;
        var withheld = Undefined.Withheld($"Only {now.Count} answered; figures of fewer than {Options.SmallestGroup} are not shown.");
        var teams = Teams(scale, now);
        var (change, better, worse) = Change(now, then, alpha);
        var reasons = new List<Reason>();
        if (!few && alpha.Alpha.TryGet(out double together) && limits.TryGet(out var range))
        {
            Figure[] figures = [Figure.Of("scale", scale.Name), Figure.Of("alpha", together), Figure.Of("lower", range.Lower), Figure.Of("upper", range.Upper)];
            reasons.Add(together >= GoTogether
                ? Reason.Of("progress.climate.alpha", "{scale}: the items go together (alpha {alpha:0.00}; {lower:0.00} to {upper:0.00} with 95 % confidence), so their mean says one thing.", figures)
                : Reason.Of("progress.climate.alpha.low", "{scale}: the items hardly go together (alpha {alpha:0.00}; {lower:0.00} to {upper:0.00} with 95 % confidence), so take their means with care.", figures));
        }

        if (change.TryGet(out double changed))
        {
            Figure[] figures = [Figure.Of("scale", scale.Name), Figure.Of("change", changed)];
            reasons.Add(better.TryGet(out int up) && worse.TryGet(out int down)
                ? Reason.Of(
                    "progress.climate.change.reliable", "{scale}: those who answered twice changed by {change:+0.0;-0.0;0.0} on average; {better} for the better and {worse} for the worse by more than measurement error explains.",
                    [.. figures, Figure.Of("better", up), Figure.Of("worse", down)])
                : Reason.Of("progress.climate.change", "{scale}: those who answered twice changed by {change:+0.0;-0.0;0.0} on average.", figures));
        }

        foreach (var team in teams)
        {
            var name = Figure.Of("team", team.Team.Length > 0 ? team.Team : "all");
            if (team.Mean.TryGet(out double mean))
            {
                Figure[] figures = [Figure.Of("scale", scale.Name), name, Figure.Of("mean", mean), Figure.Of("lowest", scale.Lowest), Figure.Of("highest", scale.Highest)];
                reasons.Add(team.Agreement.TryGet(out double agreed)
                    ? Reason.Of("progress.climate.mean", "{scale}, {team}: mean {mean:0.0} on {lowest} to {highest}; agreement among the members {agreement:0.00}, where 1 is full.", [.. figures, Figure.Of("agreement", agreed)])
                    : Reason.Of("progress.climate.mean.alone", "{scale}, {team}: mean {mean:0.0} on {lowest} to {highest}.", figures));
            }
            else
            {
                reasons.Add(Reason.Of(
                    "progress.climate.withheld", "{scale}, {team}: no mean, because {because}", Figure.Of("scale", scale.Name), name, Figure.Of("because", team.Mean.Undefined!.Clause)));
            }
        }

        return new ClimateReport
        {
            Scale = scale,
            Respondents = now.Count,
            Alpha = few ? withheld : alpha.Alpha,
            AlphaLower = few ? withheld : limits.TryGet(out var pair) ? pair.Lower : limits.Undefined!,
            AlphaUpper = few ? withheld : limits.TryGet(out pair) ? pair.Upper : limits.Undefined!,
            BetweenTeams = few ? withheld : BetweenTeams(now),
            Teams = teams,
            Subscales = [.. scale.Subscales.Select(subscale => Read(scale, subscale, now, few ? withheld : null))],
            MeanChange = change,
            ReliablyBetter = better,
            ReliablyWorse = worse,
            Reasons = reasons,
            Problems = problems.ToList(),
        };
    }

    /// <summary>Reads several waves of one scale as a trend.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="waves">The waves, in any order.</param>
    /// <returns>The means of the waves and the line through them.</returns>
    /// <remarks>
    /// A wave's mean is withheld when few answered, and also when fewer people than the smallest group answered otherwise than in the last wave that is
    /// shown: the difference of the two means would tell their answers. At least four waves are needed for a line.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="scale"/>, <paramref name="waves"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">The scale has no room between its answers, or names an item that it does not have.</exception>
    public ClimateTrend Trend(ClimateScale scale, IReadOnlyList<ClimateWave> waves)
    {
        Check(scale);
        Guard.Against.Null(waves);
        var problems = new ProblemList();
        var sound = new List<(LocalDate On, List<SoundAnswer> Answers)>();
        var seen = new HashSet<LocalDate>();
        for (int i = 0; i < waves.Count; i++)
        {
            var wave = Guard.Against.Null(waves[i]);
            if (!seen.Add(wave.On)) problems.Error("progress.climate.wave.duplicate", $"waves[{i}].On", $"There are two waves of {wave.On:uuuu-MM-dd}.", "Bring the answers of one day as one wave.");
            else sound.Add((wave.On, Judge(scale, wave.Answers, $"waves[{i}].Answers", problems)));
        }

        sound.Sort((left, right) => left.On.CompareTo(right.On));
        return ClimateTrendWriter.Write(scale, sound, Options.SmallestGroup, problems.ToList());
    }

    /// <summary>Reads whether people would recommend the programme, on a scale from 0 to 10.</summary>
    /// <param name="answers">The answers of one role.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="answers"/> is null.</exception>
    public Recommendation Recommend(IReadOnlyList<int> answers)
    {
        var problems = new ProblemList();
        var invalid = new List<int>();
        var (promoters, passives, detractors) = NetPromoter.Count(Guard.Against.Null(answers).Select(answer => (double)answer).ToArray(), invalid);
        foreach (int i in invalid) problems.Error("progress.climate.answer.range", $"answers[{i}]", $"The answer {answers[i]} is not in 0 to 10.", "Ask on the scale 0 to 10.");
        int n = promoters + passives + detractors;
        var score = NetPromoter.Score(promoters, passives, detractors);
        var why = n < Options.SmallestGroup ? Undefined.Withheld($"Only {n} answered; figures of fewer than {Options.SmallestGroup} are not shown.") : score.Undefined;
        return new Recommendation
        {
            Answers = n,
            Score = why is null ? score.Value.Points : why,
            Lower = why is null ? score.Value.ScoreLimits.Lower : why,
            Upper = why is null ? score.Value.ScoreLimits.Upper : why,
            Because = why is null
                ? Reason.Of(
                    "progress.recommendation", "{answers|answer gives|answers give} a recommendation score of {score:+0;-0;0} points on -100 to 100 ({lower:+0;-0;0} to {upper:+0;-0;0} with 95 % confidence).",
                    Figure.Of("answers", n), Figure.Of("score", score.Value.Points), Figure.Of("lower", score.Value.ScoreLimits.Lower), Figure.Of("upper", score.Value.ScoreLimits.Upper))
                : Reason.Of("progress.recommendation.none", "There is no recommendation score to show, because {because}", Figure.Of("because", why.Clause)),
            Problems = problems.ToList(),
        };
    }

    /// <summary>The mean of each person with complete answers, turned so that high is good.</summary>
    internal static Dictionary<PersonId, double> Means(ClimateScale scale, IReadOnlyList<ClimateAnswer> answers) =>
        Judge(scale, answers, "answers", new ProblemList()).ToDictionary(row => row.By, row => row.Mean);

    private static void Check(ClimateScale scale)
    {
        Guard.Against.Null(scale);
        if (scale.Highest <= scale.Lowest) throw new ArgumentException("The highest answer lies above the lowest.", nameof(scale));
        if (scale.Reversed.Any(item => item < 0 || item >= scale.Items)) throw new ArgumentException("A reversed item does not exist.", nameof(scale));
        if (scale.Subscales.Any(subscale => subscale.Items.Any(item => item < 0 || item >= scale.Items))) throw new ArgumentException("An item of a subscale does not exist.", nameof(scale));
    }

    private static SubscaleClimate Read(ClimateScale scale, Subscale subscale, List<SoundAnswer> now, Undefined? withheld)
    {
        var alpha = CronbachAlpha.Of([.. now.SelectMany(row => subscale.Items.Select(item => row.Items[item]))], subscale.Items.Count);
        var limits = alpha.Feldt();
        return new SubscaleClimate
        {
            Subscale = subscale,
            Alpha = withheld ?? alpha.Alpha,
            AlphaLower = withheld is not null ? withheld : limits.TryGet(out var pair) ? pair.Lower : limits.Undefined!,
            AlphaUpper = withheld is not null ? withheld : limits.TryGet(out pair) ? pair.Upper : limits.Undefined!,
            Mean = withheld is not null ? withheld
                : scale.IsOfTeam ? Undefined.NotIdentifiable("The scale is of the team: its means stand for teams that agree.")
                : now.Average(row => subscale.Items.Average(item => row.Items[item])),
        };
    }

    /// <summary>The complete answers, turned so that high is good, by team and person.</summary>
    private static List<SoundAnswer> Judge(ClimateScale scale, IReadOnlyList<ClimateAnswer> answers, string name, ProblemList problems)
    {
        var sound = new List<SoundAnswer>();
        var seen = new HashSet<PersonId>();
        for (int i = 0; i < answers.Count; i++)
        {
            var row = answers[i];
            string where = $"{name}[{i}]";
            int before = problems.Count;
            if (row is null)
            {
                problems.Error("progress.row.missing", where, "The row is null.", "Leave it out.");
                continue;
            }

            if (string.IsNullOrWhiteSpace(row.By.Value)) problems.Error("progress.climate.by.blank", where + ".By", "The id is blank.", "Give an id, a pseudonym will do.");
            if (row.Items.Count != scale.Items)
            {
                problems.Error("progress.climate.items.count", where + ".Items", $"There are {row.Items.Count} answers, the scale has {scale.Items} items.", "Bring one answer an item, null where it is missing.");
                continue;
            }

            bool complete = true;
            var items = new double[scale.Items];
            for (int item = 0; item < scale.Items; item++)
            {
                if (row.Items[item] is not { } answer) complete = false;
                else if (answer < scale.Lowest || answer > scale.Highest) problems.Error("progress.climate.answer.range", $"{where}.Items[{item}]", $"The answer {answer} is not in {scale.Lowest} to {scale.Highest}.", "Use the scale's own range, not reversed.");
                else items[item] = scale.Reversed.Contains(item) ? scale.Lowest + scale.Highest - answer : answer;
            }

            if (problems.Count == before && !seen.Add(row.By)) problems.Error("progress.climate.duplicate", where, $"'{row.By}' answered twice.", "Keep the last answers.");
            if (problems.Count > before) continue;
            if (complete) sound.Add(new SoundAnswer(row.Team ?? "", row.By, items));
            else problems.Warn("progress.climate.incomplete", where, "An answer is missing; the row was left out.", "Nothing, unless many rows are incomplete.");
        }

        sound.Sort((left, right) => string.CompareOrdinal(left.Team, right.Team) is var compared && compared != 0 ? compared : left.By.CompareTo(right.By));
        return sound;
    }

    private List<TeamClimate> Teams(ClimateScale scale, List<SoundAnswer> rows)
    {
        var groups = rows.GroupBy(row => row.Team, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, All: group.ToList())).ToList();
        if (groups.Count == 0) return [];
        var table = new CountTable { Rows = [.. groups.Select((_, i) => Row(i))], Columns = ["answers"], Counts = [.. groups.Select(group => (IReadOnlyList<int>)[group.All.Count])] };
        var shown = new SmallCellSuppressor(new SmallCellOptions { MinimumCount = Options.SmallestGroup }).Suppress(table);
        var hidden = groups.Where((_, i) => shown.Find(Row(i), "answers")?.Count.IsDefined != true).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return groups.ConvertAll(group =>
        {
            if (hidden.Contains(group.Key))
            {
                var why = Undefined.Withheld($"The team, or what could be had by subtraction, has fewer than {Options.SmallestGroup} complete answers.");
                return new TeamClimate { Team = group.Key, Respondents = why, Agreement = why, Mean = why };
            }

            var agreement = TeamAgreement.RwgStar([.. group.All.SelectMany(row => row.Items)], scale.Items, scale.Highest - scale.Lowest + 1);
            double mean = group.All.Average(row => row.Mean);
            bool agrees = !scale.IsOfTeam || (agreement.TryGet(out double value) && value >= Options.EnoughAgreement);
            return new TeamClimate
            {
                Team = group.Key,
                Respondents = group.All.Count,
                Agreement = agreement,
                Mean = agrees ? mean : Undefined.NotIdentifiable("The members agree too little for a mean to stand for the team."),
            };
        });
    }

    /// <summary>A name for the table: that of a team may be blank.</summary>
    private static string Row(int i) => "team " + i.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Measured<double> BetweenTeams(List<SoundAnswer> rows)
    {
        var names = rows.Select(row => row.Team).Distinct().ToList();
        if (names.Count < 2) return Undefined.TooFew(2, names.Count, "teams");
        var icc = TeamAgreement.Icc(rows.Select(row => row.Mean).ToArray(), rows.Select(row => names.IndexOf(row.Team)).ToArray());
        return icc.TryGet(out var found) ? found.Icc1 : icc.Undefined!;
    }

    /// <summary>How many changed for the better and for the worse, unless one of the three counts, or what could be had by subtraction, is small.</summary>
    private (Measured<double> Mean, Measured<int> Better, Measured<int> Worse) Shown(double mean, int better, int worse, int same)
    {
        var table = new CountTable { Rows = ["all"], Columns = ["better", "worse", "same"], Counts = [[better, worse, same]] };
        var shown = new SmallCellSuppressor(new SmallCellOptions { MinimumCount = Options.SmallestGroup }).Suppress(table);
        var why = Undefined.Withheld($"A count below {Options.SmallestGroup}, or one that could be had by subtraction, would show.");
        Measured<int> Count(string column, int count) => shown.Find("all", column)?.Count.IsDefined == true ? count : why;
        return (mean, Count("better", better), Count("worse", worse));
    }

    private (Measured<double> Mean, Measured<int> Better, Measured<int> Worse) Change(
        List<SoundAnswer> now, List<SoundAnswer> then, AlphaResult alpha)
    {
        var before = then.ToDictionary(row => row.By, row => row.Mean);
        var pairs = now.Where(row => before.ContainsKey(row.By)).Select(row => (Before: before[row.By], After: row.Mean)).ToList();
        if (pairs.Count < Options.SmallestGroup)
        {
            var why = then.Count == 0 ? Undefined.NotInTheData("There is no earlier wave.") : Undefined.Withheld($"Only {pairs.Count} answered both waves; figures of fewer than {Options.SmallestGroup} are not shown.");
            return (why, why, why);
        }

        double mean = pairs.Average(pair => pair.After - pair.Before);
        if (!alpha.Alpha.TryGet(out double reliability) || reliability < 0) return (mean, alpha.Alpha.Undefined ?? Undefined.OutOfRange("Alpha is negative."), alpha.Alpha.Undefined ?? Undefined.OutOfRange("Alpha is negative."));
        double deviation = Moments.StandardDeviation(pairs.Select(pair => pair.Before).ToArray());
        int better = 0, worse = 0;
        foreach (var (first, second) in pairs)
        {
            var change = ReliableChange.Of(first, second, deviation, Math.Min(1, reliability));
            if (!change.TryGet(out var found)) return (mean, change.Undefined!, change.Undefined!);
            if (!found.IsReliable.TryGet(out bool reliable)) return (mean, found.IsReliable.Undefined!, found.IsReliable.Undefined!);
            if (reliable && second > first) better++;
            else if (reliable && second < first) worse++;
        }

        return Shown(mean, better, worse, pairs.Count - better - worse);
    }
}
