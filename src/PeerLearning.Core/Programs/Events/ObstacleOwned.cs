using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>Somebody takes care of an obstacle.</summary>
/// <remarks>The owner may be somebody outside the programme, such as the head of a department.</remarks>
public sealed record ObstacleOwned : ProgramEvent
{
    /// <summary>The id of the obstacle.</summary>
    public required ObstacleId Obstacle { get; init; }

    /// <summary>The one who takes care of it from now on.</summary>
    public required PersonId Owner { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedPerson(Owner, "Owner");
        ObstacleRules.NeedStanding(state, Obstacle, refusals);
    }

    internal override void Fold(ProgramState state)
    {
        var obstacle = state.Obstacles.Find(Obstacle)!;
        state.EditObstacles().Set(Obstacle, obstacle with { Owner = Owner, OwnedAt = obstacle.OwnedAt ?? At });
    }
}
