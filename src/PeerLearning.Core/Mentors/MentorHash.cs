using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PeerLearning.Mentors;

/// <summary>A hash of ids that is the same in every version and on every platform.</summary>
internal static class MentorHash
{
    /// <summary>64 bits of an id and a seed: FNV-1a over the UTF-16 units, finished by the frozen generator.</summary>
    public static ulong Of(string id, ulong seed)
    {
        ulong hash = 14695981039346656037UL;
        unchecked
        {
            foreach (char c in id)
            {
                hash = (hash ^ (byte)c) * 1099511628211UL;
                hash = (hash ^ (byte)(c >> 8)) * 1099511628211UL;
            }

            return new SeededRandom(hash ^ (seed * 0x9E3779B97F4A7C15UL)).Next();
        }
    }

    /// <summary>The first 48 bits of SHA-256 of a text, exact in a double.</summary>
    public static double Fingerprint(string text)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) >> 16;
    }
}
