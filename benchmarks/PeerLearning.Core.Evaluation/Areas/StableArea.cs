using System.Diagnostics;
using System.Text.Json;
using PeerLearning.Cohorts;
using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Tests.Optimization;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Stable matching: generated markets with known results, student-project sheets, and random markets with ties against brute force.</summary>
internal sealed class StableArea : IArea
{
    // Matched, sum of ranks and checksum found alike by the peers.
    private static readonly (int Residents, int Hospitals, int Places, int Choices, int Matched, long Ranks, long Checksum)[] Known =
    [
        (1_000, 100, 10, 10, 1_000, 1_819, 25_552_721), (1_000, 50, 20, 50, 1_000, 1_790, 12_844_331), (5_000, 500, 10, 10, 4_995, 9_953, 3_133_464_389),
        (10_000, 1_000, 10, 10, 9_986, 19_631, 24_827_935_907), (20_000, 2_000, 10, 10, 19_981, 39_702, 199_810_528_817), (100_000, 10_000, 10, 10, -1, -1, -1),
    ];

    public string Name => "stable";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        foreach (var one in Known)
        {
            yield return new Case($"generated/hr {one.Residents} {one.Hospitals} {one.Places} {one.Choices}", () => Hospitals(one.Residents, one.Hospitals, one.Places, one.Choices, one.Matched, one.Ranks, one.Checksum));
        }

        var files = options.Files("*.json").Where(file => Path.GetDirectoryName(file)!.EndsWith("spa", StringComparison.Ordinal)).ToList();
        if (files.Count == 0) yield return Case.Skipped("spa/*.json", "no student-project sheets in the data folder");
        foreach (string file in files)
        {
            foreach (var method in new[] { MatchMethod.Stable, MatchMethod.StableForMentors, MatchMethod.StableMostPeople, MatchMethod.SuperStable, MatchMethod.StronglyStable, MatchMethod.MostPeople, MatchMethod.RankMaximal, MatchMethod.Generous, MatchMethod.MinimumRegret, MatchMethod.FewestBlockingPairs })
            {
                yield return new Case($"{options.NameOf(file)}#{method}", () => Sheet(file, method));
            }
        }

        foreach (string file in files)
        {
            foreach (bool favoursMentors in new[] { false, true })
            {
                yield return new Case($"{options.NameOf(file)}#projects, best for {(favoursMentors ? "supervisors" : "students")}", () => Projects(file, favoursMentors));
            }
        }

        yield return new Case("brute-force/projects", () => RandomProjects(4_000));
        yield return new Case("brute-force/ties 5 x 5", () => BruteForce(10_000));
    }

    private static CaseOutcome Hospitals(int residents, int hospitals, int places, int choices, int matched, long ranks, long checksum)
    {
        var market = MatchingInstances.Market(residents, hospitals, places, choices);
        var watch = Stopwatch.StartNew();
        int[] found = DeferredAcceptance.LeftOptimal(market);
        double seconds = watch.Elapsed.TotalSeconds;
        int[] forMentors = DeferredAcceptance.RightOptimal(market);
        long sum = 0, check = 0;
        int count = 0;
        for (int i = 0; i < residents; i++)
        {
            if (found[i] < 0) continue;
            count++;
            sum += market.LeftRank[found[i]] + 1;
            check += (long)(i + 1) * (market.To[found[i]] + 1);
        }

        bool isStable = StableCheck.Blocking(market, found).Count == 0 && StableCheck.Blocking(market, forMentors).Count == 0;

        // Every stable matching matches the same people, and none is better for a resident than the resident-optimal one.
        bool isBest = Enumerable.Range(0, residents).All(i => (found[i] < 0) == (forMentors[i] < 0) && (found[i] < 0 || market.LeftRank[found[i]] <= market.LeftRank[forMentors[i]]));
        bool isKnown = matched < 0 || (count == matched && sum == ranks && check == checksum);
        return new CaseOutcome
        {
            Ok = isStable && isBest && isKnown,
            Value = sum,
            Reference = ranks < 0 ? sum : ranks,
            Gap = ranks < 0 ? 0 : sum - ranks,
            Seconds = seconds,
            Proven = isStable,
            Verified = isStable && isBest,
            Detail = $"{count} matched, checksum {check}",
        };
    }

    /// <summary>A workbook of students, projects and supervisors: projects take the part of mentors, their places and the supervisors' ranks of students.</summary>
    private static CaseOutcome Sheet(string file, MatchMethod method)
    {
        var (learners, mentors, _) = Read(file);

        // Whoever the supervisor does not rank comes after, in one tie: every listed pair fits alike.
        var fits = learners.SelectMany(learner => learner.Preferences.Select(wish => new PairFit(learner.Person, wish.Person, 1))).ToList();
        var workforce = Workforce.Create(learners.Select(learner => learner.Person).Concat(mentors.Select(mentor => mentor.Person)).Select(id => new Person { Id = id }));
        var request = new MatchRequest { Learners = learners, MentorPlaces = mentors, Fits = fits };
        var watch = Stopwatch.StartNew();
        var match = new CohortMatcher(new MatchOptions { Method = method }).Match(workforce, request);
        double seconds = watch.Elapsed.TotalSeconds;
        var problems = match.Verify(workforce, request);
        int worst = match.Pairs.Count == 0 ? 0 : match.Pairs.Max(pair => learners.Single(one => one.Person == pair.Learner).Preferences.Single(wish => wish.Person == pair.Mentor).Rank);
        return new CaseOutcome
        {
            Ok = problems.Count == 0 && match.Problems.Count == 0,
            Value = match.Pairs.Count,
            Reference = learners.Count,
            Gap = match.Certificate.Gap,
            Seconds = seconds,
            Proven = match.Certificate.Proof is Proof.Optimal or Proof.Impossible,
            Verified = problems.Count == 0,
            Detail = problems.Count > 0 ? problems[0].ToString() : $"{match.Certificate.Proof}: {match.Pairs.Count} of {learners.Count} students, {match.BlockingPairs.Count} blocking pairs, worst rank {worst}",
        };
    }

    /// <summary>A workbook: students as learners, projects as mentors, and the supervisor of each project with their limit, if any.</summary>
    private static (List<Learner> Learners, List<MentorPlace> Projects, List<(string Supervisor, int? Limit)> Supervisors) Read(string file)
    {
        using var reader = EvaluationOptions.Open(file);
        using var document = JsonDocument.Parse(reader.ReadToEnd());
        JsonElement[][] Rows(string name) => document.RootElement.TryGetProperty(name, out var sheet) ? [.. sheet.EnumerateArray().Select(row => row.EnumerateArray().ToArray())] : [];
        var projects = Rows("Projects");
        var wishes = Rows("Student_preferences");
        var turns = Rows("Supervisor_preferences");
        var eligible = Rows("Eligibility");
        string[] names = [.. wishes[0].Skip(1).Select(cell => cell.GetString()!)];
        PersonId Project(string name) => new("project " + name);
        PersonId Student(JsonElement[] row) => new("student " + row[0].GetString());
        var learners = wishes.Skip(1).Select(row => new Learner
        {
            Person = Student(row),
            Preferences = Ranks([.. row.Skip(1)], k => Project(names[k]), k => IsEligible(row[0].GetString()!, names[k])),
        }).ToList();
        var mentors = projects.Skip(1).Select(row =>
        {
            string name = row[0].GetString()!;
            int column = Array.FindIndex(turns.Length == 0 ? [] : turns[0], cell => cell.ValueKind == JsonValueKind.String && cell.GetString() == name);
            var asked = column < 0 ? [] : Ranks([.. turns.Skip(1).Select(turn => turn[column])], k => Student(turns[k + 1]), _ => true);
            return new MentorPlace { Person = Project(name), Places = row[1].GetInt32(), Preferences = asked };
        }).ToList();
        var limits = Rows("Supervisors").Skip(1).ToDictionary(row => row[0].GetString()!, row => row.Length > 2 && row[2].ValueKind == JsonValueKind.Number ? (int?)row[2].GetInt32() : null, StringComparer.Ordinal);
        var supervisors = projects.Skip(1).Select(row =>
        {
            string name = row.Length > 2 && row[2].ValueKind == JsonValueKind.String ? row[2].GetString()! : "of " + row[0].GetString();
            return (name, limits.GetValueOrDefault(name));
        }).ToList();
        return (learners, mentors, supervisors);

        bool IsEligible(string student, string project)
        {
            if (eligible.Length == 0) return true;
            int column = Array.FindIndex(eligible[0], cell => cell.ValueKind == JsonValueKind.String && cell.GetString() == project);
            var row = eligible.Skip(1).FirstOrDefault(one => one[0].GetString() == student);
            return row is null || column < 0 || row[column].ValueKind != JsonValueKind.Number || row[column].GetDouble() != 0;
        }
    }

    /// <summary>The same workbook as student-project allocation. A supervisor with a limit ranks students by the best rank that they give them for any project; one without a limit is no constraint, so each of their projects ranks for itself.</summary>
    private static CaseOutcome Projects(string file, bool favoursMentors)
    {
        var (learners, projects, supervisors) = Read(file);
        ProjectId Id(PersonId project) => new(project.Value);
        PersonId Owner(int p) => supervisors[p].Limit is null ? projects[p].Person : new PersonId("supervisor " + supervisors[p].Supervisor);
        var mentors = Enumerable.Range(0, projects.Count).GroupBy(Owner).Select(group => new MentorPlace
        {
            Person = group.Key,
            Places = supervisors[group.First()].Limit ?? projects[group.First()].Places,
            Preferences = [.. group.SelectMany(p => projects[p].Preferences).GroupBy(wish => wish.Person).Select(wishes => new Preference(wishes.Key, wishes.Min(wish => wish.Rank)))],
        }).ToList();
        var request = new ProjectRequest
        {
            Learners = [.. learners.Select(row => new ProjectLearner { Person = row.Person, Wishes = [.. row.Preferences.Select(wish => new ProjectWish(Id(wish.Person), wish.Rank))] })],
            Projects = [.. projects.Select((row, p) => new Project { Id = Id(row.Person), Mentor = Owner(p), Places = row.Places })],
            Mentors = mentors,
        };
        var workforce = Workforce.Create(learners.Select(learner => learner.Person).Concat(mentors.Select(mentor => mentor.Person)).Select(id => new Person { Id = id }));
        var match = new ProjectMatcher(new ProjectOptions { FavoursMentors = favoursMentors }).Match(workforce, request);
        var problems = match.Verify(workforce, request);
        var exact = ExactProjects.Best(request, favoursMentors);
        bool isBest = exact is null || learners.All(row => exact.TryGetValue(row.Person, out var project) ? match.ProjectOf(row.Person) == project : match.ProjectOf(row.Person) is null);
        return new CaseOutcome
        {
            Ok = problems.Count == 0 && match.Problems.Count == 0 && isBest,
            Value = match.Places.Count,
            Reference = learners.Count,
            Proven = true,
            Verified = problems.Count == 0 && isBest,
            Detail = problems.Count > 0 ? problems[0].ToString() : $"{match.Places.Count} of {learners.Count} students, {match.Places.Count(place => place.Choice == 1)} first choices; {(exact is null ? "too many allocations to try all" : "the best of all stable allocations, tried one by one")}",
        };
    }

    private static CaseOutcome RandomProjects(int count)
    {
        int equal = 0;
        for (int seed = 0; seed < count; seed++) equal += ExactProjects.Try(seed) is null ? 1 : 0;
        return new CaseOutcome { Ok = equal == count, Value = equal, Reference = count, Gap = count - equal, Proven = true, Verified = equal == count, Detail = "the best of all stable allocations for either side, verified" };
    }

    /// <summary>Cells with ranks, whole or fractional, as preferences: the same order and the same ties.</summary>
    private static List<Preference> Ranks(JsonElement[] cells, Func<int, PersonId> who, Func<int, bool> isAllowed)
    {
        var given = new List<(double Rank, int At)>();
        for (int k = 0; k < cells.Length; k++)
        {
            if (cells[k].ValueKind == JsonValueKind.Number && isAllowed(k)) given.Add((cells[k].GetDouble(), k));
        }

        return [.. given.Select(one => new Preference(who(one.At), given.Select(other => other.Rank).Where(rank => rank < one.Rank).Distinct().Count() + 1))];
    }

    private static CaseOutcome BruteForce(int count)
    {
        int equal = 0;
        string example = "";
        for (int seed = 1_000_000; seed < 1_000_000 + count; seed++)
        {
            if (StableMarkets.Try(seed) is { } what) example = what;
            else equal++;
        }

        return new CaseOutcome { Ok = equal == count, Value = equal, Reference = count, Gap = count - equal, Proven = true, Verified = equal == count, Detail = equal == count ? "both sides optimal, most people, strong and super stability as by trying all" : example };
    }
}
