using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>An obstacle is handed up to the champion.</summary>
public sealed record ObstacleEscalated : ProgramEvent
{
    /// <summary>The id of the obstacle.</summary>
    public required ObstacleId Obstacle { get; init; }

    /// <summary>What the champion is asked to do, in words.</summary>
    public required string Ask { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating);
        refusals.NeedRole(state, By, Roles.Team);
        refusals.NeedText(Ask, "Ask");
        if (ObstacleRules.NeedStanding(state, Obstacle, refusals) is { EscalatedAt: not null, AnsweredAt: null })
        {
            refusals.Add("Obstacle", "Wait for the answer.", "program.obstacle.escalated", "It is with the champion already.");
        }
    }

    internal override void Fold(ProgramState state) => state.EditObstacles().Set(Obstacle, state.Obstacles.Find(Obstacle)! with { EscalatedAt = At, AnsweredAt = null });
}
