namespace PeerLearning.Programs;

/// <summary>The criteria for success and for stopping, and how sure one has to be, fixed before anyone knows how it went.</summary>
/// <remarks>
/// A pilot without criteria written beforehand always works. <see cref="Fingerprint"/> freezes them: it is recorded before the start, and the verdict
/// repeats it.
/// </remarks>
public sealed record ProgramCriteria
{
    /// <summary>The success criteria; at least one of them essential.</summary>
    public required IReadOnlyList<Criterion> Success { get; init => field = Carried.List(value); }

    /// <summary>The kill criteria: what, once shown, stops the programme whatever else went well.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Criterion> Kill { get; init => field = Carried.List(value); } = ValueList<Criterion>.Empty;

    /// <summary>The number of learners for whom the next round is planned; the chances speak of them.</summary>
    public required int PlannedLearners { get; init; }

    /// <summary>The largest chance with which scaling may be advised although an essential measure only just lies at its bar.</summary>
    /// <value>0.05 unless said otherwise.</value>
    public double ErrorRate { get; init; } = 0.05;

    /// <summary>The least number of people that a criterion has to rest on; with fewer the verdict is "cannot say yet".</summary>
    /// <value>8 unless said otherwise.</value>
    public int LearnersAtLeast { get; init; } = 8;

    /// <summary>The SHA-256 over the canonical text of the criteria, in lower-case hexadecimal.</summary>
    /// <returns>64 characters, the same for criteria that are equal and in the same order, on every platform.</returns>
    public string Fingerprint() => CriteriaText.Fingerprint(this);
}
