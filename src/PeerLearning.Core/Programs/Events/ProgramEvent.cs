using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Something that happened in a programme: the closed family of facts from which its state is replayed.</summary>
/// <remarks>
/// <para>An event is a plain carrier that accepts anything. <see cref="LearningProgram"/> judges it: as a wish, when it is to be recorded, and as a
/// stored fact, when the programme is replayed.</para>
/// <para>Events are immutable and hold ids, never names. A text that a person wrote is kept as it is.</para>
/// </remarks>
public abstract record ProgramEvent
{
    private protected ProgramEvent()
    {
    }

    /// <summary>The place in the programme's list of events, from 1; given when the event is recorded.</summary>
    /// <value>0 until the event is recorded.</value>
    public long Number { get; init; }

    /// <summary>When it happened. Within a programme, time never runs backwards.</summary>
    public required Instant At { get; init; }

    /// <summary>Who did it.</summary>
    public required PersonId By { get; init; }

    /// <summary>Collects every reason for which this cannot happen now.</summary>
    internal abstract void Judge(ProgramState state, Refusals refusals);

    /// <summary>Changes the state by what happened; called only for an event without refusals.</summary>
    internal abstract void Fold(ProgramState state);
}
