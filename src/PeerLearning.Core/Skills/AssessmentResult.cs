namespace PeerLearning.Skills;

/// <summary>Abilities, criteria and assessors of an ordinal assessment, on one logit scale.</summary>
public sealed class AssessmentResult
{
    internal AssessmentResult()
    {
    }

    /// <summary>The ability of each person, in ordinal order; its prior is normal around 0.</summary>
    public required IReadOnlyList<PersonAbility> People { get; init; }

    /// <summary>The difficulty of each criterion, in ordinal order.</summary>
    public required IReadOnlyList<Figure> Criteria { get; init; }

    /// <summary>The severity of each assessor, in ordinal order; they sum to 0.</summary>
    public required IReadOnlyList<Figure> Assessors { get; init; }

    /// <summary>The steps from each score to the next; they sum to 0.</summary>
    public required IReadOnlyList<double> Steps { get; init; }

    /// <summary>The standard deviation of abilities.</summary>
    public required double AbilityDeviation { get; init; }

    /// <summary>Minus twice the log-likelihood.</summary>
    public required double Deviance { get; init; }
}
