using PeerLearning.Fairness;
using PeerLearning.Internal;

namespace PeerLearning.Golden;

/// <summary>Changes an audit record in one place, at random.</summary>
internal static class RecordTampering
{
    public static AuditRecord Tamper(AuditRecord record, ref SeededRandom random)
    {
        while (true)
        {
            var tampered = Change(record, ref random);
            if (tampered != record) return tampered;
        }
    }

    private static AuditRecord Change(AuditRecord record, ref SeededRandom random)
    {
        var sections = record.Sections.ToArray();
        int one = random.Next(sections.Length), two = random.Next(sections.Length);
        switch (random.Next(12))
        {
            case 0: return record with { Subject = Text(record.Subject, ref random) };
            case 1: return record with { DecidedAt = record.DecidedAt + Duration.FromNanoseconds(1 + random.Next(1_000_000_000)) };
            case 2: return record with { Version = Text(record.Version, ref random) };
            case 3: return record with { Seed = record.Seed is null ? random.Next() : random.Next(4) == 0 ? null : record.Seed ^ (1UL << random.Next(64)) };
            case 4:
                sections[one] = sections[one] with { Digest = Text(sections[one].Digest, ref random) };
                return record with { Sections = sections };
            case 5:
                sections[one] = sections[one] with { Name = Text(sections[one].Name, ref random) };
                return record with { Sections = sections };
            case 6:
                (sections[one], sections[two]) = (sections[two], sections[one]);
                return record with { Sections = sections };
            case 7: return record with { Sections = sections.Where((_, i) => i != one).ToArray() };
            case 8: return record with { Sections = [.. sections, sections[one] with { Name = "more" }] };
            case 9: return record with { PreviousDigest = record.PreviousDigest is null ? "00" : Text(record.PreviousDigest, ref random) };
            case 10: return record with { Overrides = record.Overrides.Count == 0 ? [Override(ref random)] : record.Overrides.Skip(1).ToArray() };
            default: return record with { Digest = Text(record.Digest, ref random) };
        }
    }

    private static AuditOverride Override(ref SeededRandom random) => new()
    {
        DecidedBy = new($"p{random.Next(9)}"),
        DecidedAt = default,
        Change = "p1 in place of p2",
        Because = "because",
    };

    // One character more, less or other.
    private static string Text(string text, ref SeededRandom random)
    {
        int place = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text.Remove(place, 1),
            1 => text.Insert(place, "0"),
            _ => string.Concat(text.AsSpan(0, place), text[place] == '1' ? "2" : "1", text.AsSpan(place + 1)),
        };
    }
}
