using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A mentor or learner says how it goes.</summary>
public sealed record CheckInReceived : ProgramEvent
{
    /// <summary>The learner whom a mentor speaks about; null when the person speaks about themselves.</summary>
    public PersonId? About { get; init; }

    /// <summary>How much of the way is done in the person's own view, from 0 to 1; null when not answered.</summary>
    public double? OwnProgress { get; init; }

    /// <summary>How confident the person is to reach the goal, from 1 to 5; null when not answered.</summary>
    public int? Confidence { get; init; }

    /// <summary>What the person learned about their own learning, in words.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Reflection { get; init; } = "";

    /// <summary>Which challenge the person tackled, and how, in words.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Tackled { get; init; } = "";

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        refusals.NeedRole(state, By, Roles.Team);
        refusals.NeedShare(OwnProgress, "OwnProgress");
        refusals.NeedGrade(Confidence, "Confidence");
        if (About is { } about)
        {
            refusals.NeedRole(state, By, Roles.Mentor);
            refusals.NeedLearner(state, about, "About", LearnerStatuses.Learning | LearnerStatuses.Completed);
        }
    }

    internal override void Fold(ProgramState state) => state.CheckIns++;
}
