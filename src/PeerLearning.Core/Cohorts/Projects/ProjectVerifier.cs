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
            int there = Lists.On(given, project.Id).Count, inAll = lists.With(given, project.Mentor).Count;
            if (there > project.Places || inAll > lists.Mentors[project.Mentor].Places) problems.Error("project.verify.places", $"project {project.Id}", "There are too many learners.", "Solve again.");
        }

        foreach (var (learner, wishes) in lists.Wishes)
        {
            foreach (var project in wishes)
            {
                if (lists.Blocks(given, learner, project)) problems.Error("project.verify.blocking", $"learner {learner}, project {project}", "They would both rather have each other.", "Solve again.");
            }
        }

        var best = lists.Best(options.FavoursMentors);
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

        public static List<PersonId> On(Dictionary<PersonId, ProjectId> given, ProjectId project) => [.. given.Where(entry => entry.Value == project).Select(entry => entry.Key)];

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

        /// <summary>The best stable allocation of either side, found in rounds.</summary>
        public Dictionary<PersonId, ProjectId> Best(bool isForMentors)
        {
            PersonId[] learners = [.. Wishes.Keys], mentors = [.. Mentors.Keys];
            ProjectId[] projects = [.. Projects.Keys];
            var rounds = new PlainRounds
            {
                Wishes = [.. Wishes.Values.Select(list => list.Select(project => Array.IndexOf(projects, project)).ToArray())],
                OfferPlaces = [.. Projects.Values.Select(project => project.Places)],
                OwnerOf = [.. Projects.Values.Select(project => Array.IndexOf(mentors, project.Mentor))],
                OwnerPlaces = [.. Mentors.Values.Select(mentor => mentor.Places)],
                Turn = (mentor, learner) => ((long)Turn(mentors[mentor], learners[learner]) * learners.Length) + learner,
            };
            int[] found = isForMentors ? rounds.ByOffers() : rounds.ByApplications();
            return Enumerable.Range(0, found.Length).Where(l => found[l] >= 0).ToDictionary(l => learners[l], l => projects[found[l]]);
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
