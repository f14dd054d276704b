using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>Somebody says what is in the way.</summary>
public sealed record ObstacleRaised : ProgramEvent
{
    /// <summary>The id of the obstacle.</summary>
    public required ObstacleId Obstacle { get; init; }

    /// <summary>The kind of obstacle in the host's own words, such as <c>time</c> or <c>tooling</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What is in the way, in words.</summary>
    public required string What { get; init; }

    /// <summary>Those whom it is in the way of; empty for everybody.</summary>
    public IReadOnlyList<PersonId> Affected { get; init => field = Carried.List(value); } = ValueList<PersonId>.Empty;

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedNew(state.Obstacles, Obstacle, "Obstacle");
        refusals.NeedText(Kind, "Kind");
        refusals.NeedText(What, "What");
    }

    internal override void Fold(ProgramState state) => state.EditObstacles().Set(Obstacle, new ProgramObstacle { Id = Obstacle, Kind = Kind, What = What, RaisedBy = By, RaisedAt = At });
}
