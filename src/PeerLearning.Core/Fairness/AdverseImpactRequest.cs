using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>The question of an adverse-impact report: who could have been selected, who was, and by what to compare.</summary>
/// <remarks>Four picks say nothing: collect the selections of a programme year.</remarks>
public sealed record AdverseImpactRequest
{
    /// <summary>Everybody who could have been selected.</summary>
    public required IReadOnlyList<PersonId> Pool { get; init => field = ValueList.Copy(value); }

    /// <summary>Those of the pool who were.</summary>
    public required IReadOnlyList<PersonId> Selected { get; init => field = ValueList.Copy(value); }

    /// <summary>The dimensions to compare by, each on its own; of any class, because measuring is always allowed.</summary>
    public required IReadOnlyList<Dimension> Dimensions { get; init => field = ValueList.Copy(value); }

    /// <summary>Combinations of dimensions to compare by, such as sex and ethnicity, or sex, ethnicity and grade.</summary>
    /// <value>Empty unless said otherwise.</value>
    /// <remarks>A combination of three or more of which some numbers must be withheld is shown only when nothing else in the same request looks at its dimensions: the others would tell
    /// what it withholds. Ask for it alone then.</remarks>
    public IReadOnlyList<IReadOnlyList<Dimension>> Intersections { get; init => field = ValueList.Copy(value.Select(one => (IReadOnlyList<Dimension>)ValueList.Copy(one))); } = ValueList<IReadOnlyList<Dimension>>.Empty;
}
