namespace PeerLearning;

/// <summary>How much counted work a service may spend: nodes, moves or columns, never seconds.</summary>
/// <remarks>
/// <para>Counting makes an answer the same on a fast and on a slow machine. A limit in time is the caller's
/// <see cref="CancellationToken"/>.</para>
/// <para>The default value asks for the service's own calibrated budget.</para>
/// </remarks>
public readonly record struct WorkBudget
{
    /// <summary>Initialises a budget.</summary>
    /// <param name="units">The number of units, at least 1; the service names its unit.</param>
    /// <exception cref="ArgumentException"><paramref name="units"/> is zero or negative.</exception>
    public WorkBudget(long units) => Units = Guard.Against.NegativeOrZero(units);

    /// <summary>As much as the service's authors calibrated it for: the default value.</summary>
    public static WorkBudget Calibrated => default;

    /// <summary>As much as the proof takes.</summary>
    public static WorkBudget Unlimited { get; } = new(long.MaxValue);

    /// <summary>The number of units; 0 for the calibrated budget.</summary>
    public long Units { get; }

    /// <summary>The budget in words.</summary>
    /// <returns><c>calibrated</c>, <c>unlimited</c> or the number of units.</returns>
    public override string ToString() => Units switch
    {
        0 => "calibrated",
        long.MaxValue => "unlimited",
        _ => Units.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    internal long Or(long calibrated) => Units == 0 ? calibrated : Units;
}
