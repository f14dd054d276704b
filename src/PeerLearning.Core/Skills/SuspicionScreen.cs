using System.Globalization;

namespace PeerLearning.Skills;

/// <summary>Names what looks wrong in sound rows: answers on a straight line, copied columns, labels that were mixed up, and what cannot be told apart.</summary>
internal static class SuspicionScreen
{
    private const int LeastForPattern = 8;
    private const int MostNamed = 20;
    private const int LeastForSpread = 20;

    public static void Run(string[] ids, IReadOnlyList<SkillWork> works, ProblemList problems)
    {
        StraightLines(ids, works, problems);
        CopiedColumns(ids, works, problems);
        foreach (var work in works)
        {
            SingleRatings(ids, work, problems);
            OnlySelf(ids, work, problems);
            Disconnected(ids, work, problems);
            Scrambled(ids, work, problems);
        }
    }

    private static void StraightLines(string[] ids, IReadOnlyList<SkillWork> works, ProblemList problems)
    {
        int[] count = new int[ids.Length];
        double[] first = new double[ids.Length];
        bool[] varied = new bool[ids.Length];
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var (rater, _, _, level) in Ratings(works))
        {
            low = Math.Min(low, level);
            high = Math.Max(high, level);
            if (count[rater]++ == 0) first[rater] = level;
            else if (level != first[rater]) varied[rater] = true;
        }

        if (!(high > low)) return;
        for (int r = 0; r < ids.Length; r++)
        {
            if (count[r] >= LeastForPattern && !varied[r])
            {
                problems.Warn(
                    "evidence.rater.straightline", $"evidence.By={ids[r]}", string.Create(CultureInfo.InvariantCulture, $"'{ids[r]}' gave the same level to all of {count[r]} ratings."), "Ask the rater, or leave the ratings out.");
            }
        }
    }

    private static void CopiedColumns(string[] ids, IReadOnlyList<SkillWork> works, ProblemList problems)
    {
        var lists = new SortedDictionary<int, List<(int Skill, int Person, double Level)>>();
        foreach (var (rater, skill, person, level) in Ratings(works))
        {
            if (!lists.TryGetValue(rater, out var list)) lists[rater] = list = [];
            list.Add((skill, person, level));
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (rater, list) in lists)
        {
            if (list.Count < LeastForPattern || list.TrueForAll(item => item.Level == list[0].Level)) continue;
            list.Sort();
            string key = string.Join(';', list.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Skill},{item.Person},{item.Level:R}")));
            if (!seen.TryGetValue(key, out int other))
            {
                seen[key] = rater;
                continue;
            }

            problems.Warn(
                "evidence.raters.identical", $"evidence.By={ids[rater]}", $"'{ids[rater]}' gave the same {list.Count} ratings as '{ids[other]}'.", "Check whether a column was copied; one of the two says nothing new.");
        }
    }

    private static void SingleRatings(string[] ids, SkillWork work, ProblemList problems)
    {
        var design = work.Fitted.Design;
        foreach (int kind in design.Present)
        {
            if (kind == (int)EvidenceKind.Self || design.RaterClassOf[kind] >= 0) continue;
            var raters = work.Rows.Source.Where(row => (int)row.Kind == kind && row.By is not null).Select(row => row.By!.Value).ToList();
            if (raters.Count < LeastForPattern || raters.Distinct().Count() < raters.Count) continue;
            problems.Warn(
                "evidence.raters.single", $"skill[{work.Rows.Skill}]", $"Every rater of kind {(EvidenceKind)kind} gave one rating only, so their severity cannot be told from error: {Names([.. raters.Select(rater => rater.Value).Order(StringComparer.Ordinal)])}.", "Let raters rate several people.");
        }
    }

    private static void OnlySelf(string[] ids, SkillWork work, ProblemList problems)
    {
        bool[] other = new bool[work.People.Length];
        var kinds = work.Columns.Kind.Span;
        var people = work.Columns.Person.Span;
        bool anyOther = false;
        for (int k = 0; k < kinds.Length; k++)
        {
            if (kinds[k] != (byte)EvidenceKind.Self) other[people[k]] = anyOther = true;
        }

        var alone = Enumerable.Range(0, other.Length).Where(i => !other[i]).Select(i => ids[work.People[i]]).ToList();
        if (alone.Count == 0) return;
        problems.Warn(
            "evidence.self.only", $"skill[{work.Rows.Skill}]",
            $"{Names(alone)} rated themselves only{(anyOther ? "" : ", and nobody else rated anybody: the bias of self-ratings is assumed")}.", "Ask a manager or a peer.");
    }

    private static void Disconnected(string[] ids, SkillWork work, ProblemList problems)
    {
        int people = work.People.Length;
        var sets = new UnionFind(people + work.Raters.Length);
        var raters = work.Columns.Rater.Span;
        var persons = work.Columns.Person.Span;
        bool[] rated = new bool[people];
        for (int k = 0; k < raters.Length; k++)
        {
            if (raters[k] < 0) continue;
            rated[persons[k]] = true;
            sets.Join(persons[k], people + raters[k]);
        }

        var components = Enumerable.Range(0, people).Where(i => rated[i]).GroupBy(sets.Find).OrderByDescending(group => group.Count()).ThenBy(group => group.First()).ToList();
        if (components.Count < 2) return;
        var apart = components.Skip(1).SelectMany(group => group).Order().Select(i => ids[work.People[i]]).ToList();
        problems.Warn(
            "evidence.disconnected", $"skill[{work.Rows.Skill}]",
            $"The raters form {components.Count} groups that share nobody: {Names(apart)} are compared with the others only through the assumption that raters are alike.", "Let some raters rate people of several groups.");
    }

    private static void Scrambled(string[] ids, SkillWork work, ProblemList problems)
    {
        var fitted = work.Fitted;
        if (fitted.Design.IsFixed[0]) return;
        double error = fitted.Variances.Residual.Average();
        int[] start = fitted.Data.Start;
        var several = Enumerable.Range(0, work.People.Length).Where(i => start[i + 1] - start[i] > 1).Select(i => ids[work.People[i]]).ToList();

        // No spread between people, or, where there are enough of them, one that is not even as large as its own standard error.
        bool isNothing = fitted.Variances.Person <= 0.02 * error;
        if (!isNothing && !(several.Count >= LeastForSpread && fitted.Reml is { } reml && fitted.Variances.Person < reml.StandardErrors[0])) return;
        problems.Warn(
            "evidence.labels.scrambled", $"skill[{work.Rows.Skill}]", $"Ratings of the same person agree no better than ratings of different people, for the {several.Count} who have several: {Names(several)}.", "Check whether the people's ids were mixed up.");
    }

    /// <summary>All ratings by somebody else, with positions among all ids.</summary>
    private static IEnumerable<(int Rater, int Skill, int Person, double Level)> Ratings(IReadOnlyList<SkillWork> works)
    {
        for (int s = 0; s < works.Count; s++)
        {
            var work = works[s];
            for (int k = 0; k < work.Columns.Level.Length; k++)
            {
                int rater = work.Columns.Rater.Span[k];
                if (rater >= 0) yield return (work.Raters[rater], s, work.People[work.Columns.Person.Span[k]], work.Columns.Level[k]);
            }
        }
    }

    private static string Names(List<string> people) =>
        people.Count <= MostNamed ? string.Join(", ", people) : $"{string.Join(", ", people.Take(MostNamed))} and {people.Count - MostNamed} more";
}
