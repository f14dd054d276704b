using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>An obstacle is out of the way.</summary>
public sealed record ObstacleRemoved : ProgramEvent
{
    /// <summary>The id of the obstacle.</summary>
    public required ObstacleId Obstacle { get; init; }

    /// <summary>What was done about it, in words.</summary>
    public required string Action { get; init; }

    /// <summary>What others could use of it, in words.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Reusable { get; init; } = "";

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedText(Action, "Action");
        ObstacleRules.NeedStanding(state, Obstacle, refusals);
    }

    internal override void Fold(ProgramState state) => state.EditObstacles().Set(Obstacle, state.Obstacles.Find(Obstacle)! with { RemovedAt = At });
}
