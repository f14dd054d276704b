using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Cohorts;

/// <summary>The definition of who may be matched and how well a pair fits, written down as plainly as possible; for checks, not for speed.</summary>
internal sealed class PlainFit
{
    private readonly Workforce _workforce;
    private readonly MatchOptions _options;
    private readonly List<Rule> _rules = [];
    private readonly HashSet<PersonId> _excluded = [];
    private readonly HashSet<PersonId> _included = [];
    private readonly HashSet<(PersonId, PersonId)> _waived = [];
    private readonly SkillProfiles? _levels;
    private readonly Dictionary<(PersonId, PersonId), int>? _fits;
    private readonly Dictionary<(PersonId, PersonId), int?> _known = [];

    public PlainFit(Workforce workforce, MatchRequest request, MatchOptions options)
    {
        _workforce = workforce;
        _options = options;
        foreach (var learner in request.Learners)
        {
            if (learner is not null && workforce.IndexOf(learner.Person) >= 0) Learners.TryAdd(learner.Person, learner);
        }

        var seen = new HashSet<PersonId>();
        foreach (var mentor in request.MentorPlaces)
        {
            if (mentor is null || workforce.IndexOf(mentor.Person) < 0 || !seen.Add(mentor.Person)) continue;
            if (mentor.Places >= 0 && mentor.MinimumPlaces >= 0 && mentor.MinimumPlaces <= mentor.Places) Mentors.Add(mentor.Person, mentor);
        }

        foreach (var rule in request.Rules)
        {
            if (rule is null || rule.FindProblems(workforce, "").Any(problem => problem.Severity == ProblemSeverity.Error)) continue;
            if (rule.Dimensions.Any(dimension => dimension.Class is DimensionClass.Protected or DimensionClass.SpecialCategory)) continue;
            if (rule is ExcludeRule exclude) _excluded.UnionWith(exclude.People);
            else if (rule is IncludeRule include) _included.UnionWith(include.People);
            else _rules.Add(rule);
        }

        foreach (var waiver in request.Waivers)
        {
            if (waiver is not null) _waived.Add((waiver.Learner, waiver.Mentor));
        }

        _levels = request.Levels;
        if (request.Fits is null) return;
        _fits = [];
        foreach (var fit in request.Fits)
        {
            if (fit.Points is >= 0 and <= PairFit.MaximumPoints) _fits.TryAdd((fit.Learner, fit.Mentor), fit.Points);
        }
    }

    public Dictionary<PersonId, Learner> Learners { get; } = [];

    public Dictionary<PersonId, MentorPlace> Mentors { get; } = [];

    public int Minimum(MentorPlace mentor) => Math.Min(mentor.Places, Promised(mentor.Person));

    /// <summary>The fewest learners that a mentor is promised, whether there are places for them or not.</summary>
    public int Promised(PersonId mentor) => Math.Max(Mentors[mentor].MinimumPlaces, _included.Contains(mentor) ? 1 : 0);

    /// <summary>Whether the host lets the pair come into question at all, whatever the rules say.</summary>
    public bool HasFit(PersonId learner, PersonId mentor) => _fits is null || _fits.ContainsKey((learner, mentor));

    public bool IsRequired(PersonId learner) => _included.Contains(learner);

    public long Bonus(PersonId learner, CohortMatch match) => IsRequired(learner) ? match.PointsPerRequired : match.PointsPerPerson;

    /// <summary>What the learner likes less is larger: listed mentors by rank, then the others by fit.</summary>
    public long LearnerKey(PersonId learner, PersonId mentor) => Key(Rank(learner, Learners[learner].Preferences, mentor), Points(learner, mentor)!.Value);

    public long MentorKey(PersonId learner, PersonId mentor) => Key(Rank(mentor, Mentors[mentor].Preferences, learner), Points(learner, mentor)!.Value);

    /// <summary>The points of a pair, or null when it is forbidden.</summary>
    public int? Points(PersonId learner, PersonId mentor)
    {
        if (_known.TryGetValue((learner, mentor), out int? known)) return known;
        int? points = Work(learner, mentor);
        _known.Add((learner, mentor), points);
        return points;
    }

    private int? Work(PersonId learner, PersonId mentor)
    {
        if (learner == mentor) return null;
        bool isWaived = _waived.Contains((learner, mentor));
        if (!isWaived && (_excluded.Contains(learner) || _excluded.Contains(mentor) || Learners[learner].EarlierMentors.Contains(mentor))) return null;
        if (!isWaived && _options.OnlyPreferred && Rank(learner, Learners[learner].Preferences, mentor) == 0) return null;
        int given = 0;
        if (_fits is not null && !_fits.TryGetValue((learner, mentor), out given)) return null;
        bool hasLanguages = _workforce.Dimensions.Any(dimension => dimension.Name == Dimension.Language.Name);
        bool common = hasLanguages && _workforce.ValuesOf(learner, Dimension.Language).Intersect(_workforce.ValuesOf(mentor, Dimension.Language)).Any();
        if (!isWaived && _options.RequiresCommonLanguage && !common) return null;
        if (!isWaived && _rules.Any(rule => rule.Check(_workforce, [learner, mentor]).Count > 0)) return null;
        if (_fits is not null) return given;

        long sum = 0, weights = 0;
        if (_rules.OfType<OverlapRule>().FirstOrDefault() is { } overlap)
        {
            // A waiver can bring people together of whom one's hours are unknown.
            var time = _workforce.AvailabilityOf(learner) is { } mine && _workforce.AvailabilityOf(mentor) is { } theirs ? Availability.Overlap([mine, theirs], overlap.Dates) : Duration.Zero;
            var full = _options.Weights.FullOverlapPerWeek * overlap.Dates.Length;
            weights += _options.Weights.Overlap;
            sum += _options.Weights.Overlap * Math.Min(1000, (long)time.TotalSeconds * 7 * 1000 / (long)full.TotalSeconds);
        }

        if (_levels is not null && Learners.Values.Any(one => one.Goals.Count > 0))
        {
            weights += _options.Weights.Skills;
            var goals = Learners[learner].Goals.Where(goal => goal.Value.Length > 0).Distinct().ToList();
            long lead = 0;
            foreach (var goal in goals)
            {
                if (_levels.Find(mentor, goal) is not { } theirs) continue;
                double mine = _levels.Find(learner, goal)?.Level ?? _levels.Scale.Lowest;
                lead += Math.Clamp((Tenths(theirs.Level) - Tenths(mine)) * 1000 / Tenths(_options.Weights.FullLead), 0, 1000);
            }

            if (goals.Count > 0) sum += _options.Weights.Skills * (lead / goals.Count);
        }

        if (hasLanguages)
        {
            weights += _options.Weights.Language;
            sum += _options.Weights.Language * (common ? 1000 : 0);
        }

        if (Learners.Values.Any(one => one.Preferences.Count > 0))
        {
            weights += _options.Weights.LearnerPreferences;
            sum += _options.Weights.LearnerPreferences * Worth(learner, Learners[learner].Preferences, mentor);
        }

        if (Mentors.Values.Any(one => one.Preferences.Count > 0))
        {
            weights += _options.Weights.MentorPreferences;
            sum += _options.Weights.MentorPreferences * Worth(mentor, Mentors[mentor].Preferences, learner);
        }

        return weights == 0 ? 1000 : (int)(sum / weights);
    }

    private static int Tenths(double level) => (int)Math.Round(level * 10, MidpointRounding.AwayFromZero);

    private static long Key(int rank, int points) => rank > 0 ? rank : int.MaxValue + 1_000_000_000L - points;

    private static long Worth(PersonId who, IReadOnlyList<Preference> preferences, PersonId wanted) =>
        Rank(who, preferences, wanted) is > 0 and var rank ? 100 * Math.Max(0, 11 - rank) : 0;

    private static int Rank(PersonId who, IReadOnlyList<Preference> preferences, PersonId wanted)
    {
        foreach (var preference in preferences)
        {
            if (preference.Person == wanted && preference.Rank >= 1 && preference.Person != who) return preference.Rank;
        }

        return 0;
    }
}
