using PeerLearning.Programs;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>Something that happens in the weeks of a programme: when, and the event to record, given the programme as it is then; null when it does not come to that.</summary>
internal sealed record Happening(Instant At, Func<LearningProgram, ProgramEvent?> Event);
