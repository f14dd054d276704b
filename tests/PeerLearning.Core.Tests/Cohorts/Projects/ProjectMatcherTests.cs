using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

public class ProjectMatcherTests
{
    private static readonly ProjectMatcher ForLearners = new(), ForMentors = new(new ProjectOptions { FavoursMentors = true });

    private static (Workforce Workforce, ProjectRequest Request) Random(int seed, int learners, int projects, int mentors)
    {
        var random = new SeededRandom((ulong)seed);
        var workforce = Workforce.Create(Org.Random(learners + mentors, seed));
        var rows = new List<ProjectLearner>();
        for (int l = 0; l < learners; l++)
        {
            var wishes = new List<ProjectWish>();
            for (int p = 0; p < projects; p++)
            {
                if (random.Next(3) > 0) wishes.Add(new ProjectWish(new($"T{p}"), random.Next(4) + 1));
            }

            rows.Add(new ProjectLearner { Person = workforce.IdAt(l), Wishes = wishes });
        }

        var offers = new List<Project>();
        for (int p = 0; p < projects; p++) offers.Add(new Project { Id = new($"T{p}"), Mentor = workforce.IdAt(learners + random.Next(mentors)), Places = random.Next(3) });
        var places = new List<MentorPlace>();
        for (int m = 0; m < mentors; m++)
        {
            var turns = new List<Preference>();
            for (int l = 0; l < learners; l++)
            {
                if (random.Next(3) > 0) turns.Add(new Preference(workforce.IdAt(l), random.Next(5) + 1));
            }

            places.Add(new MentorPlace { Person = workforce.IdAt(learners + m), Places = random.Next(4), Preferences = turns });
        }

        return (workforce, new ProjectRequest { Learners = rows, Projects = offers, Mentors = places, Rules = [new ReportingLineRule()] });
    }

    [Fact]
    public void Either_side_has_its_best_stable_allocation_and_the_same_learners_are_placed()
    {
        int apart = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            var (workforce, request) = Random(seed, 9, 7, 4);
            ProjectMatch ours = ForLearners.Match(workforce, request), theirs = ForMentors.Match(workforce, request);
            Assert.Equal((seed, ""), (seed, string.Join(" ", ours.Verify(workforce, request))));
            Assert.Equal((seed, ""), (seed, string.Join(" ", theirs.Verify(workforce, request))));
            Assert.Equal(ours.Places.Select(place => place.Learner), theirs.Places.Select(place => place.Learner));
            Assert.All(ours.Places.Zip(theirs.Places), pair => Assert.True(pair.First.Choice <= pair.Second.Choice));
            if (ours.Places.SequenceEqual(theirs.Places)) continue;
            apart++;

            // The best for one side does not pass as the best for the other, though both are stable.
            var model = ProjectModel.Build(workforce, request);
            Assert.Contains("project.verify.best", new ProjectMatch(model, new(), StudentProjects.LecturerOptimal(model.Market)).Verify(workforce, request).Select(problem => problem.Code));
            Assert.Contains("project.verify.best", new ProjectMatch(model, ForMentors.Options, StudentProjects.StudentOptimal(model.Market)).Verify(workforce, request).Select(problem => problem.Code));
        }

        Assert.True(apart > 3);
    }

    [Fact]
    public void A_mentor_takes_no_more_learners_than_their_places_over_all_their_projects()
    {
        var workforce = Workforce.Create([Org.Person("a"), Org.Person("b"), Org.Person("c"), Org.Person("m"), Org.Person("n")]);
        ProjectWish[] all = [new(new("Compiler"), 1), new(new("Parser"), 2), new(new("Garden"), 3)];
        var request = new ProjectRequest
        {
            Learners = [new() { Person = new("a"), Wishes = all }, new() { Person = new("b"), Wishes = all }, new() { Person = new("c"), Wishes = all[..2] }],
            Projects = [new() { Id = new("Compiler"), Mentor = new("m"), Places = 2 }, new() { Id = new("Parser"), Mentor = new("m"), Places = 2 }, new() { Id = new("Garden"), Mentor = new("n") }],
            Mentors = [new() { Person = new("m"), Preferences = Preference.InOrder(new("c"), new("b"), new("a")) }, new() { Person = new("n") }],
        };
        var match = ForLearners.Match(workforce, request);
        Assert.Equal(["a on Garden with n", "c on Compiler with m"], match.Places.Select(place => place.ToString()));
        Assert.Equal(
            [
                "Compiler has room, but its mentor m has none: 1 place goes to learners who come before.", "Parser has room, but its mentor m has none: 1 place goes to learners who come before.",
                "Garden is full: 1 place goes to learners who come before in the order of n.",
            ],
            Assert.Single(match.Unmatched).Reasons.Select(reason => reason.ToString()));
        Assert.Equal("2 of 3 learners have a project, 1 of them their first choice.", Assert.Single(match.Reasons).ToString());
        Assert.Equal(new ProjectId("Garden"), match.ProjectOf(new("a")));
        Assert.Null(match.ProjectOf(new("b")));
        Assert.Empty(match.Verify(workforce, request));
    }

    [Fact]
    public void An_allocation_does_not_verify_against_another_request()
    {
        var (workforce, request) = Random(5, 12, 8, 4);
        foreach (var matcher in new[] { ForLearners, ForMentors })
        {
            var match = matcher.Match(workforce, request);
            var one = match.Places[0];
            Assert.Empty(match.Verify(workforce, request));
            Assert.NotEmpty(match.Verify(workforce, request with { Rules = [.. request.Rules, new ApartRule(one.Learner, one.Mentor)] }));
            Assert.NotEmpty(match.Verify(workforce, request with { Projects = [.. request.Projects.Select(row => row.Id == one.Project ? row with { Places = 0 } : row)] }));
            Assert.NotEmpty(match.Verify(workforce, request with { Mentors = [.. request.Mentors.Select(row => row.Person == one.Mentor ? row with { Places = 0 } : row)] }));
            Assert.NotEmpty(match.Verify(workforce, request with { Learners = [.. request.Learners.Where(row => row.Person != one.Learner)] }));
            Assert.NotEmpty(match.Verify(workforce, request with { Mentors = [.. request.Mentors.Select(row => row with { Places = row.Places + 3 })], Projects = [.. request.Projects.Select(row => row with { Places = row.Places + 3 })] }));
        }
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var (workforce, request) = Random(seed, 10, 7, 3);
            var random = new SeededRandom((ulong)seed);
            var learners = request.Learners.ToArray();
            var projects = request.Projects.ToArray();
            var mentors = request.Mentors.ToArray();
            random.Shuffle<ProjectLearner>(learners);
            random.Shuffle<Project>(projects);
            random.Shuffle<MentorPlace>(mentors);
            foreach (var matcher in new[] { ForLearners, ForMentors })
            {
                Assert.Equal(matcher.Match(workforce, request).Places, matcher.Match(workforce, request with { Learners = learners, Projects = projects, Mentors = mentors }).Places);
            }
        }
    }

    [Fact]
    public void A_learner_gains_nothing_by_other_wishes_when_learners_are_favoured()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var (workforce, request) = Random(seed, 6, 5, 3);
            var random = new SeededRandom((ulong)seed);
            request = request with { Rules = [], Learners = [.. request.Learners.Select(row => row with { Wishes = [.. row.Wishes.Select((wish, k) => new ProjectWish(wish.Project, k + 1))] })] };
            var match = ForLearners.Match(workforce, request);
            var liar = request.Learners[random.Next(6)];
            var wishes = liar.Wishes.ToArray();
            random.Shuffle<ProjectWish>(wishes);
            var told = liar with { Wishes = [.. wishes.Take(random.Next(wishes.Length + 1)).Select((wish, k) => new ProjectWish(wish.Project, k + 1))] };
            var after = ForLearners.Match(workforce, request with { Learners = [.. request.Learners.Select(row => row.Person == liar.Person ? told : row)] });
            int Choice(ProjectMatch one) => one.ProjectOf(liar.Person) is { } project ? liar.Wishes.Single(wish => wish.Project == project).Rank : int.MaxValue;
            Assert.True(Choice(match) <= Choice(after));
        }
    }

    [Fact]
    public void Every_problem_of_the_rows_is_reported_at_once_and_the_sound_rows_are_used()
    {
        var workforce = Workforce.Create([Org.Person("a"), Org.Person("b"), Org.Person("m"), Org.Person("n")]);
        var request = new ProjectRequest
        {
            Learners =
            [
                new() { Person = new("a"), Wishes = [new(new("T"), 1), new(new("T"), 2), new(new("U"), 0), new(new("gone"), 3), default] }, null!, new() { Person = new("a"), Wishes = [] }, new() { Person = new("x"), Wishes = [] }, new() { Person = default, Wishes = [] },
            ],
            Projects = [new() { Id = new("T"), Mentor = new("m") }, new() { Id = new("T"), Mentor = new("m") }, null!, new() { Id = default, Mentor = new("m") }, new() { Id = new(" "), Mentor = new("m") }, new() { Id = new("V"), Mentor = new("b") }, new() { Id = new("W"), Mentor = new("m"), Places = -1 }],
            Mentors = [new() { Person = new("m"), MinimumPlaces = 1 }, new() { Person = new("n"), Places = -1 }, new() { Person = new("m") }, null!],
            Rules = [new IncludeRule(new PersonId("a")), null!],
        };
        var match = ForLearners.Match(workforce, request);
        string[] expected =
        [
            "match.learner.blank", "match.learner.duplicate", "match.learner.missing", "match.learner.unknown", "match.mentor.duplicate", "match.mentor.missing", "match.mentor.places.negative", "match.rule.missing",
            "project.blank", "project.duplicate", "project.mentor.minimum", "project.mentor.unknown", "project.missing", "project.places.negative", "project.rule.include", "project.wish.duplicate", "project.wish.rank", "project.wish.unknown",
        ];
        Assert.Equal(expected, match.Problems.Select(problem => problem.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, match.Problems.Count(problem => problem.Code == "project.blank"));
        Assert.Equal("a on T with m", Assert.Single(match.Places).ToString());
        Assert.Empty(match.Verify(workforce, request));
        Assert.Throws<ArgumentException>(() => match.Why(new("x")));
    }
}
