using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Student-project allocation by trying every allocation: for small requests without rules, ties broken by ordinal id.</summary>
internal static class ExactProjects
{
    private const double MostAllocations = 3_000_000;

    /// <summary>What is wrong with the answers to the seed's request, or null.</summary>
    public static string? Try(int seed)
    {
        ulong counter = 0;
        int Next(int bound) => (int)(MatchingInstances.Random((ulong)seed + 500, counter++) % (ulong)bound);
        int learners = 1 + Next(5), projects = 1 + Next(5), mentors = 1 + Next(3);
        PersonId Learner(int l) => new($"L{l}");
        PersonId Mentor(int m) => new($"M{m}");
        var request = new ProjectRequest
        {
            Learners = [.. Enumerable.Range(0, learners).Select(l => new ProjectLearner { Person = Learner(l), Wishes = [.. Enumerable.Range(0, projects).Where(_ => Next(4) > 0).Select(p => new ProjectWish(new($"T{p}"), 1 + Next(5)))] })],
            Projects = [.. Enumerable.Range(0, projects).Select(p => new Project { Id = new($"T{p}"), Mentor = Mentor(Next(mentors)), Places = Next(3) })],
            Mentors = [.. Enumerable.Range(0, mentors).Select(m => new MentorPlace { Person = Mentor(m), Places = Next(4), Preferences = [.. Enumerable.Range(0, learners).Where(_ => Next(3) > 0).Select(l => new Preference(Learner(l), 1 + Next(4)))] })],
        };
        var workforce = Workforce.Create(Enumerable.Range(0, learners).Select(Learner).Concat(Enumerable.Range(0, mentors).Select(Mentor)).Select(id => new Person { Id = id }));
        foreach (bool favoursMentors in new[] { false, true })
        {
            var match = new ProjectMatcher(new ProjectOptions { FavoursMentors = favoursMentors }).Match(workforce, request);
            if (match.Verify(workforce, request) is { Count: > 0 } problems) return $"seed {seed}: {problems[0]}";
            var best = Best(request, favoursMentors)!;
            if (request.Learners.Any(row => match.ProjectOf(row.Person) != (best.TryGetValue(row.Person, out var project) ? project : null))) return $"seed {seed}: another stable allocation is better";
        }

        return null;
    }

    /// <summary>For each learner the best project of any stable allocation, or, where mentors are favoured, the worst; null when there are too many allocations.</summary>
    /// <remarks>What is best for all mentors at once is worst for all learners at once (Abraham, Irving and Manlove, 2007).</remarks>
    public static Dictionary<PersonId, ProjectId>? Best(ProjectRequest request, bool favoursMentors)
    {
        var projects = request.Projects.ToDictionary(project => project.Id);
        var places = request.Mentors.ToDictionary(mentor => mentor.Person, mentor => mentor.Places);
        var turn = request.Mentors.ToDictionary(mentor => mentor.Person, mentor => mentor.Preferences.ToDictionary(wish => wish.Person, wish => wish.Rank));
        PersonId[] learners = [.. request.Learners.Select(row => row.Person).Order()];
        ProjectId[][] wishes = [.. request.Learners.OrderBy(row => row.Person).Select(row => row.Wishes.OrderBy(wish => wish.Rank).ThenBy(wish => wish.Project).Select(wish => wish.Project).ToArray())];
        if (wishes.Aggregate(1.0, (count, list) => count * (list.Length + 1)) > MostAllocations) return null;
        int[] now = new int[learners.Length], best = new int[learners.Length];
        Array.Fill(best, favoursMentors ? -1 : int.MaxValue);
        var inProject = projects.Keys.ToDictionary(project => project, _ => 0);
        var inAll = places.Keys.ToDictionary(mentor => mentor, _ => 0);
        Walk(0);
        return Enumerable.Range(0, learners.Length).Where(l => best[l] >= 0 && best[l] < wishes[l].Length).ToDictionary(l => learners[l], l => wishes[l][best[l]]);

        void Walk(int l)
        {
            if (l == learners.Length)
            {
                if (!IsStable()) return;
                for (int k = 0; k < now.Length; k++) best[k] = favoursMentors ? Math.Max(best[k], now[k]) : Math.Min(best[k], now[k]);
                return;
            }

            for (now[l] = 0; now[l] < wishes[l].Length; now[l]++)
            {
                var project = wishes[l][now[l]];
                var mentor = projects[project].Mentor;
                if (inProject[project] == projects[project].Places || inAll[mentor] == places[mentor]) continue;
                inProject[project]++;
                inAll[mentor]++;
                Walk(l + 1);
                inProject[project]--;
                inAll[mentor]--;
            }

            // The number of wishes stands for no project.
            Walk(l + 1);
        }

        bool IsStable()
        {
            for (int l = 0; l < now.Length; l++)
            {
                for (int better = 0; better < now[l]; better++)
                {
                    var project = wishes[l][better];
                    var mentor = projects[project].Mentor;
                    if (projects[project].Places == 0 || places[mentor] == 0) continue;
                    bool isWith = now[l] < wishes[l].Length && projects[wishes[l][now[l]]].Mentor == mentor;
                    bool beatsSomebody = false;
                    for (int other = 0; other < now.Length; other++)
                    {
                        if (other == l || now[other] == wishes[other].Length || !IsBefore(mentor, l, other)) continue;
                        var theirs = wishes[other][now[other]];
                        beatsSomebody |= inProject[project] == projects[project].Places ? theirs == project : projects[theirs].Mentor == mentor;
                    }

                    bool blocks = inProject[project] == projects[project].Places ? beatsSomebody : inAll[mentor] < places[mentor] || isWith || beatsSomebody;
                    if (blocks) return false;
                }
            }

            return true;
        }

        bool IsBefore(PersonId mentor, int first, int second) =>
            (turn[mentor].GetValueOrDefault(learners[first], int.MaxValue), first).CompareTo((turn[mentor].GetValueOrDefault(learners[second], int.MaxValue), second)) < 0;
    }
}
