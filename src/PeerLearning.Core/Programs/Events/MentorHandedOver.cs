using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A lead mentor hands seat and learners over to somebody else.</summary>
public sealed record MentorHandedOver : ProgramEvent
{
    /// <summary>The mentor who leaves the seat.</summary>
    public required PersonId From { get; init; }

    /// <summary>The one who takes over: another lead mentor or somebody new.</summary>
    public required PersonId To { get; init; }

    /// <summary>The number of learners that somebody new takes; ignored for another lead mentor.</summary>
    /// <value>0 unless said otherwise.</value>
    public int Places { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        if (By != From) refusals.NeedRole(state, By, Roles.Leads);
        MentorRules.JudgeHandOver(state, From, To, Places, refusals);
    }

    internal override void Fold(ProgramState state) => MentorRules.HandOver(state, From, To, Places, At);
}
