using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>An obstacle that was removed is back.</summary>
public sealed record ObstacleReturned : ProgramEvent
{
    /// <summary>The id of the obstacle.</summary>
    public required ObstacleId Obstacle { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Inside);
        if (refusals.NeedKnown(state.Obstacles, Obstacle, "Obstacle") is { RemovedAt: null })
        {
            refusals.Add("Obstacle", "Leave it: it still stands.", "program.obstacle.standing", "It was never removed.");
        }
    }

    internal override void Fold(ProgramState state)
    {
        var obstacle = state.Obstacles.Find(Obstacle)!;
        state.EditObstacles().Set(Obstacle, obstacle with { RemovedAt = null, Returns = obstacle.Returns + 1 });
    }
}
