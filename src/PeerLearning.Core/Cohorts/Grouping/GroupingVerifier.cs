using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Checks an answer from the rows alone: nothing here is shared with the search.</summary>
internal static class GroupingVerifier
{
    /// <summary>The most learners for whom a proof is checked against every grouping there is.</summary>
    private const int MostForEnumeration = 9;

    private const double Tolerance = 1e-9;

    public static IReadOnlyList<Problem> Verify(Workforce workforce, GroupingRequest request, CohortGrouping answer)
    {
        var problems = new ProblemList();
        if (!answer.HasCohorts)
        {
            // Where learners were before a repair is not known here, so that too few moves cannot be checked.
            if (answer.Certificate.Proof == Proof.Impossible && !answer.Conflict.Any(reason => reason.Code == "grouping.moves")) CheckImpossible(workforce, request, problems);
            return problems.ToList();
        }

        if (!CheckPlaces(workforce, request, answer, problems)) return problems.ToList();
        var groups = answer.Cohorts.Select(cohort => cohort.Members).ToList();
        CheckSizes(request, groups, problems);
        CheckRules(workforce, request, groups, problems);
        var yardstick = new Yardstick(workforce, request);
        double objective = yardstick.Objective(groups);
        double bound = answer.Certificate.Bound;
        double tolerance = Tolerance * Math.Max(1, Math.Abs(objective));
        if (Math.Abs(objective - answer.Certificate.Objective) > tolerance)
        {
            Report(problems, "grouping.verify.objective", "certificate.Objective", $"The objective is {objective:R}, not {answer.Certificate.Objective:R}.");
        }

        if (bound < objective - tolerance) Report(problems, "grouping.verify.bound", "certificate.Bound", $"The bound {bound:R} is below the objective {objective:R}.");
        if (answer.Certificate.Proof == Proof.Optimal && bound > objective + tolerance) Report(problems, "grouping.verify.proof", "certificate.Proof", "A proven answer meets its bound.");
        if (answer.Certificate.Proof == Proof.Bounded && yardstick.Bound() is { } known && bound < known - tolerance)
        {
            Report(problems, "grouping.verify.bound", "certificate.Bound", $"The bound can be shown to be {known:R} only, not {bound:R}.");
        }

        if (answer.Certificate.Proof == Proof.Optimal) CheckOptimal(workforce, request, yardstick, groups, problems);
        return problems.ToList();
    }

    private static bool CheckPlaces(Workforce workforce, GroupingRequest request, CohortGrouping answer, ProblemList problems)
    {
        if (!answer.Cohorts.Select(cohort => cohort.Id).SequenceEqual(request.Cohorts.Select(frame => frame.Id)))
        {
            Report(problems, "grouping.verify.cohorts", "cohorts", "The cohorts are not those of the request.");
            return false;
        }

        var placed = new HashSet<PersonId>();
        var learners = request.Learners.ToHashSet();
        bool isSound = true;
        foreach (var cohort in answer.Cohorts)
        {
            foreach (var member in cohort.Members)
            {
                if (placed.Add(member) && learners.Contains(member) && workforce.IndexOf(member) >= 0) continue;
                Report(problems, "grouping.verify.place", $"cohorts[{cohort.Id}]", $"'{member}' is placed twice or is no learner.");
                isSound = false;
            }
        }

        if (placed.Count == learners.Count || !isSound) return isSound;
        Report(problems, "grouping.verify.place", "cohorts", $"{learners.Count - placed.Count} learners have no place.");
        return false;
    }

    private static void CheckSizes(GroupingRequest request, List<IReadOnlyList<PersonId>> groups, ProblemList problems)
    {
        var ranges = Ranges(request);
        for (int g = 0; g < groups.Count; g++)
        {
            if (groups[g].Count >= ranges[g].Minimum && groups[g].Count <= ranges[g].Maximum) continue;
            Report(problems, "grouping.verify.size", $"cohorts[{request.Cohorts[g].Id}]", $"{groups[g].Count} learners are outside the cohort's sizes.");
        }
    }

    /// <summary>The range of each cohort; an open end is an even share of what the cohorts with both ends leave.</summary>
    private static List<(int Minimum, int Maximum)> Ranges(GroupingRequest request)
    {
        var closed = request.Cohorts.Where(frame => frame.MinimumSize is not null && frame.MaximumSize is not null).ToList();
        int open = request.Cohorts.Count - closed.Count;
        double rest = Math.Max(0.0, request.Learners.Count - closed.Sum(frame => (long)frame.MaximumSize!.Value));
        double most = Math.Max(0.0, request.Learners.Count - closed.Sum(frame => (long)frame.MinimumSize!.Value));
        int floor = open == 0 ? 0 : (int)Math.Floor(rest / open);
        int ceiling = open == 0 ? 0 : (int)Math.Ceiling(most / open);
        return [.. request.Cohorts.Select(frame => (
            frame.MinimumSize ?? Math.Min(floor, frame.MaximumSize ?? int.MaxValue), frame.MaximumSize ?? Math.Max(ceiling, frame.MinimumSize ?? 0)))];
    }

    private static void CheckRules(Workforce workforce, GroupingRequest request, List<IReadOnlyList<PersonId>> groups, ProblemList problems)
    {
        for (int g = 0; g < groups.Count; g++)
        {
            foreach (var rule in request.Rules.Concat(request.Cohorts[g].Rules))
            {
                foreach (var broken in rule.Check(workforce, groups[g]))
                {
                    Report(problems, "grouping.verify.rule", $"cohorts[{request.Cohorts[g].Id}]", $"{rule.Describe()} {broken}");
                }
            }
        }
    }

    private static void CheckOptimal(Workforce workforce, GroupingRequest request, Yardstick yardstick, List<IReadOnlyList<PersonId>> groups, ProblemList problems)
    {
        if (request.Learners.Count > MostForEnumeration) return;
        double objective = yardstick.Objective(groups);
        double dispersion = yardstick.Dispersion(groups);
        foreach (var other in Enumerate(workforce, request))
        {
            double apart = yardstick.Dispersion(other);
            bool isBetter = apart > dispersion + Tolerance
                || (apart >= dispersion - Tolerance && yardstick.Objective(other) > objective + (Tolerance * Math.Max(1, Math.Abs(objective))));
            if (!isBetter) continue;
            Report(problems, "grouping.verify.optimal", "certificate.Proof", "There is a better grouping.");
            return;
        }
    }

    private static void CheckImpossible(Workforce workforce, GroupingRequest request, ProblemList problems)
    {
        if (request.Learners.Count > MostForEnumeration) return;
        if (Enumerate(workforce, request).Any()) Report(problems, "grouping.verify.impossible", "certificate.Proof", "There is a grouping that keeps all rules.");
    }

    /// <summary>Every grouping that keeps sizes and rules, by plain enumeration.</summary>
    internal static IEnumerable<List<IReadOnlyList<PersonId>>> Enumerate(Workforce workforce, GroupingRequest request)
    {
        int count = request.Learners.Count;
        int[] place = new int[count];
        var ranges = Ranges(request);
        while (true)
        {
            var groups = request.Cohorts.Select((_, g) => (IReadOnlyList<PersonId>)request.Learners.Where((_, i) => place[i] == g).ToList()).ToList();
            bool isSound = true;
            for (int g = 0; g < groups.Count && isSound; g++) isSound = groups[g].Count >= ranges[g].Minimum && groups[g].Count <= ranges[g].Maximum;
            for (int g = 0; g < groups.Count && isSound; g++)
            {
                isSound = request.Rules.Concat(request.Cohorts[g].Rules).All(rule => rule.Check(workforce, groups[g]).Count == 0);
            }

            if (isSound) yield return groups;
            int at = 0;
            while (at < count && ++place[at] == groups.Count) place[at++] = 0;
            if (at == count) yield break;
        }
    }

    private static void Report(ProblemList problems, string code, string where, string what) => problems.Error(code, where, what, "Do not use this answer.");

    /// <summary>The objective by its definition, pair by pair or mean by mean, from the rows of the request.</summary>
    private sealed class Yardstick(Workforce workforce, GroupingRequest request)
    {
        private readonly Dictionary<PersonId, int> _places = request.Learners.Select((learner, place) => (learner, place)).ToDictionary(pair => pair.learner, pair => pair.place);

        private readonly List<double[][]> _vectors = [.. request.Criteria.Select(criterion => Vectors(workforce, request, criterion))];

        public double Objective(List<IReadOnlyList<PersonId>> groups)
        {
            bool isOnlyDispersion = request.Criteria.All(criterion => criterion.Measure == GroupingMeasure.Dispersion);
            if (isOnlyDispersion) return request.Criteria.Select((criterion, c) => criterion.Weight * Least(c, groups)).Sum();
            double sum = 0;
            for (int c = 0; c < request.Criteria.Count; c++)
            {
                var criterion = request.Criteria[c];
                if (criterion.Measure == GroupingMeasure.Dispersion) continue;
                foreach (var group in groups) sum += (criterion.IsSimilar ? -1 : 1) * criterion.Weight * Within(c, group);
            }

            return sum;
        }

        public double Dispersion(List<IReadOnlyList<PersonId>> groups)
        {
            int c = request.Criteria.ToList().FindIndex(criterion => criterion.Measure == GroupingMeasure.Dispersion);
            return c < 0 ? 0 : Least(c, groups);
        }

        /// <summary>The bound for squared distances: null when another measure is among the criteria.</summary>
        public double? Bound()
        {
            double sum = 0;
            for (int c = 0; c < request.Criteria.Count; c++)
            {
                var criterion = request.Criteria[c];
                if (criterion.IsSimilar) continue;
                bool isMeans = criterion.Measure is GroupingMeasure.BalanceOfMeans or GroupingMeasure.KPlus;
                if (criterion.Measure != GroupingMeasure.SquaredDistance && !isMeans) return null;
                double[] far = [.. _vectors[c].Select(vector => vector.Sum(value => value * value)).OrderDescending()];
                var ranges = Ranges(request);
                int[] sizes = [.. ranges.Select(range => Math.Min(range.Maximum, request.Learners.Count)).OrderDescending()];
                if (ranges.Distinct().Count() == 1)
                {
                    // One range for all: start with the minimum everywhere and fill cohort after cohort.
                    int spare = request.Learners.Count - (ranges[0].Minimum * ranges.Count);
                    for (int g = 0; g < sizes.Length; g++)
                    {
                        int more = Math.Clamp(spare, 0, ranges[0].Maximum - ranges[0].Minimum);
                        sizes[g] = ranges[0].Minimum + more;
                        spare -= more;
                    }
                }

                int at = 0;
                foreach (int size in sizes)
                {
                    for (int k = 0; k < size && at < far.Length; k++) sum += criterion.Weight * (isMeans ? 1 : size) * far[at++];
                }
            }

            return sum;
        }

        private double Least(int criterion, List<IReadOnlyList<PersonId>> groups)
        {
            double least = double.PositiveInfinity;
            foreach (var group in groups)
            {
                for (int a = 0; a < group.Count; a++)
                {
                    for (int b = a + 1; b < group.Count; b++) least = Math.Min(least, Distance(criterion, group[a], group[b]));
                }
            }

            return double.IsFinite(least) ? least : 0;
        }

        private double Within(int c, IReadOnlyList<PersonId> group)
        {
            if (group.Count < 2) return 0;
            var measure = request.Criteria[c].Measure;
            if (measure is GroupingMeasure.Diversity or GroupingMeasure.AverageDiversity)
            {
                double sum = 0;
                for (int a = 0; a < group.Count; a++)
                {
                    for (int b = a + 1; b < group.Count; b++) sum += Distance(c, group[a], group[b]);
                }

                return measure == GroupingMeasure.Diversity ? sum : sum / group.Count;
            }

            // Squared distances to the mean of the group, column by column.
            double squares = 0;
            int columns = _vectors[c].Length == 0 ? 0 : _vectors[c][0].Length;
            for (int column = 0; column < columns; column++)
            {
                double mean = group.Average(member => _vectors[c][_places[member]][column]);
                squares += group.Sum(member => Math.Pow(_vectors[c][_places[member]][column] - mean, 2));
            }

            return measure == GroupingMeasure.SquaredDistance ? squares * group.Count : squares;
        }

        private double Distance(int c, PersonId first, PersonId second)
        {
            int i = _places[first];
            int j = _places[second];
            return request.Criteria[c].Distances is { } distances
                ? distances[i, j]
                : Math.Sqrt(_vectors[c][i].Zip(_vectors[c][j], (x, y) => (x - y) * (x - y)).Sum());
        }

        private static double[][] Vectors(Workforce workforce, GroupingRequest request, GroupingCriterion criterion)
        {
            var columns = new List<double[]>();
            bool isOpen = criterion.Dimensions.Count + criterion.Attributes.Count == 0;
            if (criterion.Distances is not null) return [];
            foreach (var attribute in request.Attributes.Where(a => isOpen ? a.Class <= DimensionClass.Geographic : criterion.Attributes.Contains(a.Name)))
            {
                double[] centred = Centred(attribute.Values);
                bool isKPlus = criterion.Measure == GroupingMeasure.KPlus;
                double[]? scaled = Scaled(centred);
                if (!isKPlus && !criterion.IsStandardized) columns.Add(centred);
                else if (scaled is not null) columns.Add(scaled);
                for (int moment = 2; scaled is not null && isKPlus && moment <= criterion.Moments; moment++)
                {
                    int power = moment;
                    if (Scaled(Centred([.. scaled.Select(value => Math.Pow(value, power))])) is { } higher) columns.Add(higher);
                }
            }

            var dimensions = isOpen ? workforce.Dimensions.Where(d => d.Class <= DimensionClass.Geographic) : criterion.Dimensions.Distinct();
            foreach (var dimension in dimensions)
            {
                foreach (string value in workforce.ValuesIn(dimension))
                {
                    columns.Add(Centred([.. request.Learners.Select(learner => workforce.ValuesOf(learner, dimension).Contains(value) ? Math.Sqrt(0.5) : 0)]));
                }
            }

            return [.. Enumerable.Range(0, request.Learners.Count).Select(i => columns.Select(column => column[i]).ToArray())];
        }

        private static double[] Centred(IReadOnlyList<double> values)
        {
            double mean = values.Count == 0 ? 0 : values.Average();
            return [.. values.Select(value => value - mean)];
        }

        private static double[]? Scaled(double[] centred)
        {
            double deviation = centred.Length == 0 ? 0 : Math.Sqrt(centred.Average(value => value * value));
            return deviation > 0 ? [.. centred.Select(value => value / deviation)] : null;
        }
    }
}
