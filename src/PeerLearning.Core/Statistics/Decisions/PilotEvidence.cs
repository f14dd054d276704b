namespace PeerLearning.Statistics;

/// <summary>What a pilot's success rate says about the rate to come: beta-binomial (Gelman et al., "Bayesian Data Analysis", chapter 2).</summary>
internal static class PilotEvidence
{
    /// <summary>Judges successes of n against a target rate and a planned number.</summary>
    public static Measured<PilotResult> Of(
        int successes, int n, double targetRate, double priorA, double priorB, int futureCount, int futureNeeded, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        if (n < 0 || successes < 0 || successes > n) return Undefined.OutOfRange($"{successes} of {n} is not a proportion.");
        if (!(priorA > 0 && priorB > 0) || !(priorA + priorB <= 1e9) || !(Math.Min(priorA, priorB) >= 1e-9)) return Undefined.OutOfRange("A prior has two positive parameters, from 1e-9 to 1e9.");
        if (!(targetRate >= 0 && targetRate <= 1)) return Undefined.OutOfRange("The target rate is not between 0 and 1.");
        if (futureCount < 0) return Undefined.OutOfRange("The planned number is negative.");
        double a = priorA + successes, b = priorB + n - successes;
        return new PilotResult(
            a / (a + b),
            IncompleteBeta.Upper(a, b, targetRate),
            Proportion.BetaCredible(a, b, level),
            BetaBinomial.AtLeast(futureNeeded, futureCount, a, b));
    }
}

/// <summary>The posterior mean, the chance that the true rate meets the target, the credible interval, and the chance that enough will succeed.</summary>
internal sealed record PilotResult(double Mean, double ChanceOfTarget, Limits Credible, double ChanceOfFuture);
