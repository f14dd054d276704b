namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>A file that is missing, wrong or damaged: where, and how to repair it.</summary>
internal sealed class InputException(string file, int? line, string what, string repair)
    : Exception($"{file}{(line is { } number ? $", line {number}" : "")}: {what} {repair}");
