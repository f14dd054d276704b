namespace PeerLearning.Programs;

/// <summary>A way to scale, round by round, with intervals.</summary>
public sealed class ScalingPlan
{
    internal ScalingPlan(IReadOnlyList<ScalingRound> rounds, Measured<ScalingRange> roundsNeeded, Measured<ScalingRange> weeksNeeded, double chance, double chanceStuck, int runs)
    {
        Rounds = rounds;
        RoundsNeeded = roundsNeeded;
        WeeksNeeded = weeksNeeded;
        ChanceReached = chance;
        ChanceOutOfMentors = chanceStuck;
        Runs = runs;
        Reasons = Explain();
    }

    /// <summary>The rounds, until all runs have ended.</summary>
    public IReadOnlyList<ScalingRound> Rounds { get; }

    /// <summary>The number of rounds until the goal; undefined when fewer than nine runs in ten reach it.</summary>
    public Measured<ScalingRange> RoundsNeeded { get; }

    /// <summary>The number of weeks until the goal, pauses between rounds included; undefined like the rounds.</summary>
    public Measured<ScalingRange> WeeksNeeded { get; }

    /// <summary>The chance, from 0 to 1, that the goal is reached within the allowed rounds.</summary>
    public double ChanceReached { get; }

    /// <summary>The chance, from 0 to 1, that the mentors run out before.</summary>
    public double ChanceOutOfMentors { get; }

    /// <summary>The number of runs of the simulation.</summary>
    public int Runs { get; }

    /// <summary>The same in sentences.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    private ValueList<Reason> Explain()
    {
        var reasons = new List<Reason>
        {
            Reason.Of(
                "scaling.chance",
                "The goal is reached in {reached:P0} of {runs:0|run|runs}; in {stuck:P0} the mentors run out before.",
                Figure.Of("reached", ChanceReached),
                Figure.Of("runs", (double)Runs),
                Figure.Of("stuck", ChanceOutOfMentors)),
        };
        if (RoundsNeeded.TryGet(out var rounds) && WeeksNeeded.TryGet(out var weeks))
        {
            reasons.Add(Reason.Of(
                "scaling.time",
                "It takes {rounds:0|round|rounds} ({low:0} to {high:0}), {weeks:0|week|weeks}.",
                Figure.Of("rounds", (double)rounds.Middle),
                Figure.Of("low", (double)rounds.Low),
                Figure.Of("high", (double)rounds.High),
                Figure.Of("weeks", (double)weeks.Middle)));
        }

        foreach (var round in Rounds)
        {
            reasons.Add(Reason.Of(
                "scaling.round",
                "Round {round:0}: {mentors:0|mentor|mentors}, {cohorts:0|cohort|cohorts}, {learners:0|learner|learners}; {graduates:0|graduate|graduates} by its end ({low:0} to {high:0}).",
                Figure.Of("round", (double)round.Round),
                Figure.Of("mentors", (double)round.Mentors.Middle),
                Figure.Of("cohorts", (double)round.Cohorts.Middle),
                Figure.Of("learners", (double)round.Learners.Middle),
                Figure.Of("graduates", (double)round.GraduatesSoFar.Middle),
                Figure.Of("low", (double)round.GraduatesSoFar.Low),
                Figure.Of("high", (double)round.GraduatesSoFar.High)));
        }

        return ValueList.Copy(reasons);
    }
}
