using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Skills;

/// <summary>The laws of the many-facet Rasch model: the order of the rows does not matter, the sum of the scores is all that counts, and more is never less.</summary>
public class AssessmentLawTests
{
    [Property(MaxTest = 30)]
    public void The_order_of_the_scores_does_not_matter(ulong seed)
    {
        var rows = Scores(seed);
        var shuffled = rows.ToArray();
        new SeededRandom(seed + 1).Shuffle<AssessmentScore>(shuffled);
        var (one, other) = (AssessmentAnalysis.Fit(rows), AssessmentAnalysis.Fit(shuffled));
        Assert.Equal(one.IsDefined, other.IsDefined);
        if (!one.IsDefined) return;
        Assert.Equal(one.Value.People, other.Value.People);
        Assert.Equal(one.Value.Criteria, other.Value.Criteria);
        Assert.Equal(one.Value.Assessors, other.Value.Assessors);
        Assert.Equal(one.Value.Deviance, other.Value.Deviance);
    }

    [Property(MaxTest = 30)]
    public void Of_people_assessed_alike_a_higher_sum_is_a_higher_ability_and_an_equal_sum_the_same(ulong seed)
    {
        var rows = Scores(seed);
        if (!AssessmentAnalysis.Fit(rows).TryGet(out var fit)) return;
        var sums = rows.GroupBy(row => row.Person).ToDictionary(group => group.Key, group => group.Sum(row => row.Score));
        foreach (var left in fit.People)
        {
            foreach (var right in fit.People)
            {
                if (sums[left.Person] == sums[right.Person]) Assert.Equal(left.Ability, right.Ability, 1e-9);
                else if (sums[left.Person] < sums[right.Person]) Assert.True(left.Ability < right.Ability);
            }
        }
    }

    [Property(MaxTest = 30)]
    public void A_row_that_is_not_sound_gives_a_reason_and_no_number(ulong seed, byte defect)
    {
        var rows = Scores(seed);
        int at = defect % rows.Length;
        rows[at] = (defect % 4) switch
        {
            0 => rows[at] with { Score = -1 },
            1 => rows[at] with { Score = 101 },
            2 => rows[at] with { Criterion = " " },
            _ => rows[at] with { By = default },
        };
        Assert.Equal(UndefinedCause.OutOfRange, AssessmentAnalysis.Fit(rows).Undefined!.Cause);
    }

    [Fact]
    public void The_laws_speak_of_fits_that_exist() => Assert.InRange(Enumerable.Range(0, 20).Count(seed => AssessmentAnalysis.Fit(Scores((ulong)seed)).IsDefined), 15, 20);

    /// <summary>Fourteen people, each assessed on three criteria by two assessors, from 0 to 3.</summary>
    private static AssessmentScore[] Scores(ulong seed)
    {
        var random = new SeededRandom(seed);
        var rows = new List<AssessmentScore>();
        for (int person = 0; person < 14; person++)
        {
            double ability = random.NextNormal();
            for (int criterion = 0; criterion < 3; criterion++)
            {
                for (int assessor = 0; assessor < 2; assessor++)
                {
                    int score = Math.Clamp((int)Math.Round(1.5 + ability + (0.3 * criterion) - (0.2 * assessor) + (0.7 * random.NextNormal())), 0, 3);
                    rows.Add(new AssessmentScore { Person = new($"p{person}"), Criterion = $"c{criterion}", By = new($"r{assessor}"), Score = score });
                }
            }
        }

        return [.. rows];
    }
}
