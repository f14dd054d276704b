namespace PeerLearning.Programs;

/// <summary>A mentor or learner says how it goes.</summary>
public sealed record CheckInReceived : ProgramEvent
{
    /// <summary>How far the person feels on the way to the goal, from 1 to 5; null when not answered.</summary>
    public int? Progress { get; init; }

    /// <summary>How confident the person is to get there, from 1 to 5; null when not answered.</summary>
    public int? Confidence { get; init; }

    /// <summary>The hours spent since the last check-in; null when not answered.</summary>
    public double? Hours { get; init; }

    /// <summary>Anything else, in words.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Note { get; init; } = "";

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        refusals.NeedRole(state, By, Roles.Team);
        refusals.NeedGrade(Progress, "Progress");
        refusals.NeedGrade(Confidence, "Confidence");
        if (Hours is { } hours && !(hours is >= 0 and <= 168))
        {
            refusals.Add("Hours", "Give the hours of the time between two check-ins.", "program.hours", "The hours do not lie between 0 and 168.");
        }
    }

    internal override void Fold(ProgramState state) => state.CheckIns++;
}
