namespace PeerLearning.Statistics;

/// <summary>Bayesian knowledge tracing (Corbett and Anderson, 1995), with forgetting: one constant-time update per observation.</summary>
/// <param name="Learn">The chance to learn between two observations.</param>
/// <param name="Guess">The chance of a right answer without knowing.</param>
/// <param name="Slip">The chance of a wrong answer in spite of knowing.</param>
/// <param name="Forget">The chance to forget between two observations.</param>
internal readonly record struct KnowledgeTracer(double Learn, double Guess, double Slip, double Forget)
{
    /// <summary>The chance of a right answer.</summary>
    public double ChanceOfCorrect(double known) => (known * (1 - Slip)) + ((1 - known) * Guess);

    /// <summary>
    /// The chance of knowing after an observation and the step that follows it. An observation that the parameters call impossible says
    /// nothing: the chance then only takes the step.
    /// </summary>
    public double After(double known, bool correct)
    {
        double right = ChanceOfCorrect(known);
        double evidence = correct ? right : 1 - right;
        double posterior = evidence > 0 ? known * (correct ? 1 - Slip : Slip) / evidence : known;
        return (posterior * (1 - Forget)) + ((1 - posterior) * Learn);
    }
}
