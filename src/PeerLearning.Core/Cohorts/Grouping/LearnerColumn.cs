using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A column of numbers about learners: one number for each of <see cref="GroupingRequest.Learners"/>, in their order.</summary>
[System.Diagnostics.DebuggerDisplay("{Name}: {Values.Count} values")]
public sealed record LearnerColumn
{
    /// <summary>The name, unique within the request.</summary>
    public required string Name { get; init => field = Guard.Against.Null(value); }

    /// <summary>The numbers, in the order of the request's learners.</summary>
    /// <value>Copied, unless it is already one of this library's own lists.</value>
    public required IReadOnlyList<double> Values { get; init => field = ValueList.Copy(value); }

    /// <summary>How careful the numbers must be treated.</summary>
    /// <value><see cref="DimensionClass.Organisational"/> unless said otherwise.</value>
    public DimensionClass Class { get; init => field = Guard.Against.EnumOutOfRange(value); } = DimensionClass.Organisational;
}
