namespace PeerLearning.Programs;

/// <summary>The criteria are fixed: from here on nobody changes them.</summary>
/// <remarks>Recorded before the start, by the champion or the sponsor; without it a programme cannot start.</remarks>
public sealed record CriteriaFrozen : ProgramEvent
{
    /// <summary>The fingerprint of the criteria, as <see cref="ProgramCriteria.Fingerprint"/> gives it.</summary>
    public required string Fingerprint { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.BeforeStart);
        refusals.NeedRole(state, By, Roles.Above);
        if (state.FrozenFingerprint is not null) refusals.Add("", "Freeze the criteria once.", "program.criteria.frozen", "The criteria are frozen already.");
        string actual = state.CriteriaFingerprint();
        if (!string.Equals(Fingerprint, actual, StringComparison.Ordinal))
        {
            refusals.Add(
                "Fingerprint",
                "Freeze the criteria that stand in the charter.",
                "program.criteria.fingerprint",
                "The fingerprint {given} is not that of the charter's criteria, {actual}.",
                Figure.Of("given", Fingerprint ?? ""),
                Figure.Of("actual", actual));
        }
    }

    internal override void Fold(ProgramState state) => state.FrozenFingerprint = Fingerprint;
}
