using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PeerLearning.Internal;

/// <summary>Writes values as bytes in one way only, and hashes them (SHA-256) as they come: what two machines, years apart, must agree on.</summary>
/// <remarks>
/// Every value begins with a byte for its kind; texts are UTF-8 with their length in front, numbers are big-endian, lists have their count in front.
/// So no two different sequences of values give the same bytes. The format is frozen with the version number that opens it.
/// </remarks>
internal sealed class CanonicalWriter : IDisposable
{
    private const byte Format = 1;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public CanonicalWriter() => _hash.AppendData([Format]);

    public CanonicalWriter Nothing()
    {
        _hash.AppendData("n"u8);
        return this;
    }

    public CanonicalWriter Text(string? text)
    {
        if (text is null) return Nothing();
        Kind('t', Encoding.UTF8.GetByteCount(text));
        _hash.AppendData(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public CanonicalWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        Kind('b', bytes.Length);
        _hash.AppendData(bytes);
        return this;
    }

    public CanonicalWriter Number(long number) => Kind('i', number);

    public CanonicalWriter Number(ulong number) => Kind('u', unchecked((long)number));

    /// <summary>A floating-point number by its bits; both zeros are one, and what is not finite is refused.</summary>
    public CanonicalWriter Number(double number) => double.IsFinite(number)
        ? Kind('d', BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number))
        : throw new ArgumentOutOfRangeException(nameof(number), number, "A finite number is needed.");

    public CanonicalWriter Flag(bool flag) => Kind('f', flag ? 1 : 0);

    /// <summary>Opens a list of so many values.</summary>
    public CanonicalWriter List(int count) => Kind('l', count);

    public CanonicalWriter List<T>(IReadOnlyCollection<T> items, Action<CanonicalWriter, T> write)
    {
        List(items.Count);
        foreach (var item in items) write(this, item);
        return this;
    }

    /// <summary>The hash of everything written so far, in hexadecimal digits.</summary>
    public string Digest() => Convert.ToHexString(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    private CanonicalWriter Kind(char kind, long number)
    {
        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], number);
        _hash.AppendData(bytes);
        return this;
    }
}
