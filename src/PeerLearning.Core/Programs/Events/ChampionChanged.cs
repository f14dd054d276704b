using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Somebody else becomes the champion.</summary>
public sealed record ChampionChanged : ProgramEvent
{
    /// <summary>The new champion.</summary>
    public required PersonId Champion { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Open);
        refusals.NeedRole(state, By, Roles.Above);
        refusals.NeedPerson(Champion, "Champion");
        if (state.RoleOf(Champion) is not ProgramRole.Outside)
        {
            refusals.Add(
                "Champion",
                "Choose somebody without another role here.",
                "program.champion.role",
                "{person} is {role} here already.",
                Figure.Of("person", Champion),
                Figure.Of("role", state.RoleOf(Champion).ToString()));
        }
    }

    internal override void Fold(ProgramState state) => state.Champion = Champion;
}
