using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Cohorts;

/// <summary>Says of a learner and a mentor whether they may be matched and how well they fit, without walking the rules for every pair.</summary>
/// <remarks>
/// People fall into classes: the same schedule and the same values in every dimension that a rule or the fit looks at. Rules about values and hours are judged
/// once for two classes; what concerns single people (self, earlier pairs, reporting lines, people kept apart) is a sparse list of pairs.
/// </remarks>
internal sealed class PairJudge
{
    /// <summary>Codes of what excludes a pair; rules follow in their order.</summary>
    public const int Self = 0, Earlier = 1, Excluded = 2, Language = 3, Line = 4, Team = 5, Apart = 6, Together = 7, Overlap = 8, OverlapUnknown = 9, Values = 10, NotPreferred = 11, Reasons = 12;

    private const int Unknown = int.MinValue;

    // Beyond this, as when everybody has days away of their own, two classes are judged anew each time rather than remembered.
    private const int MostCachedClasses = 4096;

    private readonly MatchInput _input;
    private readonly MatchOptions _options;
    private readonly Workforce _workforce;
    private readonly OverlapRule[] _overlapRules;
    private readonly Rule[] _valueRules;
    private readonly Dictionary<(int, int, int), long> _overlaps = [];
    private readonly List<Availability?> _schedules = [];
    private readonly Dictionary<(int, int), List<(long Start, long End)>> _stretches = [];
    private readonly int[] _learnerClass;
    private readonly int[] _mentorClass;
    private readonly List<int> _classPerson = [];
    private readonly List<int> _classSchedule = [];
    private readonly Dictionary<int, int> _scheduleIds = [];
    private readonly Dictionary<ValueList<int>, int> _classIds = [];
    private readonly int[]?[] _classRows;
    private readonly PairLists _lists;

    private readonly SkillId[] _skills = [];
    private readonly List<int[]> _classLevels = [];
    private readonly List<int[]> _classGoals = [];
    private readonly int _skillWeight;
    private readonly int _fullLead;
    private readonly int _lowest;
    private readonly int _overlapWeight;
    private readonly int _languageWeight;
    private readonly int _wishWeight;
    private readonly int _wantedWeight;
    private readonly int _weightSum;
    private readonly DimensionColumn? _languages;

    public PairJudge(MatchInput input, MatchOptions options)
    {
        _input = input;
        _options = options;
        _workforce = input.Workforce;
        _overlapRules = [.. input.PairRules.OfType<OverlapRule>()];
        _valueRules = [.. input.PairRules.Where(rule => rule is CountRule or PerValueRule or DistinctRule)];
        _workforce.TryColumn(Dimension.Language, out _languages);
        var weights = options.Weights;
        _overlapWeight = _overlapRules.Length > 0 ? weights.Overlap : 0;
        _languageWeight = _languages is null ? 0 : weights.Language;
        _wishWeight = input.Learners.Any(learner => learner.Preferences.Count > 0) ? weights.LearnerPreferences : 0;
        _wantedWeight = input.Mentors.Any(mentor => mentor.Preferences.Count > 0) ? weights.MentorPreferences : 0;
        if (input.Request is { Levels: { } levels, Fits: null } && input.Learners.Any(learner => learner.Goals.Count > 0))
        {
            _skills = [.. input.Learners.SelectMany(learner => learner.Goals).Where(goal => goal.Value.Length > 0).Distinct().Order()];
            _skillWeight = weights.Skills;
            _lowest = Tenths(levels.Scale.Lowest);
        }

        _fullLead = Tenths(weights.FullLead);
        _weightSum = _skillWeight + _overlapWeight + _languageWeight + _wishWeight + _wantedWeight;
        var columns = _valueRules.SelectMany(rule => rule.Dimensions).Select(dimension => _workforce.Column(dimension)).Distinct().ToList();
        if (_languages is not null && (options.RequiresCommonLanguage || _languageWeight > 0) && !columns.Contains(_languages)) columns.Add(_languages);
        _learnerClass = new int[input.Learners.Length];
        for (int l = 0; l < _learnerClass.Length; l++)
        {
            int[] goals = _skills.Length == 0 ? [] : [.. input.Learners[l].Goals.Distinct().Select(goal => Array.BinarySearch(_skills, goal)).Where(goal => goal >= 0).Order()];
            _learnerClass[l] = ClassOf(input.LearnerIndex[l], columns, goals);
        }

        _mentorClass = Array.ConvertAll(input.MentorIndex, person => ClassOf(person, columns, []));
        _classRows = new int[]?[_classPerson.Count];
        _lists = new PairLists(input);
        _wishOf = new int[input.Mentors.Length];
        _wantedOf = new int[input.Mentors.Length];
        _blockOf = new byte[input.Mentors.Length];
        _isWaived = new bool[input.Mentors.Length];
    }

    public int ClassCount => _classPerson.Count;

    public int LearnerClass(int learner) => _learnerClass[learner];

    public int MentorClass(int mentor) => _mentorClass[mentor];

    // The learner whose row is laid out, for Judge.
    private readonly int[] _wishOf;
    private readonly int[] _wantedOf;
    private readonly byte[] _blockOf;
    private readonly bool[] _isWaived;
    private int[] _row = [];
    private int _learner = -1;

    /// <summary>Lays out everything about a learner.</summary>
    public void Begin(int learner)
    {
        if (_learner >= 0)
        {
            foreach (int mentor in _lists.Wishes.Of(_learner)) _wishOf[mentor] = 0;
            foreach (int mentor in _lists.Wanted.Of(_learner)) _wantedOf[mentor] = 0;
            foreach (int mentor in _lists.Blocks.Of(_learner)) _blockOf[mentor] = 0;
            foreach (int mentor in _lists.Waived.Of(_learner)) _isWaived[mentor] = false;
        }

        _learner = learner;
        PairRows wishes = _lists.Wishes, wanted = _lists.Wanted, blocks = _lists.Blocks;
        for (int k = wishes.Start[learner]; k < wishes.Start[learner + 1]; k++) _wishOf[wishes.Mentor[k]] = wishes.Value[k];
        for (int k = wanted.Start[learner]; k < wanted.Start[learner + 1]; k++) _wantedOf[wanted.Mentor[k]] = wanted.Value[k];
        for (int k = blocks.Start[learner]; k < blocks.Start[learner + 1]; k++)
        {
            // The reason that comes first in the order of the codes is the one that is told.
            ref byte reason = ref _blockOf[blocks.Mentor[k]];
            if (reason == 0 || blocks.Value[k] + 1 < reason) reason = (byte)(blocks.Value[k] + 1);
        }

        foreach (int mentor in _lists.Waived.Of(learner)) _isWaived[mentor] = true;
        _row = _classPerson.Count > MostCachedClasses ? [] : _classRows[_learnerClass[learner]] ??= NewRow();
    }

    /// <summary>The points of the learner laid out with a mentor, or -1 - reason when they may not be matched.</summary>
    public int Judge(int mentor)
    {
        if (_isWaived[mentor] && _blockOf[mentor] != Self + 1) return PointsOf(mentor, JudgeClasses(_learnerClass[_learner], _mentorClass[mentor], isWaived: true));
        if (_blockOf[mentor] != 0) return -_blockOf[mentor];
        if (_input.LearnerExcluded[_learner] || _input.MentorExcluded[mentor]) return -1 - Excluded;
        int together = _lists.TogetherLearner[_learner];
        if ((together != -1 && together != mentor) || (_lists.TogetherMentor[mentor] != -1 && _lists.TogetherMentor[mentor] != _learner)) return -1 - Together;
        if (_options.OnlyPreferred && _wishOf[mentor] == 0) return -1 - NotPreferred;
        int basis = Basis(_mentorClass[mentor]);
        return basis < 0 ? basis : PointsOf(mentor, basis);
    }

    private int PointsOf(int mentor, int basis) => _weightSum == 0 ? 1000 : (basis + (_wishWeight * Worth(_wishOf[mentor])) + (_wantedWeight * Worth(_wantedOf[mentor]))) / _weightSum;

    /// <summary>What of the points two classes decide, times the sum of weights; or -1 - reason.</summary>
    private int Basis(int other)
    {
        if (_row.Length == 0) return JudgeClasses(_learnerClass[_learner], other);
        int basis = _row[other];
        return basis != Unknown ? basis : _row[other] = JudgeClasses(_learnerClass[_learner], other);
    }

    /// <summary>The points of the learner laid out with any mentor of a class whom neither lists, or -1 - reason.</summary>
    public int PlainPoints(int mentorClass)
    {
        if (_options.OnlyPreferred) return -1 - NotPreferred;
        int basis = Basis(mentorClass);
        return basis < 0 ? basis : _weightSum == 0 ? 1000 : basis / _weightSum;
    }

    /// <summary>The rank that the learner laid out gives a mentor; 0 for none.</summary>
    public int WishOf(int mentor) => _wishOf[mentor];

    public int WantedOf(int mentor) => _wantedOf[mentor];

    /// <summary>The mentors about whom the learner laid out is special: wished for, wanting, or allowed in spite of the rules.</summary>
    public IEnumerable<int> SpecialMentors()
    {
        int learner = _learner;
        foreach (var rows in new[] { _lists.Wishes, _lists.Wanted, _lists.Waived })
        {
            for (int k = rows.Start[learner]; k < rows.Start[learner + 1]; k++) yield return rows.Mentor[k];
        }
    }

    /// <summary>The common working time per week of two people under the first rule that asks for some; null without such a rule or with unknown hours.</summary>
    public Duration? OverlapPerWeek(int learner, int mentor)
    {
        if (_overlapRules.Length == 0) return null;
        long seconds = OverlapSeconds(0, _classSchedule[_learnerClass[learner]], _classSchedule[_mentorClass[mentor]]);
        return seconds < 0 ? null : Availability.PerWeek(Duration.FromSeconds(seconds), _overlapRules[0].Dates);
    }

    /// <summary>The code of what excludes a pair.</summary>
    public static string CodeOf(int reason) => reason switch
    {
        Self => "self",
        Earlier => "earlier",
        Excluded => "excluded",
        Language => "language",
        Line => "reporting-line",
        Team => "team",
        Apart => "apart",
        Together => "together",
        Overlap => "overlap",
        OverlapUnknown => "overlap-unknown",
        NotPreferred => "not-preferred",
        _ => "values",
    };

    public static Reason Exclusion(int reason, int count)
    {
        string text = reason switch
        {
            Self => "the learner is the mentor",
            Earlier => "matched before",
            Excluded => "a rule leaves one of the two out",
            Language => "no language in common",
            Line => "the same reporting line",
            Team => "the same manager",
            Apart => "to be kept apart from the learner",
            Together => "one of the two belongs with somebody else",
            Overlap => "too little working time in common",
            NotPreferred => "the learner does not name them",
            OverlapUnknown => "the working hours of one of the two are unknown",
            _ => "a rule about values",
        };
        return Reason.Of("match.excluded." + CodeOf(reason), "{count|mentor is|mentors are} out of the question: " + text + ".", Figure.Of("count", count));
    }

    private static int Worth(int rank) => rank == 0 ? 0 : 100 * Math.Max(0, 11 - rank);

    private int[] NewRow()
    {
        int[] row = new int[_classPerson.Count];
        Array.Fill(row, Unknown);
        return row;
    }

    private int JudgeClasses(int learner, int mentor, bool isWaived = false)
    {
        int common = 0;
        if (_languages is not null)
        {
            var spoken = _languages.Of(_classPerson[learner]);
            foreach (int code in _languages.Of(_classPerson[mentor]))
            {
                if (spoken.Contains(code)) common = 1;
            }
        }

        if (_options.RequiresCommonLanguage && common == 0 && !isWaived) return -1 - Language;
        long part = 0;
        for (int r = 0; r < _overlapRules.Length; r++)
        {
            long seconds = OverlapSeconds(r, _classSchedule[learner], _classSchedule[mentor]);
            if (seconds < 0 && !isWaived) return -1 - OverlapUnknown;
            seconds = Math.Max(0, seconds);
            var rule = _overlapRules[r];
            if (!isWaived && Availability.PerWeek(Duration.FromSeconds(seconds), rule.Dates) < rule.MinimumPerWeek) return -1 - Overlap;
            long full = (long)_options.Weights.FullOverlapPerWeek.TotalSeconds * rule.Dates.Length;
            if (r == 0) part = Math.Min(1000, seconds * 7 * 1000 / full);
        }

        if (_valueRules.Length > 0 && !isWaived)
        {
            PersonId[] pair = [_workforce.IdAt(_classPerson[learner]), _workforce.IdAt(_classPerson[mentor])];

            // Two people of one class may be represented by one person: any other of the class would do, and a rule sees only the values.
            foreach (var rule in _valueRules)
            {
                if (!PairRuleCheck.Holds(rule, _workforce, pair[0], pair[1])) return -1 - Values;
            }
        }

        int lead = 0;
        foreach (int goal in _classGoals[learner])
        {
            int mine = _classLevels[learner][goal], theirs = _classLevels[mentor][goal];
            if (theirs != int.MinValue) lead += Math.Clamp((theirs - (mine == int.MinValue ? _lowest : mine)) * 1000 / _fullLead, 0, 1000);
        }

        if (lead > 0) lead /= _classGoals[learner].Length;
        return (int)((_skillWeight * lead) + (_overlapWeight * part) + (_languageWeight * 1000L * common));
    }

    private static int Tenths(double level) => (int)Math.Round(level * 10, MidpointRounding.AwayFromZero);

    private int ClassOf(int person, List<DimensionColumn> columns, int[] goals)
    {
        var key = new List<int>();
        int[] levels = new int[_skills.Length];
        for (int k = 0; k < levels.Length; k++)
        {
            levels[k] = _input.Request.Levels!.Find(_workforce.IdAt(person), _skills[k]) is { } known ? Tenths(known.Level) : int.MinValue;
            key.Add(levels[k]);
        }

        if (_skills.Length > 0)
        {
            key.Add(goals.Length);
            key.AddRange(goals);
        }

        int schedule = -1;
        if (_overlapRules.Length > 0)
        {
            schedule = ScheduleOf(person);
            key.Add(schedule);
        }

        foreach (var column in columns)
        {
            var codes = column.Of(person);
            key.Add(codes.Length);
            foreach (int code in codes) key.Add(code);
        }

        var value = new ValueList<int>(key.ToArray());
        if (_classIds.TryGetValue(value, out int id)) return id;
        id = _classPerson.Count;
        _classIds.Add(value, id);
        _classPerson.Add(person);
        _classLevels.Add(levels);
        _classGoals.Add(goals);
        _classSchedule.Add(schedule);
        return id;
    }

    private int ScheduleOf(int person)
    {
        bool isOwn = _workforce.HasAbsences(person);
        int key = isOwn ? -2 - person : _workforce.ScheduleOf[person];
        if (_scheduleIds.TryGetValue(key, out int id)) return id;
        id = _schedules.Count;
        _scheduleIds.Add(key, id);
        _schedules.Add(_workforce.AvailabilityAt(person));
        return id;
    }

    private long OverlapSeconds(int rule, int first, int second)
    {
        var key = first <= second ? (rule, first, second) : (rule, second, first);
        if (_overlaps.TryGetValue(key, out long seconds)) return seconds;
        seconds = -1;
        if (_schedules[first] is not null && _schedules[second] is not null)
        {
            seconds = 0;
            foreach (var (start, end) in Availability.Intersect(Stretches(rule, first), Stretches(rule, second))) seconds += end - start;
        }

        if (_schedules.Count <= MostCachedClasses) _overlaps.Add(key, seconds);
        return seconds;
    }

    private List<(long Start, long End)> Stretches(int rule, int schedule)
    {
        if (_stretches.TryGetValue((rule, schedule), out var stretches)) return stretches;
        stretches = _schedules[schedule]!.Stretches(_overlapRules[rule].Dates);
        _stretches.Add((rule, schedule), stretches);
        return stretches;
    }
}
