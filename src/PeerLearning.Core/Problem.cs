namespace PeerLearning;

/// <summary>One thing that is wrong with what a host brought, and how to put it right.</summary>
/// <remarks>
/// <para>Every door of the library reports all problems at once, in the order of the input. Codes are stable and lower-case, with the chapter first
/// (<c>person.id.duplicate</c>); texts may be reworded at any time.</para>
/// <para>A problem never holds a person's name or answer, only ids and places.</para>
/// </remarks>
public sealed record Problem
{
    /// <summary>The stable code, for a host that wants to translate or count.</summary>
    public required string Code { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The place in the input: a path such as <c>people[3].Manager</c>.</summary>
    public required string Where { get; init => field = Guard.Against.Null(value); }

    /// <summary>What is wrong there, in one English sentence.</summary>
    public required string What { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>How to repair it, in one English sentence.</summary>
    public required string Repair { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>How much it matters.</summary>
    /// <value><see cref="ProblemSeverity.Error"/> unless said otherwise.</value>
    public ProblemSeverity Severity { get; init; } = ProblemSeverity.Error;

    /// <summary>The code, place, message and repair on one line.</summary>
    /// <returns>For example <c>person.id.blank at people[2].Id: The id is blank. Give every person an id.</c></returns>
    public override string ToString() => $"{Code} at {Where}: {What} {Repair}";
}
