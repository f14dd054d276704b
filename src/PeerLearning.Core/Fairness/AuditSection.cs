using NodaTime.Text;
using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>One part of what a decision rested on, or of what came out of it, by its name and the hash of its canonical bytes.</summary>
/// <remarks>A section holds no content, so a record of sections may be kept long after the content had to be deleted.</remarks>
[System.Diagnostics.DebuggerDisplay("{Name,nq} {Digest}")]
public sealed record AuditSection
{
    /// <summary>The name, unique within a record, such as <c>workforce</c>, <c>rules</c> or <c>result</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 hash in 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The section of a workforce: ids, values of every dimension, reporting lines, working hours and absences.</summary>
    /// <param name="name">The name of the section.</param>
    /// <param name="workforce">The workforce.</param>
    /// <returns>The section.</returns>
    /// <exception cref="ArgumentException">An argument is null or blank.</exception>
    public static AuditSection Of(string name, Workforce workforce)
    {
        Guard.Against.Null(workforce);
        return Of(name, writer => Write(writer, workforce));
    }

    /// <summary>The section of people in a given order, such as a team or a waiting list.</summary>
    /// <param name="name">The name of the section.</param>
    /// <param name="people">The people.</param>
    /// <returns>The section.</returns>
    /// <exception cref="ArgumentException">An argument is null or blank.</exception>
    public static AuditSection Of(string name, IReadOnlyList<PersonId> people)
    {
        Guard.Against.Null(people);
        return Of(name, writer => writer.List(people, static (w, person) => w.Text(person.Value)));
    }

    /// <summary>The section of learners with their mentors, such as a match or a cohort, in their order.</summary>
    /// <param name="name">The name of the section.</param>
    /// <param name="members">The learners.</param>
    /// <returns>The section.</returns>
    /// <exception cref="ArgumentException">An argument is null or blank.</exception>
    public static AuditSection Of(string name, IReadOnlyList<CohortMember> members)
    {
        Guard.Against.Null(members);
        return Of(name, writer => writer.List(members, static (w, member) => w.Text(member.Learner.Value).Text(member.Mentor?.Value)));
    }

    /// <summary>The section of rules, in their order.</summary>
    /// <param name="name">The name of the section.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>The section.</returns>
    /// <exception cref="ArgumentException">An argument is null or blank.</exception>
    public static AuditSection Of(string name, IReadOnlyList<Rule> rules)
    {
        Guard.Against.Null(rules);
        return Of(name, writer => writer.List(rules, static (w, rule) =>
        {
            w.List(rule.Dimensions, static (inner, dimension) => Write(inner, dimension));
            Write(w, rule.Describe());
        }));
    }

    /// <summary>The section of an attribute policy: its date and legal bases.</summary>
    /// <param name="name">The name of the section.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The section.</returns>
    /// <exception cref="ArgumentException">An argument is null or blank.</exception>
    public static AuditSection Of(string name, AttributePolicy policy)
    {
        Guard.Against.Null(policy);
        return Of(name, writer =>
        {
            if (policy.AsOf is { } date) writer.Text(LocalDatePattern.Iso.Format(date));
            else writer.Nothing();
            writer.List(policy.Bases, static (w, basis) =>
            {
                Write(w, basis.Dimension);
                w.List(basis.Uses, static (inner, use) => inner.Number((long)use));
                Write(w, basis.Describe());
            });
        });
    }

    /// <summary>The section of a certificate.</summary>
    /// <param name="name">The name of the section.</param>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The section.</returns>
    /// <exception cref="ArgumentException">An argument is null or blank.</exception>
    public static AuditSection Of(string name, Certificate certificate)
    {
        Guard.Against.Null(certificate);
        return Of(name, writer => writer.Number((long)certificate.Proof).Text(certificate.Method).Number(certificate.Objective).Number(certificate.Bound)
            .Flag(certificate.IsMinimised).Number(certificate.WorkSpent).List(certificate.Prices, static (w, figure) => Write(w, figure)));
    }

    /// <summary>The section of reasons, in their order.</summary>
    /// <param name="name">The name of the section.</param>
    /// <param name="reasons">The reasons.</param>
    /// <returns>The section.</returns>
    /// <exception cref="ArgumentException">An argument is null or blank.</exception>
    public static AuditSection Of(string name, IReadOnlyList<Reason> reasons)
    {
        Guard.Against.Null(reasons);
        return Of(name, writer => writer.List(reasons, static (w, reason) => Write(w, reason)));
    }

    /// <summary>The section of a text, such as the JSON of a host's own input.</summary>
    /// <param name="name">The name of the section.</param>
    /// <param name="text">The text; every character counts.</param>
    /// <returns>The section.</returns>
    /// <exception cref="ArgumentException">An argument is null, or the name is blank.</exception>
    public static AuditSection Of(string name, string text)
    {
        Guard.Against.Null(text);
        return Of(name, writer => writer.Text(text));
    }

    /// <summary>The section of whatever a chapter writes.</summary>
    internal static AuditSection Of(string name, Action<CanonicalWriter> write)
    {
        Guard.Against.NullOrWhiteSpace(name);
        using var writer = new CanonicalWriter();
        write(writer);
        return new AuditSection { Name = name, Digest = writer.Digest() };
    }

    internal static void Write(CanonicalWriter writer, Dimension dimension) => writer.Text(dimension.Name).Number((long)dimension.Class);

    internal static void Write(CanonicalWriter writer, Reason reason) =>
        writer.Text(reason.Code).Text(reason.Template).List(reason.Figures, static (w, figure) => Write(w, figure));

    internal static void Write(CanonicalWriter writer, Figure figure)
    {
        writer.Text(figure.Name);
        if (figure.Number is { } number) writer.Number(number);
        else writer.Text(figure.Text);
    }

    private static void Write(CanonicalWriter writer, Workforce workforce)
    {
        writer.List(workforce.Count);
        for (int person = 0; person < workforce.Count; person++) writer.Text(workforce.IdAt(person).Value).Number(workforce.Managers[person]);
        writer.List(workforce.Dimensions, (w, dimension) =>
        {
            var column = workforce.Column(dimension);
            Write(w, dimension);
            w.List(column.Values, static (inner, value) => inner.Text(value));
            for (int person = 0; person < workforce.Count; person++)
            {
                var codes = column.Of(person);
                w.List(codes.Length);
                foreach (int code in codes) w.Number(code);
            }
        });
        for (int person = 0; person < workforce.Count; person++)
        {
            if (workforce.AvailabilityAt(person) is not { } availability)
            {
                writer.Nothing();
                continue;
            }

            writer.Text(availability.Zone.Id).List(availability.Weekly, static (w, hours) => w.Number((long)hours.Day).Text(LocalTimePattern.ExtendedIso.Format(hours.Start)).Text(LocalTimePattern.ExtendedIso.Format(hours.End)));
            var absences = workforce.AbsencesAt(person);
            writer.List(absences.Length);
            foreach (var absence in absences)
            {
                writer.Text(LocalDatePattern.Iso.Format(absence.Start)).Text(LocalDatePattern.Iso.Format(absence.End));
            }
        }
    }
}
