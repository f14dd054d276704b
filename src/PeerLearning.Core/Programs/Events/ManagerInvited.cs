using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>The direct manager of somebody who is recognised is invited to celebrate it.</summary>
public sealed record ManagerInvited : ProgramEvent
{
    /// <summary>The id of the recognition.</summary>
    public required EntryId Recognition { get; init; }

    /// <summary>The manager.</summary>
    public required PersonId Manager { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedPerson(Manager, "Manager");
        if (refusals.NeedKnown(state.Recognitions, Recognition, "Recognition") is { } recognition)
        {
            if (recognition.Manager is not null) refusals.Add("Manager", "Invite a manager once.", "program.manager.invited", "A manager is invited already.");
            if (recognition.Recognised == Manager) refusals.Add("Manager", "Name the manager.", "program.manager.self", "Nobody is their own manager.");
        }
    }

    internal override void Fold(ProgramState state) => state.EditRecognitions().Set(Recognition, state.Recognitions.Find(Recognition)! with { Manager = Manager });
}
