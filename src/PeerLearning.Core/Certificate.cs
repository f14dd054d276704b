namespace PeerLearning;

/// <summary>What an answer is worth: its objective, the bound that nothing can beat, and the figures with which a third party can check both.</summary>
/// <remarks>
/// <para>Objective and bound are integers or exactly represented numbers in the unit that the answer's chapter names. Larger is better unless
/// <see cref="IsMinimised"/>.</para>
/// <para><see cref="Prices"/> are the dual values: with them, code that shares nothing with the solver recomputes the bound. The answer's own
/// <c>Verify</c> does that.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Proof} {Objective} (bound {Bound}) by {Method}")]
public sealed record Certificate
{
    /// <summary>What is known about the answer.</summary>
    public required Proof Proof { get; init; }

    /// <summary>The method that found and bounded the answer, by its name in the literature.</summary>
    public required string Method { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The objective reached; 0 when there is no answer.</summary>
    public double Objective { get; init; }

    /// <summary>The value that no answer can beat.</summary>
    public double Bound { get; init; }

    /// <summary>Whether smaller is better.</summary>
    /// <value>False unless said otherwise.</value>
    public bool IsMinimised { get; init; }

    /// <summary>The relative distance between bound and objective: 0 when the answer is proven.</summary>
    /// <value>|bound - objective| / max(1, |objective|).</value>
    public double Gap => Math.Abs(Bound - Objective) / Math.Max(1, Math.Abs(Objective));

    /// <summary>The counted work that was spent, in the unit of the service's <see cref="WorkBudget"/>.</summary>
    public long WorkSpent { get; init; }

    /// <summary>The dual values, named; empty where the proof needs none.</summary>
    public IReadOnlyList<Figure> Prices { get; init => field = ValueList.Copy(value); } = ValueList<Figure>.Empty;
}
