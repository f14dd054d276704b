using System.Reflection;
using NodaTime.Text;

namespace PeerLearning.Fairness;

/// <summary>What a decision rested on and what came out, sealed by one hash: enough to show years later that nothing was changed.</summary>
/// <remarks>
/// <para>The record holds ids and hashes, no names and no personal data but who overrode. Its <see cref="Digest"/> covers all of it, and the digest of the record
/// before it, so that records form a chain in which none can be exchanged or left out unseen. Whoever keeps the last digest elsewhere, or signs it, can prove the
/// whole chain; the library neither signs nor stores.</para>
/// <para>SHA-256 over canonical bytes (FIPS 180-4); the format is frozen.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Subject,nq} {DecidedAt} {Digest}")]
public sealed record AuditRecord
{
    // Without the commit that the build appends.
    private static readonly string LibraryVersion =
        typeof(AuditRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>What was decided, such as <c>lead mentors 2027, Rust</c>; no name of a person.</summary>
    public required string Subject { get; init; }

    /// <summary>When.</summary>
    public required Instant DecidedAt { get; init; }

    /// <summary>The version of the library that answered.</summary>
    public required string Version { get; init; }

    /// <summary>The seed of the draw; null when nothing was drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The parts of the input, the policy, the result and the certificate, each by its hash.</summary>
    public required IReadOnlyList<AuditSection> Sections { get; init => field = ValueList.Copy(value); }

    /// <summary>What people changed afterwards.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<AuditOverride> Overrides { get; init => field = ValueList.Copy(value); } = ValueList<AuditOverride>.Empty;

    /// <summary>The digest of the record before this one; null for the first.</summary>
    public string? PreviousDigest { get; init; }

    /// <summary>The hash of all of the above, in 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>Seals a record.</summary>
    /// <param name="subject">What was decided.</param>
    /// <param name="decidedAt">When.</param>
    /// <param name="sections">The parts of input, policy, result and certificate.</param>
    /// <param name="seed">The seed of the draw; null when nothing was drawn.</param>
    /// <param name="previous">The record before this one; null for the first.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentException">The subject is blank, there is no section, or two share a name.</exception>
    public static AuditRecord Seal(string subject, Instant decidedAt, IReadOnlyList<AuditSection> sections, ulong? seed = null, AuditRecord? previous = null)
    {
        Guard.Against.NullOrWhiteSpace(subject);
        Guard.Against.NullOrEmpty(sections);
        Guard.Against.Duplicates(sections.Select(section => section.Name).ToArray(), nameof(sections));
        return new AuditRecord
        {
            Subject = subject,
            DecidedAt = decidedAt,
            Version = LibraryVersion,
            Seed = seed,
            Sections = sections,
            PreviousDigest = previous?.Digest,
            Digest = "",
        }.Sealed();
    }

    /// <summary>The record with an override, sealed anew; the original stays as it is.</summary>
    /// <param name="change">The override.</param>
    /// <returns>The new record.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public AuditRecord With(AuditOverride change)
    {
        Guard.Against.Null(change);
        return (this with { Overrides = [.. Overrides, change] }).Sealed();
    }

    /// <summary>Checks that nothing in the record was changed since it was sealed.</summary>
    /// <returns>What does not hold; empty when the record is as it was.</returns>
    public IReadOnlyList<Problem> Verify() => Verify([]);

    /// <summary>Checks the record, and that given parts are those that it was made of.</summary>
    /// <param name="sections">The parts, hashed again from the content that is still there; a part that is left out is not checked.</param>
    /// <param name="previous">The record before this one; null when it is not to be checked.</param>
    /// <returns>What does not hold; empty when all of it does.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sections"/> is null.</exception>
    public IReadOnlyList<Problem> Verify(IReadOnlyList<AuditSection> sections, AuditRecord? previous = null)
    {
        Guard.Against.Null(sections);
        var problems = new ProblemList();
        if (!string.Equals(Digest, Compute(), StringComparison.Ordinal))
        {
            problems.Error("fairness.audit.changed", "Digest", "The record was changed after it was sealed.", "Do not rely on it; look for the original.");
        }

        for (int i = 0; i < sections.Count; i++)
        {
            var own = Sections.FirstOrDefault(section => string.Equals(section.Name, sections[i].Name, StringComparison.Ordinal));
            if (own is null)
            {
                problems.Error("fairness.audit.section-unknown", $"sections[{i}]", $"The record has no part '{sections[i].Name}'.", "Check the parts that it has.");
            }
            else if (!string.Equals(own.Digest, sections[i].Digest, StringComparison.Ordinal))
            {
                problems.Error("fairness.audit.section-changed", $"sections[{i}]", $"'{sections[i].Name}' is not what the decision rested on.", "Look for the original content.");
            }
        }

        if (previous is not null && !string.Equals(PreviousDigest, previous.Digest, StringComparison.Ordinal))
        {
            problems.Error("fairness.audit.chain", "PreviousDigest", "The record does not follow the one before it.", "Look for a record that was left out or exchanged.");
        }

        return problems.ToList();
    }

    private AuditRecord Sealed() => this with { Digest = Compute() };

    private string Compute()
    {
        using var writer = new CanonicalWriter();
        writer.Text("PeerLearning.AuditRecord").Text(Subject).Text(InstantPattern.ExtendedIso.Format(DecidedAt)).Text(Version);
        if (Seed is { } seed) writer.Number(seed);
        else writer.Nothing();
        writer.List(Sections, static (w, section) => w.Text(section?.Name).Text(section?.Digest));
        writer.List(Overrides, static (w, change) =>
        {
            if (change is null) w.Nothing();
            else w.Text(change.DecidedBy.Value).Text(InstantPattern.ExtendedIso.Format(change.DecidedAt)).Text(change.Change).Text(change.Because);
        });
        return writer.Text(PreviousDigest).Digest();
    }
}
