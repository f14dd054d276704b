using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>What has to hold while an obstacle stands.</summary>
internal static class ObstacleRules
{
    public static ProgramObstacle? NeedStanding(ProgramState state, ObstacleId id, Refusals refusals)
    {
        var obstacle = refusals.NeedKnown(state.Obstacles, id, "Obstacle");
        if (obstacle is not { RemovedAt: not null }) return obstacle;
        refusals.Add("Obstacle", "Record that it is back, if it is.", "program.obstacle.removed", "It is out of the way already.");
        return null;
    }
}
