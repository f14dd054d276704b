using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The sound part of a request as a market with a layer of mentors above the projects, and the problems of the rest.</summary>
internal sealed class ProjectModel
{
    private ProjectModel(MatchInput input, Project[] projects, StableGraph market, int[] forbidden, IReadOnlyList<Problem> problems)
    {
        Input = input;
        Projects = projects;
        Market = market;
        Forbidden = forbidden;
        Problems = problems;
    }

    public MatchInput Input { get; }

    /// <summary>The sound projects in ordinal order.</summary>
    public Project[] Projects { get; }

    public StableGraph Market { get; }

    /// <summary>How many of the projects that each learner names a rule forbids.</summary>
    public int[] Forbidden { get; }

    public IReadOnlyList<Problem> Problems { get; }

    public static ProjectModel Build(Workforce workforce, ProjectRequest request)
    {
        var input = MatchInput.Read(workforce, AsMatch(request));
        var problems = new ProblemList();
        problems.AddRange(input.Problems.Select(problem => problem with { Where = problem.Where.Replace("mentorPlaces[", "mentors[", StringComparison.Ordinal) }));
        for (int r = 0; r < request.Rules.Count; r++)
        {
            if (request.Rules[r] is IncludeRule) problems.Error("project.rule.include", $"rules[{r}]", "A stable allocation cannot promise somebody a project.", "Drop the rule.");
        }

        foreach (var mentor in input.Mentors)
        {
            if (mentor.MinimumPlaces > 0) problems.Warn("project.mentor.minimum", $"mentor {mentor.Person}", "A stable allocation cannot promise a minimum.", "Leave the minimum at 0.");
        }

        var projects = ReadProjects(input, request.Projects, problems);
        var rows = new Dictionary<PersonId, ProjectLearner>();
        foreach (var row in request.Learners)
        {
            if (row is not null) rows.TryAdd(row.Person, row);
        }

        int[] start = new int[input.Learners.Length + 1], forbidden = new int[input.Learners.Length], group = Array.ConvertAll(projects, project => input.MentorAt(project.Mentor));
        List<int> to = [], leftRank = [], rightRank = [];
        var turns = Array.ConvertAll(input.Mentors, Turns);
        var indexOf = Enumerable.Range(0, projects.Length).ToDictionary(p => projects[p].Id);
        for (int l = 0; l < input.Learners.Length; l++)
        {
            var person = input.Learners[l].Person;
            var wishes = ReadWishes(rows[person], indexOf, problems);
            foreach (var (project, rank) in wishes.OrderBy(wish => wish.Project))
            {
                int mentor = group[project];
                if (!MayMeet(input, l, mentor))
                {
                    forbidden[l]++;
                    continue;
                }

                to.Add(project);
                leftRank.Add(rank);
                rightRank.Add(turns[mentor].GetValueOrDefault(person, int.MaxValue));
            }

            start[l + 1] = to.Count;
        }

        var market = new StableGraph
        {
            LeftCount = input.Learners.Length,
            RightCount = projects.Length,
            Start = start,
            To = [.. to],
            LeftRank = [.. leftRank],
            RightRank = [.. rightRank],
            Capacity = Array.ConvertAll(projects, project => project.Places),
            Group = group,
            GroupCapacity = Array.ConvertAll(input.Mentors, mentor => mentor.Places),
        };
        return new ProjectModel(input, projects, market, forbidden, problems.ToList());
    }

    /// <summary>People and rules read as for a match of learners with mentors.</summary>
    private static MatchRequest AsMatch(ProjectRequest request) => new()
    {
        Learners = ValueList.Copy(request.Learners.Select(row => row is null ? null! : new Learner { Person = row.Person })),
        MentorPlaces = request.Mentors,
        Rules = ValueList.Copy(request.Rules.Where(rule => rule is not IncludeRule)),
    };

    private static bool MayMeet(MatchInput input, int learner, int mentor) =>
        input.LearnerIndex[learner] != input.MentorIndex[mentor] && !input.LearnerExcluded[learner] && !input.MentorExcluded[mentor]
        && input.PairRules.All(rule => PairRuleCheck.Holds(rule, input.Workforce, input.Learners[learner].Person, input.Mentors[mentor].Person));

    private static Project[] ReadProjects(MatchInput input, IReadOnlyList<Project> rows, ProblemList problems)
    {
        var sound = new SortedDictionary<ProjectId, Project>();
        var seen = new HashSet<ProjectId>();
        for (int k = 0; k < rows.Count; k++)
        {
            string where = $"projects[{k}]";
            if (rows[k] is not { } row)
            {
                problems.Error("project.missing", where, "There is no project.", "Leave the row out.");
                continue;
            }

            bool isSound = true;
            if (string.IsNullOrWhiteSpace(row.Id.Value))
            {
                problems.Error("project.blank", where + ".Id", "The id is blank.", "Give every project an id.");
                isSound = false;
            }
            else if (!seen.Add(row.Id))
            {
                problems.Error("project.duplicate", where + ".Id", $"'{row.Id}' stands there twice; the first row counts.", "Bring every project once.");
                isSound = false;
            }

            if (row.Places < 0)
            {
                problems.Error("project.places.negative", where + ".Places", $"'{row.Id}' has {row.Places} places.", "Give 0 or more places.");
                isSound = false;
            }

            if (input.MentorAt(row.Mentor) < 0)
            {
                problems.Error("project.mentor.unknown", where + ".Mentor", $"'{row.Mentor}' is no mentor here.", "Bring them as a mentor, or leave the project out.");
                isSound = false;
            }

            if (isSound) sound.Add(row.Id, row);
        }

        return [.. sound.Values];
    }

    private static List<(int Project, int Rank)> ReadWishes(ProjectLearner row, Dictionary<ProjectId, int> indexOf, ProblemList problems)
    {
        var wishes = new List<(int, int)>();
        var seen = new HashSet<ProjectId>();
        for (int k = 0; k < row.Wishes.Count; k++)
        {
            string where = $"learner {row.Person}.Wishes[{k}]";
            var wish = row.Wishes[k];
            if (wish.Rank < 1) problems.Error("project.wish.rank", where, $"The rank of '{wish.Project}' is {wish.Rank}.", "Ranks start at 1.");
            else if (!seen.Add(wish.Project)) problems.Error("project.wish.duplicate", where, $"'{wish.Project}' is wanted twice; the first counts.", "Name every project once.");
            else if (!indexOf.TryGetValue(wish.Project, out int project)) problems.Error("project.wish.unknown", where, $"'{wish.Project}' is no sound project here.", "Bring the project, or leave the wish out.");
            else wishes.Add((project, wish.Rank));
        }

        return wishes;
    }

    private static Dictionary<PersonId, int> Turns(MentorPlace mentor)
    {
        var turns = new Dictionary<PersonId, int>();
        foreach (var wish in mentor.Preferences)
        {
            if (wish.Rank >= 1) turns.TryAdd(wish.Person, wish.Rank);
        }

        return turns;
    }
}
