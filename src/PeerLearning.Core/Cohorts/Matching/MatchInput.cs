using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The sound part of a request, learners and mentors in ordinal order of their ids, and the problems of the rest.</summary>
internal sealed class MatchInput
{
    private MatchInput(Workforce workforce, MatchRequest request)
    {
        Workforce = workforce;
        Request = request;
    }

    public Workforce Workforce { get; }

    public MatchRequest Request { get; }

    public Learner[] Learners { get; private set; } = [];

    public MentorPlace[] Mentors { get; private set; } = [];

    /// <summary>The position of each learner in the workforce, ascending.</summary>
    public int[] LearnerIndex { get; private set; } = [];

    /// <summary>The position of each mentor in the workforce, ascending.</summary>
    public int[] MentorIndex { get; private set; } = [];

    /// <summary>The rules that have a meaning for pairs.</summary>
    public IReadOnlyList<Rule> PairRules { get; private set; } = [];

    public bool[] LearnerMust { get; private set; } = [];

    public bool[] MentorMust { get; private set; } = [];

    public bool[] LearnerExcluded { get; private set; } = [];

    public bool[] MentorExcluded { get; private set; } = [];

    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public int Minimum(int mentor) => Math.Max(Mentors[mentor].MinimumPlaces, MentorMust[mentor] ? 1 : 0);

    public int LearnerAt(PersonId person) => Find(LearnerIndex, person);

    public int MentorAt(PersonId person) => Find(MentorIndex, person);

    /// <summary>The same with other mentors' rows.</summary>
    public MatchInput With(MentorPlace[] mentors) => new(Workforce, Request)
    {
        Learners = Learners,
        Mentors = mentors,
        LearnerIndex = LearnerIndex,
        MentorIndex = MentorIndex,
        PairRules = PairRules,
        LearnerMust = LearnerMust,
        MentorMust = MentorMust,
        LearnerExcluded = LearnerExcluded,
        MentorExcluded = MentorExcluded,
        Problems = Problems,
    };

    public static MatchInput Read(Workforce workforce, MatchRequest request)
    {
        var input = new MatchInput(workforce, request);
        var problems = new ProblemList();
        input.ReadLearners(request.Learners, problems);
        input.ReadMentors(request.MentorPlaces, problems);
        input.ReadPreferences(problems);
        input.ReadRules(request.Rules, problems);
        input.ReadFits(request.Fits, problems);
        input.ReadWaivers(request.Waivers, problems);
        input.Problems = problems.ToList();
        return input;
    }

    private int Find(int[] positions, PersonId person)
    {
        int index = Workforce.IndexOf(person);
        return index < 0 ? -1 : Math.Max(-1, Array.BinarySearch(positions, index));
    }

    private void ReadLearners(IReadOnlyList<Learner> rows, ProblemList problems)
    {
        var sound = new List<(int Index, Learner Row)>();
        var seen = new HashSet<int>();
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not { } row)
            {
                problems.Error("match.learner.missing", $"learners[{i}]", "There is no learner.", "Leave the row out.");
            }
            else if (JudgePerson(row.Person, "learner", $"learners[{i}].Person", seen, problems) is >= 0 and var index)
            {
                sound.Add((index, row));
            }
        }

        sound.Sort((a, b) => a.Index.CompareTo(b.Index));
        Learners = [.. sound.Select(pair => pair.Row)];
        LearnerIndex = [.. sound.Select(pair => pair.Index)];
        LearnerMust = new bool[Learners.Length];
        LearnerExcluded = new bool[Learners.Length];
    }

    private void ReadMentors(IReadOnlyList<MentorPlace> rows, ProblemList problems)
    {
        var sound = new List<(int Index, MentorPlace Row)>();
        var seen = new HashSet<int>();
        long minimum = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not { } row)
            {
                problems.Error("match.mentor.missing", $"mentorPlaces[{i}]", "There is no mentor.", "Leave the row out.");
                continue;
            }

            int index = JudgePerson(row.Person, "mentor", $"mentorPlaces[{i}].Person", seen, problems);
            bool isSound = index >= 0;
            if (row.Places < 0)
            {
                problems.Error("match.mentor.places.negative", $"mentorPlaces[{i}].Places", $"{row.Person} has {row.Places} places.", "Give 0 or more places.");
                isSound = false;
            }

            if (row.MinimumPlaces < 0)
            {
                problems.Error("match.mentor.minimum.negative", $"mentorPlaces[{i}].MinimumPlaces", $"{row.Person} must get {row.MinimumPlaces} learners.", "Give 0 or more.");
                isSound = false;
            }
            else if (row.Places >= 0 && row.MinimumPlaces > row.Places)
            {
                problems.Error(
                    "match.mentor.minimum.above-places", $"mentorPlaces[{i}].MinimumPlaces",
                    $"{row.Person} must get {row.MinimumPlaces} learners and has {row.Places} places.", "Lower the minimum or give more places.");
                isSound = false;
            }

            if (!isSound) continue;
            minimum += row.MinimumPlaces;
            sound.Add((index, row));
        }

        if (minimum > Learners.Length)
        {
            problems.Warn("match.mentor.minimum.total", "mentorPlaces", $"The mentors must get {minimum} learners together, and there are {Learners.Length}.", "Lower the minimums.");
        }

        sound.Sort((a, b) => a.Index.CompareTo(b.Index));
        Mentors = [.. sound.Select(pair => pair.Row)];
        MentorIndex = [.. sound.Select(pair => pair.Index)];
        MentorMust = new bool[Mentors.Length];
        MentorExcluded = new bool[Mentors.Length];
    }

    private int JudgePerson(PersonId person, string kind, string where, HashSet<int> seen, ProblemList problems)
    {
        int index = Workforce.IndexOf(person);
        if (person.Value.Length == 0)
        {
            problems.Error($"match.{kind}.blank", where, "The id is blank.", "Give an id of the workforce.");
        }
        else if (index < 0)
        {
            problems.Error($"match.{kind}.unknown", where, $"'{person}' is not in the workforce.", "Name somebody who is.");
        }
        else if (!seen.Add(index))
        {
            problems.Error($"match.{kind}.duplicate", where, $"'{person}' stands there twice; the first row counts.", "Bring everybody once.");
            return -1;
        }

        return index;
    }

    private void ReadPreferences(ProblemList problems)
    {
        for (int i = 0; i < Learners.Length; i++)
        {
            JudgePreferences(Learners[i].Person, Learners[i].Preferences, MentorAt, "learner", "mentor", problems);
            if (Learners[i].Goals.Any(goal => goal.Value.Length == 0))
            {
                problems.Error("match.learner.goal.blank", $"learner {Learners[i].Person}.Goals", "A goal names no skill.", "Leave it out, or name the skill.");
            }

            foreach (var earlier in Learners[i].EarlierMentors)
            {
                if (Workforce.IndexOf(earlier) >= 0) continue;
                problems.Warn(
                    "match.learner.earlier.unknown", $"learner {Learners[i].Person}.EarlierMentors", $"'{earlier}' is not in the workforce.", "Leave out who has gone, or correct the id.");
            }
        }

        if (Request.Levels is null && Request.Fits is null && Learners.Any(learner => learner.Goals.Count > 0))
        {
            problems.Warn("match.levels.missing", "request.Levels", "Learners have goals, and nobody's levels are given: the fit does not look at skills.", "Bring the levels, or leave the goals out.");
        }

        foreach (var mentor in Mentors) JudgePreferences(mentor.Person, mentor.Preferences, LearnerAt, "mentor", "learner", problems);
    }

    private static void JudgePreferences(PersonId person, IReadOnlyList<Preference> preferences, Func<PersonId, int> find, string kind, string other, ProblemList problems)
    {
        if (preferences.Count == 0) return;
        var seen = new HashSet<PersonId>();
        for (int k = 0; k < preferences.Count; k++)
        {
            string where = $"{kind} {person}.Preferences[{k}]";
            var wanted = preferences[k];
            if (wanted.Person == person)
            {
                problems.Error($"match.{kind}.preference.self", where, $"'{person}' wants themselves.", "Leave the preference out.");
            }
            else if (wanted.Rank < 1)
            {
                problems.Error($"match.{kind}.preference.rank", where, $"The rank of '{wanted.Person}' is {wanted.Rank}.", "Ranks start at 1.");
            }
            else if (!seen.Add(wanted.Person))
            {
                problems.Error($"match.{kind}.preference.duplicate", where, $"'{wanted.Person}' is wanted twice; the first counts.", "Name everybody once.");
            }
            else if (find(wanted.Person) < 0)
            {
                problems.Error($"match.{kind}.preference.unknown", where, $"'{wanted.Person}' is no {other} here.", $"Bring them as a {other}, or leave the preference out.");
            }
        }
    }

    private void ReadRules(IReadOnlyList<Rule> rules, ProblemList problems)
    {
        var usable = new List<Rule>();
        for (int r = 0; r < rules.Count; r++)
        {
            string where = $"rules[{r}]";
            if (rules[r] is not { } rule)
            {
                problems.Error("match.rule.missing", where, "There is no rule.", "Leave it out.");
                continue;
            }

            var found = rule.FindProblems(Workforce, where);
            problems.AddRange(found);
            foreach (var dimension in rule.Dimensions)
            {
                if (dimension.Class is DimensionClass.Organisational or DimensionClass.Geographic) continue;
                problems.Error(
                    "match.rule.dimension.class", where, $"{dimension} is {dimension.Class}: it may not decide who is matched with whom.", "Measure such dimensions afterwards; drop the rule.");
                found = [.. found, problems.ToList()[^1]];
            }

            if (found.Any(problem => problem.Severity == ProblemSeverity.Error)) continue;
            switch (rule)
            {
                case IncludeRule include:
                    foreach (var person in include.People)
                    {
                        int learner = LearnerAt(person), mentor = MentorAt(person);
                        if (learner >= 0) LearnerMust[learner] = true;
                        if (mentor >= 0) MentorMust[mentor] = true;
                        if (learner >= 0 || mentor >= 0) continue;
                        problems.Error("match.rule.include.nobody", where, $"'{person}' is neither learner nor mentor here.", "Bring them, or drop them from the rule.");
                    }

                    break;
                case ExcludeRule exclude:
                    foreach (var person in exclude.People)
                    {
                        if (LearnerAt(person) is >= 0 and var learner) LearnerExcluded[learner] = true;
                        if (MentorAt(person) is >= 0 and var mentor) MentorExcluded[mentor] = true;
                    }

                    break;
                case DistinctRule { Minimum: > 2 }:
                    problems.Warn("match.rule.pair", where, "A pair has at most two people and rarely three values: the rule will exclude nearly everybody.", "Ask for at most 2.");
                    usable.Add(rule);
                    break;
                default:
                    usable.Add(rule);
                    break;
            }
        }

        PairRules = usable;
    }

    private void ReadFits(IReadOnlyList<PairFit>? fits, ProblemList problems)
    {
        if (fits is null) return;
        var seen = new HashSet<long>();
        for (int k = 0; k < fits.Count; k++)
        {
            var fit = fits[k];
            int learner = LearnerAt(fit.Learner), mentor = MentorAt(fit.Mentor);
            if (learner < 0)
            {
                problems.Error("match.fit.learner", $"fits[{k}].Learner", $"'{fit.Learner}' is no learner here.", "Leave the row out, or bring the learner.");
            }
            else if (mentor < 0)
            {
                problems.Error("match.fit.mentor", $"fits[{k}].Mentor", $"'{fit.Mentor}' is no mentor here.", "Leave the row out, or bring the mentor.");
            }
            else if (fit.Points is < 0 or > PairFit.MaximumPoints)
            {
                problems.Error("match.fit.points", $"fits[{k}].Points", $"The fit is {fit.Points}.", $"Give 0 to {PairFit.MaximumPoints} points.");
            }
            else if (!seen.Add(((long)learner * Mentors.Length) + mentor))
            {
                problems.Error("match.fit.duplicate", $"fits[{k}]", $"'{fit.Learner}' and '{fit.Mentor}' stand there twice; the first row counts.", "Bring every pair once.");
            }
        }
    }

    private void ReadWaivers(IReadOnlyList<PairWaiver> waivers, ProblemList problems)
    {
        for (int k = 0; k < waivers.Count; k++)
        {
            string where = $"waivers[{k}]";
            if (waivers[k] is not { } waiver) problems.Error("match.waiver.missing", where, "There is no waiver.", "Leave the row out.");
            else if (LearnerAt(waiver.Learner) < 0) problems.Error("match.waiver.learner", where + ".Learner", $"'{waiver.Learner}' is no learner here.", "Leave the row out, or bring the learner.");
            else if (MentorAt(waiver.Mentor) < 0) problems.Error("match.waiver.mentor", where + ".Mentor", $"'{waiver.Mentor}' is no mentor here.", "Leave the row out, or bring the mentor.");
            else if (waiver.Learner == waiver.Mentor) problems.Error("match.waiver.self", where, $"'{waiver.Learner}' cannot be their own mentor.", "Leave the row out.");
            else if (string.IsNullOrWhiteSpace(waiver.Why)) problems.Warn("match.waiver.why", where + ".Why", "Nobody says why.", "Give the reason for the decision.");
        }
    }
}
