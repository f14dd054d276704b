using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PeerLearning.Cohorts;

/// <summary>A seed from numbers that everybody can look up and nobody can choose: a beacon, a state lottery, dice in front of witnesses.</summary>
/// <remarks>
/// Publish the applicants, the chances and the sources before the numbers are known. The seed is the first eight bytes, most significant first, of the
/// SHA-256 hash (FIPS 180-4) of the sources, each as its length in bytes (four bytes, most significant first) and its UTF-8 text, in the given order.
/// </remarks>
public static class PublicEntropy
{
    /// <summary>The seed that the sources make.</summary>
    /// <param name="sources">What was published, for example <c>"NIST beacon 2026-03-01T12:00Z: 7F3A..."</c>; at least one.</param>
    /// <returns>The seed, the same on every machine.</returns>
    /// <exception cref="ArgumentException"><paramref name="sources"/> is empty or holds a blank text.</exception>
    public static ulong ToSeed(params IReadOnlyList<string> sources)
    {
        Guard.Against.NullOrEmpty(sources);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] length = new byte[4];
        foreach (string source in sources)
        {
            byte[] text = Encoding.UTF8.GetBytes(Guard.Against.NullOrWhiteSpace(source, nameof(sources)));
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }

        return BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset());
    }
}
