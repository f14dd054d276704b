namespace PeerLearning.Samples.PilotProgram;

/// <summary>The command line, read.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        usage: PilotProgram [--out FOLDER] [--survey FILE [--agenda FILE]] [--oulad FOLDER [--presentation MODULE-YEAR]]

          (nothing)       the pilot of Tidewater Instruments, a fictional company that ships with the sample
          --survey FILE   a Stack Overflow developer survey (CSV with the official columns) as workforce, skills and wishes
          --agenda FILE   what the performance plan and the CEO agenda say of each skill (JSON); ships with the sample
          --oulad FOLDER  OULAD tables as the progress of a real cohort
          --presentation  which of its presentations; the first with activity unless said otherwise
          --out FOLDER    where pilot-report.html goes; the current folder unless said otherwise
          --shuffle SEED  shuffles the input rows first: the decisions stay the same
        """;

    public string Out { get; init; } = ".";

    public string? Survey { get; init; }

    public string? Agenda { get; init; }

    public string? Oulad { get; init; }

    public string? Presentation { get; init; }

    public ulong? Shuffle { get; init; }

    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments();
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            arguments = args[i] switch
            {
                "--out" => arguments with { Out = value },
                "--survey" => arguments with { Survey = value },
                "--agenda" => arguments with { Agenda = value },
                "--oulad" => arguments with { Oulad = value },
                "--presentation" => arguments with { Presentation = value },
                "--shuffle" => arguments with
                {
                    Shuffle = ulong.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out ulong seed)
                        ? seed
                        : throw new ArgumentException($"--shuffle needs a whole number, not '{value}'."),
                },
                _ => throw new ArgumentException($"'{args[i]}' is not an option."),
            };
        }

        return arguments;
    }
}
