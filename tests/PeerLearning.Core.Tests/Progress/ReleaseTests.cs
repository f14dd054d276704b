using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

/// <summary>What briefs of different days must not tell together.</summary>
public class ReleaseTests
{
    private static readonly ProgressMonitor Monitor = new();

    [Fact]
    public void Ratings_of_a_small_group_are_withheld()
    {
        ProgressFacts With(int raters) => Rated([.. Enumerable.Range(0, raters).Select(i => (i, 0, 4))]);
        Assert.Equal(UndefinedCause.Withheld, Rating(With(4), 14).Undefined!.Cause);
        Assert.Equal(4, Rating(With(5), 14).Value);
    }

    [Fact]
    public void The_sixth_rating_waits_until_four_more_have_come()
    {
        var five = Enumerable.Range(0, 5).Select(i => (i, 3, 4)).ToList();
        Assert.Equal(UndefinedCause.Withheld, Rating(Rated(five), 13).Undefined!.Cause);
        Assert.Equal(4, Rating(Rated(five), 14).Value);
        var six = five.Append((5, 16, 1)).ToList();
        Assert.Equal(4, Rating(Rated(six), 28).Value);
        var ten = six.Concat(Enumerable.Range(6, 4).Select(i => (i, 30, 1))).ToList();
        Assert.Equal(4, Rating(Rated(ten), 41).Value);
        Assert.Equal(2.5, Rating(Rated(ten), 42).Value);
    }

    [Property(MaxTest = 40)]
    public void No_two_briefs_differ_by_the_ratings_of_fewer_people_than_the_smallest_group(ushort seed)
    {
        var random = new SeededRandom(seed);
        var given = Enumerable.Range(0, random.Next(60)).Select(_ => (By: random.Next(14), Day: random.Next(100), Rating: 1 + random.Next(5))).DistinctBy(row => (row.By, row.Day)).ToList();
        var facts = Rated(given);
        int shownOn = int.MinValue;
        Measured<double>? shown = null;
        for (int day = 0; day < 120; day++)
        {
            // The champion may change the cadence on the way, or look at briefs of both.
            var now = Rating(facts, day, random.Next(2) == 0 ? Cadence.Weekly : Cadence.Biweekly);
            if (shown is { } before && before.Equals(now)) continue;
            if (now.IsDefined)
            {
                // Whoever compares the two briefs learns something about these people together, and about nobody else.
                int different = given.Where(row => row.Day >= shownOn && row.Day < day).Select(row => row.By).Distinct().Count();
                Assert.True(different >= 5, $"day {day}: {different}");
                shownOn = day;
            }

            shown = now;
        }
    }

    [Fact]
    public void A_mentors_ratings_are_released_in_the_same_way()
    {
        var rows = new ProgressRows { Feedback = [.. Enumerable.Range(0, 6).Select(i => new Feedback { From = Programmes.Learner(i), About = Programmes.Mentor(0), On = Programmes.Start.PlusDays(i < 5 ? 2 : 20), Rating = i < 5 ? 5 : 1 })] };
        Measured<double> Of(int day) => Monitor.Brief(Programmes.Cohort(9), ProgressFacts.Create(rows), Programmes.At(day)).Mentors[0].Rating;
        Assert.Equal(UndefinedCause.Withheld, Of(5).Undefined!.Cause);
        Assert.Equal(5, Of(14).Value);
        Assert.Equal(5, Of(60).Value);
    }

    [Fact]
    public void A_shorter_cadence_shows_no_rating_earlier()
    {
        var facts = Rated([.. Enumerable.Range(0, 5).Select(i => (i, 3, 4)), .. Enumerable.Range(5, 5).Select(i => (i, 10, 2))]);
        Assert.Equal(UndefinedCause.Withheld, Rating(facts, 7, Cadence.Weekly).Undefined!.Cause);
        Assert.Equal(3, Rating(facts, 14, Cadence.Weekly).Value);
        var brief = new ProgressMonitor(new ProgressMonitorOptions { Cadence = Cadence.Weekly }).Brief(Programmes.Cohort(14), facts, Programmes.At(21));
        Assert.Empty(brief.Verify(Programmes.Cohort(14), facts));
        // The mean of the first week alone was never released.
        var early = brief with { Feedback = brief.Feedback with { LearnersRating = 4 } };
        Assert.Contains(early.Verify(Programmes.Cohort(14), facts), problem => problem.Code == "progress.verify.learners-rating");
    }

    private static Measured<double> Rating(ProgressFacts facts, int day, Cadence cadence = Cadence.Biweekly) =>
        new ProgressMonitor(new ProgressMonitorOptions { Cadence = cadence }).Brief(Programmes.Cohort(14), facts, Programmes.At(day)).Feedback.LearnersRating;

    private static ProgressFacts Rated(IReadOnlyList<(int By, int Day, int Rating)> rows) => ProgressFacts.Create(new ProgressRows
    {
        Feedback = [.. rows.Select(row => new Feedback { From = Programmes.Learner(row.By), On = Programmes.Start.PlusDays(row.Day), Rating = row.Rating })],
    });
}
