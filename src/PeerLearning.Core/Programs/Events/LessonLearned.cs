namespace PeerLearning.Programs;

/// <summary>Somebody brings a lesson to the retrospective.</summary>
public sealed record LessonLearned : ProgramEvent
{
    /// <summary>What it asks for.</summary>
    public required LessonKind Kind { get; init; }

    /// <summary>The lesson, in words.</summary>
    public required string What { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Retrospective);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedText(What, "What");
        refusals.NeedDefined(Kind, "Kind");
    }

    internal override void Fold(ProgramState state) => state.Add(new Lesson { Person = By, Role = state.RoleOf(By), Kind = Kind, What = What });
}
