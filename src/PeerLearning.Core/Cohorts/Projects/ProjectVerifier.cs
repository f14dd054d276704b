using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Checks an allocation from the request alone: rules, places, blocking pairs by their definition, and the best stable allocation found again in rounds.</summary>
internal static class ProjectVerifier
{
    public static IReadOnlyList<Problem> Check(Workforce workforce, ProjectRequest request, ProjectOptions options, ProjectMatch match)
    {
        var problems = new ProblemList();
        var lists = new Lists(workforce, request);
        var given = new Dictionary<PersonId, ProjectId>();
        foreach (var place in match.Places)
        {
            string where = $"place {place}";
            if (!lists.Wishes.TryGetValue(place.Learner, out var wishes) || !wishes.Contains(place.Project)) problems.Error("project.verify.wish", where, "The learner does not name the project, or a rule forbids it.", "Solve again.");
            else if (lists.Projects[place.Project].Mentor != place.Mentor) problems.Error("project.verify.mentor", where, "Another mentor offers the project.", "Solve again.");
            else if (lists.ChoiceOf(place.Learner, place.Project) != place.Choice) problems.Error("project.verify.choice", where, "It is another choice of the learner.", "Solve again.");
            if (!given.TryAdd(place.Learner, place.Project)) problems.Error("project.verify.twice", where, "The learner has two projects.", "Solve again.");
        }

        if (!lists.Wishes.Keys.Where(learner => !given.ContainsKey(learner)).SequenceEqual(match.Unmatched.Select(one => one.Learner))) problems.Error("project.verify.unmatched", "match.Unmatched", "Those without a project are others.", "Solve again.");
        if (match.Certificate.Objective != given.Count || match.Certificate.Bound != given.Count) problems.Error("project.verify.objective", "match.Certificate", $"{given.Count} learners have a project.", "Solve again.");
        if (problems.HasErrors) return problems.ToList();
        foreach (var project in lists.Projects.Values)
        {
            int there = lists.On(given, project.Id).Count, inAll = lists.With(given, project.Mentor).Count;
            if (there > project.Places || inAll > lists.Mentors[project.Mentor].Places) problems.Error("project.verify.places", $"project {project.Id}", "There are too many learners.", "Solve again.");
        }

        foreach (var (learner, wishes) in lists.Wishes)
        {
            foreach (var project in wishes)
            {
                if (lists.Blocks(given, learner, project)) problems.Error("project.verify.blocking", $"learner {learner}, project {project}", "They would both rather have each other.", "Solve again.");
            }
        }

        var best = options.FavoursMentors ? lists.ByOffers() : lists.ByApplications();
        foreach (var learner in lists.Wishes.Keys)
        {
            if (best.TryGetValue(learner, out var theirs) != given.TryGetValue(learner, out var mine) || theirs != mine) problems.Error("project.verify.best", $"learner {learner}", $"In the best stable allocation they have '{theirs}'.", "Solve again.");
        }

        return problems.ToList();
    }

    /// <summary>The plain lists of everybody, most wanted first, ties by ordinal id.</summary>
    private sealed class Lists
    {
        private readonly Dictionary<PersonId, Dictionary<ProjectId, int>> _ranks = [];

        public Lists(Workforce workforce, ProjectRequest request)
        {
            var seen = new HashSet<PersonId>();
            foreach (var row in request.Mentors)
            {
                if (row is null || workforce.IndexOf(row.Person) < 0 || !seen.Add(row.Person)) continue;
                if (row.Places >= 0 && row.MinimumPlaces >= 0 && row.MinimumPlaces <= row.Places) Mentors.Add(row.Person, row);
            }

            var ids = new HashSet<ProjectId>();
            foreach (var project in request.Projects)
            {
                if (project is null || project.Id.Value.Length == 0 || !ids.Add(project.Id) || project.Places < 0 || !Mentors.ContainsKey(project.Mentor)) continue;
                Projects.Add(project.Id, project);
            }

            var rules = request.Rules.Where(rule => rule is not (null or IncludeRule) && rule.FindProblems(workforce, "").All(problem => problem.Severity != ProblemSeverity.Error)
                && rule.Dimensions.All(dimension => dimension.Class is DimensionClass.Organisational or DimensionClass.Geographic)).ToList();
            var excluded = rules.OfType<ExcludeRule>().SelectMany(rule => rule.People).ToHashSet();
            foreach (var row in request.Learners)
            {
                if (row is null || workforce.IndexOf(row.Person) < 0 || Wishes.ContainsKey(row.Person)) continue;
                var ranks = new Dictionary<ProjectId, int>();
                foreach (var wish in row.Wishes.Where(wish => wish.Rank >= 1 && Projects.ContainsKey(wish.Project))) ranks.TryAdd(wish.Project, wish.Rank);
                bool MayMeet(PersonId mentor) => mentor != row.Person && !excluded.Contains(mentor) && !excluded.Contains(row.Person)
                    && rules.All(rule => rule is ExcludeRule || rule.Check(workforce, [row.Person, mentor]).Count == 0);
                foreach (var project in ranks.Keys.Where(project => !MayMeet(Projects[project].Mentor)).ToList()) ranks.Remove(project);
                _ranks.Add(row.Person, ranks);
                Wishes.Add(row.Person, [.. ranks.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key).Select(entry => entry.Key)]);
            }
        }

        public SortedDictionary<PersonId, List<ProjectId>> Wishes { get; } = [];

        public SortedDictionary<ProjectId, Project> Projects { get; } = [];

        public SortedDictionary<PersonId, MentorPlace> Mentors { get; } = [];

        public int ChoiceOf(PersonId learner, ProjectId project) => 1 + _ranks[learner].Values.Count(rank => rank < _ranks[learner][project]);

        public List<PersonId> On(Dictionary<PersonId, ProjectId> given, ProjectId project) => [.. given.Where(entry => entry.Value == project).Select(entry => entry.Key)];

        public List<PersonId> With(Dictionary<PersonId, ProjectId> given, PersonId mentor) => [.. given.Where(entry => Projects[entry.Value].Mentor == mentor).Select(entry => entry.Key)];

        public bool Blocks(Dictionary<PersonId, ProjectId> given, PersonId learner, ProjectId project)
        {
            var mentor = Projects[project].Mentor;
            bool has = given.TryGetValue(learner, out var now);
            if (has && Wishes[learner].IndexOf(now) <= Wishes[learner].IndexOf(project)) return false;
            if (Projects[project].Places == 0 || Mentors[mentor].Places == 0) return false;
            List<PersonId> there = On(given, project), inAll = With(given, mentor);
            if (there.Count >= Projects[project].Places) return there.Any(other => IsBefore(mentor, learner, other));
            return inAll.Count < Mentors[mentor].Places || (has && Projects[now].Mentor == mentor) || inAll.Any(other => IsBefore(mentor, learner, other));
        }

        /// <summary>Everybody applies for their best project that has not turned them away; all at once, over and over.</summary>
        public Dictionary<PersonId, ProjectId> ByApplications()
        {
            var refused = new HashSet<(PersonId, ProjectId)>();
            while (true)
            {
                var given = new Dictionary<PersonId, ProjectId>();
                foreach (var (learner, wishes) in Wishes)
                {
                    int at = wishes.FindIndex(project => !refused.Contains((learner, project)) && Projects[project].Places > 0 && Mentors[Projects[project].Mentor].Places > 0);
                    if (at >= 0) given.Add(learner, wishes[at]);
                }

                int before = refused.Count;
                foreach (var project in Projects.Values) Refuse(project.Mentor, On(given, project.Id), project.Places);
                if (refused.Count == before)
                {
                    foreach (var mentor in Mentors.Values) Refuse(mentor.Person, With(given, mentor.Person), mentor.Places);
                }

                if (refused.Count == before) return given;

                void Refuse(PersonId mentor, List<PersonId> applicants, int places)
                {
                    foreach (var one in applicants.Where(one => applicants.Count(other => IsBefore(mentor, other, one)) >= places)) refused.Add((one, given[one]));
                }
            }
        }

        /// <summary>Every mentor offers places to the best learners who have not got something better; all at once, over and over.</summary>
        public Dictionary<PersonId, ProjectId> ByOffers()
        {
            var open = Wishes.ToDictionary(entry => entry.Key, entry => entry.Value.ToList());
            while (true)
            {
                var offers = new Dictionary<PersonId, List<ProjectId>>();
                foreach (var (mentor, row) in Mentors)
                {
                    var taken = new Dictionary<ProjectId, int>();
                    int places = row.Places;
                    foreach (var learner in Wishes.Keys.Order(Comparer<PersonId>.Create((a, b) => a == b ? 0 : IsBefore(mentor, a, b) ? -1 : 1)))
                    {
                        int at = places == 0 ? -1 : open[learner].FindIndex(project => Projects[project].Mentor == mentor && taken.GetValueOrDefault(project) < Projects[project].Places);
                        if (at < 0) continue;
                        var project = open[learner][at];
                        taken[project] = taken.GetValueOrDefault(project) + 1;
                        places--;
                        if (!offers.TryGetValue(learner, out var theirs)) offers.Add(learner, theirs = []);
                        theirs.Add(project);
                    }
                }

                bool any = false;
                foreach (var (learner, theirs) in offers)
                {
                    int best = theirs.Min(open[learner].IndexOf);
                    any |= best + 1 < open[learner].Count;
                    open[learner].RemoveRange(best + 1, open[learner].Count - best - 1);
                }

                if (!any) return offers.ToDictionary(entry => entry.Key, entry => entry.Value[0]);
            }
        }

        private bool IsBefore(PersonId mentor, PersonId first, PersonId second)
        {
            int a = Turn(mentor, first), b = Turn(mentor, second);
            return a != b ? a < b : first.CompareTo(second) < 0;
        }

        private int Turn(PersonId mentor, PersonId learner)
        {
            foreach (var wish in Mentors[mentor].Preferences)
            {
                if (wish.Person == learner && wish.Rank >= 1) return wish.Rank;
            }

            return int.MaxValue;
        }
    }
}
