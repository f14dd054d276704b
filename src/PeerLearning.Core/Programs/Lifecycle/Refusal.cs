namespace PeerLearning.Programs;

/// <summary>One reason why something cannot happen now, with its place in the event and its repair.</summary>
internal readonly record struct Refusal(Reason Reason, string Field, string Repair)
{
    public Problem ToProblem(string where) => new()
    {
        Code = Reason.Code,
        Where = Field.Length == 0 ? where : $"{where}.{Field}",
        What = Reason.ToString(),
        Repair = Repair,
    };
}
