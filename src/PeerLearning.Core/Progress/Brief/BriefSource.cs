namespace PeerLearning.Progress;

/// <summary>What a brief was written from, kept so that one more check-in does not start from nothing. It is no part of the brief's value.</summary>
internal sealed class BriefSource(BriefContext context, NudgeWriter nudges, Views views)
{
    public BriefContext Context { get; } = context;

    public NudgeWriter Nudges { get; } = nudges;

    public Views Views { get; } = views;

    public override bool Equals(object? obj) => obj is BriefSource;

    public override int GetHashCode() => 0;
}
