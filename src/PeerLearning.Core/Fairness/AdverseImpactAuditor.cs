using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Fairness;

/// <summary>Compares how often the groups of a pool were selected: impact ratios with intervals, four fifths, exact tests, shortfalls.</summary>
/// <remarks>
/// <para>The reference is the group with the highest selection rate that is not small. People without a known value are counted apart. Somebody with several
/// values of a dimension belongs to the group of exactly that combination.</para>
/// <para>Numbers about few people are withheld with everything that would give them away (<see cref="SmallCellSuppressor"/>), also across the dimensions and
/// combinations of one report. Whether a figure is adverse in law is not for this report to say.</para>
/// </remarks>
/// <param name="options">The options; null for the defaults.</param>
public sealed class AdverseImpactAuditor(AdverseImpactOptions? options = null)
{
    private readonly AdverseImpactOptions _options = options ?? new AdverseImpactOptions();

    /// <summary>Audits a selection that was made.</summary>
    /// <param name="workforce">The workforce with the values of the pool's people.</param>
    /// <param name="request">The pool, the selected and the dimensions.</param>
    /// <param name="cancellationToken">Stops the search for the fewest withheld numbers.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>O(people x dimensions), and per group one exact test in the number of selected people.</remarks>
    public AdverseImpactReport Audit(Workforce workforce, AdverseImpactRequest request, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var problems = new ProblemList();
        var pool = Positions(workforce, request.Pool, "request.Pool", problems);
        var selected = new bool[workforce.Count];
        var inPool = new bool[workforce.Count];
        foreach (int person in pool) inPool[person] = true;
        for (int i = 0; i < request.Selected.Count; i++)
        {
            int person = workforce.IndexOf(request.Selected[i]);
            if (person < 0 || !inPool[person])
            {
                problems.Error("fairness.impact.not-in-pool", $"request.Selected[{i}]", $"'{request.Selected[i]}' is not in the pool.", "Select from the pool only.");
            }
            else if (selected[person])
            {
                problems.Error("fairness.impact.duplicate", $"request.Selected[{i}]", $"'{request.Selected[i]}' is selected twice.", "Name everybody once.");
            }
            else
            {
                selected[person] = true;
            }
        }

        var dimensions = Sound(workforce, request.Dimensions, problems);
        var intersections = SoundPairs(workforce, request.Intersections, problems);
        if (request.Dimensions.Count + request.Intersections.Count == 0)
        {
            problems.Error("fairness.impact.dimensions", "request.Dimensions", "There is no dimension to compare by.", "Name at least one.");
        }

        var comparisons = new List<AdverseImpactComparison>();
        var reasons = new List<Reason>();
        if (pool.Count > 0)
        {
            var counts = new ImpactCounts(workforce, pool, selected, _options.MinimumCount);
            counts.Publish(dimensions, intersections, cancellationToken);
            foreach (var dimension in dimensions) comparisons.Add(Assemble([dimension], counts.All, counts.Of(dimension), reasons));
            foreach (var pair in intersections) comparisons.Add(Assemble(pair, counts.All, counts.Of(pair), reasons));
        }

        return new AdverseImpactReport(comparisons, reasons, problems.ToList());
    }

    /// <summary>Audits a lottery by its exact chances, not by one draw.</summary>
    /// <param name="workforce">The workforce with the values of the people.</param>
    /// <param name="chances">The chance of everybody in the pool.</param>
    /// <param name="dimensions">The dimensions to compare by.</param>
    /// <param name="cancellationToken">Stops the search for the fewest withheld numbers.</param>
    /// <returns>The report: rates are mean chances; tests and intervals are undefined, because nothing is left to chance in them.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public AdverseImpactReport AuditChances(
        Workforce workforce, IReadOnlyList<SelectionChance> chances, IReadOnlyList<Dimension> dimensions, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(chances);
        Guard.Against.Null(dimensions);
        var problems = new ProblemList();
        var chanceOf = new Dictionary<int, double>();
        for (int i = 0; i < chances.Count; i++)
        {
            int person = workforce.IndexOf(chances[i].Person);
            if (person < 0) problems.Error("fairness.impact.unknown", $"chances[{i}].Person", $"'{chances[i].Person}' is not in the workforce.", "Name somebody who is.");
            else if (!(chances[i].Chance is >= 0 and <= 1)) problems.Error("fairness.impact.chance", $"chances[{i}].Chance", "The chance is not between 0 and 1.", "Correct the chance.");
            else if (!chanceOf.TryAdd(person, chances[i].Chance)) problems.Error("fairness.impact.duplicate", $"chances[{i}].Person", $"'{chances[i].Person}' stands there twice.", "Name everybody once.");
        }

        var comparisons = new List<AdverseImpactComparison>();
        foreach (var one in Sound(workforce, dimensions, problems))
        {
            var groups = new SortedDictionary<string, (int Size, double Sum)>(StringComparer.Ordinal);
            foreach (var (person, chance) in chanceOf.OrderBy(pair => pair.Key))
            {
                string group = ImpactCounts.GroupOf(workforce.Column(one), person);
                var (size, sum) = groups.GetValueOrDefault(group);
                groups[group] = (size + 1, sum + chance);
            }

            if (groups.Count > 0) comparisons.Add(CompareChances([one], groups, cancellationToken));
        }

        return new AdverseImpactReport(comparisons, [], problems.ToList());
    }

    private static List<int> Positions(Workforce workforce, IReadOnlyList<PersonId> people, string where, ProblemList problems)
    {
        var positions = new List<int>(people.Count);
        var seen = new bool[workforce.Count];
        for (int i = 0; i < people.Count; i++)
        {
            int person = workforce.IndexOf(people[i]);
            if (person < 0) problems.Error("fairness.impact.unknown", $"{where}[{i}]", $"'{people[i]}' is not in the workforce.", "Name somebody who is.");
            else if (seen[person]) problems.Error("fairness.impact.duplicate", $"{where}[{i}]", $"'{people[i]}' stands there twice.", "Name everybody once.");
            else
            {
                seen[person] = true;
                positions.Add(person);
            }
        }

        return positions;
    }

    private static List<Dimension> Sound(Workforce workforce, IReadOnlyList<Dimension> dimensions, ProblemList problems)
    {
        var sound = new List<Dimension>();
        for (int i = 0; i < dimensions.Count; i++)
        {
            if (!workforce.TryColumn(dimensions[i], out var column)) Missing(dimensions[i], $"request.Dimensions[{i}]", problems);
            else if (sound.Contains(column.Dimension)) problems.Error("fairness.impact.dimension-twice", $"request.Dimensions[{i}]", $"'{dimensions[i]}' stands there twice.", "Name it once.");
            else sound.Add(column.Dimension);
        }

        return sound;
    }

    private static List<IReadOnlyList<Dimension>> SoundPairs(Workforce workforce, IReadOnlyList<IReadOnlyList<Dimension>> intersections, ProblemList problems)
    {
        var sound = new List<IReadOnlyList<Dimension>>();
        for (int i = 0; i < intersections.Count; i++)
        {
            string where = $"request.Intersections[{i}]";
            var pair = intersections[i];
            if (pair.Count < 2 || pair.Any(dimension => dimension is null) || pair.Select(dimension => dimension.Name).Distinct(StringComparer.Ordinal).Count() < pair.Count)
            {
                problems.Error("fairness.impact.intersection", where, "A combination has at least two dimensions, each once.", "Name different dimensions.");
                continue;
            }

            foreach (var dimension in pair)
            {
                if (!workforce.TryColumn(dimension, out _)) Missing(dimension, where, problems);
            }

            if (pair.All(dimension => workforce.TryColumn(dimension, out _))) sound.Add(pair);
        }

        return sound;
    }

    private static void Missing(Dimension dimension, string where, ProblemList problems) => problems.Error(
        "fairness.impact.dimension", where, $"Nobody in the workforce has a value in '{dimension}'.", "Bring the values, or leave the dimension out.");

    private AdverseImpactComparison Assemble(IReadOnlyList<Dimension> dimensions, Measured<int> all, IReadOnlyList<ImpactCounts.Row> counts, List<Reason> reasons)
    {
        // Only groups whose figures are shown can be the reference: otherwise the choice would tell about the others.
        ImpactCounts.Row? reference = null;
        double best = 0;
        foreach (var row in counts)
        {
            if (row.IsUnknown || !all.TryGet(out int everybody) || !row.Size.TryGet(out int n) || !row.Selected.TryGet(out int chosen)) continue;
            if (n < _options.SmallGroupShare * everybody || chosen == 0 || (double)chosen / n <= best) continue;
            (reference, best) = (row, (double)chosen / n);
        }

        var groups = new List<AdverseImpactGroup>();
        foreach (var row in counts)
        {
            if (row.IsUnknown) continue;
            var group = Row(row.Group, all, (row.Size, row.Selected), reference is null ? null : (reference.Size, reference.Selected), ReferenceEquals(row, reference));
            groups.Add(group);
            Note(dimensions, group, reference?.Group, reasons);
        }

        var unknown = counts.Where(row => row.IsUnknown).ToList();
        return new AdverseImpactComparison
        {
            Dimensions = dimensions,
            Groups = groups,
            UnknownSize = Sum(unknown.Select(row => row.Size)),
            UnknownSelected = Sum(unknown.Select(row => row.Selected)),
        };

        static Measured<int> Sum(IEnumerable<Measured<int>> counts)
        {
            int sum = 0;
            foreach (var count in counts)
            {
                if (!count.TryGet(out int value)) return count;
                sum += value;
            }

            return sum;
        }
    }

    private AdverseImpactGroup Row(
        string name, Measured<int> all, (Measured<int> Size, Measured<int> Selected) own, (Measured<int> Size, Measured<int> Selected)? other, bool isReference)
    {
        var withheld = own.Size.Undefined ?? own.Selected.Undefined;
        var none = Undefined.NotInTheData("No group that is large enough and shown had anybody selected, so there is no reference.");
        var share = own.Size.TryGet(out int size) && all.TryGet(out int everybody) ? Measure((double)size / everybody) : own.Size.Undefined ?? all.Undefined!;
        Measured<double> Of(Func<int, int, int, int, Measured<double>> figure) =>
            withheld ?? (other is { } group ? figure(own.Selected.Value, own.Size.Value, group.Selected.Value, group.Size.Value) : none);
        Measured<bool> Judge(Func<int, int, int, int, bool> figure) =>
            withheld ?? (other is { } group ? (Measured<bool>)figure(own.Selected.Value, own.Size.Value, group.Selected.Value, group.Size.Value) : none);
        var ratio = Of(RiskRatio.Ratio);
        double level = _options.ConfidenceLevel;
        return new AdverseImpactGroup
        {
            Group = name,
            Size = own.Size,
            Selected = own.Selected,
            Share = share,
            IsSmall = share.TryGet(out double part) ? part < _options.SmallGroupShare : share.Undefined!,
            IsReference = isReference,
            Rate = withheld is null ? (double)own.Selected.Value / own.Size.Value : withheld,
            ImpactRatio = ratio,
            ImpactRatioLower = Of((a, n1, c, n2) => End(RiskRatio.Score(a, n1, c, n2, level), upper: false)),
            ImpactRatioUpper = Of((a, n1, c, n2) => End(RiskRatio.Score(a, n1, c, n2, level), upper: true)),
            MeetsFourFifths = Judge((a, n1, c, n2) => Meets(a, n1, c, n2)),
            TurnsWithOnePerson = Judge((a, n1, c, n2) => !isReference && !Meets(a, n1, c, n2) && a < n1 && Meets(a + 1, n1, c - 1, n2)),
            Difference = Of((a, n1, c, n2) => ((double)a / n1) - ((double)c / n2)),
            DifferenceLower = Of((a, n1, c, n2) => End(Newcombe(a, n1, c, n2), upper: false)),
            DifferenceUpper = Of((a, n1, c, n2) => End(Newcombe(a, n1, c, n2), upper: true)),
            StandardDeviations = isReference ? 0.0 : Of(RiskRatio.StandardDeviations),
            FisherP = isReference ? 1.0 : Of((a, n1, c, n2) => FisherExact.Test(a, n1 - a, c, n2 - c).TryGet(out var test) ? test.TwoSidedP : none),
            FisherMidP = isReference ? 1.0 : Of((a, n1, c, n2) => FisherExact.Test(a, n1 - a, c, n2 - c).TryGet(out var test) ? test.TwoSidedMidP : none),
            Shortfall = isReference ? 0.0 : Of((a, n1, c, n2) => ((double)n1 * ((double)a + c) / ((double)n1 + n2)) - a),
        };

        Measured<Limits> Newcombe(int a, int n1, int c, int n2) =>
            Proportion.Difference(a, n1, c, n2, level).TryGet(out var difference) ? difference.Limits : none;

        static Measured<double> End(Measured<Limits> limits, bool upper) =>
            limits.TryGet(out var pair) ? Measure(upper ? pair.Upper : pair.Lower) : limits.Undefined!;
    }

    // In whole numbers: a / n1 >= ratio x c / n2. The ratio is given with at most six decimals that count.
    private bool Meets(int a, int n1, int c, int n2) => (Int128)a * n2 * 1_000_000 >= (Int128)c * n1 * (long)Math.Round(_options.ImpactRatio * 1_000_000);

    private static Measured<double> Measure(double value) => value;

    private static void Note(IReadOnlyList<Dimension> dimensions, AdverseImpactGroup row, string? reference, List<Reason> reasons)
    {
        string of = string.Join(" × ", dimensions.Select(dimension => dimension.Name));
        if (row.MeetsFourFifths.TryGet(out bool meets) && !meets)
        {
            reasons.Add(Reason.Of(
                "fairness.impact.below-four-fifths", "{dimension} {group}: selected at {ratio:0.00} of the rate of {reference}.",
                Figure.Of("dimension", of), Figure.Of("group", row.Group), Figure.Of("ratio", row.ImpactRatio.Value), Figure.Of("reference", reference ?? "")));
        }

        if (row.TurnsWithOnePerson.TryGet(out bool turns) && turns)
        {
            reasons.Add(Reason.Of(
                "fairness.impact.one-person", "{dimension} {group}: one person more would turn the verdict, so it rests on too few.", Figure.Of("dimension", of), Figure.Of("group", row.Group)));
        }

        if (row.FisherMidP.TryGet(out double p) && p < 0.05)
        {
            reasons.Add(Reason.Of(
                "fairness.impact.beyond-chance", "{dimension} {group}: chance alone gives such a difference from {reference} with probability {p:0.0000}.",
                Figure.Of("dimension", of), Figure.Of("group", row.Group), Figure.Of("reference", reference ?? ""), Figure.Of("p", p)));
        }
    }

    private AdverseImpactComparison CompareChances(IReadOnlyList<Dimension> dimensions, SortedDictionary<string, (int Size, double Sum)> groups, CancellationToken cancellationToken)
    {
        string[] names = groups.Keys.ToArray();
        var table = new CountTable
        {
            Rows = names.Select(name => name.Length == 0 ? "(unknown)" : "=" + name).ToArray(),
            Columns = ["in the pool"],
            Counts = groups.Values.Select(pair => (IReadOnlyList<int>)[pair.Size]).ToArray(),
        };
        var published = new SmallCellSuppressor(new SmallCellOptions { MinimumCount = _options.MinimumCount }).Suppress(table, cancellationToken);
        var all = published.Find(null, null)!.Count;
        var sizes = names.Select((_, row) => published.Find(table.Rows[row], table.Columns[0])!.Count).ToArray();
        int reference = -1;
        double best = 0;
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0 || !sizes[i].TryGet(out int size) || !all.TryGet(out int everybody) || size < _options.SmallGroupShare * everybody) continue;
            double rate = groups[names[i]].Sum / size;
            if (rate > best) (reference, best) = (i, rate);
        }

        var exact = Undefined.NotInTheData("The chances are exact: there is nothing to test.");
        var none = Undefined.NotInTheData("No group that is large enough and shown has a chance, so there is no reference.");
        var rows = new List<AdverseImpactGroup>();
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0) continue;
            bool isShown = sizes[i].TryGet(out int size);
            var rate = isShown ? Measure(groups[names[i]].Sum / size) : sizes[i].Undefined!;
            var share = isShown && all.TryGet(out int everybody) ? Measure((double)size / everybody) : sizes[i].Undefined ?? all.Undefined!;
            var ratio = !isShown ? rate : reference >= 0 ? rate.Value / best : none;
            rows.Add(new AdverseImpactGroup
            {
                Group = names[i],
                Size = sizes[i],
                Selected = exact,
                Share = share,
                IsSmall = share.TryGet(out double part) ? part < _options.SmallGroupShare : share.Undefined!,
                IsReference = i == reference,
                Rate = rate,
                ImpactRatio = ratio,
                ImpactRatioLower = exact,
                ImpactRatioUpper = exact,
                MeetsFourFifths = ratio.TryGet(out double value) ? value >= _options.ImpactRatio - 1e-12 : ratio.Undefined!,
                TurnsWithOnePerson = exact,
                Difference = !isShown ? rate : reference >= 0 ? rate.Value - best : none,
                DifferenceLower = exact,
                DifferenceUpper = exact,
                StandardDeviations = exact,
                FisherP = exact,
                FisherMidP = exact,
                Shortfall = exact,
            });
        }

        int unknown = Array.IndexOf(names, "");
        return new AdverseImpactComparison { Dimensions = dimensions, Groups = rows, UnknownSize = unknown < 0 ? 0 : sizes[unknown], UnknownSelected = exact };
    }
}
