using PeerLearning.Statistics;

namespace PeerLearning.Programs;

/// <summary>Answers how many mentors, cohorts and weeks the next rounds take, with today's graduates as tomorrow's mentors.</summary>
/// <remarks>
/// <para>A simulation: each run draws its own true shares from what was observed (beta posteriors of a uniform prior), then plays round after round with
/// binomial numbers of graduates, of graduates who mentor, and of mentors who stay. So the intervals hold both what is not known and what is left to
/// chance.</para>
/// <para>The same seed gives the same plan everywhere. The work budget counts runs; 2,000 unless said otherwise.</para>
/// </remarks>
/// <param name="budget">The number of runs; the default value for the calibrated one.</param>
public sealed class ScalingPlanner(WorkBudget budget = default)
{
    private const long CalibratedRuns = 2_000;
    private const long MostRuns = 1_000_000;

    /// <summary>Plans.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ScalingPlan Plan(ScalingRequest request, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(request);
        int runs = (int)Math.Min(MostRuns, budget.Or(CalibratedRuns));
        var mentors = Table(request.MostRounds, runs);
        var cohorts = Table(request.MostRounds, runs);
        var learners = Table(request.MostRounds, runs);
        var graduates = Table(request.MostRounds, runs);
        int[] reachedIn = new int[runs];
        int stuck = 0, last = 1;
        for (int run = 0; run < runs; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new SeededRandom(request.Seed).Fork((ulong)run);
            double completion = Draw(request.Completed, ref random), willing = Draw(request.GraduatesWhoMentor, ref random), staying = Draw(request.MentorsWhoStay, ref random);
            int hands = request.MentorsNow, done = 0;
            bool isOver = false;
            for (int round = 0; round < request.MostRounds; round++)
            {
                mentors[round][run] = hands;
                if (!isOver)
                {
                    int remaining = request.LearnersToReach - done;
                    int groups = Math.Min(hands / request.MentorsPerCohort, (int)Math.Ceiling(remaining / (double)request.LearnersPerCohort));
                    groups = Math.Min(groups, request.MostCohorts ?? int.MaxValue);
                    if (groups == 0)
                    {
                        stuck++;
                        isOver = true;
                    }
                    else
                    {
                        int begin = groups * request.LearnersPerCohort;
                        int graduated = Binomial(begin, completion, ref random);
                        cohorts[round][run] = groups;
                        learners[round][run] = begin;
                        done += graduated;
                        hands = Binomial(hands, staying, ref random) + Binomial(graduated, willing, ref random);
                        last = Math.Max(last, round + 1);
                        if (done >= request.LearnersToReach)
                        {
                            reachedIn[run] = round + 1;
                            isOver = true;
                        }
                    }
                }

                graduates[round][run] = done;
            }
        }

        return Summarise(request, runs, last, stuck, reachedIn, mentors, cohorts, learners, graduates);
    }

    private static ScalingPlan Summarise(
        ScalingRequest request, int runs, int last, int stuck, int[] reachedIn, int[][] mentors, int[][] cohorts, int[][] learners, int[][] graduates)
    {
        var rounds = new List<ScalingRound>();
        for (int round = 0; round < last; round++)
        {
            rounds.Add(new ScalingRound
            {
                Round = round + 1,
                Mentors = Range(mentors[round]),
                Cohorts = Range(cohorts[round]),
                Learners = Range(learners[round]),
                GraduatesSoFar = Range(graduates[round]),
                ChanceReached = reachedIn.Count(needed => needed > 0 && needed <= round + 1) / (double)runs,
            });
        }

        double chance = reachedIn.Count(needed => needed > 0) / (double)runs;
        if (chance < 0.9)
        {
            var why = Undefined.NotReached($"Only {reachedIn.Count(needed => needed > 0)} of {runs} runs reach the goal within {request.MostRounds} rounds.");
            return new ScalingPlan(ValueList.Copy(rounds), why, why, chance, stuck / (double)runs, runs);
        }

        var needed = Range([.. reachedIn.Select(one => one > 0 ? one : request.MostRounds)]);
        int Weeks(int count) => (count * request.WeeksPerRound) + ((count - 1) * request.WeeksBetween);
        var weeks = new ScalingRange(Weeks(needed.Low), Weeks(needed.Middle), Weeks(needed.High));
        return new ScalingPlan(ValueList.Copy(rounds), needed, weeks, chance, stuck / (double)runs, runs);
    }

    private static int[][] Table(int rounds, int runs) => [.. Enumerable.Range(0, rounds).Select(_ => new int[runs])];

    private static double Draw(ObservedShare share, ref SeededRandom random)
    {
        double u = random.NextDouble();
        return IncompleteBeta.Quantile(share.Count + 1.0, share.Of - share.Count + 1.0, u).X;
    }

    /// <summary>A binomial number, by inversion.</summary>
    private static int Binomial(int n, double p, ref SeededRandom random)
    {
        double u = random.NextDouble();
        return n == 0 ? 0 : BinomialDistribution.Quantile(u, n, p);
    }

    private static ScalingRange Range(int[] values)
    {
        int[] sorted = [.. values];
        Array.Sort(sorted);
        int At(double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
        return new ScalingRange(At(0.1), At(0.5), At(0.9));
    }
}
