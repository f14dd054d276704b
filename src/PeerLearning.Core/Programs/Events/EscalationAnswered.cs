using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>The champion or sponsor answers an escalated obstacle.</summary>
/// <remarks>The time from the escalation to here is the champion's own response time.</remarks>
public sealed record EscalationAnswered : ProgramEvent
{
    /// <summary>The id of the obstacle.</summary>
    public required ObstacleId Obstacle { get; init; }

    /// <summary>What they do about it, in words.</summary>
    public required string Answer { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating);
        refusals.NeedRole(state, By, Roles.Above);
        refusals.NeedText(Answer, "Answer");
        if (refusals.NeedKnown(state.Obstacles, Obstacle, "Obstacle") is { } obstacle && (obstacle.EscalatedAt is null || obstacle.AnsweredAt is not null))
        {
            refusals.Add("Obstacle", "Answer what was escalated.", "program.obstacle.not-escalated", "Nobody waits for an answer on it.");
        }
    }

    internal override void Fold(ProgramState state) => state.EditObstacles().Set(Obstacle, state.Obstacles.Find(Obstacle)! with { AnsweredAt = At });
}
