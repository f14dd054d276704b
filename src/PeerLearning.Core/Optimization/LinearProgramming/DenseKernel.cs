using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerLearning.Optimization;

/// <summary>The inner loops over rows of a dense matrix.</summary>
/// <remarks>
/// Always four lanes wide and never fused: the same sums in the same order with or without wide registers, so that a pivot does not depend on
/// the processor or on the compiler.
/// </remarks>
internal static class DenseKernel
{
    /// <summary>target += factor * source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        int length = target.Length;
        ref double to = ref MemoryMarshal.GetReference(target);
        ref double from = ref MemoryMarshal.GetReference(source[..length]);
        var scale = Vector256.Create(factor);
        int i = 0;
        for (; i <= length - 4; i += 4)
        {
            var sum = Vector256.LoadUnsafe(ref to, (nuint)i) + (Vector256.LoadUnsafe(ref from, (nuint)i) * scale);
            sum.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < length; i++) Unsafe.Add(ref to, i) += Unsafe.Add(ref from, i) * factor;
    }

    /// <summary>target *= factor.</summary>
    public static void Scale(Span<double> target, double factor)
    {
        foreach (ref double value in target) value *= factor;
    }

    /// <summary>The sum of products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        int length = a.Length;
        ref double first = ref MemoryMarshal.GetReference(a);
        ref double second = ref MemoryMarshal.GetReference(b[..length]);
        var sums = Vector256<double>.Zero;
        int i = 0;
        for (; i <= length - 4; i += 4) sums += Vector256.LoadUnsafe(ref first, (nuint)i) * Vector256.LoadUnsafe(ref second, (nuint)i);
        double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (; i < length; i++) sum += Unsafe.Add(ref first, i) * Unsafe.Add(ref second, i);
        return sum;
    }

    /// <summary>The sum of the products of some entries of a vector with values, in the order of the values.</summary>
    /// <remarks>The places are not checked against the vector: whoever wrote them did.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Gather(ReadOnlySpan<double> vector, ReadOnlySpan<int> at, ReadOnlySpan<double> values)
    {
        ref double from = ref MemoryMarshal.GetReference(vector);
        ref int index = ref MemoryMarshal.GetReference(at);
        ref double value = ref MemoryMarshal.GetReference(values[..at.Length]);
        double sum = 0;
        for (int e = 0; e < at.Length; e++) sum += Unsafe.Add(ref from, Unsafe.Add(ref index, e)) * Unsafe.Add(ref value, e);
        return sum;
    }

    /// <summary>The sum of some entries of a vector, in their order.</summary>
    /// <remarks>The places are not checked against the vector: whoever wrote them did.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Gather(ReadOnlySpan<double> vector, ReadOnlySpan<int> at)
    {
        ref double from = ref MemoryMarshal.GetReference(vector);
        double sum = 0;
        foreach (int index in at) sum += Unsafe.Add(ref from, index);
        return sum;
    }
}
