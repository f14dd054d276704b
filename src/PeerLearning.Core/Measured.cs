using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PeerLearning;

/// <summary>A measured value, or the reason why there is none.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>
/// <para>The library never answers NaN or infinity: a statistic that the data cannot carry is undefined, with its reason.</para>
/// <para>The default value is undefined with <see cref="UndefinedCause.NotComputed"/>.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Measured<T>
    where T : notnull
{
    private static readonly Undefined NotComputed = new() { Cause = UndefinedCause.NotComputed, Because = "Nothing was computed." };

    private readonly T? _value;
    private readonly Undefined? _undefined;

    internal Measured(T value)
    {
        _value = value;
        IsDefined = true;
    }

    internal Measured(Undefined undefined) => _undefined = Guard.Against.Null(undefined);

    /// <summary>Whether there is a value.</summary>
    public bool IsDefined { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is no value; the message says why.</exception>
    public T Value => IsDefined ? _value! : throw new InvalidOperationException(Undefined!.ToString());

    /// <summary>Why there is no value; null when there is one.</summary>
    public Undefined? Undefined => IsDefined ? null : _undefined ?? NotComputed;

    /// <summary>Reads the value if there is one.</summary>
    /// <param name="value">The value, or the type's default.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsDefined;
    }

    /// <summary>The value in invariant form, or the reason.</summary>
    /// <returns>A text for logs and debuggers.</returns>
    public override string ToString() => IsDefined ? Convert.ToString(_value, CultureInfo.InvariantCulture) ?? "" : Undefined!.ToString();

#pragma warning disable CA2225 // The named alternates are Value and Undefined.
    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Measured<T>(T value) => new(value);

    /// <summary>Wraps a reason.</summary>
    /// <param name="undefined">The reason.</param>
    public static implicit operator Measured<T>(Undefined undefined) => new(undefined);
#pragma warning restore CA2225
}
