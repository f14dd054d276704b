namespace PeerLearning.Programs;

/// <summary>The outcomes are measured.</summary>
/// <remarks>Recorded again, they replace the earlier ones; the list of events keeps both.</remarks>
public sealed record OutcomesRecorded : ProgramEvent
{
    /// <summary>The outcomes.</summary>
    public required ProgramOutcomes Outcomes { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Retrospective);
        refusals.NeedRole(state, By, Roles.Above | Roles.Mentor);
        foreach (var problem in OutcomeRules.Judge(state.Charter?.Criteria, Outcomes))
        {
            if (problem.Severity == ProblemSeverity.Error) refusals.Add($"Outcomes.{problem.Where}", problem.Repair, problem.Code, "{what}", Figure.Of("what", problem.What));
        }
    }

    internal override void Fold(ProgramState state) => state.Outcomes = Outcomes;
}
