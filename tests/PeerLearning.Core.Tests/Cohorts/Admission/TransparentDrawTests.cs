using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Tests.Cohorts.Admission;

public class TransparentDrawTests
{
    [Fact]
    public void Public_entropy_gives_the_same_seed_everywhere()
    {
        // Computed independently: sha256(00000005 "dice " 00000003 "4 2") begins with these eight bytes.
        byte[] bytes = [0, 0, 0, 4, (byte)'d', (byte)'i', (byte)'c', (byte)'e', 0, 0, 0, 3, (byte)'4', (byte)' ', (byte)'2'];
        byte[] hash = System.Security.Cryptography.SHA256.HashData(bytes);
        Assert.Equal(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash), PublicEntropy.ToSeed("dice", "4 2"));
        Assert.NotEqual(PublicEntropy.ToSeed("dice", "4 2"), PublicEntropy.ToSeed("dice4", " 2"));
        Assert.Throws<ArgumentException>(() => PublicEntropy.ToSeed());
    }

    [Fact]
    public void Numbered_cohorts_keep_all_rules_and_say_how_far_the_chances_are_off()
    {
        var (workforce, request) = Pools.Random(3, 60, 8, [2, 3, 4], slack: 0);
        var chances = new AdmissionLottery().FindChances(workforce, request);
        var numbered = chances.ToNumbered(1000, seed: 1);
        Assert.Equal(1000, numbered.Cohorts.Count);
        foreach (var cohort in numbered.Cohorts.Distinct())
        {
            Assert.Equal(8, cohort.Distinct().Count());
            Assert.All(request.Rules, rule => Assert.Empty(rule.Check(workforce, cohort)));
        }

        double worst = chances.Applicants.Max(one => Math.Abs(one.Chance - (numbered.Cohorts.Count(cohort => cohort.Contains(one.Person)) / 1000.0)));
        Assert.Equal(worst, numbered.LargestError, 1e-12);
        Assert.InRange(numbered.LargestError, 0, 0.005);
        Assert.Equal(numbered.Cohorts[41], numbered.Take(42));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbered.Take(1001));
    }

    [Fact]
    public void The_reserve_covers_most_drop_outs_in_expectation()
    {
        // Three of one profile, one of another: with rate 0.4, P(X>0) is 0.784 and 0.4, then P(X>1) = 0.352, so 0, 1, 0.
        Assert.Equal([0, 1, 0], CohortDraw.Order([[0.4, 0.4, 0.4], [0.4]], [5, 5], 3));

        // Against every way to split four reserves.
        double[][] rates = [[0.1, 0.3, 0.5], [0.6, 0.2], [0.3, 0.3, 0.1, 0.05]];
        int[] calls = [.. CohortDraw.Order(rates, [9, 9, 9], 4)];
        double best = 0, greedy = 0;
        for (int a = 0; a <= 4; a++)
        {
            for (int b = 0; a + b <= 4; b++)
            {
                double cover = Cover(rates[0], a) + Cover(rates[1], b) + Cover(rates[2], 4 - a - b);
                best = Math.Max(best, cover);
                if (a == calls.Count(i => i == 0) && b == calls.Count(i => i == 1)) greedy = cover;
            }
        }

        Assert.Equal(best, greedy, 1e-12);

        static double Cover(double[] own, int reserves)
        {
            double sum = 0;
            for (int mask = 0; mask < 1 << own.Length; mask++)
            {
                double probability = 1;
                for (int i = 0; i < own.Length; i++) probability *= (mask >> i & 1) == 1 ? own[i] : 1 - own[i];
                sum += probability * Math.Min(int.PopCount(mask), reserves);
            }

            return sum;
        }
    }

    [Fact]
    public void Somebody_who_can_never_be_drawn_learns_which_rules_close_the_door()
    {
        var workforce = Workforce.Create(Enumerable.Range(0, 8).Select(i => new Person { Id = new PersonId($"p{i}"), BusinessUnit = i == 0 ? "Legal" : i < 4 ? "Sales" : "Plant" }));
        var request = new AdmissionRequest
        {
            Places = 4,
            Rules =
            [
                new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, "Sales")], Minimum = 2 },
                new CountRule { Values = [new DimensionValue(Dimension.BusinessUnit, "Plant")], Minimum = 2 },
                new DistinctRule { Dimension = Dimension.BusinessUnit, Minimum = 2 },
            ],
        };
        var lottery = new AdmissionLottery();
        Assert.Equal(0, lottery.FindChances(workforce, request).ChanceOf(new PersonId("p0")).Value);
        var why = lottery.WhyNever(workforce, request, new PersonId("p0"));
        Assert.Equal([request.Rules[0], request.Rules[1]], why!.Rules);
        Assert.Equal(Proof.Optimal, why.RulesProof);
        Assert.Single(why.Relaxation);
        Assert.Null(lottery.WhyNever(workforce, request, new PersonId("p1")));
        Assert.Throws<OperationCanceledException>(() => lottery.WhyNever(workforce, request, new PersonId("p0"), new CancellationToken(canceled: true)));
    }
}
